"""What there is to know of an engine elsewhere, and what it needs: said before its first use."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.messages import user_text
from app.settings import EngineChoice
from app.texts import capitalised, engine_facts, engine_title
from app.viewmodels.engines import Engines
from app.widgets.cards import NameLabel, wrapping_check
from app.widgets.dialogs import TitledDialog, restyle, styled_label
from engine.remote.catalogue import EngineInfo

_SIZE: Final = QSize(560, 420)
_SCHEMES: Final = ("http://", "https://")
_WORD_JOINER: Final = "\N{WORD JOINER}"


class EngineDialog(TitledDialog):
    """Puts an engine into use once the user knows where speech goes.

    Args:
        engines: has the engines, and does what is asked for.
        info: the engine.
        parent: its owner.
    """

    def __init__(self, engines: Engines, info: EngineInfo, parent: QWidget | None = None) -> None:
        super().__init__(size=_SIZE, parent=parent)
        self._engines = engines
        self._info = info
        self._before = engines.choice_of(info.name)
        self.set_title(engine_title(info.name))
        self.warning = styled_label("", role="warn")
        self.content.addWidget(self.warning)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(18)
        for name, text in engine_facts(info):
            label = QLabel(name)
            label.setProperty("role", "quiet")
            # Beside the first of several lines.
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            form.addRow(label, styled_label(text, role=""))
        self.address = QLineEdit(self._before.address)
        self.address.setPlaceholderText("http://192.168.1.20:8642")
        self.address.setAccessibleName(self.tr("Address"))
        self.address.textChanged.connect(self._show)
        if not info.address:
            form.addRow(NameLabel(self.tr("&Address"), self.address, is_as_high=True), self.address)
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setAccessibleName(self.tr("Key"))
        self.key.textChanged.connect(self._show)
        self.content.addLayout(form)
        if info.variable:
            form.addRow(NameLabel(self.tr("&Key"), self.key, is_as_high=True), self.key)
            kept = self.tr("Keys are kept in this system's keyring and nowhere else.")
            self.content.addWidget(styled_label(kept, role="quiet"))
        self.falls_back = QCheckBox()
        self.falls_back.setChecked(self._before.falls_back)
        text = self.tr("&Fall back to this computer's models if the engine fails")
        self.content.addWidget(wrapping_check(self.falls_back, text))
        self.problem = styled_label("", role="bad")
        self.content.addWidget(self.problem)
        self.content.addStretch(1)
        self._add_buttons()
        engines.changed.connect(self._show)
        engines.stored.connect(self._on_stored)
        engines.failed.connect(self._on_failed)
        (self.key if info.address else self.address).setFocus()
        self._lack = engines.lacks(info.name)
        self._show()

    def _add_buttons(self) -> None:
        self.use_button = QPushButton()
        self.use_button.setProperty("kind", "primary")
        self.use_button.clicked.connect(self._on_use_button_clicked)
        self.remove_button = QPushButton(self.tr("Remove the key"))
        self.remove_button.clicked.connect(self._on_remove_button_clicked)
        self.bottom.addWidget(self.use_button)
        self.bottom.addWidget(self.remove_button)

    @property
    def choice(self) -> EngineChoice:
        """The engine with what was entered."""
        address = self.address.text().strip().rstrip("/")
        return replace(self._before, address=address, falls_back=self.falls_back.isChecked())

    @Slot()
    def _show(self) -> None:
        info, choice = self._info, self.choice
        # An address is read in one piece.
        joined = choice.recipient.replace("/", f"/{_WORD_JOINER}")
        where = joined or self.tr("the address that you give")
        if info.recipient:
            told = self.tr(
                "What is said leaves this computer: it is sent to {recipient} ({address})."
            ).format(recipient=info.recipient, address=where)
        else:
            told = self.tr("What is said leaves this computer: it is sent to {address}.").format(
                address=where
            )
        self.warning.setText(told)
        has_key = self._engines.has_key(info.name)
        self.remove_button.setVisible(has_key)
        hint = (
            self.tr("A key is stored")
            if has_key
            else self.tr("needed")
            if info.needs_key
            else self.tr("only if the other one asks for it")
        )
        self.key.setPlaceholderText(capitalised(hint))
        is_in_use = self._engines.choice.name == info.name and self._engines.allows(choice)
        self.use_button.setText(
            self.tr("Apply")
            if is_in_use
            else self.tr("Send speech to {engine}").format(engine=info.recipient)
            if info.recipient
            else self.tr("Send speech there")
        )
        is_complete = choice.recipient.startswith(_SCHEMES) and bool(
            has_key or self.key.text().strip() or not info.needs_key
        )
        self.use_button.setEnabled(is_complete and self._lack is None)
        if self._lack is not None:
            restyle(self.problem, user_text(self._lack), role="bad")

    @Slot()
    def _on_use_button_clicked(self) -> None:
        self.use_button.setEnabled(False)
        self._engines.use(self.choice, key=self.key.text().strip())

    @Slot()
    def _on_remove_button_clicked(self) -> None:
        self._engines.remove_key(self._info.name)

    @Slot(str)
    def _on_stored(self, name: str) -> None:
        if name == self._info.name:
            self.key.clear()
            self.accept()

    @Slot(str)
    def _on_failed(self, message: str) -> None:
        self.problem.setText(message)
        self._show()
