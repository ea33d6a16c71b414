"""Choices: a combo box of values with names, a slider, and a few buttons side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPaintEvent,
    QPalette,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QTabBar,
    QTabWidget,
    QWidget,
)

from engine.devices.listing import AudioDevice

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One line of the box.

    Attributes:
        value: what it stands for; None is a choice as any other.
        text: what a person reads.
        tip: more about it.
        detail: a second line in the list, empty for none.
        is_available: whether it can be chosen.
    """

    value: object
    text: str
    tip: str = ""
    detail: str = ""
    is_available: bool = True
    icon: QIcon | None = None


def device_choices(devices: Sequence[AudioDevice]) -> list[Choice]:
    """The system's own choice, and which device that is, before the devices."""
    translate = QCoreApplication.translate
    default = next((d.description for d in devices if d.is_default), "")
    text = (
        translate("Devices", "System default ({device})").format(device=default)
        if default
        else translate("Devices", "System default")
    )
    choices = [Choice(value=None, text=text)]
    return choices + [Choice(value=d.name, text=d.description, tip=d.name) for d in devices]


_DETAIL: Final = Qt.ItemDataRole.UserRole
_TEXT_PX: Final = 3
"""What styles leave free beside the text of a line."""


class NamedLines(QStyledItemDelegate):
    """Paints the first of several lines as a name that stands out, and the others quietly."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the ground as usual, then line by line."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        lines = shown.text.splitlines()
        if len(lines) < 2:
            super().paint(painter, option, index)
            return
        view = shown.widget
        style = view.style()
        # Where the style would write it.
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, view)
        room.adjust(_TEXT_PX, 0, -_TEXT_PX, 0)
        line_px = shown.fontMetrics.lineSpacing()
        room.setTop(room.top() + (room.height() - line_px * len(lines)) // 2)
        room.setHeight(line_px)
        shown.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, view)
        font = QFont(shown.font)
        font.setWeight(QFont.Weight.DemiBold)
        role = QPalette.ColorRole.Text
        painter.save()
        for line in lines:
            painter.setFont(font)
            # Of the program: the style sheet makes those of the list fainter.
            painter.setPen(QGuiApplication.palette().color(role))
            fitting = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)
            room.translate(0, line_px)
            font, role = shown.font, QPalette.ColorRole.PlaceholderText
        painter.restore()


class _WithDetails(NamedLines):
    """Shows beneath the text of a choice what there is to say of it."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Add the second line."""
        super().initStyleOption(option, index)
        if detail := index.data(_DETAIL):
            option.text = f"{option.text}\N{LINE SEPARATOR}{detail}"


class ChoiceBox(QComboBox):
    """A combo box that keeps its choice when the choices change.

    Signals:
        chosen: the value that a user chose; changes by the program emit nothing.
        opened: the list is about to be shown.
    """

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._label = QLabel(name, parent)
        self._label.hide()
        self._label.setBuddy(self)
        self.setAccessibleName(name)
        # A wheel that scrolls the panel must not change what the pointer happens to be over.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.activated.connect(self._on_activated)
        self.view().setItemDelegate(_WithDetails(self.view()))
        popup = self.view().window()
        # Else a square frame shows behind the rounded list.
        popup.setWindowFlags(
            Qt.WindowType.Popup
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.NoDropShadowWindowHint
        )
        popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    @property
    def value(self) -> object:
        """The value that is shown; None where there is none."""
        index = self.currentIndex()
        return self._choices[index].value if 0 <= index < len(self._choices) else None

    def set_choices(self, choices: Sequence[Choice], value: object) -> None:
        """Replace the choices and show one.

        Args:
            choices: in order.
            value: shown; where no choice has it, the first that is available.
        """
        fitting = [n for n, choice in enumerate(choices) if choice.value == value]
        available = [n for n, choice in enumerate(choices) if choice.is_available]
        index = next(iter((*fitting, *available)), -1)
        if list(choices) != self._choices:
            self._choices = list(choices)
            self.clear()
            model = self.model()
            for number, choice in enumerate(choices):
                self.addItem(choice.icon or QIcon(), choice.text)
                self.setItemData(number, choice.tip or None, Qt.ItemDataRole.ToolTipRole)
                self.setItemData(number, choice.detail or None, _DETAIL)
                if isinstance(model, QStandardItemModel):
                    model.item(number).setEnabled(choice.is_available)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        self.setToolTip(self._choices[index].tip or self._choices[index].text if choices else "")

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Show the list as wide as its longest line."""
        self.opened.emit()
        view = self.view()
        view.setMinimumWidth(min(max(self.width(), view.sizeHintForColumn(0) + 40), 520))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint as usual, with an ellipsis where the text is cut."""
        del event
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = option.fontMetrics.elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, field.width() - 2
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a new name; on Linux, screen readers take it from a label with this buddy."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ParentChange:
            self._label.setParent(self.parentWidget())
            self._label.setBuddy(self)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the scroll area, unless the box has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self._choices[index].value)


class StillSlider(QSlider):
    """A slider that a wheel turns only while it has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Ignore the wheel of a pointer that only passes."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


_SEGMENT_FRAME_PX: Final = 12
"""Padding and border of a segment, left and right, as the style sheet has them."""
_TAB_FRAME_PX: Final = 30
"""Those of a tab, and what is lost by rounding."""
_TIGHT_FRAME_PX: Final = 18
"""Those of a tab in a narrow column."""


def _bold_width(widget: QWidget, text: str) -> int:
    """How wide a text is on the chosen button or tab, which the style sheet makes bold."""
    font = widget.font()
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(text)


class StillTabBar(QTabBar):
    """Tabs that stay where they are when another one is chosen.

    Args:
        is_tight: they stand in a narrow column.
    """

    def __init__(self, *, is_tight: bool = False) -> None:
        super().__init__()
        self._frame_px = _TIGHT_FRAME_PX if is_tight else _TAB_FRAME_PX
        self.setProperty("tight", "true" if is_tight else "false")

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the tab is when it is chosen."""
        size = super().tabSizeHint(index)
        wide = _bold_width(self, self.tabText(index)) + self._frame_px
        return QSize(max(size.width(), wide), size.height())


class StillTabs(QTabWidget):
    """Pages with such tabs."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabBar(StillTabBar())
        self.tabBar().setDrawBase(False)


class Segments(QFrame, Generic[_Value]):
    """Buttons side by side, of which one is down.

    Signals:
        chosen: the value that a user chose.
    """

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[_Value, str, str]]) -> None:
        """Make the buttons.

        Args:
            name: what is chosen, for screen readers.
            choices: value, text and tool tip of each.
        """
        super().__init__()
        self.setProperty("segments", "true")
        self.setAccessibleName(name)
        self._values = [value for value, _, _ in choices]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        for number, (_, text, tip) in enumerate(choices):
            button = QPushButton(self)
            button.setText(text)
            button.setAutoDefault(False)
            button.setToolTip(tip)
            button.setAccessibleName(f"{name}: {text}")
            button.setCheckable(True)
            # With this, screen readers call it a radio button.
            button.setAutoExclusive(True)
            button.setSizePolicy(
                button.sizePolicy().horizontalPolicy().Expanding,
                button.sizePolicy().verticalPolicy().Fixed,
            )
            button.setMinimumWidth(_bold_width(button, text) + _SEGMENT_FRAME_PX)
            self._group.addButton(button, number)
            layout.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def value(self) -> _Value:
        """The chosen value."""
        return self._values[max(0, self._group.checkedId())]

    def choose(self, value: _Value) -> None:
        """Show a value as chosen, without a signal."""
        self._group.button(self._values.index(value)).setChecked(True)

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons in order."""
        return [b for b in self._group.buttons() if isinstance(b, QPushButton)]

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(self._values[self._group.id(button)])
