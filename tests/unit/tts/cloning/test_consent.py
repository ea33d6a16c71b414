from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from engine.errors import ConsentError, VoiceError
from engine.languages import CLONING_LANGUAGES, cloning_texts
from engine.messages import Code
from engine.tts.cloning.consent import (
    agrees,
    check_consent,
    fingerprint,
    record_consent,
    statement_for,
)
from tests.helpers.raising import raises


def test_a_consent_says_who_agreed_to_what_and_when() -> None:
    at = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    consent = record_consent(" Ada   Lovelace ", agreed=True, now=lambda: at)
    assert consent.person == "Ada Lovelace"
    assert consent.given_at == "2026-03-01T12:30:00+00:00"
    assert consent.statement == statement_for("Ada Lovelace")
    assert "Ada Lovelace" in consent.statement
    assert check_consent(consent) is consent
    now = record_consent("Ada", agreed=True).given_at
    assert datetime.fromisoformat(now).tzinfo is not None


@pytest.mark.parametrize(("person", "agreed"), [("Ada", False), ("", True), ("  ", True)])
def test_without_agreement_or_a_name_there_is_none(person: str, *, agreed: bool) -> None:
    with pytest.raises(ConsentError):
        record_consent(person, agreed=agreed)


def test_none_and_one_for_something_else_are_refused() -> None:
    with raises(ConsentError, Code.CONSENT_MISSING):
        check_consent(None)
    consent = record_consent("Ada", agreed=True)
    with pytest.raises(ConsentError):
        check_consent(replace(consent, statement="I like tea."))
    with pytest.raises(ConsentError):
        check_consent(replace(consent, person="Bob"))


def test_a_fingerprint_tells_recordings_apart() -> None:
    one = np.array([0.1, -0.2], np.float32)
    assert fingerprint(one) == fingerprint(one.copy())
    assert fingerprint(one) != fingerprint(-one)
    assert len(fingerprint(one)) == 64


def test_there_is_a_text_to_read_in_every_language_of_clones() -> None:
    assert set(CLONING_LANGUAGES) >= {"en", "fr", "de", "es", "pt"}
    for language in CLONING_LANGUAGES:
        # About 14 characters a second: 15 to 30 s.
        assert 210 < sum(map(len, cloning_texts(language).script)) < 420
        assert "Dragoman" in cloning_texts(language).script[0]
    with raises(VoiceError, Code.CONSENT_TEXT_UNKNOWN):
        cloning_texts("xx")


def test_who_agrees_writes_so_with_the_name_and_it_is_kept() -> None:
    wanted = "I agree, Ada Lovelace"
    assert agrees("I agree, Ada Lovelace.", wanted)
    assert agrees(" i agree  ada lovelace", wanted)
    for words in ("", "yes", "I agree", "I do not agree, Ada Lovelace", "I agree, Bob"):
        assert not agrees(words, wanted)
    assert not agrees("", "")
    assert record_consent("Ada", agreed=True, words=" I  agree, Ada").words == "I agree, Ada"
