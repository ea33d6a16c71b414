"""The check-up dialog: the checks, a button where one can be mended, and what that did."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from app.messages import remedies_text, sentence, user_text
from app.theme.icons import pixmap
from app.theme.theme import ApplicationTheme
from app.viewmodels.checkup import Checkup
from app.viewmodels.packs import Library, PackInstaller
from app.widgets.dialogs import (
    CardList,
    TitledDialog,
    card_row,
    restyle,
    styled_label,
    words_column,
)
from app.widgets.install_row import InstallRow
from engine.doctor import Check, Status, Subject, mended, to_install, to_prove
from engine.messages import Code

_SIZE: Final = QSize(720, 600)
_ICON_PX: Final = 20


class DoctorDialog(TitledDialog):
    """Runs the check-up when it is opened, and again on request.

    Args:
        checkup: makes the checks.
        library: has the titles of packs.
        installer: installs what is missing.
        theme: its colours.
        parent: its owner.

    Attributes:
        buttons: that install or test a pack, by its id.
        outcome: what repairs have done.
        repair_button: does what all those buttons do.
    """

    def __init__(
        self,
        *,
        checkup: Checkup,
        library: Library,
        installer: PackInstaller,
        theme: ApplicationTheme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self.set_title(self.tr("Check-up"))
        self._checkup = checkup
        self._library = library
        self._installer = installer
        self._theme = theme
        self.buttons: dict[str, QPushButton] = {}
        self.verdict = styled_label("", role="quiet")
        self.outcome = styled_label("", role="")
        self.outcome.hide()
        self._before: Sequence[Check] = ()
        self._doubtful: list[str] = []
        self._cards = CardList()
        self.content.addWidget(self.verdict)
        self.content.addWidget(self.outcome)
        self.content.addWidget(InstallRow(installer))
        self.content.addWidget(self._cards, 1)
        self.again_button = QPushButton(self.tr("Check again"))
        self.again_button.clicked.connect(checkup.run)
        self.copy_button = QPushButton(self.tr("Copy report"))
        self.copy_button.clicked.connect(self._on_copy_button_clicked)
        self.repair_button = QPushButton(self.tr("Repair what can be repaired"))
        self.repair_button.setProperty("kind", "primary")
        self.repair_button.clicked.connect(self._on_repair_button_clicked)
        self.repair_button.hide()
        self.bottom.addWidget(self.repair_button)
        self.bottom.addWidget(self.again_button)
        self.bottom.addWidget(self.copy_button)
        checkup.changed.connect(self._show)
        installer.finished.connect(self._on_installed)
        installer.failed.connect(self._on_failed)
        theme.changed.connect(self._show)
        checkup.run()

    @Slot()
    def _on_installed(self) -> None:
        packs, self._doubtful = self._doubtful, []
        if packs:
            self._installer.prove(packs)
        else:
            self._checkup.run()

    @Slot()
    def _on_failed(self) -> None:
        """Look again all the same: some packs may be in order now."""
        self._doubtful = []
        self._checkup.run()

    @Slot()
    def _show(self) -> None:
        checkup = self._checkup
        self.again_button.setEnabled(not checkup.is_running)
        self.copy_button.setEnabled(bool(checkup.checks))
        if checkup.is_running:
            restyle(self.verdict, self.tr("Checking…"), role="quiet")
            return
        problem = checkup.problem
        if problem is None:
            roles = {Status.MISSING: "bad", Status.LIMITED: "warn", Status.OK: "good"}
            restyle(self.verdict, self._verdict(checkup.worst), role=roles[checkup.worst])
        else:
            restyle(self.verdict, user_text(problem), role="bad")
        self.buttons = {}
        self._cards.show_cards([self._card(check) for check in checkup.checks])
        self.repair_button.setVisible(bool(self.buttons))
        changes = mended(self._before, checkup.checks, title=self._library.title)
        self.outcome.setText("\n".join(map(sentence, changes)))
        self.outcome.setVisible(bool(changes))

    def _verdict(self, worst: Status) -> str:
        match worst:
            case Status.MISSING:
                return self.tr("Something that Dragoman needs is missing.")
            case Status.LIMITED:
                return self.tr("Dragoman works, with the limits listed below.")
            case Status.OK:
                return self.tr("Everything is fine.")

    def _card(self, check: Check) -> QFrame:
        colours = self._theme.colours
        card, row = card_row()
        picture, colour, state = {
            Status.OK: ("check", colours.good, self.tr("OK")),
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
            styled_label(sentence(check.found), role="quiet"),
        ]
        if check.found.remedies and not check.pack:
            labels.append(styled_label(remedies_text(check.found), role=""))
        for label in labels:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addLayout(words_column(labels), 1)
        if to_install([check]) or to_prove([check]):
            button = QPushButton(self._button_text(check))
            button.setAccessibleName(f"{button.text()}: {self._name(check)}")
            button.clicked.connect(lambda: self._repair([check]))
            self.buttons[check.pack] = button
            row.addWidget(button)
        return card

    def _button_text(self, check: Check) -> str:
        if to_prove([check]):
            return self.tr("Test again")
        if check.found.code is Code.FOUND_NOT_INSTALLED:
            return self.tr("Install")
        return self.tr("Repair")

    def _repair(self, checks: Sequence[Check]) -> None:
        """Install what an installation puts right, test the rest again; the check-up follows."""
        self._before = self._checkup.checks
        damaged, doubtful = to_install(checks), to_prove(checks)
        if damaged:
            self._doubtful = doubtful
            self._installer.install(damaged)
        else:
            self._installer.prove(doubtful)

    def _name(self, check: Check) -> str:
        """The name of a check; a model's is its title."""
        return self._library.title(check.pack) if check.pack else subject_text(check.subject)

    @Slot()
    def _on_repair_button_clicked(self) -> None:
        self._repair(self._checkup.checks)

    @Slot()
    def _on_copy_button_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._checkup.report)


def subject_text(subject: Subject) -> str:
    """What a check looked at; names of products are the same in every language."""
    translate = QCoreApplication.translate
    return {
        Subject.PACKAGES: translate("CheckTexts", "Packages"),
        Subject.TELEMETRY: translate("CheckTexts", "Telemetry"),
        Subject.HOME: translate("CheckTexts", "Model folder"),
        Subject.DISK: translate("CheckTexts", "Disk"),
        Subject.MODELS: translate("CheckTexts", "Models"),
        Subject.DEVICE: translate("CheckTexts", "Computing device"),
        Subject.VOICES: translate("CheckTexts", "Voices"),
        Subject.PHONEMES: translate("CheckTexts", "Phonemes"),
        Subject.SOUND: translate("CheckTexts", "Sound devices"),
        Subject.SOUND_SERVER: translate("CheckTexts", "Sound server"),
        Subject.MICROPHONES: translate("CheckTexts", "Microphones"),
        Subject.LOUDSPEAKERS: translate("CheckTexts", "Loudspeakers"),
    }.get(subject, subject.value)
