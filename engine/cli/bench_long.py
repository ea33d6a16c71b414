"""`dragoman bench endurance`: an hour of speech, then sounds without words."""

import argparse
import sys

from engine.cli.bench_set import add_set_arguments, chosen_recordings, chosen_runtime
from engine.cli.sessions import NO_VOICE
from engine.cli.store import open_store


def add_parser(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the kind."""
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
    from engine.interpreter import Interpreter  # noqa: PLC0415
    from engine.planner import SessionConfig  # noqa: PLC0415

    recordings = chosen_recordings(args, only_human=False, limit=None)
    is_silent = True
    with Interpreter(open_store(), runtime=chosen_runtime(args)) as interpreter:
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
            for quiet in play_quiet(session, length_s=60 * args.quiet_minutes):
                is_silent = is_silent and not quiet.text
                said = f"invented: {quiet.text!r}" if quiet.text else "no text"
                sys.stdout.write(
                    f"  {args.quiet_minutes} minutes of {quiet.name}: {said}, "
                    f"computing {quiet.computing:.3f}\n"
                )
                sys.stdout.flush()
    return 0 if is_silent else 1
