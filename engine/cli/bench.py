"""`dragoman bench`: how good, how late and how costly interpreting is, beside its rivals."""

import argparse
import importlib.util
import shlex
import sys
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.cli.messages import full_text
from engine.cli.sessions import (
    NO_VOICE,
    add_device_argument,
    add_session_arguments,
    positive,
)
from engine.cli.store import open_store
from engine.errors import ModelError
from engine.languages import LANGUAGES, language_name
from engine.messages import Code, Message
from engine.remote.catalogue import ENGINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.bench.contestants import Contestant
    from engine.bench.recordings import Recording
    from engine.bench.report import Report


def add_set_arguments(parser: argparse.ArgumentParser, *, target: str | None = None) -> None:
    """Add what says which recordings to play, into which language, and with how many threads.

    Args:
        parser: of the kind.
        target: default of the language to translate into; it has to be given if None.
    """
    codes = ", ".join(LANGUAGES)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="recordings and manifest.tsv")
    parser.add_argument(
        "--from",
        dest="sources",
        default="",
        metavar="LANGUAGES",
        help=f"languages that are spoken, with commas between: {codes} (default: all of the set "
        "but the target)",
    )
    parser.add_argument(
        "--to",
        dest="target",
        required=target is None,
        default=target,
        choices=tuple(LANGUAGES),
        metavar="LANGUAGE",
        help="language to translate into" + (f" (default: {target})" if target else ""),
    )
    parser.add_argument(
        "--voice",
        default=NO_VOICE,
        metavar="NAME",
        help="also speak, with this voice of the target language (default: captions only)",
    )
    add_device_argument(parser)
    parser.add_argument(
        "--threads",
        type=positive(int),
        metavar="N",
        help="processor threads for the models (default: one for each core, at most 4)",
    )


def chosen_recordings(
    args: argparse.Namespace, *, only_human: bool, limit: int | None
) -> "list[Recording]":
    """The recordings of the set that are asked for.

    Raises:
        BenchmarkError: there are none, or a language is unknown.
    """
    from engine.bench.recordings import BenchmarkError, read_manifest  # noqa: PLC0415 - an extra

    sources = [code.strip() for code in args.sources.split(",") if code.strip()]
    for code in sources:
        if code not in LANGUAGES or code == args.target:
            raise BenchmarkError(
                Code.CHOICE_UNKNOWN,
                name=code,
                choices=tuple(known for known in LANGUAGES if known != args.target),
            )
    chosen: dict[str, list[Recording]] = {}
    for recording in read_manifest(args.folder, tuple(LANGUAGES)):
        fits = recording.language in sources if sources else recording.language != args.target
        written = args.target in (recording.human if only_human else recording.references)
        if fits and written:
            chosen.setdefault(recording.language, []).append(recording)
    found = [item for group in chosen.values() for item in group[:limit]]
    if not found:
        raise BenchmarkError(
            Code.BENCHMARK_SET_UNUSABLE, folder=str(args.folder), target=language_name(args.target)
        )
    return found


def _add_endurance(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    endurance = kinds.add_parser(
        "endurance",
        help="an hour of speech, then silence, a fan and music",
        description="Plays the recordings over and over and says what each round cost, how late "
        "it was and how much memory it left; then plays sounds in which nobody speaks and says "
        "what was invented in them. Computing is processor time, so that other programs' work "
        "does not count.",
    )
    add_set_arguments(endurance)
    endurance.add_argument(
        "--minutes", type=int, default=60, metavar="N", help="of speech (default: %(default)s)"
    )
    endurance.add_argument(
        "--quiet-minutes",
        type=int,
        default=10,
        metavar="N",
        help="of each sound without words (default: %(default)s)",
    )
    endurance.set_defaults(run=run_endurance)


def run_endurance(args: argparse.Namespace) -> int:
    """Play a long stream, then sounds without words; 1 where something was invented in those.

    Raises:
        EngineError: the set or a pack cannot be used; says what to do.
    """
    from engine.bench.cost import looped, play_quiet, play_rounds  # noqa: PLC0415
    from engine.cli.interpreters import build_interpreter  # noqa: PLC0415
    from engine.planner import SessionConfig  # noqa: PLC0415

    recordings = chosen_recordings(args, only_human=False, limit=None)
    is_silent = True
    with build_interpreter(args) as interpreter:
        for source in dict.fromkeys(recording.language for recording in recordings):
            voice = None if args.voice == NO_VOICE else args.voice
            config = SessionConfig(
                source=source, target=args.target, voice=voice, speaks=voice is not None
            )
            session = interpreter.session(config)
            sys.stdout.write(
                f"{source} -> {args.target}\n"
                f"  {'minute':>8}{'computing':>11}{'words':>8}{'lag s':>8}{'MB':>8}\n"
            )
            once = looped([item for item in recordings if item.language == source])
            for turn in play_rounds(session, once, length_s=60 * args.minutes):
                lag = "" if turn.lag_s is None else f"{turn.lag_s:.2f}"
                memory = "" if turn.memory_mb is None else f"{turn.memory_mb:.0f}"
                sys.stdout.write(
                    f"  {turn.end_s / 60:8.1f}{turn.computing:11.3f}{turn.words:8}"
                    f"{lag:>8}{memory:>8}\n"
                )
                sys.stdout.flush()
            for quiet in play_quiet(
                partial(interpreter.session, config), length_s=60 * args.quiet_minutes
            ):
                is_silent = is_silent and not quiet.text
                said = f"invented: {quiet.text!r}" if quiet.text else "no text"
                sys.stdout.write(
                    f"  {args.quiet_minutes} minutes of {quiet.name}: {said}, "
                    f"computing {quiet.computing:.3f}\n"
                )
                sys.stdout.flush()
    return 0 if is_silent else 1


def _add_faithful(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    faithful = kinds.add_parser(
        "faithful",
        help="whether numbers, names, signs and negations survive translation",
        description="Translates made sentences, and real ones where they are given, with each "
        "installed text model: as it is, and within the stage that sees to it that nothing is "
        "lost. Says what share of each kind arrived.",
    )
    faithful.add_argument(
        "--directions",
        default="",
        metavar="PAIRS",
        help="such as en-fr,pt-en (default: all that installed text models serve)",
    )
    faithful.add_argument(
        "--pairs",
        action="append",
        default=[],
        metavar="PAIR=FILE",
        help="real sentences of a direction, such as en-fr=pairs.tsv: source, tab, translation",
    )
    faithful.add_argument(
        "--sentences",
        type=positive(int),
        default=100,
        metavar="N",
        help="made for each kind (default: %(default)s)",
    )
    faithful.add_argument("--limit", type=positive(int), metavar="N", help="N real sentences")
    faithful.add_argument(
        "--beams",
        type=positive(int),
        default=1,
        metavar="N",
        help="hypotheses in the search (default: %(default)s)",
    )
    faithful.add_argument("--lost", action="store_true", help="also print what was lost")
    faithful.add_argument("--json", action="store_true", help="print one JSON object")
    add_device_argument(faithful)
    faithful.add_argument("--threads", type=positive(int), metavar="N")
    faithful.set_defaults(run=run_faithful)


def run_faithful(args: argparse.Namespace) -> int:
    """Translate and print a table for each direction.

    Raises:
        EngineError: a direction has no installed model, or a file of pairs cannot be read.
    """
    _require_extra()
    import json  # noqa: PLC0415

    from engine.bench.faithful import table, text_models, weigh  # noqa: PLC0415
    from engine.bench.recordings import BenchmarkError  # noqa: PLC0415
    from engine.cli.interpreters import chosen_runtime  # noqa: PLC0415
    from engine.loading import LoadedModels  # noqa: PLC0415
    from engine.mt.model import TextOptions  # noqa: PLC0415

    store = open_store()
    served = text_models(store)
    files = dict(part.split("=", 1) for part in args.pairs if "=" in part)
    wanted = [pair.strip() for pair in args.directions.split(",") if pair.strip()] or list(served)
    unknown = [pair for pair in (*wanted, *files) if pair not in served]
    unknown += [part for part in args.pairs if "=" not in part]
    if unknown or not wanted:
        raise BenchmarkError(Code.CHOICE_UNKNOWN, name=", ".join(unknown), choices=tuple(served))
    models = LoadedModels(store, runtime=chosen_runtime(args))
    rows: dict[str, object] = {}
    for pair in wanted:
        before, after = weigh(
            models.text(served[pair]),
            pair,
            pairs_file=Path(files[pair]) if pair in files else None,
            per_kind=args.sentences,
            limit=args.limit,
            options=TextOptions(beams=args.beams),
        )
        rows[pair] = {"model": served[pair], "alone": asdict(before), "faithful": asdict(after)}
        if not args.json:
            sys.stdout.write(f"{pair} {served[pair]}\n{table(before, after)}")
            if args.lost:
                sys.stdout.writelines(f"  {text}\n    {made}\n" for text, made in after.lost)
            sys.stdout.flush()
    if args.json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
    return 0


_MOST_CORES: Final = 64


def _cores(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= _MOST_CORES:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to {_MOST_CORES}")
    return value


def _add_truth(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    truth = kinds.add_parser(
        "truth",
        help="what is invented, said again, left out or left untranslated",
        description="Plays a set and counts, beside transcripts and references: repeated phrases, "
        "sentences left in the language that was spoken, text where nobody speaks, endings that "
        "nobody said, texts that break off, empty ones, and sentences of a lone word. Computing "
        "takes no time, or as much as --step-seconds says, so that every run gives the same text; "
        "with --beside it takes as long as it takes.",
    )
    add_set_arguments(truth, target="en")
    truth.add_argument(
        "--contestants",
        default="confirmed:all",
        metavar="NAMES",
        help="as for 'quality' (default: %(default)s)",
    )
    clock = truth.add_mutually_exclusive_group()
    clock.add_argument(
        "--step-seconds",
        type=float,
        default=0.0,
        metavar="S",
        help="each decoding step takes S seconds, as on a slow or busy machine",
    )
    clock.add_argument(
        "--beside",
        type=_cores,
        metavar="CORES",
        help="other programs take so many cores meanwhile, 0 for none",
    )
    truth.add_argument("--limit", type=positive(int), metavar="N", help="N recordings a language")
    truth.add_argument("--found", action="store_true", help="also print each thing that was found")
    truth.add_argument("--json", action="store_true", help="print one JSON object")
    truth.set_defaults(run=run_truth)


def run_truth(args: argparse.Namespace) -> int:
    """Play a set and count what is wrong in the text.

    Raises:
        EngineError: the set, a contestant or a pack cannot be used; says what to do.
    """
    _require_extra()
    import json  # noqa: PLC0415

    from engine.asr.silero import SileroModel  # noqa: PLC0415
    from engine.bench.busy import busy_programs  # noqa: PLC0415
    from engine.bench.contestants import parse_contestants  # noqa: PLC0415
    from engine.bench.recordings import single_passages  # noqa: PLC0415
    from engine.bench.report import evaluate  # noqa: PLC0415
    from engine.bench.setup import Bench  # noqa: PLC0415
    from engine.bench.truth import all_faults, as_json, listing, table  # noqa: PLC0415
    from engine.bench.worker import perform  # noqa: PLC0415
    from engine.cli.interpreters import chosen_runtime  # noqa: PLC0415

    contestants = parse_contestants(args.contestants)
    _say_where_speech_goes(contestants)
    recordings = chosen_recordings(args, only_human=False, limit=args.limit)
    runtime = chosen_runtime(args)
    store = open_store()
    vad = SileroModel(store.folder("silero-vad"), runtime=replace(runtime, threads=1))
    passages = tuple(single_passages(recordings, args.target, vad))
    bench = Bench(
        store=store,
        runtime=runtime,
        target=args.target,
        voice="" if args.voice == NO_VOICE else args.voice,
        step_s=args.step_seconds if args.beside is None else None,
    )
    rows = {}
    for contestant in contestants:
        done: list[str] = []

        def note(passage: str, name: str = contestant.name, done: list[str] = done) -> None:
            done.append(passage)
            _tell(name, len(done), len(passages))

        with busy_programs(args.beside or 0.0):
            performance = perform(contestant, passages, bench, on_passage=note)
        result = evaluate(performance, passages)
        found = all_faults(result, passages, target=args.target)
        rows[contestant.name] = (result, found)
        if args.found and not args.json:
            sys.stdout.write(f"{contestant.name}\n{listing(found)}")
            sys.stdout.flush()
    if args.json:
        sys.stdout.write(json.dumps(as_json(rows, passages), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(table(rows))
    return 0


def _add_glossary(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    glossary = kinds.add_parser(
        "glossary",
        help="what a glossary is worth: terms right with and without it",
        description="Plays a set without a glossary and with it. A term counts for a recording "
        "whose reference has it. Says how many came out right, which came out though nobody said "
        "them, and BLEU and chrF where terms are and elsewhere. Computing takes no time.",
    )
    add_set_arguments(glossary, target="en")
    glossary.add_argument(
        "--glossary",
        type=Path,
        metavar="FILE",
        help="the terms (default: glossary.toml in FOLDER)",
    )
    glossary.add_argument(
        "--transcripts",
        action="store_true",
        help="write what is said, in its own language, instead of a translation",
    )
    glossary.add_argument(
        "--limit", type=positive(int), metavar="N", help="N recordings a language"
    )
    glossary.add_argument("--texts", action="store_true", help="also print each text that differs")
    glossary.add_argument("--json", action="store_true", help="print one JSON object")
    glossary.set_defaults(run=run_glossary)


def run_glossary(args: argparse.Namespace) -> int:
    """Play a set twice and print what the glossary changes.

    Raises:
        EngineError: the set, the glossary or a pack cannot be used; says what to do.
    """
    _require_extra()
    import json  # noqa: PLC0415

    from engine.bench.recordings import BenchmarkError, read_manifest  # noqa: PLC0415
    from engine.bench.terms import outcomes, table, worth  # noqa: PLC0415
    from engine.cli.interpreters import build_interpreter  # noqa: PLC0415
    from engine.glossary_files import load_glossary  # noqa: PLC0415

    terms = load_glossary(args.glossary or args.folder / "glossary.toml")
    if args.transcripts:
        wanted = {code.strip() for code in args.sources.split(",") if code.strip()}
        recordings = [
            recording
            for recording in read_manifest(args.folder, tuple(LANGUAGES))
            if recording.language in (wanted or LANGUAGES)
            and recording.language in recording.references
        ]
        if not recordings:
            raise BenchmarkError(
                Code.BENCHMARK_SET_UNUSABLE,
                folder=str(args.folder),
                target=", ".join(map(language_name, sorted(wanted))),
            )
    else:
        recordings = chosen_recordings(args, only_human=False, limit=args.limit)
    done: list[str] = []

    def note(name: str) -> None:
        done.append(name)
        _tell("recordings", len(done), len(recordings))

    with build_interpreter(args) as interpreter:
        without, with_it = outcomes(
            interpreter,
            recordings,
            terms,
            target=None if args.transcripts else args.target,
            on_recording=note,
        )
    if args.json:
        rows = {
            name: {"figures": asdict(worth(found)), "outcomes": [asdict(one) for one in found]}
            for name, found in (("without", without), ("with", with_it))
        }
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return 0
    if args.texts:
        for one, other in zip(without, with_it, strict=True):
            if one.text != other.text:
                sys.stdout.write(f"{one.name}\n  - {one.text}\n  + {other.text}\n")
    sys.stdout.write(table(worth(without), worth(with_it)))
    return 0


_BUSY = (0, 1, 2, 4)


def _add_speakers(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    speakers = kinds.add_parser(
        "speakers",
        help="how well changes of speaker are told",
        description="Makes panels of recordings of one person each and says how many changes of "
        "speaker are told within a second, how many marks are late or false, what each person "
        "alone is taken for, also where their sound changes, and what judging costs.",
    )
    speakers.add_argument(
        "folders",
        type=Path,
        nargs="+",
        metavar="FOLDER",
        help="recordings, and manifest.tsv with the columns file, language, source_repo, style",
    )
    speakers.add_argument(
        "--encoder", metavar="PACK", help="a speaker encoder (default: the best that is installed)"
    )
    speakers.add_argument(
        "--half",
        type=int,
        choices=(0, 1),
        help="of the persons only: 0 chose the thresholds, 1 did not (default: both)",
    )
    speakers.add_argument("--panels", type=positive(int), default=30, metavar="N")
    speakers.add_argument("--seed", type=int, default=3, metavar="N")
    speakers.set_defaults(run=run_speakers)


def run_speakers(args: argparse.Namespace) -> int:
    """Measure how well speakers are told apart.

    Raises:
        EngineError: the set or a pack cannot be used; says what to do.
    """
    from engine.asr.silero import SileroModel  # noqa: PLC0415
    from engine.bench.speakers import HEAD, measure, read_talks  # noqa: PLC0415
    from engine.loading import LoadedModels  # noqa: PLC0415
    from engine.onnx import Runtime  # noqa: PLC0415
    from engine.packs.entries import Role  # noqa: PLC0415
    from engine.planner import Planner  # noqa: PLC0415
    from engine.tts.voices import VoiceCatalogue  # noqa: PLC0415

    store = open_store()
    planner = Planner(store, VoiceCatalogue.load)
    pack = args.encoder or planner.pack_for(Role.SPEAKER_ENCODER)
    vad = planner.pack_for(Role.VAD)
    planner.refuse_missing((pack, vad))
    models = LoadedModels(store, runtime=Runtime(threads=1))
    silero, encoder = models.load_as(vad, SileroModel), models.speaker_encoder(pack)
    talks = read_talks(args.folders, silero, half=args.half)
    sys.stdout.write(f"{pack}, {len(talks)} persons\n{HEAD}")
    for name, tally in measure(talks, silero, encoder, count=args.panels, seed=args.seed):
        sys.stdout.write(tally.line(name))
        sys.stdout.flush()
    return 0


def _add_sound(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both kinds."""
    audio = kinds.add_parser(
        "audio",
        help="how often an output runs dry beside busy threads",
        description="Passes sound from a virtual speaker to a virtual microphone beside 0 to 4 "
        "busy threads of Python, in the way that Dragoman does it and with a callback in Python.",
    )
    audio.add_argument("--seconds", type=positive(int), default=10, metavar="N")
    audio.set_defaults(run=run_audio)
    live = kinds.add_parser(
        "live",
        help="a live direction for ten minutes: lag, lost sound, memory",
        description="Plays recordings into a virtual speaker and interprets them into a virtual "
        "microphone, all in real time.",
    )
    live.add_argument("files", type=Path, nargs="+", metavar="FILE", help="recordings to play")
    live.add_argument("--seconds", type=positive(int), default=600, metavar="N")
    add_session_arguments(live)
    live.set_defaults(run=run_live)


def run_audio(args: argparse.Namespace) -> int:
    """Measure and print.

    Raises:
        DeviceError: no virtual devices can be made here.
    """
    from engine.bench.sound import measure_xruns  # noqa: PLC0415 - needs PortAudio
    from engine.devices.virtual import VirtualDevices  # noqa: PLC0415

    sys.stdout.write(f"xruns in {args.seconds} s\nbusy threads  compiled callback  in Python\n")
    with VirtualDevices() as virtual:
        heard, played = virtual.loudspeaker().device, virtual.microphone().device
        for busy in _BUSY:
            row = measure_xruns(heard, played, busy_threads=busy, seconds=args.seconds)
            sys.stdout.write(f"{busy:>12}{row.compiled_xruns:>19}{row.python_xruns:>11}\n")
            sys.stdout.flush()
    return 0


def run_live(args: argparse.Namespace) -> int:
    """Run and print; 1 where sound was lost or the lag grew.

    Raises:
        EngineError: no virtual devices can be made here, or a pack is missing.
    """
    from engine.bench.live import soak  # noqa: PLC0415 - needs the model runtime
    from engine.cli.interpreters import build_interpreter, session_config  # noqa: PLC0415

    def tell(seconds: float, lag_s: float | None, backlog_s: float, xruns: int) -> None:
        if round(seconds) % 10 == 0:
            lag = "-" if lag_s is None else f"{lag_s:.1f} s"
            sys.stderr.write(
                f"{seconds:6.0f} s  lag {lag}  backlog {backlog_s:.1f} s  xruns {xruns}\n"
            )

    with build_interpreter(args) as interpreter:
        report = soak(
            interpreter, session_config(args), args.files, seconds=args.seconds, on_reading=tell
        )
    for name, value in asdict(report).items():
        sys.stdout.write(f"  {name:<20}{value}\n")
    return 1 if report.xruns or report.lost_s else 0


_CONTESTANTS: Final = "confirmed:all,alignatt:all,local-agreement:all,pause,offline"
_EXTRA: Final = ("sacrebleu", "omnisteval")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "bench",
        help="measure quality, lag and cost on a set of recordings",
        description="Measures how good, how late and how costly interpreting is. The set is a "
        "folder with recordings and a manifest.tsv. Needs the extra 'bench'.",
    )
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    quality = kinds.add_parser(
        "quality",
        help="quality and lag of several configurations side by side",
        description="Plays a set to several configurations in simulated real time and writes "
        "report.json, report.html and logs for other scorers.",
    )
    add_set_arguments(quality)
    quality.add_argument(
        "--contestants",
        default=_CONTESTANTS,
        metavar="NAMES",
        help="with commas between: confirmed, alignatt, local-agreement, pause, offline, "
        "fw-pause, fw-agreement; behind colons sooner, balanced, surer or all, b1 for one beam, "
        "direct or cascade, no-guards and the like for the engine without a mechanism; local, "
        "gradium, openai, gemini, hibiki@URL, dragoman@URL for engines elsewhere, which hear the "
        "recordings in real time "
        "(default: %(default)s)",
    )
    _add_run_arguments(quality)
    quality.set_defaults(run=run_quality)
    ablation = kinds.add_parser(
        "ablation",
        help="what each mechanism is worth: the engine with one of them switched off at a time",
        description="As 'quality', with the engine in full, with greedy search, with the policies "
        "that it is made of, and without each of its mechanisms.",
    )
    add_set_arguments(ablation)
    _add_run_arguments(ablation)
    ablation.set_defaults(run=run_ablation)
    everything = kinds.add_parser(
        "all",
        help="every direction of the set: contestants, speech, ablation",
        description="Runs 'quality' for captions, again with speech, and 'ablation' for each "
        "direction that the set has references for and installed packs serve. Takes hours; wants "
        "a quiet machine.",
    )
    everything.add_argument("folder", type=Path, metavar="FOLDER")
    everything.add_argument(
        "--directions",
        default="",
        metavar="PAIRS",
        help="such as fr-en,en-pt (default: all that can be run)",
    )
    add_device_argument(everything)
    everything.add_argument("--threads", type=positive(int), metavar="N")
    _add_run_arguments(everything)
    everything.set_defaults(run=run_all)
    cost = kinds.add_parser(
        "cost",
        help="time and memory of a session, also over a long stream",
        description="Measures loading, the share of real time and memory, with and without a "
        "voice, and whether they grow from round to round of a long stream.",
    )
    add_set_arguments(cost)
    cost.add_argument("--repeats", type=positive(int), default=3, metavar="N")
    cost.add_argument(
        "--long", type=int, default=1200, metavar="SECONDS", help="0 leaves the long stream out"
    )
    cost.add_argument("--json", action="store_true", help="print one JSON object")
    cost.set_defaults(run=run_cost)
    _add_sound(kinds)
    _add_endurance(kinds)
    _add_faithful(kinds)
    _add_truth(kinds)
    _add_glossary(kinds)
    _add_speakers(kinds)


def _add_run_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--join",
        action="store_true",
        help="play all recordings of a language as one stream (StreamLAAL instead of LAAL)",
    )
    parser.add_argument(
        "--machine-references",
        action="store_true",
        help="also play recordings whose references were not written by people",
    )
    parser.add_argument("--limit", type=positive(int), metavar="N", help="N recordings a language")
    parser.add_argument(
        "--comet", default="", metavar="MODEL", help="COMET too, where it is installed"
    )
    parser.add_argument(
        "--rival-weights",
        type=Path,
        metavar="FOLDER",
        help="the speech model in CTranslate2's form, for fw-pause and fw-agreement",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("dragoman-bench"),
        metavar="FOLDER",
        help="where the report goes (default: %(default)s)",
    )


def run_quality(args: argparse.Namespace) -> int:
    """Play a set to all contestants and write the report.

    Raises:
        EngineError: the set, a contestant or a pack cannot be used; says what to do.
    """
    report, is_complete = _play(args)
    if report is not None:
        from engine.bench.report import speech_table, text_table  # noqa: PLC0415

        sys.stdout.write(
            f"{text_table(report)}{speech_table(report)}wrote {args.out / 'report.html'}\n"
        )
    return 0 if is_complete else 1


def run_ablation(args: argparse.Namespace) -> int:
    """Play a set to the engine in full and without each of its mechanisms.

    Raises:
        EngineError: the set or a pack cannot be used; says what to do.
    """
    from engine.bench.quality import CONTESTANTS, ablation_table  # noqa: PLC0415

    report, is_complete = _play(argparse.Namespace(**{**vars(args), "contestants": CONTESTANTS}))
    if report is not None:
        sys.stdout.write(f"{ablation_table(report)}wrote {args.out / 'report.html'}\n")
    return 0 if is_complete else 1


def run_all(args: argparse.Namespace) -> int:
    """Run everything for every direction, and write what came out side by side.

    Raises:
        EngineError: the set or a pack cannot be used; says what to do.
    """
    from engine.bench.quality import CONTESTANTS, ablation_table, directions, runs, write_overview  # noqa: PLC0415  # noqa: PLC0415
    from engine.bench.report import text_table  # noqa: PLC0415

    wanted = [pair.strip() for pair in args.directions.split(",") if pair.strip()]
    is_complete = True
    tables: dict[str, str] = {}
    for source, target in directions(args.folder, open_store(), wanted=wanted):
        for run in runs(source, target, has_rivals=args.rival_weights is not None):
            folder = args.out / f"{source}-{target}" / run.name
            sys.stderr.write(f"{source} -> {target}: {run.name}\n")
            settings = {
                "sources": source,
                "target": target,
                "contestants": run.contestants,
                "voice": _default_voice(target) if run.speaks else NO_VOICE,
                "out": folder,
            }
            report, was_complete = _play(argparse.Namespace(**{**vars(args), **settings}))
            is_complete = is_complete and was_complete
            if report is not None:
                show = ablation_table if run.contestants == CONTESTANTS else text_table
                tables[f"{source}-{target}/{run.name}"] = show(report)
                # After each run: hours of work are not lost when the next one fails.
                write_overview(args.out, tables)
    for name, table in tables.items():
        sys.stdout.write(f"{name}\n{table}\n")
    sys.stdout.write(f"wrote {args.out / 'index.html'}\n")
    return 0 if is_complete else 1


def _default_voice(target: str) -> str:
    from engine.interpreter import Interpreter  # noqa: PLC0415
    from engine.onnx import Runtime  # noqa: PLC0415

    with Interpreter(open_store(), runtime=Runtime()) as interpreter:
        return interpreter.voices.default(target).name


def _play(args: argparse.Namespace) -> "tuple[Report | None, bool]":
    """Play a set to contestants and write the report; False where some could not run."""
    _require_extra(comet=args.comet)
    from engine.cli.interpreters import chosen_runtime  # noqa: PLC0415

    runtime = chosen_runtime(args)
    from engine.asr.silero import SileroModel  # noqa: PLC0415
    from engine.bench.contestants import parse_contestants  # noqa: PLC0415
    from engine.bench.page import write_page  # noqa: PLC0415
    from engine.bench.quality import compare  # noqa: PLC0415
    from engine.bench.recordings import joined_passages, single_passages  # noqa: PLC0415
    from engine.bench.report import Report, circumstances, write_json  # noqa: PLC0415
    from engine.bench.scores import write_references  # noqa: PLC0415
    from engine.bench.setup import Bench  # noqa: PLC0415

    contestants = parse_contestants(args.contestants)
    recordings = chosen_recordings(args, only_human=not args.machine_references, limit=args.limit)
    store = open_store()
    vad = SileroModel(store.folder("silero-vad"), runtime=replace(runtime, threads=1))
    make = joined_passages if args.join else single_passages
    passages = tuple(make(recordings, args.target, vad))
    conditions = circumstances(shlex.join(["dragoman", *sys.argv[1:]]), threads=runtime.threads)
    write_references(args.out / "logs", passages)
    _say_where_speech_goes(contestants)
    failures: list[str] = []

    def note_failure(message: Message) -> None:
        failures.append(str(message))
        sys.stderr.write(f"dragoman: {full_text(message)}\n")

    results = tuple(
        compare(
            contestants,
            passages,
            Bench(
                store=store,
                runtime=runtime,
                target=args.target,
                voice="" if args.voice == NO_VOICE else args.voice,
                rival_weights=args.rival_weights,
            ),
            logs=args.out / "logs",
            comet=args.comet,
            on_progress=_tell,
            on_failure=note_failure,
        )
    )
    if not results:
        return None, False
    report = Report(
        circumstances=conditions,
        target=args.target,
        is_joined=args.join,
        passages=passages,
        results=results,
    )
    write_json(report, args.out / "report.json")
    write_page(report, args.out / "report.html")
    return report, not failures


def run_cost(args: argparse.Namespace) -> int:
    """Measure the time and memory of each direction.

    Raises:
        EngineError: the set or a pack cannot be used; says what to do.
    """
    _require_extra()
    import json  # noqa: PLC0415

    from engine.bench.cost import measure_cost  # noqa: PLC0415
    from engine.cli.interpreters import build_interpreter  # noqa: PLC0415

    recordings = chosen_recordings(args, only_human=False, limit=None)
    voice = None if args.voice == NO_VOICE else args.voice
    rows: dict[str, dict[str, float]] = {}
    for source in dict.fromkeys(recording.language for recording in recordings):
        spoken = [recording for recording in recordings if recording.language == source]
        with build_interpreter(args) as interpreter:
            rows[source] = measure_cost(
                interpreter,
                spoken,
                target=args.target,
                voice=voice,
                repeats=args.repeats,
                long_s=args.long,
            )
    if args.json:
        sys.stdout.write(json.dumps(rows) + "\n")
        return 0
    for source, figures in rows.items():
        sys.stdout.write(f"{source} -> {args.target}\n")
        for name, value in figures.items():
            sys.stdout.write(f"  {name:<40}{value:10.2f}\n")
    return 0


def _say_where_speech_goes(contestants: "Sequence[Contestant]") -> None:
    for contestant in contestants:
        if contestant.engine:
            info = ENGINES[contestant.engine]
            address = contestant.address or info.address
            recipient = info.recipient or info.title
            sends = Message(Code.ENGINE_SENDS_SPEECH, recipient=recipient, address=address)
            sys.stderr.write(f"dragoman: {full_text(sends)}\n")


def _require_extra(*, comet: str = "") -> None:
    """Refuse at once what would fail when hours of playing are over."""
    missing = [name for name in _EXTRA if importlib.util.find_spec(name) is None]
    if missing:
        raise ModelError(Code.EXTRA_MISSING, packages=tuple(missing), extra="bench")
    if comet and importlib.util.find_spec("comet") is None:
        raise ModelError(Code.PACKAGE_MISSING, package="unbabel-comet")


def _tell(contestant: str, done: int, of: int) -> None:
    """Keep one line of the error output up to date, or write one for each contestant."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{contestant}  {done} of {of}" + "\n" * (done == of))
        sys.stderr.flush()
    elif done == of:
        sys.stderr.write(f"{contestant}: done\n")
