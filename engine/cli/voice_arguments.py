"""The arguments of `dragoman voices`, and of how a voice speaks."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from engine.languages import CORE_LANGUAGES

_SORT_KEYS: Final = ("name", "pitch", "pace")


def _number(text: str, *, least: float, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = most + 1
    if not least <= value <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from {least:g} to {most:g}")
    return value


def add_delivery_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how fast and how high a voice speaks."""
    parser.add_argument(
        "--speed",
        type=lambda text: _number(text, least=0.5, most=2),
        default=1.0,
        metavar="FACTOR",
        help="how fast the voice speaks, from 0.5 to 2 (default: %(default)g, its own pace)",
    )
    parser.add_argument(
        "--pitch",
        type=lambda text: _number(text, least=-6, most=6),
        default=0.0,
        metavar="SEMITONES",
        help="how much higher the voice speaks, from -6 to 6 (default: %(default)g)",
    )


def add_voice_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    run: Callable[[argparse.Namespace], int],
) -> None:
    """Add `list`, `preview` and `favourite` to `dragoman voices`; a language alone lists too."""
    listing = commands.add_parser("list", help="list the voices to choose from")
    listing.add_argument(
        "--language", choices=tuple(CORE_LANGUAGES), help="show those of one language"
    )
    languages = [commands.add_parser(code) for code in CORE_LANGUAGES]
    for code, parser in zip(CORE_LANGUAGES, languages, strict=True):
        parser.set_defaults(language=code)
    for parser in (listing, *languages):
        parser.add_argument(
            "--sort",
            choices=_SORT_KEYS,
            help="lowest, slowest or first letter first (default: the best first)",
        )
        parser.add_argument("--favourites", action="store_true", help="show only favourites")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.set_defaults(run=run, action="list")
    preview = commands.add_parser("preview", help="hear a voice say a sentence")
    favourite = commands.add_parser("favourite", help="mark a voice as a favourite")
    for name, parser in (("preview", preview), ("favourite", favourite)):
        parser.add_argument("voice", metavar="VOICE", help="its name or id")
        parser.add_argument(
            "--language", choices=tuple(CORE_LANGUAGES), help="for a name that several have"
        )
        parser.set_defaults(run=run, action=name)
    preview.add_argument("--text", help="what it says instead")
    preview.add_argument(
        "--out", type=Path, metavar="FILE", help="write a sound file instead of playing it"
    )
    add_delivery_arguments(preview)
    favourite.add_argument("--remove", action="store_true", help="it is one no longer")
