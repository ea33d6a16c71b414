"""The soak: it passes a service that is well, and finds what is wrong with one that is not."""

import asyncio
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
import soundfile

import engine.workshop.service.soak
from engine.arrays import SOURCE_RATE_HZ
from engine.events import Event
from engine.remote.client import S2SOptions
from engine.service.request import SpeechRequest
from engine.service.scheduler import Job, Scheduler
from engine.service.wire import Notice, ServerMessage, WrittenText
from engine.workshop.service.__main__ import main
from engine.workshop.service.clients import MisbehavingClients
from engine.workshop.service.soak import Heard, Soak, SoakError, SoakReport, render, render_end
from engine.workshop.service.vitals import Vitals, VitalsError, VitalSigns
from tests.helpers.running_service import RunningService
from tests.helpers.tiny_interpreter import utterances

OPTIONS = S2SOptions(source="fr", target="en")
SPEECH = utterances(0.3)[SOURCE_RATE_HZ : 5 * SOURCE_RATE_HZ]


def soak(service: RunningService, *, seconds: float = 4.0) -> SoakReport:
    told: list[str] = []
    run = Soak(service.url, key=None, options=OPTIONS, samples=SPEECH, seed=3)
    return asyncio.run(
        run.run(seconds=seconds, clients=4, each_minute=lambda report: told.append(render(report)))
    )


def heard(*texts: tuple[str, float, float], behind: bool = False) -> Heard:
    found = Heard()
    for text, start_s, stop_s in texts:
        found.note(WrittenText(text=text, start_s=start_s, stop_s=stop_s))
    if behind:
        found.note(Notice(kind="behind", detail=""))
    return found


WHOLE = heard(("One two", 1.0, 2.0), ("three four", 2.0, 3.0), ("five.", 8.0, 9.0))


def test_a_service_that_is_well_passes(service: RunningService) -> None:
    report = soak(service)
    assert report.faults() == []
    assert report.finished >= 2
    assert report.exact == report.finished - report.behind
    assert report.misbehaving >= 2
    assert report.answers
    assert render_end(report).endswith("passed")
    assert service.service.scheduler.load.jobs == 0


@pytest.mark.slow
def test_text_that_is_lost_is_noticed(
    service: RunningService, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = SpeechRequest._messages
    texts = 0

    def losing(work: SpeechRequest, events: Iterable[Event]) -> list[ServerMessage]:
        nonlocal texts
        messages = told(work, events)
        texts += sum(isinstance(message, WrittenText) for message in messages)
        return [m for m in messages if texts < 3 or not isinstance(m, WrittenText)]

    monkeypatch.setattr(SpeechRequest, "_messages", losing)
    report = soak(service)
    assert report.altered + report.cut == report.finished > 0
    assert any("differ" in fault or "lack" in fault for fault in report.faults())


@pytest.mark.slow
def test_a_session_that_is_stuck_is_noticed(
    service: RunningService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine.workshop.service.soak, "_SETTLE_S", 1.0)
    cancel = Scheduler.cancel
    forgotten: list[Job] = []
    with monkeypatch.context() as patch:
        patch.setattr(Scheduler, "cancel", lambda _, job: forgotten.append(job))
        report = soak(service)
    for job in forgotten:
        cancel(service.service.scheduler, job)
    assert report.sessions_left == len(forgotten) > 0
    assert any("stuck" in fault for fault in report.faults())


def test_the_command_says_what_is_wrong(
    service: RunningService,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recording = tmp_path / "speech.wav"
    soundfile.write(recording, SPEECH, SOURCE_RATE_HZ)
    command = ["soak", service.url, str(recording), "--from", "fr", "--to", "en"]

    async def brief(run: Soak, **rest: object) -> SoakReport:
        await run._listen_alone()
        run.report.finished = run.report.exact = 5
        run.report.answers = True
        run.report.unruly = ["garbage: closed with 1011"][: int(str(rest["clients"])) - 3]
        return run.report

    monkeypatch.setattr(Soak, "run", brief)
    assert main(command) == 0
    assert capsys.readouterr().out.endswith("passed\n")
    assert main([*command, "--clients", "4"]) == 1
    assert (
        "WRONG: misbehaving clients not ended as documented: garbage: closed with 1011"
        in capsys.readouterr().out
    )


def test_silence_is_nothing_to_compare_with(service: RunningService) -> None:
    silence = 0 * SPEECH
    run = Soak(service.url, key=None, options=OPTIONS, samples=silence, seed=3)
    with pytest.raises(SoakError, match="no words"):
        asyncio.run(run.run(seconds=1, clients=1, each_minute=lambda _: None))


class TestReport:
    def test_what_was_never_behind_must_be_the_same_to_the_letter(self) -> None:
        report = SoakReport()
        report.note_finished(WHOLE, WHOLE)
        report.note_finished(heard(("One two three four five", 1.0, 9.0)), WHOLE)
        assert (report.finished, report.exact, report.altered) == (2, 1, 1)

    def test_what_was_behind_may_differ_and_must_be_there(self) -> None:
        report = SoakReport()
        report.note_finished(heard(("A few other words.", 1.0, 9.0), behind=True), WHOLE)
        assert (report.behind, report.cut) == (1, 0)
        report.note_finished(heard(("One two", 1.0, 9.0), behind=True), WHOLE)
        report.note_finished(heard(("One two three four", 1.0, 3.0), behind=True), WHOLE)
        report.note_finished(heard(behind=True), WHOLE)
        assert (report.behind, report.cut) == (4, 3)

    def test_who_vanished_has_the_beginning(self) -> None:
        report = SoakReport()
        for some in (heard(), heard(("One two", 1.0, 2.0)), WHOLE):
            report.note_killed(some, WHOLE)
        assert report.altered == 0
        report.note_killed(heard(("three four", 2.0, 3.0)), WHOLE)
        assert (report.killed, report.altered) == (4, 1)

    def test_words_do_not_go_back_in_time(self) -> None:
        report = SoakReport()
        report.note_finished(heard(("b", 2.0, 3.0), ("a", 1.0, 2.0), behind=True), WHOLE)
        assert report.disordered == 1

    def test_memory_that_grows_is_wrong_once_the_run_is_long(self) -> None:
        def vitals(memory_mb: float | None) -> Vitals:
            return Vitals(
                sessions=0, connections=0, memory_mb=memory_mb, files=None, processor_s=1.0
            )

        def faults(*readings: float | None) -> list[str]:
            report = SoakReport(finished=1, exact=1, answers=True)
            for reading in readings:
                report.note_vitals(vitals(reading))
            return report.faults()

        assert faults(*[None] * 400) == []
        assert faults(*[700.0] * 20, *[900.0] * 380) == []
        assert faults(*[700.0 + number / 2 for number in range(400)]) == ["memory grew by 100 MB"]
        assert faults(*[700.0 + 10 * number for number in range(20)]) == []

    def test_files_that_stay_open_are_wrong(self) -> None:
        report = SoakReport(finished=1, answers=True, files_before=50, files_left=54)
        assert report.faults() == []
        report.files_left = 60
        assert report.faults() == ["open files went from 50 to 60"]


class TestMisbehavingClients:
    # Which kinds there are is theirs to know; a number too many is no kind.
    @pytest.mark.parametrize("kind", range(11))
    def test_each_is_ended_as_documented(self, service: RunningService, kind: int) -> None:
        misbehaving = MisbehavingClients(service.url, key=None, options=OPTIONS, seed=kind)
        assert misbehaving.kinds == 11
        assert asyncio.run(misbehaving.one(kind)) == ""

    def test_one_that_is_ended_otherwise_is_noticed(
        self, service: RunningService, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        clients = MisbehavingClients(service.url, key=None, options=OPTIONS, seed=1)
        monkeypatch.setattr(clients, "_setup", lambda **_: json.dumps({"type": "end_of_stream"}))
        assert asyncio.run(clients.one(9)) == "single_bytes: closed with 1008, not 1000"

    def test_a_service_that_is_gone_is_noticed(self) -> None:
        misbehaving = MisbehavingClients("http://127.0.0.1:9", key=None, options=OPTIONS, seed=1)
        assert "Error" in asyncio.run(misbehaving.one(0))


class TestVitals:
    def test_are_those_of_the_service(self, service: RunningService) -> None:
        async def run() -> Vitals:
            async with VitalSigns(service.url, key=None) as signs:
                return await signs.read()

        vitals = asyncio.run(run())
        assert (vitals.sessions, vitals.connections) == (0, 0)
        if Path("/proc/self/statm").is_file():
            assert vitals.memory_mb is not None
            assert vitals.memory_mb > 20
            assert vitals.files is not None
            assert vitals.files > 3

    def test_need_the_key(self, service: RunningService) -> None:
        key = service.service.access.keys.add("watcher")

        async def run(key: str | None) -> Vitals:
            async with VitalSigns(service.url, key=key) as signs:
                return await signs.read()

        assert asyncio.run(run(key)).sessions == 0
        with pytest.raises(VitalsError, match="--key"):
            asyncio.run(run(None))
