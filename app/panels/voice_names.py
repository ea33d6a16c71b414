"""How voices are named in the picker."""

from PySide6.QtCore import QCoreApplication

from app.library import VoiceEntry


def voice_text(voice: VoiceEntry) -> str:
    """Name, sex and accent of a voice, in the language of the interface."""
    translate = QCoreApplication.translate
    sex = translate("VoiceNames", "female") if voice.is_female else translate("VoiceNames", "male")
    return " · ".join(filter(None, (voice.name, sex, _accent(voice.accent))))


def _accent(accent: str) -> str:
    """An accent as the interface says it; one that it has no word for stays as it is."""
    translate = QCoreApplication.translate
    accents = {
        "American": translate("VoiceNames", "American"),
        "Brazilian": translate("VoiceNames", "Brazilian"),
        "British": translate("VoiceNames", "British"),
        "Castilian": translate("VoiceNames", "Castilian"),
        "French": translate("VoiceNames", "French accent"),
        "foreign": translate("VoiceNames", "foreign accent"),
        "may sound English": translate("VoiceNames", "may sound English"),
        "added by you": translate("VoiceNames", "added by you"),
        "cloned": translate("VoiceNames", "cloned"),
    }
    return accents.get(accent, accent)
