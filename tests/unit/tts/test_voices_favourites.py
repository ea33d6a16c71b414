from pathlib import Path

import pytest

from engine.errors import OutputError
from engine.tts.voices import Favourites


def test_favourites_are_remembered_and_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "more" / "favourites.json"
    favourites = Favourites(path)
    assert favourites.ids == frozenset()
    for voice in ("en-ann", "de-max", "en-ann"):
        favourites.mark(voice, is_favourite=True)
    assert Favourites(path).ids == {"en-ann", "de-max"}
    favourites.mark("en-ann", is_favourite=False)
    favourites.mark("nobody", is_favourite=False)
    assert Favourites(path).ids == favourites.ids == {"de-max"}
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_voice_that_was_added_is_forgotten_in_all_its_languages(tmp_path: Path) -> None:
    path = tmp_path / "favourites.json"
    favourites = Favourites(path)
    for voice in ("ann.en", "ann.de", "ann-b.en", "ann"):
        favourites.mark(voice, is_favourite=True)
    favourites.forget("ann")
    assert Favourites(path).ids == favourites.ids == {"ann-b.en", "ann"}
    path.unlink()
    favourites.forget("nobody")
    assert not path.exists()


@pytest.mark.parametrize("content", ["", "[]", '{"voices": 3}', '{"voices": [1, null]}'])
def test_a_damaged_file_counts_as_empty(tmp_path: Path, content: str) -> None:
    path = tmp_path / "favourites.json"
    path.write_text(content)
    favourites = Favourites(path)
    assert favourites.ids == frozenset()
    favourites.mark("en-ann", is_favourite=True)
    assert Favourites(path).ids == {"en-ann"}


def test_a_file_that_cannot_be_written_is_named_and_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    favourites = Favourites(tmp_path / "file" / "favourites.json")
    with pytest.raises(OutputError, match="favourites"):
        favourites.mark("en-ann", is_favourite=True)
    assert favourites.ids == frozenset()
