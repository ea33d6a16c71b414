from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

import engine.live.endpoints
from engine.arrays import SOURCE_RATE_HZ
from engine.devices.listing import AudioDevice, DeviceKind
from engine.errors import DeviceError
from engine.live.config import (
    FromFile,
    FromMicrophone,
    FromSystemAudio,
    FromVirtualLoudspeaker,
    LiveConfig,
    SourceChoice,
    ToOutput,
)
from engine.live.endpoints import AudioEndpoints, DeviceLine, DeviceReconnector, NamedDeviceLine
from engine.live.events import DefaultChanged, DeviceLost, DeviceReturned, Notice
from engine.messages import Code, Message
from engine.planner import SessionConfig
from tests.helpers.live import HEADSET, MIC, SPEAKER, Clock, FakeInput, FakeSystem, device
from tests.helpers.raising import raises


def make(system: FakeSystem, name: str | None) -> tuple[NamedDeviceLine[FakeInput], Clock]:
    clock = Clock()
    line = NamedDeviceLine(
        name, DeviceKind.INPUT, system=system, open_device=system.open_input, clock=clock
    )
    clock.now_s += 60.0  # it has worked for long
    return line, clock


def look(
    system: FakeSystem, line: NamedDeviceLine[FakeInput], *listed: AudioDevice
) -> list[Notice]:
    """Say what there is, and let the reconnector look three times; what is open delivers."""
    system.listed = listed
    notices: list[Notice] = []
    reconnector = DeviceReconnector(lambda: [line], system=system, emit=notices.append)  # type: ignore[list-item]
    for _ in range(3):
        reconnector.check()
        if line.stream is not None and line.failure is None:
            line.note_delivery()
    return notices


def test_an_unplugged_device_is_one_notice_and_taken_up_again_by_itself() -> None:
    system = FakeSystem(MIC, HEADSET, SPEAKER)
    line, _ = make(system, "headset")
    (first,) = system.inputs
    (lost,) = look(system, line, MIC, SPEAKER)
    assert isinstance(lost, DeviceLost)
    assert lost.message == Message(Code.DEVICE_AWAITED, device="Headset")
    assert line.stream is None
    assert first.closed
    (returned,) = look(system, line, MIC, HEADSET, SPEAKER)
    assert returned == DeviceReturned(kind=DeviceKind.INPUT, description="Headset")
    assert line.stream is system.inputs[-1]


def test_a_stream_that_failed_is_opened_again_while_its_device_is_there() -> None:
    system = FakeSystem(MIC, SPEAKER)
    line, _ = make(system, "mic")
    line.fail(DeviceError(Code.VERBATIM, text="Mic stopped delivering sound; plug it in again."))
    lost, returned = look(system, line, MIC, SPEAKER)
    assert isinstance(lost, DeviceLost)
    assert str(lost.message) == "Mic stopped delivering sound; plug it in again."
    assert isinstance(returned, DeviceReturned)


def test_a_device_that_is_back_and_does_not_open_is_tried_again() -> None:
    system = FakeSystem(MIC, SPEAKER)
    line, _ = make(system, "mic")
    look(system, line, SPEAKER)
    system.refuses = True
    assert look(system, line, MIC, SPEAKER) == []
    system.refuses = False
    assert [type(notice) for notice in look(system, line, MIC, SPEAKER)] == [DeviceReturned]


def test_a_device_that_is_back_and_stays_dead_is_tried_less_and_less_often_in_silence() -> None:
    system = FakeSystem(MIC, HEADSET)
    line, clock = make(system, "headset")
    notices: list[Notice] = []
    away: list[bool] = []
    reconnector = DeviceReconnector(
        lambda: [line],  # type: ignore[list-item]
        system=system,
        emit=notices.append,
        interrupted=away.append,
    )
    line.fail(DeviceError(Code.DEVICE_LOST, device="Headset"))
    for _ in range(600):  # five minutes
        reconnector.check()
        clock.now_s += 0.5
        if line.stream is not None:
            line.fail(DeviceError(Code.DEVICE_LOST, device="Headset"))
    assert [type(notice) for notice in notices] == [DeviceLost]
    assert 5 < len(system.inputs) < 20
    assert set(away) == {True}
    # It is told as soon as it delivers, and nothing else was listened to meanwhile.
    line.failure = None
    clock.now_s += 60.0
    for _ in range(3):
        reconnector.check()
        line.note_delivery()
    assert [type(notice) for notice in notices] == [DeviceLost, DeviceReturned]
    assert not away[-1]
    assert line.device == HEADSET


def test_a_device_that_is_made_here_is_made_again() -> None:
    system = FakeSystem(MIC, HEADSET)

    def make_again() -> None:
        system.listed = (MIC, HEADSET)

    line = NamedDeviceLine(
        "headset",
        DeviceKind.INPUT,
        system=system,
        open_device=system.open_input,
        make=make_again,
    )
    system.listed = (MIC,)
    notices: list[Notice] = []
    reconnector = DeviceReconnector(lambda: [line], system=system, emit=notices.append)  # type: ignore[list-item]
    reconnector.check()
    system.listed = ()  # the server is away
    line._retry_at_s = 0.0  # no second is waited for
    for _ in range(3):
        reconnector.check()
        line.note_delivery()
    assert [type(notice) for notice in notices] == [DeviceLost, DeviceReturned]


def test_the_default_is_followed_and_a_chosen_device_is_not_left() -> None:
    other = device("headset", DeviceKind.INPUT, is_default=True)
    was_default = device("mic", DeviceKind.INPUT)
    system = FakeSystem(MIC, HEADSET)
    line, _ = make(system, None)
    assert look(system, line, was_default, other) == [
        DefaultChanged(kind=DeviceKind.INPUT, description="Headset")
    ]
    assert system.inputs[0].closed
    system = FakeSystem(MIC, HEADSET)
    line, _ = make(system, "mic")
    assert look(system, line, was_default, other) == []


def test_a_monitor_that_became_the_default_is_not_listened_to() -> None:
    monitor = device("speaker.monitor", DeviceKind.INPUT, is_default=True, is_monitor=True)
    system = FakeSystem(MIC, SPEAKER)
    line, _ = make(system, None)
    assert [type(notice) for notice in look(system, line, monitor, SPEAKER)] == [DeviceLost]
    assert [type(notice) for notice in look(system, line, MIC, SPEAKER)] == [DeviceReturned]


def test_a_sound_system_that_is_gone_is_a_lost_device() -> None:
    class Dead(FakeSystem):
        def devices(self) -> tuple[AudioDevice, ...]:
            if not self.listed:
                raise DeviceError(Code.VERBATIM, text="no sound")
            return self.listed

    system = Dead(MIC, SPEAKER)
    line, _ = make(system, None)
    assert [type(notice) for notice in look(system, line)] == [DeviceLost]


def test_a_device_that_is_not_there_is_refused() -> None:
    with raises(DeviceError, Code.DEVICE_UNKNOWN):
        make(FakeSystem(MIC, SPEAKER), "banjo")


def test_a_recording_needs_no_list_of_devices() -> None:
    class Counting(FakeSystem):
        asked = 0

        def devices(self) -> tuple[AudioDevice, ...]:
            self.asked += 1
            return self.listed

    system = Counting(MIC, SPEAKER)
    notices: list[Notice] = []
    recording = DeviceLine(FakeInput(), "talk.wav")
    reconnector = DeviceReconnector(lambda: [recording], system=system, emit=notices.append)  # type: ignore[list-item]
    reconnector.check()
    assert (system.asked, notices) == (0, [])


def test_another_device_that_is_chosen_takes_over_unless_it_cannot_be_opened() -> None:
    system = FakeSystem(MIC, HEADSET, SPEAKER)
    line, clock = make(system, "mic")
    changed = DefaultChanged(kind=DeviceKind.INPUT, description="Headset")
    assert line.choose("headset") == changed
    assert system.inputs[0].closed
    assert line.stream is system.inputs[1]
    assert line.choose("headset") is None
    # It is the chosen one that is waited for from now on.
    clock.now_s += 60.0
    assert [type(notice) for notice in look(system, line, MIC, SPEAKER)] == [DeviceLost]
    assert [type(notice) for notice in look(system, line, MIC, HEADSET)] == [DeviceReturned]
    with raises(DeviceError, Code.DEVICE_UNKNOWN):
        line.choose("banjo")
    system.refuses = True
    before = line.stream
    with raises(DeviceError, Code.VERBATIM):
        line.choose("mic")
    assert line.stream is before
    assert line.device == HEADSET


def test_while_a_device_is_away_another_one_can_be_chosen() -> None:
    system = FakeSystem(MIC, HEADSET, SPEAKER)
    line, _ = make(system, "headset")
    look(system, line, MIC, SPEAKER)
    line.choose("mic")
    assert line.stream is system.inputs[-1]
    assert look(system, line, MIC, SPEAKER) == []


def test_where_it_speaks_is_not_to_be_listened_to_either_after_a_change() -> None:
    monitor = device("speaker.monitor", DeviceKind.INPUT, is_monitor=True)
    system = FakeSystem(MIC, monitor, SPEAKER)
    session = SessionConfig(source="fr", target="en")
    config = LiveConfig(session=session, source=FromMicrophone("mic"), target=ToOutput("speaker"))
    with AudioEndpoints(config, system=system) as endpoints:
        with raises(DeviceError, Code.DEVICE_HEARS_ITSELF):
            endpoints.choose(replace(config, source=FromMicrophone("speaker.monitor")))
        assert len(system.inputs) == 1
        assert endpoints.choose(config) == []


def test_the_translation_goes_to_a_second_output_which_can_be_another_one() -> None:
    monitor = device("headset out.monitor", DeviceKind.INPUT, is_monitor=True)
    headphones = device("headset out", DeviceKind.OUTPUT)
    system = FakeSystem(MIC, monitor, SPEAKER, headphones)
    session = SessionConfig(source="fr", target="en")
    config = LiveConfig(
        session=session,
        source=FromMicrophone("mic"),
        target=ToOutput("speaker"),
        listen_in=ToOutput("headset out"),
    )
    with AudioEndpoints(config, system=system) as endpoints:
        line = endpoints.listen_in
        assert line is not None
        assert line in endpoints.lines
        assert line.device == headphones
        (notice,) = endpoints.choose(replace(config, listen_in=ToOutput("speaker")))
        assert notice == DefaultChanged(kind=DeviceKind.OUTPUT, description=SPEAKER.description)
        assert line.device == SPEAKER
    assert line.stream is None
    heard = replace(config, source=FromMicrophone("headset out.monitor"))
    with raises(DeviceError, Code.DEVICE_HEARS_ITSELF):
        AudioEndpoints(heard, system=system)


def config_of(source: SourceChoice) -> LiveConfig:
    session = SessionConfig(source="fr", target="en")
    return LiveConfig(session=session, source=source, target=ToOutput("speaker"))


def test_a_source_of_another_kind_takes_the_place_of_what_is_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    everything: list[FakeInput] = []

    def open_everything() -> FakeInput:
        everything.append(FakeInput())
        return everything[-1]

    monkeypatch.setattr("engine.live.endpoints.SystemAudioInput", open_everything)
    system = FakeSystem(MIC, SPEAKER)
    with AudioEndpoints(config_of(FromMicrophone("mic")), system=system) as endpoints:
        microphone = endpoints.source
        assert endpoints.choose(config_of(FromSystemAudio())) == []
        assert endpoints.source_choice == FromSystemAudio()
        assert endpoints.source.stream is everything[0]
        assert endpoints.source in endpoints.lines
        # What was left is not looked after any more.
        assert microphone not in endpoints.lines
        assert system.inputs[0].closed
        assert microphone.check(system.listed) is None
        assert len(system.inputs) == 1
        assert endpoints.choose(config_of(FromMicrophone("mic"))) == []
        assert everything[0].closed
        assert endpoints.source.stream is system.inputs[1]
    assert system.inputs[1].closed


def test_a_source_of_another_kind_that_cannot_be_had_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> FakeInput:
        raise DeviceError(Code.DEVICE_LOST, device="System audio")

    monkeypatch.setattr("engine.live.endpoints.SystemAudioInput", refuse)
    system = FakeSystem(MIC, SPEAKER)
    with AudioEndpoints(config_of(FromMicrophone("mic")), system=system) as endpoints:
        before = endpoints.source
        with raises(DeviceError, Code.DEVICE_LOST):
            endpoints.choose(config_of(FromSystemAudio()))
        assert endpoints.source is before
        assert endpoints.source_choice == FromMicrophone("mic")
        assert not system.inputs[0].closed


def test_a_monitor_of_where_it_speaks_is_refused_in_the_place_of_all_that_plays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("engine.live.endpoints.SystemAudioInput", FakeInput)
    monitor = device("speaker.monitor", DeviceKind.INPUT, is_monitor=True)
    system = FakeSystem(MIC, monitor, SPEAKER)
    with AudioEndpoints(config_of(FromSystemAudio()), system=system) as endpoints:
        before = endpoints.source
        with raises(DeviceError, Code.DEVICE_HEARS_ITSELF):
            endpoints.choose(config_of(FromMicrophone("speaker.monitor")))
        assert endpoints.source is before
        assert all(stream.closed for stream in system.inputs)


def test_a_recording_is_no_source_to_go_on_with(tmp_path: Path) -> None:
    path = tmp_path / "said.wav"
    soundfile.write(path, np.zeros(1_600), SOURCE_RATE_HZ)
    system = FakeSystem(MIC, SPEAKER)
    for first, second in (
        (FromMicrophone("mic"), FromFile(path)),
        (FromFile(path), FromMicrophone("mic")),
    ):
        with AudioEndpoints(config_of(first), system=system) as endpoints:
            before = endpoints.source
            assert endpoints.choose(config_of(second)) == []
            assert endpoints.source is before
            assert endpoints.source_choice == first


def test_a_program_on_windows_is_heard_where_it_plays_and_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def open_program(name: str) -> FakeInput:
        opened.append(name)
        return FakeInput()

    monkeypatch.setattr(engine.live.endpoints, "_STEADY_S", 0.0)
    monkeypatch.setattr(engine.live.endpoints, "programs_stay", lambda: True)
    monkeypatch.setattr(engine.live.endpoints, "ProgramInput", open_program)
    config = LiveConfig(
        session=SessionConfig(source="fr", target="en"),
        source=FromVirtualLoudspeaker("Chat"),
        target=ToOutput("speaker"),
    )
    system = FakeSystem(MIC, SPEAKER)
    with AudioEndpoints(config, system=system) as endpoints:
        line = endpoints.source
        assert (opened, line.description) == (["Chat"], "Chat")
        # Nothing of ours stands in between, and no device is opened for it.
        assert not system.inputs
        line.fail(DeviceError(Code.DEVICE_BUSY, device="Chat", reason="gone"))
        notices: list[Notice] = []
        reconnector = DeviceReconnector(lambda: endpoints.lines, system=system, emit=notices.append)
        for _ in range(3):
            reconnector.check()
            if line.stream is not None and line.failure is None:
                line.note_delivery()
        assert [type(notice) for notice in notices] == [DeviceLost, DeviceReturned]
        assert opened == ["Chat", "Chat"]
