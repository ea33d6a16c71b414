"""Consent to being cloned: what a person reads aloud and agrees to, and the record of it.

Nothing in this package makes a voice without such a record, whoever asks for it.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.errors import ConsentError
from engine.languages import CLONING_LANGUAGES, cloning_texts
from engine.messages import Code, Message
from engine.text_scores import count_edits, plain_words
from engine.tts.cloning.clarity import Understand
from engine.tts.model import Consent

_SENTENCE_WITHIN_S: Final = 15.0
"""It is read first; silence before it counts."""

_MOST_WRONG: Final = 0.25
_FEWER_WORDS: Final = 2
"""Or more: words are heard as two, or two as one."""


def statement_for(person: str, *, keeps_recording: bool = False) -> str:
    """Return what a person of that name has to agree to.

    Args:
        person: the full name.
        keeps_recording: whether a part of the recording is to stay with the voice.

    Raises:
        ConsentError: there is no name.
    """
    name = " ".join(person.split())
    if not name:
        raise ConsentError(Code.CONSENT_NAME_MISSING)
    return " ".join(map(str, statement_parts(name, keeps_recording=keeps_recording)))


def statement_parts(person: str, *, keeps_recording: bool) -> tuple[Message, Message]:
    """What `statement_for` says, to be shown in the person's language."""
    about_recording = (
        Message(Code.CONSENT_RECORDING_KEPT)
        if keeps_recording
        else Message(Code.CONSENT_RECORDING_NOT_KEPT)
    )
    return Message(Code.CONSENT_STATEMENT, person=person), about_recording


def agrees(words: str, wanted: str) -> bool:
    """Whether somebody wrote what was wanted; capitals and marks do not matter.

    Args:
        words: that were written.
        wanted: a sentence with the person's name.
    """
    return bool(plain_words(wanted)) and plain_words(words) == plain_words(wanted)


def spoken_consent(samples: Float32, understand: Understand) -> str | None:
    """Return what is heard of the sentence of consent at the beginning of a recording.

    Names and single words are misheard, so it is compared letter by letter, and a quarter of them
    may be wrong; but nobody who refuses may be taken to agree: no word of refusal may stand in it
    or right before it.

    Args:
        samples: [n] the person's speech, mono at SOURCE_RATE_HZ.
        understand: transcribes.

    Returns:
        The words, in small letters; None where it is not heard in any language that is read.
    """
    beginning = samples[: round(_SENTENCE_WITHIN_S * SOURCE_RATE_HZ)]
    for code in CLONING_LANGUAGES:
        texts = cloning_texts(code)
        wanted = plain_words(texts.script[0])
        heard = plain_words(understand(beginning, code))
        refusals = frozenset(texts.refusals)
        letters = "".join(wanted)
        n_words = len(wanted)
        spans = [
            (start, end)
            for start in range(len(heard))
            for end in range(start + n_words - _FEWER_WORDS, start + n_words + _FEWER_WORDS + 1)
            if end <= len(heard)
        ]
        wrong = [count_edits(letters, "".join(heard[start:end])) for start, end in spans]
        if not wrong or min(wrong) > _MOST_WRONG * len(letters):
            continue
        start, end = spans[wrong.index(min(wrong))]
        if refusals.isdisjoint(heard[max(0, start - 1) : end]):
            return " ".join(heard[start:end])
    return None


def record_consent(
    person: str,
    *,
    agreed: bool,
    words: str = "",
    keeps_recording: bool = False,
    now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
) -> Consent:
    """Write down that a person agreed.

    Args:
        person: whose voice it is.
        agreed: whether the person, shown what `statement_for` says, agreed.
        words: what the person wrote to say so, which is kept.
        keeps_recording: as for `statement_for`.
        now: the time with its zone.

    Raises:
        ConsentError: the person did not agree, or has no name.
    """
    statement = statement_for(person, keeps_recording=keeps_recording)
    if not agreed:
        raise ConsentError(Code.CONSENT_MISSING)
    return Consent(
        person=" ".join(person.split()),
        statement=statement,
        given_at=now().isoformat(timespec="seconds"),
        words=" ".join(words.split()),
    )


def check_consent(consent: Consent | None, *, keeps_recording: bool = False) -> Consent:
    """Return a consent that says all it has to.

    Args:
        consent: the person's.
        keeps_recording: whether a part of the recording is to stay with the voice.

    Raises:
        ConsentError: there is none, or it is for something else.
    """
    if consent is None or consent.statement != statement_for(
        consent.person, keeps_recording=keeps_recording
    ):
        raise ConsentError(Code.CONSENT_MISSING)
    return consent


def fingerprint(samples: Float32) -> str:
    """Return the SHA-256 of [n] samples rounded to 16 bits: tells a recording, holds no sound."""
    rounded = np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2")
    return hashlib.sha256(rounded.tobytes()).hexdigest()
