"""A set of recordings with transcripts and reference translations."""

import csv
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.benchmarks.errors import BenchmarkError

_FIELDS: Final = ("file", "language", "seconds", "translator", "transcript")
_SHARE: Final = re.compile(r"([a-z]{2}(?:\s*,\s*[a-z]{2})*)\s*=\s*(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One row of a manifest.

    Attributes:
        references: language to text; that of its own language is the transcript.
        human: languages whose reference was written by a person.
    """

    path: Path
    language: str
    duration_s: float
    references: dict[str, str]
    human: frozenset[str]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem


def read_manifest(folder: Path, languages: Sequence[str]) -> list[Recording]:
    """Read FOLDER/manifest.tsv: tab-separated, unquoted, with a header line.

    Columns: file, language, seconds, translator, transcript, and one column with references for
    each language. `translator` says who wrote the references: "human" or another word for all of
    them, or "en=human; fr,pt=machine" for some of them; what stands in brackets is a remark.

    Args:
        folder: where the manifest and the recordings are.
        languages: codes of the columns that hold references.

    Raises:
        BenchmarkError: the manifest is missing, has no rows, lacks a column, or a row is wrong.
    """
    path = folder / "manifest.tsv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BenchmarkError(
            f"There is no readable manifest.tsv in {folder} ({why}); "
            "name a folder of recordings that has one."
        ) from error
    missing = [name for name in _FIELDS if not rows or name not in rows[0]]
    if missing:
        raise BenchmarkError(f"{path} has no rows or lacks {', '.join(missing)}; correct it.")
    return [
        _recording(folder, row, languages, f"{path}, line {number}")
        for number, row in enumerate(rows, start=2)
    ]


def _recording(
    folder: Path, row: dict[str, str | None], languages: Sequence[str], where: str
) -> Recording:
    given = {name: (row.get(name) or "").strip() for name in (*_FIELDS, *languages)}
    for name in ("file", "language", "seconds"):
        if not given[name]:
            raise BenchmarkError(f"{where} has no {name!r}; correct it.")
    try:
        duration_s = float(given["seconds"])
    except ValueError:
        duration_s = math.nan
    if not 0 < duration_s < math.inf:
        raise BenchmarkError(f"{where}: {given['seconds']!r} is no length in seconds; correct it.")
    path = folder / given["file"]
    if not path.is_file():
        raise BenchmarkError(f"{where} names {path}, which does not exist; correct it.")
    references = {code: given[code] for code in languages if given[code]}
    if given["transcript"]:
        references.setdefault(given["language"], given["transcript"])
    return Recording(
        path=path,
        language=given["language"],
        duration_s=duration_s,
        references=references,
        human=_written_by_people(given["translator"], references),
    )


def _written_by_people(translator: str, references: dict[str, str]) -> frozenset[str]:
    shares = _SHARE.findall(re.sub(r"\([^)]*\)", "", translator))
    if not shares:
        return frozenset(references) if translator.startswith("human") else frozenset()
    return frozenset(
        code.strip() for codes, who in shares for code in codes.split(",") if who == "human"
    )
