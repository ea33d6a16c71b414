"""What a text model may not change arrives, in the target's form."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.glossary import NO_GLOSSARY, Form, Glossary, Term
from engine.mt.entities import EntityFinder, Kind
from engine.mt.faithful import NAMES, NUMBERS, FaithfulModel
from engine.mt.model import PLAIN_SEARCH, TextHypothesis, TextOptions
from engine.mt.rewriting import rewrite
from engine.mt.streaming import TextTranslator
from engine.policy import AlignAtt
from engine.timed_text import TextUpdate, TimedText
from tests.helpers.word_for_word import WordForWord


def _same(word: str) -> str:
    return word


def _faithful(
    spell: Callable[[str], str] = _same,
    *,
    source: str = "en",
    target: str = "pt",
    glossary: Glossary = NO_GLOSSARY,
) -> FaithfulModel:
    return FaithfulModel(WordForWord(spell), source=source, target=target, glossary=glossary)


def _translated(
    text: str,
    spell: Callable[[str], str] = _same,
    *,
    target: str = "pt",
    glossary: Glossary = NO_GLOSSARY,
) -> str:
    model = _faithful(spell, target=target, glossary=glossary)
    return model.translate(text).text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("direction", "text", "forms"),
    [
        ("en-pt", "2,200,112 people", ["2.200.112"]),
        ("en-fr", "16,765 people", ["16\u202f765"]),
        ("en-es", "16,765.5 people", ["16.765,5"]),
        ("pt-en", "2.200.112 pessoas", ["2,200,112"]),
        ("en-de", "It costs $204.72.", ["204,72 $"]),
        ("en-pt", "R$5.50", ["R$ 5,50"]),
        ("pt-en", "R$ 1.234,56", ["R$1,234.56"]),
        ("en-fr", "-$5", ["-5 $"]),
        ("en-de", "minus 12 degrees", ["minus 12"]),
        ("en-fr", "minus 12 degrees", ["moins 12"]),
        ("en-pt", "It fell to -12 °C.", ["-12 °C"]),
        ("pt-en", "mais ou menos 12", ["12"]),
        ("en-de", "12.5% of 5.5 km", ["12,5 %", "5,5 km"]),
        ("en-pt", "12.5%", ["12,5%"]),
        ("en-de", "on 3/14/2025", ["14.3.2025"]),
        ("en-pt", "on 3/14/2025", ["14/3/2025"]),
        ("en-pt", "on 2024-03-05", ["2024-03-05"]),
        ("en-fr", "at 5:30 pm", ["17h30"]),
        ("pt-en", "às 17h30", ["17:30"]),
        ("en-fr", "anna.b@example.org", ["anna.b@example.org"]),
        ("en-fr", "Call 415-555-0132.", ["415-555-0132"]),
        ("en-es", "X7-QR42", ["X7-QR42"]),
        ("en-es", "the 1990s and the 3rd", []),
        ("en-es", "from 10-15", ["10", "15"]),
    ],
)
def test_written_forms_are_those_of_the_target(direction: str, text: str, forms: list[str]) -> None:
    found = EntityFinder(*direction.split("-")).find(text)
    written = [entity.form.replace("\u00a0", " ") for entity in found if entity.kind != Kind.NAME]
    assert written == forms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The city has 2,200,112 people", "The city has 2.200.112 people"),
        ("It costs $204.72 in total", "It costs 204,72 $ in total"),
        ("It was minus 12 degrees", "It was menos 12 degrees"),
        ("Write to anna.b@example.org today", "Write to anna.b@example.org today"),
        ("They paid $5.3 million for it", "They paid 5,3 million dollars for it"),
        ("There were 12 of us", "There were 12 of us"),
    ],
)
def test_what_is_carried_comes_back(text: str, expected: str) -> None:
    assert _translated(text) == expected


@pytest.mark.parametrize(
    ("direction", "text", "behind"),
    [
        ("fr-en", "Il a payé €5,3 millions.", "millions d'euros"),
        ("fr-en", "Il a payé £5,3 millions.", "millions de livres"),
        ("es-en", "Ha pagado €5,3 millones.", "millones de euros"),
        ("de-en", "Er zahlte €5,3 Millionen.", "Millionen Euro"),
    ],
)
def test_a_currency_behind_millions_is_a_word_of_the_sentence(
    direction: str, text: str, behind: str
) -> None:
    (found,) = (
        entity
        for entity in EntityFinder(*direction.split("-")).find(text)
        if entity.kind is Kind.AMOUNT
    )
    assert found.behind.strip() == behind


def _losing(changes: dict[str, str]) -> Callable[[str], str]:
    return lambda word: changes.get(word, word)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("We saw 12 of 350", {"12": "", "350": "35"}),
        ("There were 765 of them", {"765": "765 16 16"}),
        ("Boris went home", {"Boris": "Bris"}),
        ("We like Macron a lot", {"Macron": "Macon"}),
        ("Lindsey Galloway lives here", {"Lindsey": "Ganey", "Lindsey.": "Ganey"}),
    ],
)
def test_what_the_model_loses_or_garbles_is_carried(text: str, changes: dict[str, str]) -> None:
    assert _translated(text, _losing(changes)) == text


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        ("We live in London now", {"London": "Londres"}, "We live in Londres now"),
        ("We live in Lisbon now", {"Lisbon": "Lison"}, "We live in Lisboa now"),
        ("We met on Monday again", {"Monday": "segunda-feira"}, "We met on segunda-feira again"),
        ("Music is all", {"Music": "Musi", "music.": "musi"}, "Musi is all"),
    ],
)
def test_names_that_have_a_translation_are_translated(
    text: str, changes: dict[str, str], expected: str
) -> None:
    assert _translated(text, _losing(changes)) == expected


_TERMS = Glossary(
    [
        Term(
            forms={
                "en": Form(written="charge sheet", variants=("chargesheet",)),
                "fr": Form(written="acte d'accusation"),
                "pt": Form(written="auto de acusa\u00e7\u00e3o"),
            }
        ),
        Term(forms={"": Form(written="Fisichella", variants=("Fisikella",))}),
        Term.pronounced("London", "lun den"),
    ]
)


@pytest.mark.parametrize(
    ("target", "text", "expected"),
    [
        ("pt", "We read Charge  sheets aloud", "We read auto de acusa\u00e7\u00e3o aloud"),
        ("pt", "Chargesheet one", "Auto de acusa\u00e7\u00e3o one"),
        (
            "fr",
            "Que le charge sheet de charge sheet",
            "Que l'acte d'accusation d'acte d'accusation",
        ),
        ("pt", "Only Fisikella and Fisichella", "Only Fisichella and Fisichella"),
        ("pt", "We like London a lot", "We like London a lot"),
        ("de", "We read charge sheets aloud", "We read charge sheets aloud"),
    ],
)
def test_terms_are_translated_as_the_glossary_says(target: str, text: str, expected: str) -> None:
    assert _translated(text, target=target, glossary=_TERMS) == expected


def test_a_term_that_the_model_translates_right_is_left_to_it() -> None:
    changes = {"charge": "autos", "sheet": "de acusa\u00e7\u00e3o", NAMES[0]: "carried"}
    shown = _translated("read charge sheet", lambda w: changes.get(w, w), glossary=_TERMS)
    assert shown == "read autos de acusa\u00e7\u00e3o"


@given(
    st.lists(st.sampled_from(["le", "de", "charge sheet", "que", "one", "Fisikella"]), max_size=8),
    st.integers(1, 3),
)
def test_committed_text_stays_where_terms_come_in(words: list[str], margin: int) -> None:
    model = _faithful(target="fr", glossary=_TERMS)
    stage = TextTranslator(model, AlignAtt(margin=margin), language="en")
    words = [*" ".join(words).split(), "end."]
    committed = ""
    for n, word in enumerate(words):
        heard = TimedText(f" {word}", 100 * n, 100 * (n + 1))
        tail = TimedText("", 100 * (n + 1), 100 * (n + 1))
        step = stage.push(
            TextUpdate(committed=(heard,), tentative=tail, closes=n == len(words) - 1)
        )
        before = committed
        committed += "".join(part.text for part in step.committed)
        assert committed.startswith(before)
    assert committed.split()[-1] == "end."
    assert "Fisikella" not in committed


def test_brackets_that_nobody_said_go() -> None:
    spell = _losing({"Galloway": "Galloway (em inglês)"})
    assert _translated("I met Galloway today", spell) == "I met Galloway today"
    assert _translated("I met Galloway (a man)", spell) == "I met Galloway (em inglês) (a man)"


def test_a_bracket_waits_until_it_is_known_to_go() -> None:
    model = _faithful(_losing({"seen": "(em", "again": "inglês)"}))
    found = model.translate("We have seen again everything")
    shown = [model.text(found.tokens[:n], found.carried) for n in range(len(found.tokens) + 1)]
    assert shown == ["", "We", "We have", "We have", "We have", "We have everything"]


def test_a_shouted_sentence_is_read_in_small_letters() -> None:
    heard: list[str] = []

    def spell(word: str) -> str:
        heard.append(word)
        return word

    assert _translated("STOP IT NOW! I PAID $204.72!", spell) == "STOP IT NOW! I PAID 204,72 $!"
    assert heard == ["Stop", "it", "now!", "I", "paid", f"{NUMBERS[0]}!"]


def test_initials_are_no_shouting() -> None:
    assert _translated("NATO", str.lower) == "nato"


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("He is an asshole", "fr", "He is an connard"),
        ("He is an asshole", "de", "He is an asshole"),
        ("Holy shit, look at that!", "fr", "Putain, look at that!"),
        ("What the fuck are you doing?", "es", "Mierda, what are you doing?"),
        ("Fuck you!", "pt", "Vai se foder!"),
        ("That is fucking great", "de", "That is really great"),
    ],
)
def test_swear_words_give_their_places_to_words_that_models_know(
    text: str, target: str, expected: str
) -> None:
    known = _losing({"idiot": "idiot" if target == "fr" else "Arsch"})
    shown = _translated(text, known, target=target)
    assert shown == expected.replace("an asshole", "an Arsch")


class _Turning(WordForWord):
    """Loses a word unless it searches widely, or reads it spelt out."""

    def __init__(self, lost: str, *, needs_beams: bool) -> None:
        super().__init__(_same)
        self._lost, self._needs_beams = lost, needs_beams

    def translate(
        self, text: str, *, options: TextOptions | None = None, prefix: Sequence[int] = ()
    ) -> TextHypothesis:
        beams = (options or PLAIN_SEARCH).beams
        if not (self._needs_beams and beams > 1):
            text = text.replace(self._lost, "")
        return super().translate(
            text.replace("not", "não").replace("don't", "não").replace("against", "contra"),
            options=options,
            prefix=prefix,
        )


@pytest.mark.parametrize(
    ("text", "lost", "needs_beams", "expected"),
    [
        ("They voted against it", "against", True, "They voted contra it"),
        ("They do not care", "not", True, "They do não care"),
        ("We don't care", "don't", False, "We do não care"),
        ("We like it", "", False, "We like it"),
    ],
)
def test_a_sentence_that_was_turned_round_is_translated_again(
    text: str, lost: str, expected: str, *, needs_beams: bool
) -> None:
    model = FaithfulModel(_Turning(lost or "~", needs_beams=needs_beams), source="en", target="pt")
    assert model.translate(text).text == expected


def test_pieces_stand_where_they_were_given() -> None:
    text = "It costs $204.72 now"
    pieces = _faithful().translate(text).source_pieces
    assert [text[piece.start : piece.end] for piece in pieces[:-1]] == text.split()


def test_placeholders_that_are_given_arrive_as_they_are() -> None:
    text = f"{NAMES[0]} has {NUMBERS[0]} of 1,000 and {NUMBERS[1]}"
    assert _translated(text) == text.replace(",", ".")


def test_languages_without_known_forms_are_left_to_the_model() -> None:
    model = FaithfulModel(WordForWord(), source="en", target="nl")
    assert model.translate("costs $2,000").text == "COSTS $2,000"


_WORDS = st.sampled_from(
    ["one", "two", "2,200,112", "$204.72", "12", "Boris", "minus 12", "83", "Nakagawa", "not"]
)


@given(st.lists(_WORDS, min_size=1, max_size=9), st.integers(1, 3))
def test_committed_text_stays_as_the_source_grows(words: list[str], margin: int) -> None:
    stage = TextTranslator(_faithful(), AlignAtt(margin=margin), language="en")
    words = " ".join(words).split()
    committed = ""
    for n, word in enumerate(words):
        heard = TimedText(f" {word}", 100 * n, 100 * (n + 1))
        tail = TimedText("", 100 * (n + 1), 100 * (n + 1))
        step = stage.push(
            TextUpdate(committed=(heard,), tentative=tail, closes=n == len(words) - 1)
        )
        committed += "".join(part.text for part in step.committed)
    expected = " ".join(words).replace("2,200,112", "2.200.112").replace("minus 12", "menos 12")
    expected = expected.replace("$204.72", "204,72 $").replace("minus", "menos")
    shown = committed.replace("\u00a0", " ").replace("minus", "menos")
    assert shown.split() == expected.split()


@given(st.text("ab ", max_size=8), st.data())
def test_rewritten_text_knows_where_it_stood(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    rewritten = rewrite(text, [(start, end, "XYZ")])
    assert rewritten.text == f"{text[:start]}XYZ{text[end:]}"
    spans = zip(rewritten.text, rewritten.starts, rewritten.ends, strict=True)
    assert all(
        (first, last) == (start, end) if character in "XYZ" else text[first:last] == character
        for character, first, last in spans
    )
