"""Events with only what a test cares about."""

from engine.events import (
    GapReason,
    SourceGap,
    SpeakerChanged,
    SpeechEnded,
    TextCommitted,
    TextTentative,
    TextTyped,
    TranscriptCommitted,
)


def committed(
    text: str, start: int = 0, end: int = 16_000, *, heard: int | None = None, language: str = "en"
) -> TextCommitted:
    return TextCommitted(
        text=text,
        language=language,
        source_start=start,
        source_end=end,
        heard=end if heard is None else heard,
    )


def transcript(text: str, start: int = 0, end: int = 16_000) -> TranscriptCommitted:
    return TranscriptCommitted(
        text=text, language="fr", source_start=start, source_end=end, heard=end
    )


def tentative(text: str, start: int = 0, end: int = 16_000) -> TextTentative:
    return TextTentative(text=text, language="en", source_start=start, source_end=end, heard=end)


def speech_ended(end: int = 16_000) -> SpeechEnded:
    return SpeechEnded(source_start=0, source_end=end, heard=end)


def gap(start: int, end: int, *, reason: GapReason = GapReason.SKIPPED) -> SourceGap:
    return SourceGap(reason=reason, source_start=start, source_end=end, heard=end)


def speaker(number: int, start: int, heard: int | None = None) -> SpeakerChanged:
    return SpeakerChanged(
        speaker=number, source_start=start, heard=start if heard is None else heard
    )


def typed(text: str, translation: str, at: int = 16_000) -> TextTyped:
    return TextTyped(
        typed=text,
        typed_language="fr",
        text=translation,
        language="en",
        source_start=at,
        source_end=at,
        heard=at,
    )
