"""Writes what packages and a chain of translators give as files for `prepare --extra`.

English of wide domains is what no pairs have. The published student makes Portuguese of it, and
Apertium Spanish or French of that. For X->English that is back-translation (Sennrich et al. 2016,
P16-1009): the source is crude, the target true. For English->X the student learns from the chain
(sequence-level distillation, Kim and Rush 2016, D16-1139), whose Spanish of such text is far better
than that of a student that has seen everyday sentences alone.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from engine.workshop import WorkshopError
from engine.workshop.training.apertium import modes_from_portuguese, translate_what_is_known
from engine.workshop.training.augment import capitalised
from engine.workshop.training.corpus import Pair, read_pairs
from engine.workshop.training.directions import Workspace
from engine.workshop.training.packages import (
    dictionary_pairs,
    english_sentences,
    game_pairs,
    manual_pairs,
)

_LOG = logging.getLogger(__name__)

Teacher = Callable[[Sequence[str]], Sequence[str]]
"""Translates sentences from English to Portuguese."""


def collect(workspace: Workspace, language: str, *, packages: Path, teacher: Teacher) -> list[Path]:
    """Write one file a kind of text; what is there already is kept.

    Args:
        workspace: gets the files, in `extra`.
        language: the one that is not English.
        packages: folder below which the packages of `packages.py` are unpacked.
        teacher: makes the Portuguese in between.

    Returns:
        The files of this language.

    Raises:
        WorkshopError: Apertium is missing.
    """
    kinds: dict[str, Callable[[], Iterable[Pair]]] = {
        "games": lambda: game_pairs(packages, language),
        "manuals": lambda: manual_pairs(packages, language),
    }
    if language == "de":
        kinds["ding"] = lambda: dictionary_pairs(packages)
    elif language != "pt":
        middle = workspace.extra / "middle.pt.tsv"
        kinds["wide"] = lambda: _chained(middle, language, packages, teacher)
    paths = {kind: workspace.extra / f"{kind}.{language}.tsv" for kind in kinds}
    for kind, path in paths.items():
        if not path.exists():
            _write(path, kinds[kind]())
    return list(paths.values())


def _chained(middle: Path, language: str, packages: Path, teacher: Teacher) -> Iterator[Pair]:
    modes = modes_from_portuguese(language)
    if not modes:
        raise WorkshopError(
            f"Nothing here translates Portuguese to {language}; install the Debian packages "
            "apertium-es-pt, apertium-por-cat and apertium-fra-cat, for Spanish or French."
        )
    if not middle.exists():
        english = list(dict.fromkeys(english_sentences(packages)))
        _write(middle, map(Pair, english, teacher(english), ["pt"] * len(english)))
    pairs = list(read_pairs(middle))
    foreign = translate_what_is_known([pair.foreign for pair in pairs], modes)
    for pair, (text, unknown) in zip(pairs, foreign, strict=True):
        # A name may be unknown; another word was lost on the way.
        if unknown <= capitalised(pair.english).keys() - {pair.english.split()[0]}:
            yield Pair(pair.english, text, language)


def _write(path: Path, pairs: Iterable[Pair]) -> None:
    """English TAB other language, as `read_pairs` reads it."""
    lines = dict.fromkeys(f"{pair.english}\t{pair.foreign}\n" for pair in pairs)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text("".join(lines), encoding="utf-8")
    partial.replace(path)
    _LOG.info("%s: %d pairs", path.name, len(lines))
