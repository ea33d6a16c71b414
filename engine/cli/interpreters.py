"""What interprets, as the arguments ask for it, and what its sessions do."""

import argparse
import importlib
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from engine.cli.messages import full_text
from engine.cli.running import say
from engine.cli.sessions import DETECT, NO_VOICE
from engine.cli.store import open_store
from engine.compute import Device
from engine.errors import RouteError
from engine.glossary import NO_GLOSSARY
from engine.glossary_files import load_glossary
from engine.interpreter import Interpreter
from engine.languages import language_name
from engine.live.direction import SessionFactory
from engine.messages import Code, Message
from engine.onnx import Runtime, require
from engine.planner import SPEECH_BEAMS, SessionConfig
from engine.policy import LatencyPreset, PolicyName
from engine.remote.catalogue import LOCAL
from engine.tts.voice_stage import Delivery


def session_config(args: argparse.Namespace) -> SessionConfig:
    """What the parsed arguments ask for.

    Raises:
        RouteError: source and target are the same.
        GlossaryError: the glossary cannot be read.
    """
    if args.source == args.target:
        raise RouteError(Code.LANGUAGES_SAME, language=language_name(args.target))
    return SessionConfig(
        source=None if args.source == DETECT else args.source,
        target=args.target,
        voice=None if args.voice == NO_VOICE else args.voice,
        speaks=args.voice != NO_VOICE,
        delivery=Delivery(speed=args.speed, pitch_semitones=args.pitch),
        policy=PolicyName(args.policy),
        preset=LatencyPreset(args.preset),
        glossary=NO_GLOSSARY if args.glossary is None else load_glossary(args.glossary),
        speech_beams=SPEECH_BEAMS if args.beams is None else args.beams,
        both_ways=args.conversation,
        back_voice=args.back_voice,
        tells_speakers=args.speakers,
    )


def build_interpreter(args: argparse.Namespace) -> Interpreter:
    """An interpreter over the installed packs; close it when done.

    Raises:
        ComputeError: the device of the arguments is not there.
    """
    return Interpreter(open_store(), runtime=chosen_runtime(args), on_notice=say_notice)


def chosen_runtime(args: argparse.Namespace) -> Runtime:
    """How models run, as --device and any --threads say.

    Raises:
        ComputeError: the device is not there.
    """
    device = Device(args.device)
    require(device)
    threads = getattr(args, "threads", None)
    return Runtime(device=device) if threads is None else Runtime(device=device, threads=threads)


def say_notice(notice: Message) -> None:
    """Print what an interpreter has to say while it loads, on the error output."""
    say(full_text(notice))


@contextmanager
def open_engine(args: argparse.Namespace, *, transcribes: bool = False) -> Iterator[SessionFactory]:
    """What makes sessions: this machine, or the engine that --engine or --server names.

    Args:
        args: of the command.
        transcribes: whether what is said is written down too, where a service does the work.

    Raises:
        ServiceUnavailableError: the address is none.
    """
    if args.engine == LOCAL:
        with build_interpreter(args) as interpreter:
            yield interpreter
        return
    # The packages of the clients are extras.
    remote = importlib.import_module("engine.cli.remote")
    lock = threading.Lock()
    made: list[Interpreter] = []
    with ExitStack() as stack:

        def local() -> SessionFactory:
            # Both directions of a call may ask at once, and share it.
            with lock:
                if not made:
                    made.append(stack.enter_context(build_interpreter(args)))
                return made[0]

        yield remote.remote_engine(args, transcribes=transcribes, local=local)
