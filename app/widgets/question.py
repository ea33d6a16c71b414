"""Asks before something is destroyed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_first(
    parent: QWidget, question: str, details: str, *, agree: str, act: Callable[[], None]
) -> None:
    """Do what destroys something only where the user wants it; returns at once.

    Args:
        parent: over which it is asked.
        question: what will be destroyed.
        details: what that means.
        agree: the label of the button that does it.
        act: does it.
    """
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(question)
    box.setInformativeText(details)
    agreed = box.addButton(agree, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.buttonClicked.connect(lambda button: act() if button is agreed else None)
    box.open()
