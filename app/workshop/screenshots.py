"""Takes pictures of every window, in both themes and two languages.

    python -m app.workshop.screenshots FOLDER
    python -m app.workshop.screenshots FOLDER --all     all languages, sizes and scales

The windows are the program's own and run on recorded sessions of the real engine; neither a
screen nor a microphone is needed. What does not fit on a picture is said, and makes the exit
status 1.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.settings import Theme
from app.translations import INTERFACE_LANGUAGES
from app.workshop.photographer import Photographer

_SIZE: Final = (1180, 760)
_SCREEN: Final = (1920, 1080)
"""Of the usual pictures; in those of another size, the screen is as large as the window."""
_SMALL_SIZES: Final = ((1366, 768), (1024, 600), (900, 500))
_SCALES: Final = ("1", "1.5", "2")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the windows are shown on.

    Attributes:
        size: of the main window, in pixels of the window.
        scale: pixels of the screen for each of those, as a number in words.
    """

    size: tuple[int, int] = _SIZE
    scale: str = "1"

    @classmethod
    def every(cls) -> "list[Surroundings]":
        """All that pictures are taken in."""
        return [cls(size, scale) for size in (_SIZE, *_SMALL_SIZES) for scale in _SCALES]

    @property
    def name(self) -> str:
        """Of a folder."""
        width, height = self.size
        return f"{width}x{height}@{self.scale}"

    def set_up(self, scratch: Path) -> None:
        """Have Qt show windows so, if it is to draw on no screen; before its application is made.

        Args:
            scratch: keeps what Qt reads.
        """
        os.environ["QT_SCALE_FACTOR"] = self.scale
        if os.environ.get("QT_QPA_PLATFORM", "offscreen") != "offscreen":
            return
        width, height = _SCREEN if self.size == _SIZE else self.size
        factor = float(self.scale)
        screen = {
            "name": "screen",
            "width": round(width * factor),
            "height": round(height * factor),
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
        path = scratch / "screens.json"
        path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"


def _read_size(text: str) -> tuple[int, int]:
    """Read WIDTHxHEIGHT."""
    width, _, height = text.partition("x")
    return int(width), int(height)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m app.workshop.screenshots",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Options may be given several times; with several sizes or scales, each has a "
        "folder of its own.",
    )
    parser.add_argument("folder", type=Path, help="is made where it is missing")
    parser.add_argument(
        "--language",
        action="append",
        choices=INTERFACE_LANGUAGES,
        help="of the interface (default: en and fr)",
    )
    parser.add_argument(
        "--theme",
        action="append",
        type=Theme,
        choices=(Theme.LIGHT, Theme.DARK),
        help="(default: both)",
    )
    parser.add_argument(
        "--size",
        action="append",
        type=_read_size,
        metavar="WIDTHxHEIGHT",
        help=f"of the main window and its screen (default: {_SIZE[0]}x{_SIZE[1]} on a larger one)",
    )
    parser.add_argument(
        "--scale", action="append", metavar="FACTOR", help="of the desktop, such as 1.5"
    )
    parser.add_argument("--all", action="store_true", help="every language, size and scale")
    return parser


def _photograph(
    surroundings: Surroundings, folder: Path, themes: list[Theme], languages: list[str]
) -> bool:
    """Take the pictures in some surroundings; returns whether all fits."""
    fits = True
    with tempfile.TemporaryDirectory() as scratch:
        surroundings.set_up(Path(scratch))
        application = QApplication([sys.argv[0]])
        application.setApplicationName("Dragoman")
        home = Path(scratch) / "home"
        photographer = Photographer(application, folder, home, size=QSize(*surroundings.size))
        for theme in themes:
            for language in languages:
                for path in photographer.take(theme, language):
                    sys.stdout.write(f"wrote {path}\n")
                for fault in photographer.faults:
                    fits = False
                    sys.stdout.write(f"fault {surroundings.name} {fault}\n")
                sys.stdout.flush()
    return fits


def main() -> int:
    """Take the pictures."""
    args = _parser().parse_args()
    languages = args.language or (list(INTERFACE_LANGUAGES) if args.all else ["en", "fr"])
    themes = args.theme or [Theme.LIGHT, Theme.DARK]
    wanted = Surroundings.every() if args.all else [Surroundings()]
    if args.size or args.scale:
        wanted = [
            Surroundings(size, scale)
            for size in args.size or [_SIZE]
            for scale in args.scale or ["1"]
        ]
    args.folder.mkdir(parents=True, exist_ok=True)
    if len(wanted) == 1:
        return 0 if _photograph(wanted[0], args.folder, themes, languages) else 1
    status = 0
    for surroundings in wanted:
        width, height = surroundings.size
        # Qt reads scale and screen once in the life of a process.
        command = [sys.executable, "-m", "app.workshop.screenshots"]
        command += [str(args.folder / surroundings.name), f"--size={width}x{height}"]
        command += [f"--scale={surroundings.scale}", *(f"--theme={theme}" for theme in themes)]
        command += [f"--language={language}" for language in languages]
        done = subprocess.run(command, check=False)  # noqa: S603 - this module
        status = max(status, done.returncode)
    return status


if __name__ == "__main__":
    sys.exit(main())
