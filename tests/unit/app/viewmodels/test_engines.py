"""Engines to choose from: what follows the choice, and what it costs."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.backend import _elsewhere
from app.settings import EngineChoice, Mode, voice_place
from app.viewmodels import engines as viewmodel
from app.widgets.choices import ChoiceBox
from engine.interpreter import Interpreter
from engine.remote.catalogue import ENGINES, LOCAL, EngineInfo
from engine.remote.engines import FallbackEngine
from engine.remote.offers import Offer, OfferedVoice
from tests.unit.app.conftest import World

_THERE = EngineChoice(name="dragoman", address="http://192.168.1.20:8642")


def use(world: World, choice: EngineChoice) -> None:
    preferences = world.preferences
    settings = replace(preferences.settings, allowed={choice.name: choice.recipient}).with_current(
        replace(preferences.profile, engine=choice)
    )
    preferences.change(settings)


def available(box: ChoiceBox) -> Sequence[object]:
    return [choice.value for choice in box._choices if choice.is_available]


def test_directions_and_voices_follow_the_engine(
    qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = Offer(
        directions=frozenset({("fr", "en"), ("en", "de")}),
        voices=(
            OfferedVoice(id="v1", name="Ann", language="en", description="calm"),
            OfferedVoice(id="v2", name="Uwe", language="de", description=""),
        ),
    )
    asked: list[tuple[str, str]] = []

    def ask(info: EngineInfo, address: str) -> Offer:
        asked.append((info.name, address))
        return offer

    monkeypatch.setattr(viewmodel, "ask_offer", ask)
    window = world.make_window()
    qtbot.addWidget(window)
    world.change(source_language="fr", target_language="en")
    use(world, _THERE)
    qtbot.waitUntil(lambda: bool(world.controller.engines.voices))
    assert asked == [("dragoman", _THERE.address)]
    # The language that is spoken turns the direction round.
    assert available(window.languages.target_box) == ["en", "fr"]
    panel = window.panels[0]
    assert [choice.value for choice in panel.voice_box._choices] == [None, "v1"]
    panel.voice_box.chosen.emit("v1")
    direction = world.profile.directions()[0]
    assert direction.voice_of("dragoman") == "v1"
    assert direction.voice_of(LOCAL) is None
    panel.voice_box.chosen.emit(None)
    assert voice_place("dragoman", "en") not in world.profile.directions()[0].voices
    use(world, EngineChoice(name="hibiki", address="http://192.168.1.21:8998"))
    assert [c.value for c in window.languages.source_box._choices if c.value is not None] == list(
        ENGINES["hibiki"].sources
    )
    assert available(window.languages.target_box) == ["en", "fr"]
    assert not panel.voice_box.isVisibleTo(panel)
    assert "own voice" in panel.voice_hint.text()
    use(world, EngineChoice())
    assert panel.voice_box.isVisibleTo(panel)


@pytest.mark.parametrize("name", list(ENGINES))
def test_every_engine_of_the_catalogue_can_be_used_with_and_without_a_stand_in(name: str) -> None:
    info = ENGINES[name]
    choice = EngineChoice(name=name, address=info.address or "http://127.0.0.1:9")
    local = object.__new__(Interpreter)
    assert isinstance(_elsewhere(info, choice, local=local, voices={}), FallbackEngine)
    alone = replace(choice, falls_back=False)
    assert not isinstance(_elsewhere(info, alone, local=local, voices={}), FallbackEngine)


def costs(world: World) -> tuple[float | None, float | None]:
    return world.controller.engines.usd, world.controller.engines.credit


def test_a_session_costs_what_each_direction_heard(world: World) -> None:
    engines = world.controller.engines
    call = replace(world.profile, mode=Mode.CALL, engine=EngineChoice(name="openai"))
    engines.begin(call, replaces=False)
    engines.count(60.0)
    assert costs(world)[0] == pytest.approx(2 * 0.034)
    engines.hand_over(1, running_s=60.0)
    engines.count(120.0)
    assert costs(world)[0] == pytest.approx(3 * 0.034)
    # A change on air goes on counting, another engine begins anew.
    engines.begin(call, replaces=True)
    engines.count(60.0)
    assert costs(world)[0] == pytest.approx(5 * 0.034)
    assert costs(world)[1] is None
    engines.begin(replace(call, engine=EngineChoice(name="gradium")), replaces=True)
    engines.count(10.0)
    assert costs(world) == (None, 600.0)
    # One that goes on with a session that is on air costs from then on.
    engines.begin(call, replaces=True, at_s=100.0)
    engines.count(130.0)
    assert costs(world)[0] == pytest.approx(2 * 30 / 60 * 0.034)
    engines.begin(replace(call, engine=EngineChoice()), replaces=False)
    engines.count(10.0)
    assert costs(world) == (None, None)


def test_where_speech_goes_is_asked_again_for_another_address(world: World) -> None:
    use(world, _THERE)
    settings = world.preferences.settings
    assert settings.allows(_THERE)
    assert settings.allows(EngineChoice())
    assert not settings.allows(replace(_THERE, address="http://192.168.1.66:8642"))
    assert not settings.allows(replace(_THERE, address=""))
    assert not settings.allows(EngineChoice(name="openai"))


def test_an_address_is_remembered_from_one_use_to_the_next(world: World) -> None:
    use(world, _THERE)
    engines = world.controller.engines
    engines.request(LOCAL)
    assert world.profile.engine == EngineChoice()
    assert engines.choice_of("dragoman") == _THERE
    asked: list[str] = []
    engines.asked.connect(asked.append)
    engines.request("dragoman")
    assert world.profile.engine == _THERE
    engines.request("hibiki")
    assert world.profile.engine == _THERE
    assert asked == ["hibiki"]
