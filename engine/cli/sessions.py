"""The arguments that say what a session does and how its voice speaks."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from engine.compute import Device
from engine.languages import LANGUAGES, find_language
from engine.policy import LatencyPreset, PolicyName

_SORT_KEYS: Final = ("name", "pitch", "pace")


def _number(text: str, *, least: float, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = most + 1
    if not least <= value <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from {least:g} to {most:g}")
    return value


def add_delivery_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how fast and how high a voice speaks."""
    parser.add_argument(
        "--speed",
        type=lambda text: _number(text, least=0.5, most=2),
        default=1.0,
        metavar="FACTOR",
        help="how fast the voice speaks, from 0.5 to 2 (default: %(default)g, its own)",
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
    listing.add_argument("--language", choices=tuple(LANGUAGES), help="show those of one language")
    languages = [commands.add_parser(code) for code in LANGUAGES]
    for code, parser in zip(LANGUAGES, languages, strict=True):
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
            "--language", choices=tuple(LANGUAGES), help="for a name that several have"
        )
        parser.set_defaults(run=run, action=name)
    preview.add_argument("--text", help="what it says instead")
    preview.add_argument(
        "--out", type=Path, metavar="FILE", help="write a sound file instead of playing it"
    )
    add_delivery_arguments(preview)
    add_device_argument(preview)
    favourite.add_argument("--remove", action="store_true", help="remove it from the favourites")


DETECT: Final = "auto"
NO_VOICE: Final = "none"

_MOST_BEAMS: Final = 16
"""More than this gains no quality; memory and time grow with each."""

_MOST_THREADS: Final = 64
"""As in engine.onnx, which is not loaded to read arguments."""


def positive(kind: Callable[[str], int], *, at_most: int | None = None) -> Callable[[str], int]:
    """A parser for argparse that takes whole numbers of at least 1."""

    def parse(text: str) -> int:
        try:
            value = kind(text)
        except ValueError:
            value = 0
        if value < 1 or (at_most is not None and value > at_most):
            bounds = "of at least 1" if at_most is None else f"from 1 to {at_most}"
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number {bounds}")
        return value

    return parse


def add_device_argument(parser: argparse.ArgumentParser) -> None:
    """Add where models run."""
    parser.add_argument(
        "--device",
        choices=tuple(device.value for device in Device),
        default=Device.AUTO.value,
        help="where models run (default: %(default)s, for each model the fastest that it was seen "
        "to run on; `dragoman doctor` tells)",
    )


def language(text: str) -> str:
    """A parser for argparse that takes the code of a language: "en", "EN", "eng", "en-US"."""
    found = find_language(text)
    if found is None:
        known = ", ".join(f"{code} ({language.name})" for code, language in LANGUAGES.items())
        raise argparse.ArgumentTypeError(f"{text!r} is not one of the languages {known}")
    return found.code


def add_session_arguments(parser: argparse.ArgumentParser) -> None:
    """Add languages, voice, and how soon and how carefully text is committed."""
    codes = ", ".join(LANGUAGES)
    parser.add_argument(
        "--from",
        dest="source",
        default=DETECT,
        type=lambda text: text if text == DETECT else language(text),
        metavar="LANGUAGE",
        help=f"language that is spoken: {codes}, or {DETECT} (the default) to detect it",
    )
    parser.add_argument(
        "--to",
        dest="target",
        required=True,
        type=language,
        metavar="LANGUAGE",
        help=f"language to translate into: {codes}",
    )
    parser.add_argument(
        "--conversation",
        action="store_true",
        help="two people at one microphone: what is said in either language is translated into the "
        "other; needs --from",
    )
    parser.add_argument(
        "--speakers",
        action="store_true",
        help="tell apart those who speak, where their voices differ clearly; a second or two of "
        "computing a minute",
    )
    parser.add_argument(
        "--back-voice",
        metavar="NAME",
        help="with --conversation, a voice of the language of --from",
    )
    parser.add_argument(
        "--voice",
        metavar="NAME",
        help=f"a voice of the target language, or {NO_VOICE} for captions only "
        "(see `dragoman voices`)",
    )
    add_delivery_arguments(parser)
    parser.add_argument(
        "--glossary",
        type=Path,
        metavar="FILE",
        help="terms of your own, how they are translated and said: TOML, CSV, TSV or TBX "
        "(docs/using.md)",
    )
    parser.add_argument(
        "--latency",
        "--promptness",
        dest="preset",
        choices=tuple(preset.value for preset in LatencyPreset),
        default=LatencyPreset.BALANCED.value,
        help="how soon text is committed; waiting longer makes fewer errors (default: %(default)s)",
    )
    parser.add_argument(
        "--policy",
        choices=tuple(policy.value for policy in PolicyName),
        default=PolicyName.CONFIRMED.value,
        help=argparse.SUPPRESS,
    )
    parser.add_argument(
        "--beams",
        type=positive(int, at_most=_MOST_BEAMS),
        metavar="N",
        help="how many readings of the speech are followed side by side; 1 is fastest "
        "(default: the most accurate)",
    )
    add_device_argument(parser)
    parser.add_argument(
        "--threads",
        type=positive(int, at_most=_MOST_THREADS),
        metavar="N",
        help="processor threads for the models (default: one for each core, at most 4)",
    )
