"""Progress of an installation of models, in the window that requested it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from app.viewmodels.packs import PackInstaller
from engine.packs.progress import InstallStatus, Step

_PERMILLE = 1_000


class InstallRow(QFrame):
    """Visible while packs are being installed, and after a failure until it is dismissed."""

    def __init__(self, installer: PackInstaller) -> None:
        super().__init__()
        self._installer = installer
        self.setProperty("notice", "note")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, _PERMILLE)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Download of models"))
        self.button = QPushButton(self.tr("Cancel"))
        self.button.clicked.connect(self._on_button_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        column = QVBoxLayout()
        column.addWidget(self.text)
        column.addWidget(self.bar)
        layout.addLayout(column, 1)
        layout.addWidget(self.button)
        installer.progressed.connect(self._on_progressed)
        installer.finished.connect(self.hide)
        installer.cancelling.connect(self._on_cancelling)
        installer.cancelled.connect(self.hide)
        installer.failed.connect(self._on_failed)
        self.hide()

    @Slot(object)
    def _on_progressed(self, status: InstallStatus) -> None:
        words = {
            Step.PRESENT: self.tr("{model} is there ({number} of {total})"),
            Step.DOWNLOAD: self.tr("Downloading {model} ({number} of {total})"),
            Step.CHECK: self.tr("Checking {model} ({number} of {total})"),
            Step.CONVERT: self.tr("Preparing {model} ({number} of {total})"),
            Step.INSTALLED: self.tr("{model} is installed ({number} of {total})"),
            Step.PROVE: self.tr("Testing {model} ({number} of {total})"),
        }[status.step]
        self.text.setText(
            words.format(model=status.title, number=status.number, total=status.total)
        )
        self.bar.setValue(round(status.share * _PERMILLE))
        self.bar.show()
        self.button.setText(self.tr("Cancel"))
        self.button.setEnabled(True)
        self.show()

    @Slot()
    def _on_cancelling(self) -> None:
        self.text.setText(self.tr("Cancelling…"))
        self.button.setEnabled(False)

    @Slot(str)
    def _on_failed(self, message: str) -> None:
        self.text.setText(message)
        self.bar.hide()
        self.button.setText(self.tr("Dismiss"))
        self.button.setEnabled(True)
        self.show()

    @Slot()
    def _on_button_clicked(self) -> None:
        if self._installer.is_running:
            self._installer.cancel()
        else:
            self.hide()
