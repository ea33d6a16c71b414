"""The arguments that say what a session does, for every command that makes one."""

import argparse
from collections.abc import Callable

from engine.cli.store import open_store
from engine.interpreter import SPEECH_BEAMS, Interpreter, SessionConfig
from engine.languages import CORE_LANGUAGES
from engine.models.onnx import Runtime
from engine.pipeline import Session
from engine.policy.presets import PolicyName, Promptness

DETECT = "auto"
NO_VOICE = "none"


def positive(kind: Callable[[str], int]) -> Callable[[str], int]:
    """A parser for argparse that takes whole numbers of at least 1."""

    def parse(text: str) -> int:
        value = kind(text)
        if value < 1:
            raise ValueError
        return value

    parse.__name__ = "whole number of at least 1"
    return parse


def add_session_arguments(parser: argparse.ArgumentParser) -> None:
    """Add languages, voice, and how soon and how carefully text is committed."""
    codes = ", ".join(CORE_LANGUAGES)
    parser.add_argument(
        "--from",
        dest="source",
        default=DETECT,
        choices=(*CORE_LANGUAGES, DETECT),
        metavar="LANGUAGE",
        help=f"language that is spoken: {codes}, or {DETECT} (the default) to detect it",
    )
    parser.add_argument(
        "--to",
        dest="target",
        required=True,
        choices=tuple(CORE_LANGUAGES),
        metavar="LANGUAGE",
        help=f"language to translate into: {codes}",
    )
    parser.add_argument(
        "--voice",
        metavar="NAME",
        help=f"a voice of the target language, or {NO_VOICE} for captions only "
        "(see `dragoman voices`)",
    )
    parser.add_argument(
        "--promptness",
        type=Promptness,
        choices=tuple(Promptness),
        default=Promptness.BALANCED,
        help="how soon text is committed; later errs less (default: %(default)s)",
    )
    parser.add_argument(
        "--policy",
        type=PolicyName,
        choices=tuple(PolicyName),
        default=PolicyName.CONFIRMED,
        help="how it is decided what to commit (default: %(default)s)",
    )
    parser.add_argument(
        "--beams",
        type=positive(int),
        default=SPEECH_BEAMS,
        metavar="N",
        help="beam width of the speech model; 1 is fastest (default: %(default)s)",
    )
    parser.add_argument(
        "--threads",
        type=positive(int),
        default=Runtime().threads,
        metavar="N",
        help="processor threads for the models (default: %(default)s)",
    )


def session_config(args: argparse.Namespace) -> SessionConfig:
    """What the parsed arguments ask for.

    Raises:
        RouteError: source and target are the same.
    """
    return SessionConfig(
        source=None if args.source == DETECT else args.source,
        target=args.target,
        voice=None if args.voice == NO_VOICE else args.voice,
        speaks=args.voice != NO_VOICE,
        policy=args.policy,
        promptness=args.promptness,
        speech_beams=args.beams,
    )


def build_interpreter(args: argparse.Namespace) -> Interpreter:
    """An interpreter over the installed packs; close it when done."""
    return Interpreter(open_store(), runtime=Runtime(threads=args.threads))


def build_session(args: argparse.Namespace, interpreter: Interpreter) -> Session:
    """Load the models that the arguments need.

    Raises:
        EngineError: a route, voice or pack is missing; the message says what to do.
    """
    return interpreter.session(session_config(args))
