"""The columns of a report: their titles, how their numbers look, and what they mean in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One figure.

    Attributes:
        key: its name in JSON.
        single: its title where each recording is a stream.
        joined: its title where recordings are joined; empty if it is the same.
        meaning: in a sentence; `{name}` stands for the title.
        places: decimal places.
        best: 1 where more is better, -1 where less is, 0 where neither.
        brief: whether a terminal shows it too; a page and JSON always do.
        interval: key of half the width of its interval, if it has one.
    """

    key: str
    single: str
    meaning: str
    joined: str = ""
    places: int = 2
    best: int = -1
    brief: bool = True
    interval: str = ""

    def title(self, *, is_joined: bool) -> str:
        """What to call it."""
        return self.joined if is_joined and self.joined else self.single

    def definition(self, *, is_joined: bool) -> str:
        """What it means."""
        return self.meaning.format(name=self.title(is_joined=is_joined))

    def format(self, figures: Mapping[str, float | None]) -> str:
        """The number as it is shown, a dash where there is none."""
        value = figures[self.key]
        if value is None:
            return "\N{EN DASH}"
        text = f"{value:.{self.places}f}"
        half = figures[self.interval] if self.interval else None
        return text if half is None else f"{text} ±{half:.{self.places}f}"


_AWARE: Final = "computation-aware: the clock also runs while this machine computes"
_IDEAL: Final = "ideal: computing takes no time"

COLUMNS: Final = (
    Column(
        key="bleu",
        single="BLEU",
        places=1,
        best=1,
        interval="bleu_interval",
        meaning="Corpus BLEU of the committed text (sacrebleu, 13a, cased); ± is half of the "
        "95 % bootstrap interval.",
    ),
    Column(
        key="chrf",
        single="chrF",
        places=1,
        best=1,
        meaning="Corpus chrF2 of the committed text (sacrebleu).",
    ),
    Column(key="comet", single="COMET", places=3, best=1, meaning="COMET of the committed text."),
    Column(
        key="laal_s",
        single="LAAL s",
        joined="StreamLAAL s",
        meaning=f"{{name}}: length-adaptive average lagging, by OmniSTEval, in seconds; {_IDEAL}.",
    ),
    Column(
        key="laal_aware_s",
        single="LAAL CA s",
        joined="StreamLAAL CA s",
        meaning=f"{{name}}: the same, {_AWARE}.",
    ),
    Column(
        key="yaal_aware_s",
        brief=False,
        single="YAAL CA s",
        joined="LongYAAL CA s",
        meaning="{name}: as LAAL, but words that come after the source has ended do not count; "
        f"by OmniSTEval; {_AWARE}.",
    ),
    Column(
        key="lag_s",
        brief=False,
        single="lag s",
        meaning="Mean over committed words: when the word is committed less when the speech ends "
        f"that it is aligned to by attention; {_IDEAL}. Contestants align by their own models; "
        "words that are committed in one piece share its speech evenly.",
    ),
    Column(
        key="lag_aware_s",
        single="lag CA s",
        meaning=f"The same, {_AWARE}.",
    ),
    Column(
        key="lag_p95_aware_s",
        brief=False,
        single="p95 s",
        meaning=f"95 of 100 words lag no longer than this; {_AWARE}.",
    ),
    Column(
        key="start_offset_s",
        brief=False,
        single="start s",
        meaning="Mean over passages: when the first word is committed less when speech begins; "
        f"{_AWARE}.",
    ),
    Column(
        key="end_offset_s",
        single="end s",
        meaning="Mean over passages: when the last word is committed less when speech ends; "
        f"{_AWARE}.",
    ),
    Column(
        key="first_audio_s",
        brief=False,
        single="1st audio s",
        meaning="Mean over passages: when target speech begins less when source speech begins; "
        f"{_IDEAL}.",
    ),
    Column(
        key="first_audio_aware_s",
        single="1st audio CA s",
        meaning=f"The same, {_AWARE}.",
    ),
    Column(
        key="speech_lag_s",
        single="speech lag s",
        meaning="Mean over spoken words: when a word has been spoken less when the speech ends "
        "that it is aligned to by attention. A clause's sound is shared out evenly among its "
        f"letters; {_IDEAL}.",
    ),
    Column(
        key="speech_lag_aware_s",
        single="speech lag CA s",
        meaning=f"The same, {_AWARE}.",
    ),
    Column(
        key="asr_bleu",
        single="ASR-BLEU",
        places=1,
        best=1,
        meaning="Corpus BLEU of what a speech recogniser (the speech model itself, on the whole "
        "recording) hears in the target speech; without capitals and marks.",
    ),
    Column(
        key="asr_wer",
        single="ASR-WER",
        meaning="Word errors of the same against the committed text, as a share of its words: "
        "errors of the voice and of the recogniser together, and words that were not spoken.",
    ),
    Column(
        key="speech_end_offset_s",
        brief=False,
        single="audio end s",
        meaning="Mean over passages: when target speech ends less when source speech ends; "
        f"{_AWARE}.",
    ),
    Column(
        key="erasure",
        single="flicker",
        meaning="Normalised erasure of all that is shown, tentative words included: words taken "
        "back or changed, for each committed word. Of committed text it is 0 by construction.",
    ),
    Column(
        key="real_time_factor",
        single="RTF",
        meaning="Real-time factor: computing over the length of the audio.",
    ),
    Column(
        key="peak_mb",
        single="MB",
        places=0,
        meaning="Peak memory of the contestant's process, models included, in MB of 2^20 bytes.",
    ),
)
"""In the order of a table."""
