"""Finds what does not fit into a window: text that is cut, and parts that are out of place."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizeGrip,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from app.widgets.buttons import ElidingButton

_SLACK_PX = 2
_NEEDLESS_PX = 12
"""A page that is longer than its room by less than this need not scroll."""
_SIGN_PX = 4
_FIELD_PX = 8
"""Between the frame of a line and its text, left and right."""


def misfits(window: QWidget) -> list[str]:
    """What of a visible window does not fit, in words for who makes it."""
    found = []
    room = window.screen().availableSize()
    if window.isWindow() and (
        window.frameSize().width() > room.width() or window.frameSize().height() > room.height()
    ):
        found.append(f"{_name(window)} is larger than the screen")
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible() and widget.window() is window.window():
            found += [f"{_name(widget)} {fault}" for fault in _faults(widget)]
    return found


def _faults(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel():
            yield from _label(widget)
        case ElidingButton():
            pass
        case QAbstractButton():
            yield from _button(widget)
        case QComboBox():
            yield from _combo(widget)
        case QLineEdit():
            yield from _line(widget)
        case QTabBar():
            yield from _tabs(widget)
        case QHeaderView():
            yield from _header(widget)
        case QAbstractScrollArea():
            yield from _scroll(widget)
        case _:
            pass
    yield from _place(widget)
    yield from _overlaps(widget)


def _label(label: QLabel) -> Iterator[str]:
    if not label.text() or label.textFormat() is Qt.TextFormat.RichText:
        return
    room = label.contentsRect().size()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK_PX:
            yield f"needs {needed} px of height, has {label.height()}"
        metrics = QFontMetrics(label.font())
        longest = max(label.text().split(), key=metrics.horizontalAdvance, default="")
        if metrics.horizontalAdvance(longest) > room.width() + _SLACK_PX:
            yield f"cuts the word “{longest}”"
    else:
        yield from _room(label.sizeHint(), label.size())
        if label.buddy() is not None and "&" in label.text():
            yield from _underlined(label)


def _underlined(label: QLabel) -> Iterator[str]:
    """Beside a key that is underlined no letters are kerned."""
    before, _, after = label.text().partition("&")
    measure = label.fontMetrics().horizontalAdvance
    needed = sum(measure(part) for part in (before, after[:1], after[1:]))
    if needed > label.width():
        yield f"needs {needed} px of width, has {label.width()}"


def _button(button: QAbstractButton) -> Iterator[str]:
    if isinstance(button, QCheckBox | QRadioButton) and not button.text():
        return
    if isinstance(button, QToolButton) and isinstance(button.parent(), QLineEdit):
        return
    if isinstance(button, QToolButton) and button.minimumWidth() == button.maximumWidth():
        # Its style asks for more on both sides than its sign needs.
        yield from _room(button.fontMetrics().size(0, button.text()), button.size())
        return
    if button.text() and _shows_text(button):
        needed = QSize(button.sizeHint().width(), button.fontMetrics().height() + _SIGN_PX)
        yield from _room(needed, button.size())


def _shows_text(button: QAbstractButton) -> bool:
    return not (
        isinstance(button, QToolButton)
        and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        and not button.icon().isNull()
    )


def _room(needed: QSize, had: QSize) -> Iterator[str]:
    if needed.width() > had.width() + _SLACK_PX:
        yield f"needs {needed.width()} px of width, has {had.width()}"
    if needed.height() > had.height() + _SLACK_PX:
        yield f"needs {needed.height()} px of height, has {had.height()}"


def _combo(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    icon = 0 if option.currentIcon.isNull() else option.iconSize.width() + 4
    needed = box.fontMetrics().horizontalAdvance(box.currentText()) + icon
    # As much as ChoiceBox takes.
    if needed > field.width() - 2:
        yield f"needs {needed} px for its choice, has {field.width() - 2}"


def _line(line: QLineEdit) -> Iterator[str]:
    text = line.text() or line.placeholderText()
    has = line.contentsRect().width() - 2 * _FIELD_PX
    needed = line.fontMetrics().horizontalAdvance(text)
    if not line.text() and needed > has + _SLACK_PX:
        yield f"needs {needed} px for “{text}”, has {has}"


def _tabs(bar: QTabBar) -> Iterator[str]:
    buttons = [b for b in bar.findChildren(QToolButton) if b.isVisible()]
    if buttons:
        yield "does not show all its tabs"
    for number in range(bar.count()):
        needed = bar.fontMetrics().horizontalAdvance(bar.tabText(number))
        if needed > bar.tabRect(number).width():
            yield f"cuts its tab “{bar.tabText(number)}”"


def _header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if header.orientation() is Qt.Orientation.Vertical:
        return
    for number in range(header.count()):
        needed = header.sectionSizeFromContents(number).width()
        if not header.isSectionHidden(number) and needed > header.sectionSize(number) + _SLACK_PX:
            title = model.headerData(number, Qt.Orientation.Horizontal)
            yield f"needs {needed} px for “{title}”, has {header.sectionSize(number)}"


def _scroll(area: QAbstractScrollArea) -> Iterator[str]:
    across, down = area.horizontalScrollBar(), area.verticalScrollBar()
    if across.isVisible() and across.maximum() > 0:
        yield f"scrolls sideways by {across.maximum()} px"
    hidden = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if area.horizontalScrollBarPolicy() is hidden and across.maximum() > _SLACK_PX:
        yield f"hides {across.maximum()} px at its right"
    if down.isVisible() and 0 < down.maximum() < _NEEDLESS_PX:
        yield f"scrolls by {down.maximum()} px alone"


def _place(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(widget, QSizeGrip):
        return
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        return
    beyond = widget.geometry().adjusted(_SLACK_PX, _SLACK_PX, -_SLACK_PX, -_SLACK_PX)
    if beyond.isValid() and not parent.rect().contains(beyond):
        yield f"reaches out of {_name(parent)} at {_numbers(widget.geometry())}"


def _overlaps(parent: QWidget) -> Iterator[str]:
    layout = parent.layout()
    if layout is None:
        return
    parts = [
        child
        for child in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisible() and not child.isWindow() and layout.indexOf(child) >= 0
    ]
    for one, other in combinations(parts, 2):
        shared = one.geometry().intersected(other.geometry())
        if shared.width() > _SLACK_PX and shared.height() > _SLACK_PX:
            yield f"has {_name(one)} over {_name(other)}"


def _numbers(area: QRect) -> str:
    return f"{area.width()}x{area.height()}{QPoint(area.x(), area.y()).toTuple()}"


def _name(widget: QWidget) -> str:
    text = ""
    for name in ("text", "currentText", "title", "placeholderText", "windowTitle"):
        give = getattr(widget, name, None)
        if callable(give) and (text := str(give())):
            break
    words = text or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} “{words[:40]}”"
