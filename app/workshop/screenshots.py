"""Takes pictures of every window, in both themes and two languages.

    python -m app.workshop.screenshots FOLDER

The windows are the program's own and run on recorded sessions of the real engine; neither a
screen nor a microphone is needed.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from app.settings import Theme
from app.translations import INTERFACE_LANGUAGES


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m app.workshop.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path, help="is made where it is missing")
    parser.add_argument(
        "--language",
        action="append",
        choices=INTERFACE_LANGUAGES,
        help="of the interface; may be given several times (default: en and fr)",
    )
    parser.add_argument(
        "--theme",
        action="append",
        type=Theme,
        choices=(Theme.LIGHT, Theme.DARK),
        help="may be given several times (default: both)",
    )
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - reads the variable

    from app.workshop.pictures import Photographer  # noqa: PLC0415 - as above

    application = QApplication([sys.argv[0]])
    application.setApplicationName("Dragoman")
    args.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        photographer = Photographer(application, args.folder, Path(scratch) / "home")
        for theme in args.theme or (Theme.LIGHT, Theme.DARK):
            for language in args.language or ("en", "fr"):
                for path in photographer.take(theme, language):
                    sys.stdout.write(f"wrote {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
