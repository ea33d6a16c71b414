from pathlib import Path

import pytest

from engine.bench.contestants import parse_contestants
from engine.bench.recordings import BenchmarkError
from engine.bench.setup import Bench
from engine.bench.worker import perform
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from tests.helpers.benchmark_runs import passage


def test_what_a_contestant_cannot_do_reaches_the_user(tmp_path: Path) -> None:
    bench = Bench(
        store=PackStore(tmp_path, Catalogue.shipped()), runtime=Runtime(threads=1), target="en"
    )
    (contestant,) = parse_contestants("confirmed")
    done: list[str] = []
    with pytest.raises(BenchmarkError, match="whisper"):
        perform(contestant, [passage("the cat")], bench, on_passage=done.append)
    assert done == []
