"""The model packs: installed or available, and their size."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QMessageBox, QPushButton, QWidget

from app.texts import size_text
from app.viewmodels.packs import Library, PackEntry, PackInstaller
from app.viewmodels.session import SessionStatus
from app.widgets.dialogs import CardList, TitledDialog, card_row, styled_label, words_column
from app.widgets.install_row import InstallRow
from engine.packs.store import PackState

_SIZE: Final = QSize(720, 560)


class PacksDialog(TitledDialog):
    """Lists all packs, with a button for each.

    Attributes:
        buttons: by id of the pack.
        tests: those of installed packs that have them prove themselves again.
    """

    def __init__(
        self,
        *,
        library: Library,
        installer: PackInstaller,
        session: SessionStatus,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self.set_title(self.tr("Models"))
        self._library = library
        self._installer = installer
        self._session = session
        self._total = styled_label("", role="quiet")
        self._problem = styled_label("", role="bad")
        self._problem.hide()
        self._cards = CardList()
        for widget in (self._total, InstallRow(installer), self._problem):
            self.content.addWidget(widget)
        self.content.addWidget(self._cards, 1)
        self.buttons: dict[str, QPushButton] = {}
        self.tests: dict[str, QPushButton] = {}
        library.changed.connect(self._show)
        library.removal_failed.connect(self._on_removal_failed)
        session.state_changed.connect(self._show)
        self._show()
        library.refresh()

    @Slot()
    def _show(self) -> None:
        self.buttons, self.tests = {}, {}
        packs = self._library.contents.packs
        here = [pack for pack in packs if pack.state is not PackState.MISSING]
        self._total.setText(
            self.tr("Installed: {count}, which take {size} in {folder}").format(
                count=len(here),
                size=size_text(sum(pack.size_bytes for pack in here)),
                folder=self._library.folder,
            )
            if here
            else self.tr("No models are installed yet.")
        )
        in_order = sorted(packs, key=lambda pack: pack.state is PackState.MISSING)
        self._cards.show_cards([self._card(pack) for pack in in_order])

    def _card(self, pack: PackEntry) -> QFrame:
        card, row = card_row()
        card.setToolTip(pack.note.strip())
        size = size_text(pack.size_bytes) if pack.size_bytes else self.tr("Comes with Dragoman")
        about = f"{size} · {pack.licence} · {pack.attribution}"
        row.addLayout(
            words_column(
                [styled_label(pack.title, role="heading"), styled_label(about, role="quiet")]
            ),
            1,
        )
        state, role = {
            PackState.MISSING: ("", "quiet"),
            PackState.INSTALLED: (self.tr("Installed"), "good"),
            PackState.OUTDATED: (self.tr("Outdated"), "warn"),
            PackState.DAMAGED: (self.tr("Damaged"), "bad"),
            PackState.FAILED: (self.tr("Failed its test"), "bad"),
        }[pack.state]
        label = QLabel(state)
        label.setProperty("role", role)
        row.addWidget(label)
        if pack.state in (PackState.INSTALLED, PackState.FAILED):
            test = QPushButton(self.tr("Test"))
            test.setToolTip(self.tr("Known recordings and sentences, and how fast it is here"))
            test.setAccessibleName(f"{test.text()}: {pack.title}")
            test.clicked.connect(lambda: self._installer.prove([pack.id]))
            self.tests[pack.id] = test
            row.addWidget(test)
            button = QPushButton(self.tr("Remove"))
            button.clicked.connect(lambda: self._ask_to_remove(pack))
            # A session may be reading from it.
            button.setEnabled(not self._session.is_active)
        else:
            text = self.tr("Install") if pack.state is PackState.MISSING else self.tr("Repair")
            button = QPushButton(text)
            button.clicked.connect(lambda: self._installer.install([pack.id]))
        button.setAccessibleName(f"{button.text()}: {pack.title}")
        self.buttons[pack.id] = button
        row.addWidget(button)
        return card

    def _ask_to_remove(self, pack: PackEntry) -> None:
        question = QMessageBox(self)
        question.setWindowTitle(self.tr("Remove a model"))
        question.setText(self.tr("Remove {model}?").format(model=pack.title))
        question.setInformativeText(
            self.tr("It frees {size} and can be downloaded again.").format(
                size=size_text(pack.size_bytes)
            )
        )
        remove = question.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(QMessageBox.StandardButton.Cancel)
        remove.clicked.connect(lambda: self._remove(pack))
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.open()

    def _remove(self, pack: PackEntry) -> None:
        self._problem.hide()
        self._library.remove(pack.id)

    @Slot(str)
    def _on_removal_failed(self, message: str) -> None:
        self._problem.setText(message)
        self._problem.show()
