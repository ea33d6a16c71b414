"""Nothing is lost on the way through the text models of the starter pack."""

import pytest

from engine.bench.faithful import Kept, measure, probes
from engine.loading import LoadedModels
from engine.mt.faithful import FaithfulModel
from engine.mt.model import TextOptions
from engine.mt.streaming import TextTranslator
from engine.onnx import Runtime
from engine.packs.store import PackStore
from engine.policy import AlignAtt
from engine.timed_text import TextUpdate, TimedText

pytestmark = pytest.mark.models

_PACKS = {
    "en-pt": "marian-en-pt",
    "pt-en": "marian-pt-en",
    "en-fr": "dragoman-en-fr",
    "en-de": "dragoman-en-de",
    "en-es": "dragoman-en-es",
}
_MILLIONS = {"pt": "2.200.112", "fr": "2\u202f200\u202f112", "de": "2.200.112", "es": "2.200.112"}
_MINUS = {"pt": "menos", "fr": "moins", "de": "minus", "es": "menos"}
_STREAMED = (
    "President Macron met Boris Johnson in London and paid $204.72 for 16,765 tickets, "
    "but it was minus 12 degrees and nobody wrote to anna.b@example.org."
)
_AGAINST = {"pt": "contra", "fr": "contre", "de": "gegen", "es": "contra"}


@pytest.fixture(scope="module", params=list(_PACKS))
def direction(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def model(packs: PackStore, direction: str) -> FaithfulModel:
    source, target = direction.split("-")
    loaded = LoadedModels(packs, runtime=Runtime(threads=1)).text(_PACKS[direction])
    return FaithfulModel(loaded, source=source, target=target)


def test_reported_sentences_lose_nothing(model: FaithfulModel, direction: str) -> None:
    source, target = direction.split("-")
    if source != "en":
        pytest.skip("the reports are of English sentences")

    def said(text: str) -> str:
        return model.translate(text).text

    assert _MILLIONS[target] in said("The city has 2,200,112 inhabitants.")
    assert _MILLIONS[target].replace("2", "9", 1) in said("There are 9,200,112 of them.")
    assert "204,72\u00a0$" in said("The ticket costs $204.72 in total.")
    assert f"{_MINUS[target]} 12 " in said("It was minus 12 degrees.")
    assert _AGAINST[target] in said("The members voted against.")
    assert said("Lindsey Galloway lives in Paris.").startswith("Lindsey Galloway ")
    assert "(" not in said("Lindsey Galloway")
    named = said("President Macron met Boris Johnson in London.")
    assert "Macron" in named
    assert "Boris Johnson" in named
    assert "Boris" in said("Boris went home.")
    shouted = said("STOP IT NOW!")
    assert shouted == said("Stop it now!").upper()


def test_numbers_amounts_codes_names_and_signs_arrive(model: FaithfulModel, direction: str) -> None:
    source, target = direction.split("-")
    found = measure(
        model,
        probes(source, target, per_kind=20),
        (),
        source=source,
        target=target,
        options=TextOptions(),
    )
    total = {kind: count for kind, (_, count) in found.kept.items()}
    kept = {kind: count for kind, (count, _) in found.kept.items()}
    for kind in (Kept.NUMBERS, Kept.AMOUNTS, Kept.CODES, Kept.SIGNS, Kept.NEGATIONS):
        assert kept[kind] == total[kind], found.lost
    assert kept[Kept.NAMES] >= total[Kept.NAMES] - 1, found.lost


def test_a_streamed_sentence_loses_nothing(model: FaithfulModel, direction: str) -> None:
    source, target = direction.split("-")
    if source != "en":
        pytest.skip("the sentence is English")
    stage = TextTranslator(model, AlignAtt(margin=2), language="en")
    words = _STREAMED.split()
    committed = ""
    for n, word in enumerate(words):
        heard = TimedText(f" {word}", 1000 * n, 1000 * (n + 1))
        tail = TimedText("", 1000 * (n + 1), 1000 * (n + 1))
        step = stage.push(
            TextUpdate(committed=(heard,), tentative=tail, closes=n == len(words) - 1)
        )
        committed += "".join(part.text for part in step.committed)
    sign = "\u202f" if target == "fr" else "."
    wanted = ("Macron", "Boris Johnson", "204,72\u00a0$", f"16{sign}765", "anna.b@example.org")
    for form in (*wanted, f"{_MINUS[target]} 12"):
        assert committed.count(form) == 1, committed
