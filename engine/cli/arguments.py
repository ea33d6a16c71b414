"""The arguments of the commands that interpret and speak.

They stand apart from the commands so that reading them needs no model runtime and no decoder:
`--help`, `doctor` and a clear message are there on a machine where one of those is missing.
"""

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from engine.cli.sessions import (
    DETECT,
    NO_VOICE,
    add_device_argument,
    add_session_arguments,
    add_voice_commands,
    language,
    positive,
)
from engine.compute import Device
from engine.remote.catalogue import ENGINES, LOCAL
from engine.service.settings import LISTENING_PORT


def _name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("a name needs letters")
    return text


def add_clone_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    run: Callable[[argparse.Namespace], int],
) -> None:
    """Add `enrol`, `remove`, `export` and `import` to `dragoman voices`."""
    _add_enrol(commands, run)
    remove = commands.add_parser(
        "remove",
        help="remove a voice of yours",
        description="Removes a voice that you added, with everything that belongs to it.",
    )
    export = commands.add_parser(
        "export",
        help="write a cloned voice to a file",
        description="Writes a cloned voice and its consent to a file, to take elsewhere.",
    )
    for parser in (remove, export):
        parser.add_argument("voice", metavar="VOICE", help="its name or id")
    export.add_argument("file", type=Path, metavar="FILE", help="ends in .dragoman-voice")
    bring = commands.add_parser(
        "import",
        help="add a cloned voice from a file",
        description="Adds a cloned voice that was exported; its consent comes with it.",
    )
    bring.add_argument("file", type=Path, metavar="FILE", help="ends in .dragoman-voice")
    for name, parser in (("remove", remove), ("export", export), ("import", bring)):
        parser.set_defaults(run=run, action=name)


def _add_enrol(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    run: Callable[[argparse.Namespace], int],
) -> None:
    parser = commands.add_parser(
        "enrol",
        aliases=("enroll",),
        help="clone a voice, with the speaker's consent",
        description="Makes a voice that sounds like a person out of 10 to 30 seconds of speech. "
        "The person has to agree first.",
    )
    parser.add_argument("name", type=_name, metavar="NAME", help="what the voice will be called")
    parser.add_argument(
        "--person",
        type=_name,
        required=True,
        metavar="NAME",
        help="full name of the person whose voice it is",
    )
    parser.add_argument(
        "--recording",
        type=Path,
        metavar="FILE",
        help="speech of that person and nobody else, any audio or video file (default: record now)",
    )
    parser.add_argument(
        "--source",
        dest="microphone",
        default="default",
        metavar="NAME",
        help="the microphone to record with, see `dragoman devices`",
    )
    parser.add_argument(
        "--reads",
        type=language,
        default="en",
        metavar="LANGUAGE",
        help="language of the text that the person reads (default: %(default)s)",
    )
    parser.add_argument(
        "--speaks",
        type=language,
        nargs="+",
        metavar="LANGUAGE",
        help="languages that the voice speaks (default: all)",
    )
    parser.add_argument(
        "--keep-recording",
        action="store_true",
        help="keep ten seconds of the recording with the voice, for voice models that clone from "
        "sound (Pocket TTS); otherwise no recording is kept",
    )
    parser.add_argument(
        "--agreed",
        action="store_true",
        help="say that the person has read the statement that this command prints, and agrees; "
        "otherwise it asks. The recording then has to say the sentence of consent, where a speech "
        "model can hear it",
    )
    parser.add_argument(
        "--trials",
        type=positive(int, at_most=1000),
        default=120,
        metavar="N",
        help="how many styles to listen to: more takes longer and is more alike "
        "(default: %(default)s)",
    )
    add_device_argument(parser)
    parser.add_argument("--threads", type=positive(int, at_most=64), metavar="N")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")
    parser.set_defaults(run=run, action="enrol")


NO_OUTPUT: Final = "none"
SYSTEM_AUDIO: Final = "system-audio"


def add_translate(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `dragoman translate`."""
    parser = subparsers.add_parser(
        "translate",
        help="interpret a recording",
        description="Interprets a recording as if it were being spoken, as fast as the machine "
        "can or at its own pace.",
    )
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="any audio or video file; - for the standard input",
    )
    add_session_arguments(parser)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write the target speech (.wav, .flac, .mp3, .opus or .m4a)",
    )
    _add_subtitles(parser)
    parser.add_argument(
        "--transcript",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="write what was said, in its own language, on routes that transcribe first",
    )
    parser.add_argument(
        "--channel", type=positive(int), metavar="N", help="hear this channel only, from 1"
    )
    parser.add_argument(
        "--track",
        type=positive(int),
        metavar="N",
        help="hear this sound track, from 1 (default: the file's own default, or the first on "
        "which somebody speaks)",
    )
    _add_server(parser)
    _add_realtime(parser)
    _add_json(parser)

    def check(args: argparse.Namespace) -> None:
        _check_server(parser, args)
        if args.out is None and args.voice not in (None, NO_VOICE):
            parser.error(f"--voice {args.voice} would not be heard; add --out FILE")
        if args.out is not None and args.voice == NO_VOICE:
            parser.error(f"--voice {NO_VOICE} gives no speech to write; leave out --out")

    parser.set_defaults(run=_command("translate", check))


def add_live(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `dragoman live`."""
    parser = subparsers.add_parser(
        "live",
        help="interpret a microphone",
        description="Interprets what a microphone hears until Ctrl-C, which finishes what was "
        "said; a second Ctrl-C stops at once. Wear headphones, or the microphone hears the "
        "interpreter.",
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--source",
        dest="microphone",
        default="default",
        metavar="NAME",
        help="a microphone, see `dragoman devices` (default: the system's own choice)",
    )
    source.add_argument(
        "--system-audio",
        action="store_true",
        help="hear what other programs play, without the interpreter itself (Linux)",
    )
    source.add_argument(
        "--virtual-speaker",
        action="store_true",
        help='hear what is played to a loudspeaker called "Dragoman speaker", which is there '
        "meanwhile (Linux; elsewhere a virtual cable)",
    )
    source.add_argument(
        "--program",
        default="",
        metavar="NAME",
        help="hear one program that plays sound, as `dragoman devices` names it, through Dragoman "
        "alone; its sound is given back afterwards (Linux; on Windows 11 it is heard where it "
        "plays)",
    )
    target = parser.add_mutually_exclusive_group()
    target.add_argument(
        "--output",
        default="default",
        metavar="NAME",
        help=f"a loudspeaker, or {NO_OUTPUT} for captions only (default: the system's own choice)",
    )
    target.add_argument(
        "--virtual-microphone",
        action="store_true",
        help='speak into a microphone called "Dragoman microphone", which is there meanwhile, '
        "for the programs of calls (Linux; elsewhere a virtual cable)",
    )
    parser.add_argument(
        "--original-volume",
        type=_volume,
        default=0.0,
        metavar="SHARE",
        help="how loud the original is played beside its translation, from 0 to 1; it is turned "
        "down while the voice speaks (default: %(default)s)",
    )
    add_session_arguments(parser)
    _add_subtitles(parser)
    parser.add_argument(
        "--save",
        type=Path,
        metavar="FOLDER",
        help="keep captions, events and target speech in a new folder in this one",
    )
    parser.add_argument(
        "--listeners",
        nargs="?",
        type=int,
        const=LISTENING_PORT,
        metavar="PORT",
        help="open a page on the local network where others read and hear along, each in a "
        "language of theirs (default port: %(const)s)",
    )
    _add_json(parser)
    _add_server(parser)
    _add_call(parser)

    def check(args: argparse.Namespace) -> None:
        _check_server(parser, args)
        _check_call(parser, args)
        if args.call:
            return
        is_heard = args.virtual_microphone or args.output != NO_OUTPUT or args.save is not None
        if not is_heard and args.voice not in (None, NO_VOICE):
            parser.error(
                f"--voice {args.voice} would not be heard; name another --output or add --save"
            )

    parser.set_defaults(run=_command("live", check))


def _add_server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--server",
        metavar="URL",
        help="have a `dragoman serve` elsewhere do the work, such as http://192.168.1.5:8642; "
        "where it asks for a key, store that with `dragoman keys set dragoman`",
    )
    parser.add_argument(
        "--engine",
        choices=(LOCAL, *ENGINES),
        help="what interprets (default: this machine, or with --server that Dragoman); what is "
        "said is sent to any other, with your key (see `dragoman keys`)",
    )
    parser.add_argument(
        "--engine-address",
        metavar="URL",
        help="of another server than the engine's own, or of yours with --engine hibiki",
    )
    parser.add_argument(
        "--no-fallback",
        action="store_true",
        help="end where an engine fails, and do not go on with this machine's models",
    )


def _check_server(parser: argparse.ArgumentParser, args: argparse.Namespace) -> None:
    if args.engine is None:
        args.engine = LOCAL if args.server is None else "dragoman"
    if (args.server is not None) != (args.engine == "dragoman"):
        parser.error("--engine dragoman and --server belong together")
    if args.speakers and (args.conversation or args.engine != LOCAL):
        parser.error("--speakers is for one direction and this machine's models")
    is_vendor = args.engine not in (LOCAL, "dragoman")
    if args.engine_address is not None and not is_vendor:
        parser.error("--engine-address is for --engine gradium and the like")
    own = (args.beams, args.threads, args.device)
    if args.server is not None and own != (None, None, Device.AUTO.value):
        parser.error("--beams, --threads and --device are for this machine, not for --server")


def _add_call(parser: argparse.ArgumentParser) -> None:
    call = parser.add_argument_group(
        "both directions of a call",
        "What you say, from --source, is translated and spoken into the virtual microphone; what "
        "the others say to the virtual speaker is translated back and played to --output. Choose "
        "both in your call's program.",
    )
    call.add_argument(
        "--call", action="store_true", help="interpret both ways, with one set of models"
    )
    call.add_argument(
        "--their-voice",
        metavar="NAME",
        help=f"a voice of your language for what the others say, or {NO_VOICE} for captions only",
    )
    call.add_argument(
        "--their-source",
        metavar="NAME",
        help="hear the others from this microphone instead of the virtual speaker, or from "
        f"{SYSTEM_AUDIO}: all that other programs play (Linux)",
    )
    call.add_argument(
        "--their-output",
        metavar="NAME",
        help="speak for you to this loudspeaker instead of the virtual microphone",
    )


def _check_call(parser: argparse.ArgumentParser, args: argparse.Namespace) -> None:
    theirs = (args.their_voice, args.their_source, args.their_output)
    if args.call and args.conversation:
        parser.error("--call has a microphone for each side, --conversation one for both")
    if args.call and args.speakers:
        parser.error("--call knows who speaks; leave out --speakers")
    if not args.call:
        if theirs != (None,) * 3:
            parser.error("--their-voice, --their-source and --their-output belong to --call")
        return
    if args.source == DETECT:
        parser.error("--call needs --from: what the others say is translated into that language")
    if args.virtual_speaker or args.program or args.virtual_microphone:
        parser.error("--call uses the virtual speaker and microphone anyway; leave them out")
    if args.system_audio:
        parser.error(f"--source is your microphone in a call; use --their-source {SYSTEM_AUDIO}")
    if args.subtitles:
        parser.error("--subtitles is for one direction; with --call, use --save")


def add_demo(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `dragoman demo`."""
    parser = subparsers.add_parser(
        "demo",
        help="interpret a recording that ships with Dragoman",
        description="A minute of French becomes English captions, speech and subtitles.",
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path("demo-output"),
        help="where the results go (default: %(default)s)",
    )
    add_device_argument(parser)
    _add_realtime(parser)
    parser.set_defaults(run=_command("demo"))


def add_voices(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `dragoman voices`."""
    parser = subparsers.add_parser(
        "voices",
        help="list and hear the voices to choose from, or make your own",
        description="Without a command: lists all voices. `dragoman voices en` lists those of one "
        "language, the one first that is used if none is named.",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    run = _command("voices")
    parser.set_defaults(run=run, action="list", language=None, sort=None, favourites=False)
    commands = parser.add_subparsers(metavar="COMMAND")
    add_voice_commands(commands, run)
    add_clone_commands(commands, _command("clones"))


def _volume(text: str) -> float:
    try:
        volume = float(text)
    except ValueError:
        volume = -1.0
    if not 0 <= volume <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return volume


def _command(
    name: str, check: Callable[[argparse.Namespace], None] | None = None
) -> Callable[[argparse.Namespace], int]:
    """The command's `run`, whose module is loaded when it is called and the arguments are good."""

    def run(args: argparse.Namespace) -> int:
        if check is not None:
            check(args)
        return int(importlib.import_module(f"engine.cli.{name}").run(args))

    return run


def _add_subtitles(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--subtitles",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="write captions (.srt, .vtt, .ass, .ttml, .txt, .jsonl), or a document with both "
        "texts (.md, .html, .docx); may be given several times",
    )


def _add_realtime(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--realtime", action="store_true", help="hear the recording at its own pace"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="print every event as a JSON line, then a summary"
    )
