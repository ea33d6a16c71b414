"""The check-up: what is there, what is missing, and a button where that can be mended."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from app.parts import Parts
from app.theme.icons import pixmap
from app.widgets.dialogs import CardList, TitledDialog, card_row, styled_label, words_column
from app.widgets.install_row import InstallRow
from app.windows.check_texts import found_text, name_text, remedy_text
from engine.doctor import Check, Status, examine

_SIZE: Final = QSize(720, 600)


_ICON_PX: Final = 20


_ORDER: Final = (Status.MISSING, Status.LIMITED, Status.OK)


class DoctorDialog(TitledDialog):
    """Examines when it is opened, and again when asked.

    Args:
        parts: what the windows share.
        look: makes the checks, on a thread of its own; the engine's if None.
        parent: its owner.

    Attributes:
        buttons: that install a pack, by its id.
    """

    def __init__(
        self,
        parts: Parts,
        *,
        look: Callable[[], Sequence[Check]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self.set_title(self.tr("Check-up"))
        self._parts = parts
        self._look = look or (lambda: examine(lambda: parts.paths.data))
        self._checks: Sequence[Check] = ()
        self.buttons: dict[str, QPushButton] = {}
        self.verdict = styled_label("", role="quiet")
        self._cards = CardList()
        self.content.addWidget(self.verdict)
        self.content.addWidget(InstallRow(parts.installer))
        self.content.addWidget(self._cards, 1)
        self.again_button = QPushButton(self.tr("Check again"))
        self.again_button.clicked.connect(self.check)
        self.copy_button = QPushButton(self.tr("Copy report"))
        self.copy_button.clicked.connect(self._on_copy_button_clicked)
        self.install_button = QPushButton(self.tr("Install all that is missing"))
        self.install_button.setProperty("kind", "primary")
        self.install_button.clicked.connect(self._on_install_button_clicked)
        self.install_button.hide()
        self.bottom.addWidget(self.install_button)
        self.bottom.addWidget(self.again_button)
        self.bottom.addWidget(self.copy_button)
        parts.installer.finished.connect(self.check)
        parts.theme.changed.connect(self._show)
        self.check()

    @Slot()
    def check(self) -> None:
        """Examine."""
        self.verdict.setText(self.tr("Checking…"))
        self.again_button.setEnabled(False)
        self.copy_button.setEnabled(bool(self._checks))
        self._parts.background.run(self._look, done=self._take, failed=self._fail, asker=self)

    def _take(self, checks: Sequence[Check]) -> None:
        self._checks = checks
        self.again_button.setEnabled(True)
        self.copy_button.setEnabled(True)
        found = {check.status for check in checks}
        if Status.MISSING in found:
            text = self.tr("Something that Dragoman needs is missing.")
        elif Status.LIMITED in found:
            text = self.tr("Dragoman works, with limits that are named below.")
        else:
            text = self.tr("Everything is as it should be.")
        self.verdict.setText(text)
        self._show()

    def _fail(self, message: str) -> None:
        self.again_button.setEnabled(True)
        self.verdict.setText(message)

    @Slot()
    def _show(self) -> None:
        self.buttons = {}
        checks = sorted(self._checks, key=lambda check: _ORDER.index(check.status))
        self._cards.show_cards([self._card(check) for check in checks])
        self.install_button.setVisible(len(self.buttons) > 1)

    def _card(self, check: Check) -> QFrame:
        colours = self._parts.theme.colours
        card, row = card_row()
        picture, colour, state = {
            Status.OK: ("check", colours.good, self.tr("In order")),
            Status.LIMITED: ("info", colours.warn, self.tr("Limited")),
            Status.MISSING: ("warning", colours.bad, self.tr("Missing")),
        }[check.status]
        image = QLabel()
        image.setPixmap(pixmap(picture, colour, size=_ICON_PX, scale=self.devicePixelRatioF()))
        image.setToolTip(state)
        image.setAccessibleName(state)
        row.addWidget(image)
        labels = [
            styled_label(self._name(check), role="heading"),
            styled_label(found_text(check.found), role="quiet"),
        ]
        if check.remedy and not check.pack:
            labels.append(styled_label(remedy_text(check.remedy), role=""))
        for label in labels:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addLayout(words_column(labels), 1)
        if check.pack:
            button = QPushButton(self.tr("Install"))
            button.setAccessibleName(f"{button.text()}: {check.pack}")
            button.clicked.connect(lambda: self._parts.installer.install([check.pack]))
            self.buttons[check.pack] = button
            row.addWidget(button)
        return card

    def _name(self, check: Check) -> str:
        """The name of a check; a model's is its title."""
        if not check.pack:
            return name_text(check.name)
        return self._parts.library.store.catalogue.pack(check.pack).title

    @Slot()
    def _on_install_button_clicked(self) -> None:
        self._parts.installer.install(list(self.buttons))

    @Slot()
    def _on_copy_button_clicked(self) -> None:
        lines = [
            f"{check.status.value:<8} {check.name}: {check.found}"
            + (f" -> {check.remedy}" if check.remedy else "")
            for check in self._checks
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
