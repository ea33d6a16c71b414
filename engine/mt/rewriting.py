"""Rewrites a source text for a model and still knows where everything stood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.mt.model import SourcePiece


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A text in which stretches were replaced.

    Attributes:
        text: as the model reads it.
        starts: for each character of it where what it stands for starts in the text as given.
        ends: for each character of it where that ends.
        length: characters of the text as given.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    length: int

    def place(self, pieces: Iterable[SourcePiece]) -> tuple[SourcePiece, ...]:
        """Pieces of the rewritten text, placed in the text as given."""
        starts = (*self.starts, self.length)
        return tuple(
            SourcePiece(
                piece.piece,
                starts[piece.start],
                self.ends[piece.end - 1] if piece.end > piece.start else starts[piece.start],
            )
            for piece in pieces
        )


def rewrite(text: str, replacements: Sequence[tuple[int, int, str]]) -> Rewritten:
    """Replace stretches of a text.

    Args:
        text: as given.
        replacements: start, end, and what stands there instead; in order, without overlap.
    """
    written: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def keep(start: int, end: int) -> None:
        written.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    position = 0
    for start, end, replacement in replacements:
        keep(position, start)
        written.append(replacement)
        starts.extend([start] * len(replacement))
        ends.extend([end] * len(replacement))
        position = end
    keep(position, len(text))
    return Rewritten(
        text="".join(written), starts=tuple(starts), ends=tuple(ends), length=len(text)
    )
