"""Consent to being cloned: what a person reads aloud and agrees to, and the record of it.

Nothing in this package makes a voice without such a record, whoever asks for it.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.errors import ConsentError
from engine.messages import Code
from engine.text_scores import plain_words
from engine.tts.model import Consent

STATEMENT: Final = (
    "I am {person}, and I agree that Dragoman makes a voice that sounds like mine out of this "
    "recording. It is for speaking translations of what I say. The voice stays on this computer "
    "until somebody exports it, says in its file that it is a clone and that I consented, and can "
    "be removed at any time. "
)
"""What a person agrees to; {person} is the name. What becomes of the recording is added."""

_NOT_KEPT: Final = "The recording itself is not kept."
_KEPT: Final = (
    "A part of the recording is kept with the voice, for voice models that need it, and is removed "
    "with the voice."
)


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
    return STATEMENT.format(person=name) + (_KEPT if keeps_recording else _NOT_KEPT)


def agrees(words: str, wanted: str) -> bool:
    """Whether somebody wrote what was wanted; capitals and marks do not matter.

    Args:
        words: that were written.
        wanted: a sentence with the person's name.
    """
    return bool(plain_words(wanted)) and plain_words(words) == plain_words(wanted)


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
