"""Which voices a person likes best, in a small file."""

import json
import os
import tempfile
from pathlib import Path

from engine.output import output_errors


class Favourites:
    """The ids of favourite voices.

    Args:
        path: of the file; need not be there. One that is damaged counts as empty.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ids = _read(path)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the voices."""
        return frozenset(self._ids)

    def mark(self, voice_id: str, *, is_favourite: bool) -> None:
        """Make a voice a favourite, or no longer one, and write the file.

        Raises:
            OutputError: it cannot be written.
        """
        ids = [one for one in self._ids if one != voice_id]
        if is_favourite:
            ids.append(voice_id)
        self._write(ids)

    def forget(self, voice_id: str) -> None:
        """Strike out a voice that a person added, in all its languages.

        Raises:
            OutputError: the file cannot be written.
        """
        ids = [one for one in self._ids if one.rpartition(".")[0] != voice_id]
        if ids != self._ids:
            self._write(ids)

    def _write(self, ids: list[str]) -> None:
        with output_errors(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, staged = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump({"voices": ids}, file, indent=1)
                Path(staged).replace(self._path)
            finally:
                Path(staged).unlink(missing_ok=True)
        self._ids = ids


def _read(path: Path) -> list[str]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    ids = document.get("voices") if isinstance(document, dict) else None
    return [one for one in ids if isinstance(one, str)] if isinstance(ids, list) else []
