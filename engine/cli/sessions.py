"""The arguments that say what a session does, for every command that makes one."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from engine.cli.voice_arguments import add_delivery_arguments
from engine.languages import CORE_LANGUAGES
from engine.policy.presets import PolicyName, Promptness

DETECT: Final = "auto"
NO_VOICE: Final = "none"

_MOST_BEAMS: Final = 16
"""More than this gains no quality; memory and time grow with each."""

_MOST_THREADS: Final = 64
"""As in engine.models.onnx, which is not loaded to read arguments."""


def positive(kind: Callable[[str], int], *, at_most: int | None = None) -> Callable[[str], int]:
    """A parser for argparse that takes whole numbers of at least 1."""

    def parse(text: str) -> int:
        try:
            value = kind(text)
        except ValueError:
            value = 0
        if value < 1 or (at_most is not None and value > at_most):
            bounds = "of at least 1" if at_most is None else f"from 1 to {at_most}"
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number {bounds}")
        return value

    return parse


def language(text: str) -> str:
    """A parser for argparse that takes the code of a language."""
    if text not in CORE_LANGUAGES:
        known = ", ".join(f"{code} ({name})" for code, name in CORE_LANGUAGES.items())
        raise argparse.ArgumentTypeError(f"{text!r} is none of the languages {known}")
    return text


def add_session_arguments(parser: argparse.ArgumentParser) -> None:
    """Add languages, voice, and how soon and how carefully text is committed."""
    codes = ", ".join(CORE_LANGUAGES)
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
        help='how words are said, as TOML: a table [said] with lines such as "SQL" = "sequel"',
    )
    parser.add_argument(
        "--promptness",
        choices=tuple(promptness.value for promptness in Promptness),
        default=Promptness.BALANCED.value,
        help="how soon text is committed; later errs less (default: %(default)s)",
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
    parser.add_argument(
        "--threads",
        type=positive(int, at_most=_MOST_THREADS),
        metavar="N",
        help="processor threads for the models (default: one for each core, at most 4)",
    )
