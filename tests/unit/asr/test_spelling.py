"""What was nearly heard is written as the glossary writes it."""

import pytest

from engine.asr.spelling import SpelledSpeech
from engine.asr.streaming import SpeechDecoder, SpeechDecoderConfig
from engine.asr.vad import SpeechFrame
from engine.glossary import Form, Glossary, Term
from engine.policy import AlignAtt
from tests.helpers.toy_speech import WORDS, ToySpeech, sound


def _decoder(words: tuple[str, ...] = ()) -> SpeechDecoder:
    config = SpeechDecoderConfig()
    return SpeechDecoder(
        ToySpeech(), AlignAtt(margin=1), source="fr", target="fr", config=config, words=words
    )


def _term(written: str, *variants: str, language: str = "") -> Term:
    return Term(forms={language: Form(written=written, variants=variants)})


_TERMS = Glossary(
    [
        _term("Carpanedo"),
        _term("Fisichella", "Fisikella", "fit ella"),
        _term("USOC"),
        _term("Foster"),
        _term("charge sheet", "chargesheet", language="fr"),
        _term("Tempelritter", language="de"),
    ]
)


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        (" Carpaneo a", " Carpanedo a"),
        (" Carpanedo's", " Carpanedo's"),
        (" carpaneo", " carpaneo"),
        (" Carpano", " Carpano"),
        (" Sarpanedo", " Sarpanedo"),
        (" Fisikella, fit ella!", " Fisichella, Fisichella!"),
        (" the Usoc", " the USOC"),
        (" Poster Forster", " Poster Forster"),
        (" Chargesheet", " Charge sheet"),
        (" charge sheets", " charge sheets"),
        (" Tempelriter", " Tempelriter"),
    ],
)
def test_spellings_are_those_of_the_glossary_where_that_is_certain(
    heard: str, written: str
) -> None:
    assert SpelledSpeech(_decoder(), _TERMS, language="fr").spelled(heard) == written


def test_committed_words_that_are_one_term_become_one() -> None:
    tokens = [WORDS.index(f" {word}") for word in ("one", "two", "three", "four")]
    terms = Glossary([_term("Twothree", "two three"), _term("Fore", "four")])
    stage = SpelledSpeech(_decoder(), terms, language="fr")
    samples = sound(tokens, frames=8)
    update = stage.push(SpeechFrame(samples, 0, len(samples), 0, opens=True, closes=True))
    assert update is not None
    assert [word.text for word in update.committed] == [" one", " Twothree", " Fore"]
    spans = [(word.start, word.end) for word in update.committed]
    assert spans == sorted(spans)
    assert spans[1][1] - spans[1][0] > spans[0][1] - spans[0][0]


def test_a_decoder_listens_for_words() -> None:
    decoder = _decoder(("two",))
    samples = sound([WORDS.index(" two")], frames=8)
    update = decoder.push(SpeechFrame(samples, 0, len(samples), 0, opens=True, closes=True))
    assert update is not None
    assert "".join(word.text for word in update.committed) == " two"
