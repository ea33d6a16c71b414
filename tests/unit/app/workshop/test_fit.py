"""What does not fit into a window is found."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.widgets.cards import NameLabel
from app.widgets.choices import StillTabBar, StillTabs
from app.workshop.fit import misfits

LONG = "Interpreters of the court of Vienna"


def window_of(qtbot: QtBot, *widgets: QWidget, width: int = 300) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    qtbot.addWidget(window)
    window.resize(width, 200)
    window.show()
    return window


def test_a_window_in_which_all_fits_has_no_faults(qtbot: QtBot) -> None:
    box = QComboBox()
    box.addItem(LONG)
    wrapped = QLabel(LONG)
    wrapped.setWordWrap(True)
    widgets = (QPushButton(LONG), QCheckBox(LONG), QLabel(LONG), wrapped, box, QLineEdit())
    assert misfits(window_of(qtbot, *widgets, width=500)) == []


def test_text_that_is_cut_is_found(qtbot: QtBot) -> None:
    box, line, table = QComboBox(), QLineEdit(), QTableWidget(1, 1)
    box.addItem(LONG)
    line.setPlaceholderText(LONG)
    table.setHorizontalHeaderLabels([LONG])
    low = QLabel(f"{LONG} {LONG}")
    low.setWordWrap(True)
    low.setFixedHeight(14)
    for widget in (QPushButton(LONG), QCheckBox(LONG), QLabel(LONG), box, line, table, low):
        if widget is not low:
            widget.setFixedWidth(110)
        (*_, fault) = misfits(window_of(qtbot, widget))
        assert "px" in fault, fault
        assert "has" in fault, fault


def test_a_letter_that_is_cut_beside_an_underlined_one_is_found(qtbot: QtBot) -> None:
    line = QLineEdit()
    plain, name = QLabel("&Tono"), NameLabel("&Tono", line)
    plain.setBuddy(line)
    window = QWidget()
    row = QHBoxLayout(window)
    for widget in (plain, name, line):
        row.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    kerned = plain.sizeHint().width()
    measure = plain.fontMetrics().horizontalAdvance
    is_cut = measure("T") + measure("ono") > kerned
    faults = [fault for fault in misfits(window) if fault.startswith("QLabel")]
    assert bool(faults) is is_cut
    assert not [fault for fault in misfits(window) if fault.startswith("NameLabel")]


def test_tabs_that_do_not_fit_are_found(qtbot: QtBot) -> None:
    bar = StillTabBar()
    for _ in range(3):
        bar.addTab(LONG)
    bar.setFixedWidth(200)
    assert any("all its tabs" in fault for fault in misfits(window_of(qtbot, bar)))


def test_what_lies_over_something_else_or_outside_is_found(qtbot: QtBot) -> None:
    window = window_of(qtbot, QLabel("a"), QLabel("b"))
    first, second = window.findChildren(QLabel)
    second.setGeometry(first.geometry())
    assert any("QLabel “a” over QLabel “b”" in fault for fault in misfits(window))
    second.move(window.width() - 4, 0)
    assert any("reaches out" in fault for fault in misfits(window))


def test_scroll_bars_that_need_not_be_are_found(qtbot: QtBot) -> None:
    area, page = QScrollArea(), QWidget()
    page.resize(100, 100)
    area.setWidget(page)
    area.setFixedSize(130, 95)
    window = window_of(qtbot, area)
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    assert any("scrolls by" in fault for fault in misfits(window))
    area.setFixedSize(80, 200)
    qtbot.waitUntil(lambda: area.horizontalScrollBar().maximum() > 0)
    assert any("sideways" in fault for fault in misfits(window))
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    assert any("hides" in fault for fault in misfits(window))


def test_a_window_larger_than_its_screen_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    QGridLayout(window).addWidget(QLabel("a"))
    qtbot.addWidget(window)
    window.resize(window.screen().availableSize())
    window.show()
    assert any("larger than the screen" in fault for fault in misfits(window))


def test_tabs_stay_where_they_are_when_another_is_chosen(qtbot: QtBot) -> None:
    tabs = StillTabs()
    tabs.setStyleSheet(
        "QTabBar::tab { padding: 8px 14px; } QTabBar::tab:selected { font-weight: 600; }"
    )
    for name in ("Appearance", "Captions", "Overlay"):
        tabs.addTab(QWidget(), name)
    qtbot.addWidget(tabs)
    tabs.resize(600, 200)
    tabs.show()
    places = []
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        places.append([tabs.tabBar().tabRect(n) for n in range(tabs.count())])
    assert places[0] == places[1] == places[2]
