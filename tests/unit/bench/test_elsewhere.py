"""Engines elsewhere in the benchmark, on stand-ins."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

import engine.interpreter
from engine.arrays import SOURCE_RATE_HZ
from engine.bench.contestants import Contestant, Method, parse_contestants
from engine.bench.page import render_page
from engine.bench.quality import compare
from engine.bench.recordings import BenchmarkError, Passage
from engine.bench.setup import Bench, BenchInterpreter
from engine.bench.simulation import Observation, play
from engine.bench.worker import Performance, observe
from engine.cli.main import main
from engine.messages import Code, Message
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from tests.helpers import vendor_gemini, vendor_openai
from tests.helpers.benchmark_runs import passage, report
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.raising import raises
from tests.helpers.running_service import running_service
from tests.helpers.streams import RecordingSession
from tests.helpers.tiny_interpreter import (
    ALL,
    Loads,
    Maker,
    Saying,
    Wrapping,
    utterances,
)
from tests.helpers.tiny_kokoro import write_tiny_kokoro
from tests.helpers.vendor_gemini import gemini_stand_in
from tests.helpers.vendor_hibiki import hibiki_stand_in
from tests.helpers.vendor_openai import openai_stand_in

SECONDS = 6
GRADIUM_KEY = "gsk_0123456789"


@pytest.fixture
def addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Where each engine's stand-in is, and its key in the environment."""
    monkeypatch.setattr(engine.interpreter, "SpeechDecoder", Saying)
    monkeypatch.setattr(engine.interpreter, "TextTranslator", Wrapping)
    monkeypatch.setenv("OPENAI_API_KEY", vendor_openai.KEY)
    monkeypatch.setenv("GEMINI_API_KEY", vendor_gemini.KEY)
    monkeypatch.setenv("GRADIUM_API_KEY", GRADIUM_KEY)
    maker = Maker(tmp_path, Loads(write_tiny_kokoro(tmp_path / "kokoro")), tmp_path / "started")
    with ExitStack() as stack:
        service = stack.enter_context(
            running_service(stack.enter_context(maker(*ALL)), tmp_path / "home")
        )
        yield {
            "gradium": service.url,
            "openai": stack.enter_context(openai_stand_in()).url,
            "gemini": stack.enter_context(gemini_stand_in(tmp_path / "tls")).url,
            "hibiki": stack.enter_context(hibiki_stand_in()).url,
            "dragoman": service.url,
        }


@pytest.fixture
def played(tmp_path: Path) -> Passage:
    path = tmp_path / "said.wav"
    soundfile.write(path, utterances(0.3)[: SECONDS * SOURCE_RATE_HZ], SOURCE_RATE_HZ)
    made = passage("one", language="fr", speech=((2.0, 4.0),))
    return replace(made, paths=(path,), duration_s=float(SECONDS))


def bench(folder: Path) -> Bench:
    store = PackStore(folder / "store", Catalogue.shipped())
    return Bench(store=store, runtime=Runtime(threads=1), target="en")


def perform_here(
    contestant: Contestant,
    passages: Sequence[Passage],
    bench: Bench,
    *,
    on_passage: Callable[[str], None],
) -> Performance:
    """As `perform`, without a process for each: their start is most of the time."""
    given = [(item.name, item.language, item.paths) for item in passages]
    with BenchInterpreter(bench, contestant) as interpreter:
        results = list(observe(interpreter, given, speaks=False))
    seen = tuple(item for item in results if isinstance(item, Observation))
    for item in seen:
        on_passage(item.passage)
    return Performance(contestant=contestant, observations=seen, ready_s=1.0, peak_mb=None)


def test_a_name_with_an_address_is_read_and_written() -> None:
    names = "local,gradium,openai,gemini@https://127.0.0.1:1,hibiki@http://gpu:8998"
    contestants = parse_contestants(f"{names},dragoman@http://127.0.0.1:8642")
    assert [item.engine for item in contestants] == ["", *names_of(names)[1:], "dragoman"]
    assert contestants[0].method is Method.LOCAL
    for item in contestants:
        assert parse_contestants(item.name) == (item,)
    assert contestants[-1].address == "http://127.0.0.1:8642"


def names_of(text: str) -> list[str]:
    return [name.partition("@")[0] for name in text.split(",")]


def test_an_engine_without_an_address_or_a_name_that_is_none_is_refused() -> None:
    with raises(BenchmarkError, Code.ENGINE_ADDRESS_MISSING):
        parse_contestants("hibiki")
    with raises(BenchmarkError, Code.CHOICE_UNKNOWN):
        parse_contestants("elsewhere")
    with pytest.raises(BenchmarkError) as refused:
        parse_contestants("somebody")
    assert {"local", "hibiki"} <= set(str(refused.value.parameters["choices"]).split("'"))


def test_a_recording_is_played_at_its_own_pace() -> None:
    samples = np.zeros(SOURCE_RATE_HZ // 2, np.float32)
    session = RecordingSession()
    seen = play(session, samples, passage="one")
    assert [len(block) for block in session.blocks] == [1_600] * 5
    assert [word.text for word in seen.words][:2] == ["block1", "block2"]
    assert all(word.aware_s >= word.ideal_s for word in seen.words)
    assert seen.words[-1].aware_s >= 0.5
    # Waiting is no computing.
    assert seen.busy_s < 0.4
    assert session.closed == 1


@pytest.mark.slow
def test_one_command_plays_to_all_engines_and_shows_them_on_one_page(
    addresses: dict[str, str],
    played: Passage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("engine.bench.quality.perform", perform_here)
    mine = PackStore(tmp_path / "user", Catalogue.shipped())
    monkeypatch.setattr(mine, "folder", lambda _: tmp_path)
    monkeypatch.setattr("engine.cli.bench.open_store", lambda: mine)
    monkeypatch.setattr("engine.asr.silero.SileroModel", lambda *_, **__: LoudnessVad())
    names, out = ",".join(f"{name}@{url}" for name, url in addresses.items()), tmp_path / "out"
    (row,) = played.paths
    manifest = f"file\tlanguage\tseconds\ttranslator\ttranscript\ten\n{row.name}\tfr\t{SECONDS}\t"
    (tmp_path / "manifest.tsv").write_text(f"{manifest}human\tun deux\tone two\n", encoding="utf-8")
    given = ["quality", str(tmp_path), "--from", "fr", "--to", "en", "--contestants", names]
    assert main(["bench", *given, "--out", str(out)]) == 0
    shown = capsys.readouterr().out
    assert "USD/min" in shown
    assert f"wrote {out / 'report.html'}" in shown
    results = json.loads((out / "report.json").read_text(encoding="utf-8"))["contestants"]
    assert [result["name"] for result in results] == names.split(",")
    for result in results:
        figures = result["figures"]
        assert figures["chrf"] is not None
        # The word is said in the pause behind what it translates.
        assert -3 < figures["laal_aware_s"] < 12
        # Waiting is no computing.
        assert (figures["real_time_factor"] or 0.0) < 0.9
        tells_times = result["name"].startswith(("gradium", "dragoman"))
        assert (figures["lag_aware_s"] is not None) == tells_times
    page = (out / "report.html").read_text(encoding="utf-8")
    for url in addresses.values():
        assert url in page
    # In the margin of the figure there is no room for addresses.
    assert re.search(r"<text[^>]*>openai</text>", page)
    assert "1 recording " in page
    assert "0.034 USD a minute, 0.00 USD for this run" in page
    assert "30 credits a second" in page
    assert "(read 2026-11-30)" in page
    left = [path.read_bytes() for path in out.rglob("*") if path.is_file()]
    left += [path.read_bytes() for path in (tmp_path / "user").rglob("*") if path.is_file()]
    for key in (vendor_openai.KEY, vendor_gemini.KEY, GRADIUM_KEY):
        assert all(key.encode() not in content for content in [*left, shown.encode()])


def test_an_engine_that_refuses_is_told_and_the_others_go_on(
    addresses: dict[str, str],
    played: Passage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-wrong")
    failures: list[Message] = []
    names = f"openai@{addresses['openai']},hibiki@{addresses['hibiki']}"
    results = list(
        compare(
            parse_contestants(names),
            [played],
            bench(tmp_path),
            logs=tmp_path / "logs",
            comet="",
            on_progress=lambda _name, _done, _of: None,
            on_failure=failures.append,
        )
    )
    assert [failure.code for failure in failures] == [Code.ENGINE_KEY_REFUSED]
    assert [result.performance.contestant.engine for result in results] == ["hibiki"]


def test_a_page_of_this_machine_alone_has_no_prices() -> None:
    page = render_page(report("confirmed,local"))
    assert not re.search("USD|elsewhere heard", page)
