"""What the window's settings ask of the engine; no device is opened."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.backend import EngineBackend, ProfileCall, _followed, session_config
from app.settings import DirectionSettings, EngineChoice, Mode, Profile, TargetKind
from engine.audio.mixing import Ducking
from engine.compute import Device
from engine.events import LanguagesChanged
from engine.live.config import FromMicrophone, LiveConfig, ToOutput
from engine.live.events import ComputeFellBack, LiveEvent, RouteChanged
from engine.messages import Code, Message
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.planner import SessionConfig
from engine.remote.engines import VendorEngine

_FIRST = DirectionSettings(source_language="fr", target_language="en")
_GEORGE = replace(_FIRST, voices={"en": "en-gb-george"}, voice_speed=1.3)


@pytest.fixture
def engine(tmp_path: Path) -> EngineBackend:
    return EngineBackend(PackStore(tmp_path / "models", Catalogue.shipped()))


def test_where_models_run_is_asked_at_the_start_of_each_call(tmp_path: Path) -> None:
    chosen = [Device.CPU]
    store = PackStore(tmp_path / "models", Catalogue.shipped())
    engine = EngineBackend(store, device=lambda: chosen[-1])
    devices = []
    for device in (Device.CPU, Device.AUTO):
        chosen.append(device)
        devices.append(engine._interpreter._models.device)
        engine.open(Profile(), lambda *_: None)
        devices.append(engine._interpreter._models.device)
    assert devices == [Device.CPU, Device.CPU, Device.CPU, Device.AUTO]
    engine.close()


def test_what_loading_shows_is_told_to_the_latest_call(engine: EngineBackend) -> None:
    told: list[tuple[int, LiveEvent]] = []
    engine.open(Profile(), lambda *_: None)
    engine.open(Profile(), lambda number, event: told.append((number, event)))
    notice = Message(Code.COMPUTE_FELL_BACK, pack="whisper-base", device="cuda", reason="no memory")
    engine._on_notice(notice)
    assert told == [(0, ComputeFellBack(message=notice))]
    engine.close()


def opened(engine: EngineBackend, settings: DirectionSettings) -> ProfileCall:
    return engine.open(Profile(one_way=settings), lambda *_: None)


def test_a_profile_becomes_the_directions_of_a_call(engine: EngineBackend) -> None:
    one = engine.open(Profile(), lambda *_: None)
    two = engine.open(Profile(mode=Mode.CALL), lambda *_: None)
    assert [len(call.directions) for call in (one, two)] == [1, 2]
    engine.close()


def test_one_listens_in_where_one_speaks_into_a_call(engine: EngineBackend) -> None:
    into_call = replace(
        _FIRST,
        target_kind=TargetKind.VIRTUAL_MICROPHONE,
        listens_in=True,
        listen_in_device="headphones",
    )
    (direction,) = opened(engine, into_call).directions
    assert direction.config.listen_in == ToOutput("headphones")
    for settings in (
        replace(into_call, target_kind=TargetKind.DEVICE),
        replace(into_call, listens_in=False),
        replace(into_call, speaks=False),
    ):
        (direction,) = opened(engine, settings).directions
        assert direction.config.listen_in is None
    engine.close()


def test_sound_and_voice_follow_the_settings(
    engine: EngineBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = opened(engine, _FIRST)
    loaded: list[str | None] = []
    monkeypatch.setattr(
        call.directions[0]._voices,
        "synthesiser",
        lambda name, *, language: loaded.append(f"{name} {language}"),
    )
    wanted = replace(_GEORGE, original_volume=0.5, translation_volume=0.25, ducks=False)
    call.set_sound(0, wanted)
    controls = call.directions[0].controls
    assert (controls.original_volume, controls.translation_volume) == (0.5, 0.25)
    assert controls.ducking == Ducking(gain=1.0)
    call.load_voice(0)
    # The default speaks for a voice that is gone.
    call.set_sound(0, replace(_FIRST, voices={"en": "gone.en"}))
    call.load_voice(0)
    assert loaded == ["en-gb-george en", "None en"]
    engine.close()


def test_a_voice_that_is_gone_asks_for_no_pack_of_its_own(engine: EngineBackend) -> None:
    gone = replace(_FIRST, voices={"en": "gone.en"})
    assert engine.missing(Profile(one_way=gone)) == engine.missing(Profile(one_way=_FIRST))
    engine.close()


def test_a_path_that_was_left_is_told_to_the_latest_call(engine: EngineBackend) -> None:
    told: list[tuple[int, LiveEvent]] = []
    engine.open(Profile(), lambda number, event: told.append((number, event)))
    notice = Message(Code.ROUTE_TOO_SLOW, models=("Large",), others=("Small",))
    engine._on_notice(notice)
    assert told == [(0, RouteChanged(message=notice))]
    engine.close()


def test_what_runs_follows_devices_and_languages_each_by_itself(
    engine: EngineBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = opened(engine, _GEORGE)
    devices: list[LiveConfig] = []
    sessions: list[object] = []
    (direction,) = call.directions
    monkeypatch.setattr(direction, "change_devices", devices.append)
    monkeypatch.setattr(direction, "change_session", lambda config, **_: sessions.append(config))
    headset = replace(_GEORGE, source_device="headset", voice_speed=1.5)
    call.follow(0, Profile(one_way=headset))
    assert devices[-1].source == FromMicrophone("headset")
    # Speed and voice are changed at once, by other ways.
    assert sessions == []
    call.follow(0, Profile(one_way=replace(_GEORGE, source_language="de")))
    assert sessions == [replace(session_config(_GEORGE), source="de")]
    engine.close()


def test_a_call_goes_on_with_another_engine_which_both_directions_share(
    engine: EngineBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = Profile(mode=Mode.CALL)
    call = engine.open(local, lambda *_: None)
    made: list[tuple[object, object]] = []
    for direction in call.directions:
        monkeypatch.setattr(direction, "change_devices", lambda _: None)
        monkeypatch.setattr(
            direction,
            "change_session",
            lambda _, *, sessions, voices: made.append((sessions, voices)),
        )
    elsewhere = replace(local, engine=EngineChoice(name="openai", falls_back=False))
    for number in (0, 1):
        call.follow(number, elsewhere)
        call.follow(number, elsewhere)
    (first, its_voices), (second, _) = made
    assert isinstance(first, VendorEngine)
    assert second is first
    assert its_voices is None
    call.follow(0, local)
    assert made[2] == (engine._interpreter, engine._interpreter)
    engine.close()


def test_those_who_follow_are_not_told_of_another_engine() -> None:
    begun: list[SessionConfig] = []
    events: list[object] = []

    class Quiet:
        def take(self, event: object) -> None:
            events.append(event)

    def begin(config: SessionConfig) -> Quiet:
        begun.append(config)
        return Quiet()

    config = SessionConfig(source="fr", target="en")
    listen, _ = _followed(begin, config, lambda *_: None, None)  # type: ignore[arg-type]
    listen(0, LanguagesChanged(source="fr", target="en", heard=0))
    assert begun == [config]
    listen(0, LanguagesChanged(source="de", target="en", heard=0))
    listen(0, LanguagesChanged(source="de", target="en", heard=0))
    assert [one.source for one in begun] == ["fr", "de"]


def test_a_conversation_is_one_session_both_ways_with_a_voice_each() -> None:
    voices = {"en": "kokoro:am_michael", "pt": "kokoro:pf_dora", "fr": "kokoro:ff_siwis"}
    table = replace(Profile().table, voices=voices)
    config = session_config(table)
    assert (config.both_ways, config.source, config.target) == (True, "en", "pt")
    assert (config.voice, config.back_voice) == ("kokoro:pf_dora", "kokoro:am_michael")
    assert session_config(replace(table, both_ways=False)).back_voice is None
