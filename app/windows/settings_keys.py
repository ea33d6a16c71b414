"""Keys of the windows, and global shortcuts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.keys.contract import Combination, KeyAction
from app.keys.system import KeySystem
from app.settings import Settings
from app.texts import action_text, refusal_text, system_text, trouble_text
from app.viewmodels.keys import GlobalKeys
from app.viewmodels.preferences import Preferences
from app.widgets.dialogs import styled_label

_FIELD_PX: Final = 118
"""Room for three keys."""

_HERE: Final = "shortcuts"
_ELSEWHERE: Final = "global_shortcuts"


class KeysPage(QWidget):
    """A table: action, key in Dragoman, global shortcut.

    Attributes:
        here, elsewhere: the fields of keys, by the name of the setting.
        is_elsewhere: the switch for all of the second kind.
        head: the names of the columns, which stay in sight while the page is scrolled.
        problem: what is wrong with a key that was typed; empty where nothing is.
        given: the keys that a desktop has set instead.
        state: why keys are not heard everywhere; empty where they are.
    """

    def __init__(self, preferences: Preferences, keys: GlobalKeys) -> None:
        super().__init__()
        self._preferences = preferences
        self._keys = keys
        self._names: list[QLabel] = []
        self.here: dict[str, QKeySequenceEdit] = {}
        self.elsewhere: dict[str, QKeySequenceEdit] = {}
        self.is_elsewhere = QCheckBox(self.tr("&In any program"))
        self.is_elsewhere.setEnabled(keys.system is not KeySystem.NONE)
        self.problem = styled_label("", role="warn")
        self.problem.hide()
        self.given = styled_label("", role="")
        self.state = styled_label("", role="warn")
        table = self._build_table()
        self.head = self._build_head()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(12)
        layout.addLayout(table)
        layout.addWidget(self.problem)
        layout.addWidget(self.given)
        layout.addWidget(self.state)
        layout.addStretch(1)
        preferences.changed.connect(self._show)
        keys.state_changed.connect(self._show_state)
        self._show(preferences.settings)
        self._show_state()
        self.is_elsewhere.toggled.connect(self._on_switch_toggled)

    def _build_head(self) -> QWidget:
        """What the columns are, over columns as wide, and what the second one does."""
        head = QWidget()
        grid = _columns()
        grid.setContentsMargins(0, 0, 0, 0)
        head.setLayout(grid)
        widths = (name.sizeHint().width() for name in self._names)
        grid.setColumnMinimumWidth(0, max(widths))
        grid.addWidget(QLabel(self.tr("In Dragoman")), 0, 1)
        grid.addWidget(self.is_elsewhere, 0, 2)
        about = styled_label(system_text(self._keys.system), role="quiet")
        grid.addWidget(about, 1, 0, 1, 3)
        return head

    def _build_table(self) -> QGridLayout:
        grid = _columns()
        here = self.tr("In Dragoman")
        for row, (name, text) in enumerate(
            (
                ("start_stop", self.tr("Start or stop")),
                ("hold_to_mute", self.tr("Hold to mute")),
                ("hold_to_translate", self.tr("Hold to translate")),
                ("overlay", self.tr("Caption overlay")),
                ("catch_up", self.tr("Catch up")),
                ("correct_turn", self.tr("Other language")),
                ("type_to_speak", self.tr("Type to speak")),
                ("swap_languages", self.tr("Swap languages")),
                ("switch_target", self.tr("Switch target language")),
                ("floating_controls", self.tr("Floating controls")),
                ("history", self.tr("History")),
            ),
            start=1,
        ):
            self._names.append(QLabel(text))
            grid.addWidget(self._names[-1], row, 0, Qt.AlignmentFlag.AlignVCenter)
            self.here[name] = self._field(f"{text}, {here}", _HERE, name)
            grid.addWidget(self.here[name], row, 1)
            if name in list(KeyAction):
                elsewhere = self.tr("In any program")
                self.elsewhere[name] = self._field(f"{text}, {elsewhere}", _ELSEWHERE, name)
                grid.addWidget(self.elsewhere[name], row, 2)
        return grid

    def _field(self, spoken: str, part: str, name: str) -> QKeySequenceEdit:
        field = QKeySequenceEdit()
        field.setMaximumSequenceLength(1)
        field.setClearButtonEnabled(True)
        field.setAccessibleName(spoken)
        # The keyboard's focus is in the field within.
        for inner in field.findChildren(QLineEdit):
            inner.setAccessibleName(spoken)
        for button in field.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear"))
        field.keySequenceChanged.connect(self._setter(part, name))
        return field

    def _setter(self, part: str, name: str) -> Callable[[QKeySequence], None]:
        def set_keys(sequence: QKeySequence) -> None:
            keys = sequence.toString(QKeySequence.SequenceFormat.PortableText)
            settings = self._preferences.settings
            chosen = getattr(settings, part)
            if keys == getattr(chosen, name):
                return
            self.problem.setText(self._objection(part, name, keys))
            self.problem.setVisible(bool(self.problem.text()))
            if self.problem.text():
                self._show(settings)
                return
            changed = replace(chosen, **{name: keys})
            self._preferences.change(replace(settings, **{part: changed}))

        return set_keys

    def _objection(self, part: str, name: str, keys: str) -> str:
        """Why a key cannot be used here; empty where it can."""
        if not keys:
            return ""
        settings = self._preferences.settings
        # The same key may do the same here and everywhere.
        taken = [
            getattr(keys_of_part, other)
            for fields, keys_of_part in (
                (self.here, settings.shortcuts),
                (self.elsewhere, settings.global_shortcuts),
            )
            for other in fields
            if other != name
        ]
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        if keys in taken:
            return self.tr("{keys} is already taken.").format(keys=shown)
        if part == _ELSEWHERE:
            combination = Combination.parse(keys)
            if combination is None:
                return self.tr("{keys} cannot be heard from other programs.").format(keys=shown)
            if not combination.is_harmless:
                return self.tr(
                    "Other programs could no longer use {keys}. Add Ctrl, Alt or the Windows key."
                ).format(keys=shown)
        return ""

    @Slot(object)
    def _show(self, settings: Settings) -> None:
        for fields, part in (
            (self.here, settings.shortcuts),
            (self.elsewhere, settings.global_shortcuts),
        ):
            for name, field in fields.items():
                sequence = QKeySequence(getattr(part, name))
                if field.keySequence() != sequence:
                    field.setKeySequence(sequence)
        is_on = settings.global_shortcuts.is_on and self.is_elsewhere.isEnabled()
        self.is_elsewhere.setChecked(is_on)
        for field in self.elsewhere.values():
            field.setEnabled(is_on)

    @Slot()
    def _show_state(self) -> None:
        state = self._keys.state
        lines = [] if state.trouble is None else [trouble_text(state.trouble)]
        if state.is_waiting and self._keys.system is KeySystem.PORTAL:
            lines.append(self.tr("Dragoman waits for your desktop's answer."))
        lines += [
            refusal_text(self._native(action), refusal) for action, refusal in state.refused.items()
        ]
        self.state.setText("\n".join(lines))
        none = self.tr("no key")
        given = [
            f"{action_text(action)}: {trigger or none}"
            for action, trigger in state.triggers.items()
        ]
        self.given.setText("\n".join([self.tr("Your desktop has set:"), *given]) if given else "")
        for label in (self.given, self.state):
            label.setVisible(bool(label.text()))

    def _native(self, action: KeyAction) -> str:
        return (
            self.elsewhere[action.value]
            .keySequence()
            .toString(QKeySequence.SequenceFormat.NativeText)
        )

    @Slot(bool)
    def _on_switch_toggled(self, is_on: bool) -> None:
        settings = self._preferences.settings
        changed = replace(settings.global_shortcuts, is_on=is_on)
        self._preferences.change(replace(settings, global_shortcuts=changed))


def _columns() -> QGridLayout:
    """Names, keys in Dragoman, global shortcuts."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(10)
    for column in (1, 2):
        grid.setColumnStretch(column, 1)
        grid.setColumnMinimumWidth(column, _FIELD_PX)
    return grid
