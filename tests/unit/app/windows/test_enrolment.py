"""Cloning a voice in its dialog, with a microphone and a cloner that do what the test says."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from app.backend import InterpreterCloner
from app.viewmodels.devices import OpenSource, open_microphone
from app.viewmodels.voices import VoiceEnrolment
from app.windows.enrolment import EnrolmentDialog
from engine.arrays import TARGET_RATE_HZ
from engine.devices.streams import InputStream
from engine.errors import AudioError, DeviceError, PackMissingError, VoiceError
from engine.interpreter import Interpreter, favourites_path
from engine.messages import Code, Message
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.tts.cloning.checks import Finding, Problem
from engine.tts.cloning.consent import record_consent, statement_for
from engine.tts.cloning.enrolment import Enrolment, EnrolmentProgress, Likeness, Stage
from engine.tts.model import Sex
from engine.tts.user_voices import UserVoice
from engine.tts.voices import Favourites
from tests.helpers.live import FakeInput
from tests.helpers.tiny_voices import buzz, style_of
from tests.unit.app.conftest import World

_CLIP = Path(__file__).parents[3] / "data" / "speech" / "pt_banco.flac"
_ECHO = Finding(problem=Problem.REVERBERATION, message=Message(Code.TAKE_ECHOES), is_blocking=False)
_TWO = Finding(
    problem=Problem.SEVERAL_SPEAKERS, message=Message(Code.TAKE_SEVERAL_SPEAKERS), is_blocking=True
)


def _enrolment(world: World, open_source: OpenSource = open_microphone) -> VoiceEnrolment:
    return VoiceEnrolment(
        world.engine.cloner(),
        background=world.background,
        preferences=world.preferences,
        library=world.controller.library,
        open_source=open_source,
    )


def _dialog(world: World, enrolment: VoiceEnrolment) -> EnrolmentDialog:
    return EnrolmentDialog(
        enrolment,
        devices=world.controller.devices,
        preferences=world.preferences,
        theme=world.theme,
    )


class Room:
    """What a test of the dialog works with."""

    def __init__(self, qtbot: QtBot, world: World) -> None:
        self.qtbot = qtbot
        self.microphone = FakeInput()
        self.names: list[str | None] = []
        self.is_broken = False
        self.opening: threading.Event | None = None
        self.cloner = world.engine.clones
        self.enrolment = _enrolment(world, self._open)
        self.dialog = _dialog(world, self.enrolment)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def _open(self, name: str | None) -> InputStream:
        self.names.append(name)
        if self.opening is not None:
            self.opening.wait()
        if self.is_broken:
            raise DeviceError(Code.VERBATIM, text="It is broken; buy another.")
        return self.microphone

    def click_next(self) -> None:
        assert self.dialog.next_button.isEnabled()
        self.dialog.next_button.click()

    def agree(self) -> None:
        self.dialog.consent.person.setText("Ada Lovelace")
        self.dialog.consent.name.setText("Mine")
        self.dialog.consent.confirmation.setText("i agree ada lovelace")
        self.click_next()

    def take_clip(self) -> None:
        self.enrolment.use_file(_CLIP)
        self.qtbot.waitUntil(lambda: self.dialog.recording.advice.property("role") != "quiet")

    def make(self) -> None:
        self.agree()
        self.take_clip()
        self.click_next()

    def is_at(self, page: object) -> bool:
        return self.dialog.pages.currentWidget() is page


@pytest.fixture
def room(qtbot: QtBot, world: World) -> Iterator[Room]:
    room = Room(qtbot, world)
    yield room
    room.dialog.close()


def test_nothing_goes_on_without_consent(room: Room) -> None:
    consent, dialog = room.dialog.consent, room.dialog
    assert not dialog.next_button.isEnabled()
    assert not consent.confirmation.isEnabled()
    consent.name.setText("Mine")
    consent.person.setText("Ada Lovelace")
    assert consent.statement.text() == statement_for("Ada Lovelace")
    assert not dialog.next_button.isEnabled()
    assert consent.asked.text() == "I agree, Ada Lovelace"
    for words in ("yes", "I agree", "I agree, Ada"):
        consent.confirmation.setText(words)
        assert not dialog.next_button.isEnabled()
    consent.confirmation.setText("I agree, Ada Lovelace")
    assert dialog.next_button.isEnabled()
    # Whoever agreed has agreed to what was shown then.
    consent.keeps.setChecked(True)
    assert consent.confirmation.text() == ""
    assert consent.statement.text() == statement_for("Ada Lovelace", keeps_recording=True)
    consent.confirmation.setText("I agree, Ada Lovelace.")
    assert dialog.next_button.isEnabled()
    consent.person.setText("Somebody Else")
    assert consent.confirmation.text() == ""
    assert not dialog.next_button.isEnabled()
    assert room.cloner.requests == []


def test_a_voice_is_cloned_heard_and_kept(room: Room) -> None:
    room.agree()
    assert not room.dialog.next_button.isEnabled()
    recording = room.dialog.recording
    assert recording.figure.text() == "0 of 15 s"
    assert recording.record_button.property("kind") == "primary"
    room.take_clip()
    assert recording.advice.text() == "That sounds good."
    assert recording.figure.text() != "0 of 15 s"
    assert not recording.record_button.property("kind")
    room.cloner.gate = threading.Event()
    room.click_next()
    assert room.is_at(room.dialog.waiting)
    room.qtbot.waitUntil(lambda: room.dialog.waiting.bar.value() == 500)
    assert "25% similar so far" in room.dialog.waiting.stage.text()
    room.cloner.gate.set()
    room.qtbot.waitUntil(lambda: room.is_at(room.dialog.outcome))
    assert room.dialog.focusWidget() is room.dialog.next_button
    assert room.dialog.outcome.figure.text() == "42% similar"
    assert "17%" in room.dialog.outcome.meaning.text()
    room.dialog.outcome.buttons["pt"].click()
    room.qtbot.waitUntil(lambda: room.cloner.previews == [("pt", None)])
    room.qtbot.waitUntil(room.dialog.outcome.buttons["pt"].isEnabled)
    with room.qtbot.waitSignal(room.dialog.stored) as stored:
        room.click_next()
    assert stored.args == ["clone-1"]
    assert not room.dialog.isVisible()
    (request,) = room.cloner.requests
    assert request.name == "Mine"
    assert request.consent is not None
    assert request.consent.person == "Ada Lovelace"
    assert request.consent.words == "i agree ada lovelace"
    assert [enrolment.voice.name for enrolment in room.cloner.stored] == ["Mine"]


def test_what_is_discarded_is_not_kept(room: Room) -> None:
    room.make()
    room.qtbot.waitUntil(lambda: room.is_at(room.dialog.outcome))
    room.dialog.cancel_button.click()
    assert not room.dialog.isVisible()
    assert room.cloner.stored == []


def _leave(dialog: EnrolmentDialog) -> None:
    """Close the dialog, of which nothing is left then."""
    dialog.close()
    shiboken6.delete(dialog)


def _clone(voice_id: str) -> UserVoice:
    return UserVoice(
        id=voice_id,
        name=voice_id.title(),
        languages=("en",),
        sex=Sex.MALE,
        gain_db=0.0,
        vectors=np.zeros((1, 256), np.float32),
        consent=record_consent("Bob", agreed=True),
    )


def test_a_clone_is_removed_after_asking_twice(qtbot: QtBot, world: World) -> None:
    cloner = world.engine.clones
    cloner.there = (_clone("one"), _clone("two"))
    room = Room(qtbot, world)
    clones = room.dialog.consent.clones
    qtbot.waitUntil(lambda: set(clones.buttons) == {"one", "two"})
    clones.buttons["one"].click()
    assert len(cloner.there) == 2
    cloner.fails_with = VoiceError(Code.VERBATIM, text="It cannot be removed; try again.")
    asked = clones.buttons["one"]
    asked.click()
    qtbot.waitUntil(lambda: clones.buttons["one"] is not asked)
    assert len(cloner.there) == 2
    assert clones.problem.isVisible()
    assert clones.problem.text() == "It cannot be removed; try again."
    cloner.fails_with = None
    for _ in range(2):
        clones.buttons["one"].click()
    qtbot.waitUntil(lambda: set(clones.buttons) == {"two"})
    assert not clones.problem.isVisible()
    for _ in range(2):
        clones.buttons["two"].click()
    qtbot.waitUntil(clones.isHidden)
    room.dialog.close()


def test_nobody_speaks_with_a_clone_that_was_removed(qtbot: QtBot, world: World) -> None:
    cloner = world.engine.clones
    cloner.there = (_clone("one"), _clone("two"))
    world.change(voices={"en": "one.en", "pt": "two.pt"})
    dialog = _dialog(world, _enrolment(world))
    clones = dialog.consent.clones
    qtbot.waitUntil(lambda: "one" in clones.buttons)
    for _ in range(2):
        clones.buttons["one"].click()
    # Also where the dialog is gone by then.
    _leave(dialog)
    qtbot.waitUntil(lambda: world.profile.one_way.voices == {"pt": "two.pt"})
    assert [voice.id for voice in cloner.there] == ["two"]


def test_the_engine_s_cloner_keeps_lists_and_removes(tmp_path: Path) -> None:
    store = PackStore(tmp_path / "models", Catalogue.shipped())
    with Interpreter(store, runtime=Runtime(threads=1)) as interpreter:
        cloner = InterpreterCloner(interpreter, store)
        assert cloner.clones() == ()
        enrolment = Enrolment(
            voice=_clone("clone-1"),
            kept=None,
            likeness=Likeness(first=0.4),
            ready_made_likeness=Likeness(first=0.2),
            found=np.zeros(4, np.float32),
            word_errors=None,
            ready_made_word_errors=None,
            findings=(),
            consent_notice=Message(Code.CONSENT_UNHEARD),
        )
        cloner.store(enrolment)
        (tmp_path / "voices" / "damaged").mkdir()
        assert [voice.id for voice in cloner.clones()] == ["clone-1"]
        assert interpreter.voices.find("clone-1.en", language="en").is_clone
        favourites = favourites_path(store)
        Favourites(favourites).mark("clone-1.en", is_favourite=True)
        cloner.remove("clone-1")
        assert Favourites(favourites).ids == frozenset()
        assert not (tmp_path / "voices" / "clone-1").exists()
        with pytest.raises(VoiceError):
            interpreter.voices.find("clone-1.en", language="en")
        with pytest.raises(PackMissingError, match="resemblyzer"):
            cloner.check(np.zeros(16_000, np.float32))


def test_closing_cancels(room: Room) -> None:
    room.cloner.gate = threading.Event()
    room.make()
    room.dialog.close()
    room.cloner.gate.set()
    assert room.cloner.cancelled.wait(5)


def test_a_microphone_that_opens_after_the_dialog_was_closed_is_closed(
    qtbot: QtBot, world: World
) -> None:
    gate = threading.Event()
    microphone = FakeInput()

    def open_slowly(_: str | None) -> InputStream:
        gate.wait()
        return microphone

    dialog = _dialog(world, _enrolment(world, open_slowly))
    dialog.recording.record_button.click()
    _leave(dialog)
    gate.set()
    qtbot.waitUntil(lambda: microphone.closed)


def test_a_microphone_that_opens_on_another_page_is_closed(room: Room) -> None:
    room.agree()
    gate = room.opening = threading.Event()
    page = room.dialog.recording
    page.record_button.click()
    room.dialog.back_button.click()
    gate.set()
    room.qtbot.waitUntil(lambda: room.microphone.closed)
    room.click_next()
    assert page.record_button.isEnabled()
    assert page.record_button.text() == "Record"


def test_the_dialog_may_be_closed_while_a_voice_is_made(qtbot: QtBot, world: World) -> None:
    room = Room(qtbot, world)
    room.cloner.gate = threading.Event()
    room.make()
    qtbot.waitUntil(lambda: room.dialog.waiting.bar.value() == 500)
    room.dialog.close()
    # What is told after that finds no page any more.
    tell = room.cloner.tell
    assert tell is not None
    shiboken6.delete(room.dialog.waiting)
    tell(EnrolmentProgress(stage=Stage.CHECKING, share=0.9, similarity=None))
    room.cloner.gate.set()
    qtbot.waitUntil(lambda: world.is_idle)


def test_a_bad_recording_is_refused_with_advice(room: Room) -> None:
    room.cloner.findings = (_TWO,)
    room.agree()
    room.take_clip()
    assert room.dialog.recording.advice.text().startswith("More than one person can be heard.")
    assert not room.dialog.next_button.isEnabled()
    room.cloner.findings = (_ECHO,)
    room.take_clip()
    room.qtbot.waitUntil(room.dialog.next_button.isEnabled)
    assert room.dialog.recording.advice.text().startswith("The room echoes.")


def test_a_failure_leads_back_to_the_recording(room: Room) -> None:
    room.cloner.fails_with = AudioError(Code.VERBATIM, text="Nothing is heard; record again.")
    room.make()
    room.qtbot.waitUntil(lambda: room.is_at(room.dialog.recording))
    assert room.dialog.recording.advice.text() == "Nothing is heard; record again."
    room.cloner.fails_with = None
    room.click_next()
    room.qtbot.waitUntil(lambda: room.is_at(room.dialog.outcome))
    room.cloner.fails_with = DeviceError(Code.VERBATIM, text="No output; plug one in.")
    room.dialog.outcome.buttons["en"].click()
    room.qtbot.waitUntil(lambda: room.dialog.outcome.problem.text() == "No output; plug one in.")
    room.click_next()
    room.qtbot.waitUntil(room.dialog.next_button.isEnabled)
    assert room.dialog.isVisible()


def test_recording_shows_level_and_advice_while_it_listens(room: Room) -> None:
    room.agree()
    page = room.dialog.recording
    page.record_button.click()
    room.qtbot.waitUntil(lambda: page.record_button.text() == "Stop")
    assert room.names == [None]
    said = buzz(style_of([0, 0, 0, 0]), n_samples=9 * TARGET_RATE_HZ, rate_hz=TARGET_RATE_HZ)
    room.microphone.hear(said)
    room.qtbot.waitUntil(lambda: page.seconds.value() >= 8)
    assert page.meter.level_dbfs > -30
    page.record_button.click()
    assert room.microphone.closed
    room.qtbot.waitUntil(room.dialog.next_button.isEnabled)
    assert page.record_button.text() == "Record"


def test_a_microphone_that_fails_says_so(room: Room) -> None:
    room.agree()
    page = room.dialog.recording
    room.is_broken = True
    page.record_button.click()
    room.qtbot.waitUntil(lambda: page.advice.text() == "It is broken; buy another.")
    room.is_broken = False
    page.record_button.click()
    room.qtbot.waitUntil(lambda: page.record_button.text() == "Stop")
    room.microphone.is_lost = True
    room.qtbot.waitUntil(lambda: "plug it in again" in page.advice.text())
    assert room.microphone.closed
    assert not room.dialog.next_button.isEnabled()


def test_the_text_is_in_the_language_that_was_chosen(room: Room) -> None:
    page = room.dialog.recording
    english = page.script.text()
    page.language_box.chosen.emit("de")
    assert "Stimme" in page.script.text()
    assert page.script.text() != english
