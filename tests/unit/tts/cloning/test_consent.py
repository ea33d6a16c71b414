from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from engine.errors import ConsentError, VoiceError
from engine.languages import CLONING_LANGUAGES, cloning_texts
from engine.messages import Code
from engine.text_scores import plain_words
from engine.tts.cloning.clarity import Understand
from engine.tts.cloning.consent import (
    agrees,
    check_consent,
    fingerprint,
    record_consent,
    spoken_consent,
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


def _understands(**texts: str) -> Understand:
    return lambda _samples, language: texts.get(language, "")


@pytest.mark.parametrize("code", CLONING_LANGUAGES)
def test_the_sentence_of_consent_is_heard_in_every_language(code: str) -> None:
    script = cloning_texts(code).script
    silence = np.zeros(16_000, np.float32)
    for text in (script[0], " ".join(script), f"So. {script[0].upper()} Hm."):
        heard = spoken_consent(silence, _understands(**{code: text}))
        assert heard == " ".join(plain_words(script[0]))
    assert spoken_consent(silence, _understands(**{code: " ".join(script[1:])})) is None


@pytest.mark.parametrize(
    ("code", "text", "is_heard"),
    [
        ("en", "I agree that Dragon man makes a voice that sounds like mine.", True),
        ("en", "I agree that drag woman makes a voice that sounds like mind.", True),
        ("en", "I agree that the weather makes a difference, and that sounds fine.", False),
        ("fr", "J'accepte que Tagoman crée invoie qu'il assemble la mienne.", True),
        ("fr", "J'accepte que Drago Man crée une voie qui ressemble à la mienne.", True),
        ("de", "Er stimmt dazu, dass Dagoman eine Stimme erzeugt, die wie meiner klingt.", True),
        ("en", "I don't agree that Dragoman makes a voice that sounds like mine.", False),
        ("en", "I never agree that Dragoman makes a voice that sounds like mine.", False),
        ("fr", "Je n'accepte pas que Dragoman crée une voix qui ressemble.", False),
        (
            "de",
            "Ich stimme nicht zu, dass Dragoman eine Stimme erzeugt, die wie meine klingt",
            False,
        ),
        ("es", "No acepto que Dragoman haga una voz que se parezca a la mía.", False),
        ("pt", "Não concordo que o Dragoman faça uma voz parecida com a minha.", False),
        ("pt", "Concordo que o dragão faça uma voz parecida com a minha.", True),
    ],
)
def test_slips_of_the_ear_pass_and_refusals_do_not(code: str, text: str, *, is_heard: bool) -> None:
    heard = spoken_consent(np.zeros(16_000, np.float32), _understands(**{code: text}))
    assert (heard is not None) is is_heard
