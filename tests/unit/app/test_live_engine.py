"""The real engine behind the window's protocols, over an interpreter that loads when a test says.

Sessions are made as a direction makes them; no device is opened.
"""

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from app.live_engine import DragomanEngine, DragomanSession, _Maker, live_config, session_config
from app.settings import DirectionSettings, Profile
from engine.live.direction import LiveDirection
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.planner import SessionConfig
from engine.tts.model import VoiceEngine
from engine.tts.speaker import Delivery
from engine.tts.voices import VoiceCatalogue

if TYPE_CHECKING:
    from engine.interpreter import Interpreter

_FIRST = DirectionSettings(source_language="fr", target_language="en")
_GEORGE = replace(_FIRST, voices={"en": "en-gb-george"}, voice_speed=1.3)
_EMMA = replace(_FIRST, voices={"en": "en-gb-emma"}, voice_speed=0.8)


class Spoken:
    """A session that notes how it is to speak."""

    def __init__(self) -> None:
        self.voice = ""
        self.delivery = Delivery()

    def change_voice(self, engine: VoiceEngine) -> None:
        self.voice = str(engine)

    def change_delivery(self, delivery: Delivery) -> None:
        self.delivery = delivery


class Loading:
    """An interpreter whose voices are their names; one with a gate waits for it."""

    def __init__(self) -> None:
        self.voices = VoiceCatalogue.load()
        self.gates: dict[str, threading.Event] = {}
        self.made: list[Spoken] = []

    def voice_engine(self, name: str, *, language: str) -> str:
        self.voices.find(name, language=language)
        if name in self.gates:
            self.gates[name].wait()
        return name

    def session(self, config: SessionConfig) -> Spoken:
        del config
        self.made.append(Spoken())
        return self.made[-1]


class Run:
    """A session of one direction, before and after it was made."""

    def __init__(self, settings: DirectionSettings) -> None:
        self.loading = Loading()
        self._settings = settings
        self._maker = _Maker(cast("Interpreter", self.loading), None)
        direction = LiveDirection(self._maker, live_config(settings), on_event=lambda _: None)
        self.session = DragomanSession([direction], [self._maker])

    def make(self) -> Spoken:
        self._maker.session(session_config(self._settings))
        return self.loading.made[-1]

    def choose(self, settings: DirectionSettings) -> threading.Thread:
        """As the window does: at once what is at once, and the voice on a thread."""
        self.session.set_sound(0, settings)
        thread = threading.Thread(target=self.session.set_voice, args=(0, settings))
        thread.start()
        return thread


def test_what_is_chosen_while_models_are_loaded_is_heard() -> None:
    run = Run(_FIRST)
    run.choose(_GEORGE).join()
    spoken = run.make()
    assert spoken.voice == "en-gb-george"
    assert spoken.delivery == Delivery(speed=1.3)


def test_a_voice_that_is_loaded_when_the_session_is_there_is_heard() -> None:
    run = Run(_FIRST)
    gate = run.loading.gates["en-gb-george"] = threading.Event()
    choosing = run.choose(_GEORGE)
    spoken = run.make()
    assert spoken.voice == ""
    gate.set()
    choosing.join()
    assert spoken.voice == "en-gb-george"


@pytest.mark.parametrize("is_made", [False, True])
def test_the_voice_that_was_chosen_last_speaks_and_not_the_one_that_loaded_last(
    *, is_made: bool
) -> None:
    run = Run(_FIRST)
    if is_made:
        run.make()
    gate = run.loading.gates["en-gb-george"] = threading.Event()
    slow = run.choose(_GEORGE)
    run.choose(_EMMA).join()
    gate.set()
    slow.join()
    spoken = run.loading.made[-1] if is_made else run.make()
    assert spoken.voice == "en-gb-emma"
    assert spoken.delivery == Delivery(speed=0.8)


def test_captions_alone_have_no_voice_to_change() -> None:
    run = Run(replace(_FIRST, speaks=False))
    run.session.set_sound(0, _GEORGE)
    spoken = run.make()
    run.session.set_sound(0, _EMMA)
    assert (spoken.voice, spoken.delivery) == ("", Delivery())


def test_the_default_speaks_for_a_voice_that_is_gone(tmp_path: Path) -> None:
    gone = replace(_FIRST, voices={"en": "gone.en"})
    engine = DragomanEngine(PackStore(tmp_path / "models", Catalogue.shipped()))
    assert engine.missing(Profile(one_way=gone)) == engine.missing(Profile(one_way=_FIRST))
    engine.close()
    run = Run(_GEORGE)
    spoken = run.make()
    run.choose(gone).join()
    assert spoken.voice == run.loading.voices.default("en").id
