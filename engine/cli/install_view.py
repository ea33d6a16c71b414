"""Shows the progress of an installation: a bar on a terminal, lines in a file, or JSON lines."""

import json
import shutil
import time
from dataclasses import asdict
from typing import Final, TextIO

from engine.packs.progress import InstallProgress, Step

_REFRESH_S: Final = 0.1
_BAR_CELLS: Final = 20
_VERBS: Final = {
    Step.PRESENT: "is there and intact",
    Step.DOWNLOAD: "downloading",
    Step.CHECK: "checking",
    Step.CONVERT: "converting",
    Step.INSTALLED: "installed",
}


class TerminalView:
    """One line that is drawn over, and one that stays for each finished pack."""

    def __init__(self, output: TextIO) -> None:
        self._output = output
        self._drawn = 0
        self._next_s = 0.0

    def __call__(self, progress: InstallProgress) -> None:
        """Show one report."""
        if progress.step in {Step.PRESENT, Step.INSTALLED}:
            self.close()
            self._output.write(f"{progress.pack} {_VERBS[progress.step]}\n")
        elif time.monotonic() >= self._next_s:
            self._next_s = time.monotonic() + _REFRESH_S
            self._draw(_describe(progress))
        self._output.flush()

    def close(self) -> None:
        """Remove the moving line."""
        if self._drawn:
            self._output.write("\r" + " " * self._drawn + "\r")
            self._output.flush()
            self._drawn = 0

    def _draw(self, text: str) -> None:
        # One column stays free: a full last column makes some terminals break the line.
        text = text[: shutil.get_terminal_size().columns - 1]
        self._output.write("\r" + text.ljust(self._drawn))
        self._drawn = len(text)


class LineView:
    """A line for each archive, conversion and finished pack."""

    def __init__(self, output: TextIO) -> None:
        self._output = output
        self._last = ("", "", "")

    def __call__(self, progress: InstallProgress) -> None:
        """Show one report, unless it is more of the same."""
        if progress.step is Step.CHECK:
            return
        key = (progress.pack, progress.step, progress.item)
        if key != self._last:
            self._last = key
            words = (f"{progress.pack}:", _VERBS[progress.step], progress.item)
            self._output.write(" ".join(words).strip() + "\n")
            self._output.flush()

    def close(self) -> None:
        """There is nothing to end."""


class JsonView:
    """Every report as a JSON object on a line, the numerous ones at most ten a second."""

    def __init__(self, output: TextIO) -> None:
        self._output = output
        self._last: tuple[str, str, str] = ("", "", "")
        self._next_s = 0.0

    def __call__(self, progress: InstallProgress) -> None:
        """Print one report."""
        key = (progress.pack, progress.step, progress.item)
        whole = progress.total > 0 and progress.done == progress.total
        if key == self._last and not whole and time.monotonic() < self._next_s:
            return
        self._last = key
        self._next_s = time.monotonic() + _REFRESH_S
        self._output.write(json.dumps(asdict(progress), ensure_ascii=False) + "\n")
        self._output.flush()

    def close(self) -> None:
        """There is nothing to end."""


def _describe(progress: InstallProgress) -> str:
    words = f"{progress.pack}: {_VERBS[progress.step]} {progress.item}".rstrip()
    if not progress.total:
        return words
    share = min(1.0, progress.done / progress.total)
    full = round(share * _BAR_CELLS)
    bar = "#" * full + "-" * (_BAR_CELLS - full)
    if progress.step is Step.DOWNLOAD:
        amount = f"{progress.done / 1e6:.1f} of {progress.total / 1e6:.1f} MB"
    else:
        amount = f"{share:.0%}"
    return f"{words} [{bar}] {amount}"
