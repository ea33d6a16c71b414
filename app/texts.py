"""Words that several windows use, in the language of the interface."""

from PySide6.QtCore import QCoreApplication

from app.settings import LECTURE, WORK_CALL, Profile


def language_name(code: str) -> str:
    """The name of a language that Dragoman interprets."""
    translate = QCoreApplication.translate
    match code:
        case "en":
            return translate("Texts", "English")
        case "fr":
            return translate("Texts", "French")
        case "de":
            return translate("Texts", "German")
        case "es":
            return translate("Texts", "Spanish")
        case "pt":
            return translate("Texts", "Portuguese")
        case _:
            return code


def profile_name(name: str) -> str:
    """The name of a profile; those that Dragoman brings along are translated."""
    translate = QCoreApplication.translate
    match name:
        case str() if name == LECTURE:
            return translate("Texts", "Lecture")
        case str() if name == WORK_CALL:
            return translate("Texts", "Work call")
        case _:
            return name


def speaker_names(profile: Profile) -> dict[str, str]:
    """Who speaks in each direction, by its stream's name; nobody is named where there is one."""
    translate = QCoreApplication.translate
    if not profile.is_two_way:
        return {"0": ""}
    return {"0": translate("Texts", "You"), "1": translate("Texts", "They")}


def size_text(size_bytes: int) -> str:
    """A size as a person says it."""
    return QCoreApplication.translate("Texts", "{size} MB").format(
        size=f"{size_bytes / 1_000_000:,.0f}"
    )


def seconds_text(seconds: float) -> str:
    """Seconds with one decimal."""
    return QCoreApplication.translate("Texts", "{seconds} s").format(seconds=f"{seconds:.1f}")
