"""What is said about keys behind other programs."""

from PySide6.QtCore import QCoreApplication

from app.global_keys.contract import KeyAction, Refusal, Trouble
from app.global_keys.system import KeySystem


def action_text(action: KeyAction) -> str:
    """What a key does."""
    translate = QCoreApplication.translate
    match action:
        case KeyAction.START_STOP:
            return translate("GlobalKeys", "Start or stop")
        case KeyAction.HOLD_TO_MUTE:
            return translate("GlobalKeys", "Hold to mute")
        case KeyAction.HOLD_TO_TRANSLATE:
            return translate("GlobalKeys", "Hold to translate")
        case KeyAction.OVERLAY:
            return translate("GlobalKeys", "Caption overlay")


def system_text(system: KeySystem) -> str:
    """What it means here to be heard everywhere, or why that cannot be."""
    translate = QCoreApplication.translate
    match system:
        case KeySystem.X11 | KeySystem.WINDOWS:
            return translate(
                "GlobalKeys",
                "Dragoman hears these keys whichever program is in front, and takes them from all "
                "other programs while it runs.",
            )
        case KeySystem.PORTAL:
            return translate(
                "GlobalKeys",
                "Dragoman hears these keys whichever program is in front. Your desktop asks you "
                "about them and may give others; later they are changed in its own settings. It "
                "gives keys to programs of its menu: Dragoman is added there.",
            )
        case KeySystem.NONE:
            return translate(
                "GlobalKeys",
                "On this system Dragoman cannot hear keys while another program is in front. The "
                "tray icon starts and stops from anywhere.",
            )


def refusal_text(keys: str, refusal: Refusal) -> str:
    """Why a key is not heard."""
    translate = QCoreApplication.translate
    match refusal:
        case Refusal.TAKEN:
            return translate("GlobalKeys", "{keys} belongs to another program.").format(keys=keys)
        case Refusal.NO_SUCH_KEY:
            return translate("GlobalKeys", "This keyboard has no {keys}.").format(keys=keys)


def trouble_text(trouble: Trouble) -> str:
    """Why no key is heard."""
    translate = QCoreApplication.translate
    match trouble:
        case Trouble.NO_SERVICE:
            return translate(
                "GlobalKeys", "This desktop lets no program hear keys behind other programs."
            )
        case Trouble.DENIED:
            return translate(
                "GlobalKeys", "The keys were not allowed. Switch them off and on to be asked again."
            )
        case Trouble.NOT_INSTALLED:
            return translate(
                "GlobalKeys",
                "This desktop gives keys only to programs of its menu, and Dragoman could not be "
                "added there.",
            )
        case Trouble.LOST:
            return translate(
                "GlobalKeys", "The desktop took the keys back. Switch them off and on again."
            )
