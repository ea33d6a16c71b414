"""Makes the map of cloning from scratch.

    npm pack kokoro-js@1.2.1
    python -m engine.workshop.training.cloning pairs --voices kokoro-js-1.2.1.tgz --models FOLDER \
        --work WORK --count 2000
    python -m engine.workshop.training.cloning fit --voices kokoro-js-1.2.1.tgz --models FOLDER \
        --work WORK --out resources/voices/clone_map.npz
    python -m engine.workshop.training.cloning measure --models FOLDER --work WORK --trials 120 \
        --out measured.jsonl RECORDING...

FOLDER is where `dragoman models` keeps its packs. `pairs` needs about a second of one core for
each pair and goes on where it was ended; several may run at once with a `--seed` of their own.
`measure` passes over recordings that stand in `--out` already, and keeps in WORK what it found;
with `--one-ear` the second encoder, where its pack is installed, only judges. Nothing needs a
graphics card.
"""

import argparse
import json
import sys
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.asr.whisper.speech import load_whisper
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.speakers import campplus, resemblyzer
from engine.tts.cloning.clarity import transcriber
from engine.tts.cloning.enrolment import Enroller, EnrolmentConfig
from engine.tts.cloning.search import SearchConfig
from engine.tts.kokoro import KokoroModel
from engine.tts.phonemes import PhonemeProcess
from engine.workshop.training.cloning.fit import fit, how_well, read_lessons
from engine.workshop.training.cloning.measure import CloneMeasurer
from engine.workshop.training.cloning.pairs import Mouth, hear_published, make_pairs, write_shard
from engine.workshop.training.cloning.published import Published, read_published
from engine.workshop.training.cloning.summary import summary

if TYPE_CHECKING:
    from engine.speakers.model import SpeakerEncoder

_SHARD_PAIRS: Final = 50
_SEEDS_APART: Final = 10_000


def main() -> int:
    """Run one step."""
    args = _parser().parse_args()
    if args.step == "measure":
        _measure(args)
        return 0
    published = read_published(args.voices)
    args.work.mkdir(parents=True, exist_ok=True)
    if args.step == "pairs":
        _make_pairs(args, published)
    else:
        _fit(args, published)
    return 0


def _make_pairs(args: argparse.Namespace, published: Published) -> None:
    mouth, encoder = _models(args, published)
    for number in range(-(-args.count // _SHARD_PAIRS)):
        path = args.work / f"pairs-{args.seed}-{number:04}.npz"
        if not path.exists():
            seed = args.seed * _SEEDS_APART + number
            pairs = make_pairs(mouth, encoder, published, seed=seed)
            write_shard(list(islice(pairs, _SHARD_PAIRS)), path)
            _say(f"{path.name} written")


def _fit(args: argparse.Namespace, published: Published) -> None:
    known = args.work / "published.npy"
    if not known.exists():
        _say("hearing the published voices")
        np.save(known, hear_published(*_models(args, published), published))
    ready_made_heard = np.load(known)
    shards = sorted(args.work.glob("pairs-*[0-9].npz"))
    lessons = read_lessons(shards)
    for name, value in how_well(lessons, published, ready_made_heard).items():
        _say(f"on the fifth of {len(lessons.styles)} pairs that was held back, {name}: {value:.3f}")
    fit(lessons, published, ready_made_heard).save(args.out)
    _say(f"{args.out} written")


def _measure(args: argparse.Namespace) -> None:
    store = PackStore(args.models, Catalogue.shipped())
    runtime = Runtime(threads=args.threads)
    understand = transcriber(load_whisper(store.folder("whisper-base"), runtime))
    config = EnrolmentConfig(search=SearchConfig(n_trials=args.trials), longest_s=3600.0)
    with PhonemeProcess() as phonemiser:
        second = None
        if campplus.FAMILY in store.installed():
            second = campplus.CamPlusModel(store.folder(campplus.FAMILY), runtime=runtime)
        enroller = Enroller(
            KokoroModel(store.folder("kokoro"), runtime=runtime),
            resemblyzer.ResemblyzerModel(store.folder(resemblyzer.FAMILY), runtime=runtime),
            phonemiser,
            second=None if args.one_ear else second,
            understand=understand,
        )
        judges: dict[str, SpeakerEncoder] = {"first": enroller.encoder}
        if second is not None:
            judges["second"] = second
        args.work.mkdir(parents=True, exist_ok=True)
        measurer = CloneMeasurer(enroller, understand, judges, args.work)
        known = args.out.read_text(encoding="utf-8").splitlines() if args.out.exists() else []
        done = {json.loads(line)["recording"] for line in known}
        todo = [path for path in args.recordings if path.stem not in done]
        with args.out.open("a", encoding="utf-8") as out:
            for measures in measurer.measure(todo, config):
                out.write(f"{json.dumps(asdict(measures))}\n")
                out.flush()
    lines = args.out.read_text(encoding="utf-8").splitlines()
    sys.stdout.write(summary([json.loads(line) for line in lines]))


def _models(
    args: argparse.Namespace, published: Published
) -> tuple[Mouth, resemblyzer.ResemblyzerModel]:
    store = PackStore(args.models, Catalogue.shipped())
    runtime = Runtime(threads=1)
    with PhonemeProcess() as phonemiser:
        kokoro = KokoroModel(store.folder("kokoro"), runtime=runtime)
        mouth = Mouth(kokoro, phonemiser, published.profile)
    return mouth, resemblyzer.ResemblyzerModel(store.folder(resemblyzer.FAMILY), runtime=runtime)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m engine.workshop.training.cloning",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = parser.add_subparsers(dest="step", required=True)
    pairs, fitting = steps.add_parser("pairs"), steps.add_parser("fit")
    for step in (pairs, fitting):
        step.add_argument("--voices", type=Path, required=True, metavar="TARBALL")
        step.add_argument("--models", type=Path, required=True, metavar="FOLDER")
        step.add_argument("--work", type=Path, required=True, metavar="FOLDER")
    pairs.add_argument("--count", type=int, default=2000)
    pairs.add_argument("--seed", type=int, default=1)
    fitting.add_argument("--out", type=Path, required=True, metavar="FILE")
    measuring = steps.add_parser("measure")
    measuring.add_argument("recordings", type=Path, nargs="+", metavar="RECORDING")
    measuring.add_argument("--models", type=Path, required=True, metavar="FOLDER")
    measuring.add_argument("--work", type=Path, required=True, metavar="FOLDER")
    measuring.add_argument("--out", type=Path, required=True, metavar="FILE")
    measuring.add_argument("--one-ear", action="store_true")
    measuring.add_argument("--trials", type=int, default=SearchConfig().n_trials)
    measuring.add_argument("--threads", type=int, default=2)
    return parser


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    raise SystemExit(main())
