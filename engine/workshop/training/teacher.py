"""The published student that knows the way from English to Portuguese, as a teacher."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from engine.workshop.training.decode import translate
from engine.workshop.training.directions import Direction
from engine.workshop.training.vocabulary import load_pieces, parent_vocabulary_path
from engine.workshop.training.warm_start import empty_student, read_parent, warm_start

_DIRECTION: Final = Direction("en", "pt")


def into_portuguese(sentences: Sequence[str], parents: Path) -> list[str]:
    """Translate English, many sentences at a time.

    Args:
        sentences: English.
        parents: folder of the published students.

    Raises:
        ModelError: the student is not there.
    """
    pieces = load_pieces(parent_vocabulary_path(parents, _DIRECTION))
    teacher = empty_student(pieces, pieces)
    warm_start(
        teacher,
        read_parent(parents, _DIRECTION),
        parent_pieces=pieces,
        source_pieces=pieces,
        target_pieces=pieces,
    )
    return translate(teacher.eval(), sentences, source_pieces=pieces, target_pieces=pieces)
