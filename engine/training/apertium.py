"""Runs Apertium, the rule-based translator that Debian carries, as a yardstick.

Packages: apertium-eng-spa, apertium-fr-es, apertium-es-pt. Where no direct pair exists two are
chained; German has none.
"""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import Final

from engine.training.directions import Direction

_MODES: Final[Mapping[str, tuple[str, ...]]] = {
    "en-es": ("eng-spa",),
    "es-en": ("spa-eng",),
    "en-fr": ("eng-spa", "es-fr"),
    "fr-en": ("fr-es", "spa-eng"),
    "en-pt": ("eng-spa", "es-pt"),
    "pt-en": ("pt-es", "spa-eng"),
}


def modes_for(direction: Direction) -> tuple[str, ...]:
    """Apertium's modes to run in turn; none where it cannot, or is not installed."""
    modes = _MODES.get(direction.name, ())
    if shutil.which("apertium") is None:
        return ()
    listed = subprocess.run(["apertium", "-l"], capture_output=True, text=True, check=True)  # noqa: S607
    return modes if set(modes) <= set(listed.stdout.split()) else ()


def translate_with_apertium(sentences: Sequence[str], modes: Sequence[str]) -> list[str]:
    """Translate line by line through one mode after the other, unknown words unmarked."""
    lines = list(sentences)
    for mode in modes:
        finished = subprocess.run(  # noqa: S603
            ["apertium", "-u", "-f", "line", mode],  # noqa: S607
            input="\n".join(lines) + "\n",
            capture_output=True,
            text=True,
            check=True,
        )
        written = finished.stdout.removesuffix("\n").split("\n")
        if len(written) != len(lines):
            raise ValueError(f"Apertium wrote {len(written)} lines for {len(lines)}")
        lines = [line.strip() for line in written]
    return lines
