"""Progress of an installation of models, in the window that requested it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from app.messages import user_text
from app.texts import number_text, size_text
from app.theme.theme import set_style_property
from app.viewmodels.packs import PackInstaller
from app.widgets.dialogs import choose_folder, styled_label
from engine.messages import Message, Remedy
from engine.packs.progress import InstallStatus, Step

_PERMILLE = 1_000


class InstallRow(QFrame):
    """Visible while packs are being installed, and after a failure until it is dismissed."""

    def __init__(self, installer: PackInstaller) -> None:
        super().__init__()
        self._installer = installer
        self._unproved: tuple[str, ...] = ()
        self.setProperty("notice", "note")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, _PERMILLE)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Download of models"))
        self.rate = styled_label("", role="quiet")
        self.button = QPushButton(self.tr("Cancel"))
        self.button.clicked.connect(self._on_button_clicked)
        self.retry_button = QPushButton(self.tr("Try again"))
        self.retry_button.clicked.connect(self._on_retry_button_clicked)
        self.folder_button = QPushButton(self.tr("I have them in a folder…"))
        self.folder_button.clicked.connect(self._on_folder_button_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        column = QVBoxLayout()
        column.addWidget(self.text)
        column.addWidget(self.bar)
        column.addWidget(self.rate)
        layout.addLayout(column, 1)
        for button in (self.retry_button, self.folder_button, self.button):
            layout.addWidget(button)
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
        set_style_property(self, "notice", "note")
        self.text.setText(
            words.format(model=status.title, number=status.number, total=status.total)
        )
        self.bar.setValue(round(status.share * _PERMILLE))
        self.bar.show()
        self.rate.setText(self._rate(status))
        self.rate.setVisible(bool(self.rate.text()))
        self.retry_button.hide()
        self.folder_button.hide()
        self.button.setText(self.tr("Cancel"))
        self.button.setEnabled(True)
        self.show()

    def _rate(self, status: InstallStatus) -> str:
        if status.step is not Step.DOWNLOAD:
            return ""
        done, size = size_text(status.fetched_bytes), size_text(status.size_bytes)
        if status.rate_bytes_s is None or status.left_s is None:
            return self.tr("{done} of {size}").format(done=done, size=size)
        minutes, seconds = divmod(round(status.left_s), 60)
        return self.tr("{done} of {size}, {rate} MB/s, {minutes}:{seconds} left").format(
            done=done,
            size=size,
            rate=number_text(status.rate_bytes_s / 1e6, decimals=1),
            minutes=minutes,
            seconds=f"{seconds:02}",
        )

    @Slot()
    def _on_retry_button_clicked(self) -> None:
        if self._unproved:
            self._installer.prove(self._unproved)
        else:
            self._installer.retry()

    @Slot()
    def _on_folder_button_clicked(self) -> None:
        choose_folder(self, lambda folder: self._installer.retry(folder=folder))

    @Slot()
    def _on_cancelling(self) -> None:
        self.text.setText(self.tr("Cancelling…"))
        self.button.setEnabled(False)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        set_style_property(self, "notice", "error")
        self.text.setText(user_text(message))
        self.bar.hide()
        self.rate.hide()
        is_tested = Remedy.PROVE_AGAIN in message.remedies
        self._unproved = message.texts("packs") if is_tested else ()
        self.retry_button.setText(self.tr("Test again") if is_tested else self.tr("Try again"))
        self.retry_button.show()
        self.folder_button.setVisible(not is_tested)
        self.button.setText(self.tr("Dismiss"))
        self.button.setEnabled(True)
        self.show()

    @Slot()
    def _on_button_clicked(self) -> None:
        if self._installer.is_running:
            self._installer.cancel()
        else:
            self.hide()
