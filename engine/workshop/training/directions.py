"""The directions that can be trained, and where each keeps its files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOREIGN_LANGUAGES: Final = ("fr", "de", "es", "pt")
"""Languages that have sentence pairs with English."""

OWN_PACK_PREFIX: Final = "dragoman-"
"""What the ids of packs with students of ours begin with."""


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of translation between English and another language.

    Attributes:
        source: ISO 639-1 code of what is read.
        target: ISO 639-1 code of what is written.
    """

    source: str
    target: str

    def __post_init__(self) -> None:
        """Refuse a pair that the data cannot serve."""
        languages = {self.source, self.target}
        if "en" not in languages or not languages & set(FOREIGN_LANGUAGES):
            raise ValueError(
                f"{self.source}-{self.target} cannot be trained; choose en-X or X-en with X one "
                f"of {', '.join(FOREIGN_LANGUAGES)}."
            )

    @classmethod
    def parse(cls, text: str) -> "Direction":
        """Read `en-es` and the like.

        Raises:
            ValueError: the text is not a direction that can be trained.
        """
        source, _, target = text.partition("-")
        return cls(source, target)

    @property
    def name(self) -> str:
        """`en-es` and the like."""
        return f"{self.source}-{self.target}"

    @property
    def foreign(self) -> str:
        """The language that is not English."""
        return self.target if self.source == "en" else self.source

    @property
    def parent(self) -> str:
        """The direction whose published student gives the starting weights."""
        return "en-pt" if self.source == "en" else "pt-en"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder that holds everything a training reads and writes, outside the repository.

    Attributes:
        root: the folder.
    """

    root: Path

    def splits(self, language: str) -> Path:
        """Training, development and test pairs of one language with English."""
        return self.root / "splits" / language

    def vocabulary(self, direction: Direction) -> Path:
        """The pieces of the language that is not English."""
        return self.root / "vocabularies" / f"{direction.foreign}-of-{direction.name}.spm"

    def english_vocabulary(self, direction: Direction) -> Path:
        """The parent's pieces, for the English side of a direction.

        As a source all are kept, whatever the pairs; as a target those that its pairs use.
        """
        name = direction.parent if direction.source == "en" else direction.name
        return self.root / "vocabularies" / f"en-of-{name}.spm"

    def foreign_rows(self, direction: Direction) -> Path:
        """Starting rows of the pieces that are not English, which `lexicon` writes."""
        return self.root / "starts" / f"{direction.name}.npy"

    @property
    def extra(self) -> Path:
        """Folder of what was collected from packages."""
        return self.root / "extra"

    def marking(self, direction: Direction) -> Path:
        """Folder with what a direction's source words become marks, see `Marking`."""
        return self.root / "marking" / direction.name

    def shards(self, direction: Direction) -> Path:
        """Tokenised epochs of one direction."""
        return self.root / "shards" / direction.name

    def run(self, direction: Direction, run: str) -> Path:
        """Checkpoints and logs of one training."""
        return self.root / "runs" / f"{direction.name}{'-' if run else ''}{run}"

    @property
    def pid_file(self) -> Path:
        """Holds the process id of the training that runs now."""
        return self.root / "PID"
