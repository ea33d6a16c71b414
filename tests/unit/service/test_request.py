from hypothesis import given
from hypothesis import strategies as st

from engine.events import TextCommitted
from engine.service.request import WholeWords


def committed(text: str, end: int) -> TextCommitted:
    return TextCommitted(
        text=text, language="en", source_start=end - 1, source_end=end, heard=end + 5
    )


def test_a_mark_joins_its_word() -> None:
    words = WholeWords()
    assert words.push(committed(" today", 1)) == []
    assert words.push(committed(".", 2)) == []
    (first,) = words.push(committed(" We", 3))
    assert (first.text, first.source_start, first.source_end) == (" today.", 0, 2)
    (last,) = words.flush()
    assert last.text == " We"
    assert words.flush() == []


@given(st.lists(st.sampled_from([" a", " bc", ".", ",", "'s", " d"])))
def test_nothing_is_lost_and_no_text_but_the_first_is_without_its_space(parts: list[str]) -> None:
    words = WholeWords()
    texts = [t.text for i, part in enumerate(parts) for t in words.push(committed(part, i + 1))]
    texts += [t.text for t in words.flush()]
    assert "".join(texts) == "".join(parts)
    assert all(text.startswith(" ") for text in texts[1:])
