"""The window with an engine that lives elsewhere: a stand-in that follows a vendor's wire."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import engine.interpreter
from app.backend import EngineBackend
from app.boot import make_controller
from app.paths import AppPaths
from app.settings import DirectionSettings, EngineChoice, Profile, Settings, SourceKind
from app.settings_file import SettingsFile
from app.shell import Shell
from app.texts import engine_title
from app.theme.theme import ApplicationTheme
from app.translations import Translations
from app.viewmodels.session import SessionState
from app.windows.engine import EngineDialog
from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.events import Event, TextCommitted
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.remote.catalogue import ENGINES
from engine.service.broadcast import Caption, Told
from engine.session import SourceBlock
from tests.helpers.tiny_interpreter import Saying, Wrapping, utterances
from tests.helpers.vendor_openai import KEY, OpenAIStandIn, openai_stand_in
from tests.helpers.vendors import MAKERS

_LONG_MS = 60_000
OTHERS = [name for name in MAKERS if name not in ("openai", "gradium")]


class Here:
    """This machine's session: says so of every stretch of noise."""

    def __init__(self) -> None:
        self.heard = 0

    def push(self, block: SourceBlock) -> list[Event]:
        start, self.heard = self.heard, self.heard + len(block.samples)
        if not np.abs(block.samples).max(initial=0.0) > 0.1:
            return []
        return [
            TextCommitted(
                text=" here", language="en", source_start=start, source_end=self.heard, heard=start
            )
        ]

    def finish(self) -> Iterator[list[Event]]:
        yield []

    def close(self) -> None:
        """Nothing."""


class Ears:
    def __init__(self) -> None:
        self.told: list[Told] = []

    def tell(self, told: Told) -> None:
        self.told.append(told)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """The system's keyring."""
    kept: dict[tuple[str, str], str] = {}
    module = ModuleType("keyring")
    module.get_password = lambda service, name: kept.get((service, name))  # type: ignore[attr-defined]
    module.set_password = lambda service, name, key: kept.update({(service, name): key})  # type: ignore[attr-defined]
    module.delete_password = lambda service, name: kept.pop((service, name))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", module)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    return kept


@pytest.fixture
def standin() -> Iterator[OpenAIStandIn]:
    with openai_stand_in() as standin:
        yield standin


@contextmanager
def opened(
    qapp: QApplication,
    folder: Path,
    choice: EngineChoice,
    speech: Float32,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Shell]:
    """The window, whose microphone is a file of somebody who speaks."""
    soundfile.write(folder / "speech.wav", speech, SOURCE_RATE_HZ)
    direction = DirectionSettings(
        source_kind=SourceKind.FILE,
        source_file=str(folder / "speech.wav"),
        source_language="fr",
        target_language="en",
        speaks=False,
    )
    profile = Profile(name="test", one_way=direction, engine=choice)
    home = folder / "home"
    paths = AppPaths(config=home, data=home, logs=home)
    controller = make_controller(
        qapp,
        paths=paths,
        store=PackStore(folder / "models", Catalogue.shipped()),
        file=SettingsFile(paths.settings),
        settings=Settings(is_set_up=True, profiles=(profile,), profile="test"),
    )
    local = controller._backend
    assert isinstance(local, EngineBackend)
    for name, stand_in in (
        ("required", lambda _: ()),
        ("load", lambda _: None),
        ("session", lambda _: Here()),
    ):
        monkeypatch.setattr(local._interpreter, name, stand_in)
    made = Shell(qapp, controller, ApplicationTheme(qapp), Translations(qapp))
    made.open()
    yield made
    made.quit()
    assert made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def shell(
    qapp: QApplication,
    tmp_path: Path,
    standin: OpenAIStandIn,
    ring: dict[tuple[str, str], str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Shell]:
    del ring
    choice = EngineChoice(name="openai", address=standin.url)
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, SOURCE_RATE_HZ).astype(np.float32)
    speech = np.concatenate([noise, np.zeros(SOURCE_RATE_HZ * 7 // 10, np.float32)] * 10)
    with opened(qapp, tmp_path, choice, speech, monkeypatch) as shell:
        yield shell


def warning_of(dialog: EngineDialog) -> str:
    """What is read; where an address may break says nothing."""
    return dialog.warning.text().replace("\u2060", "")


def dialog_of(shell: Shell) -> EngineDialog | None:
    dialog = shell._dialogs.get("engine")
    assert dialog is None or isinstance(dialog, EngineDialog)
    return dialog


def captions(shell: Shell) -> str:
    rows = shell.controller.captions.shown_rows
    return " ".join(row.target.strip() for row in rows)


def test_an_engine_is_asked_for_once_interprets_and_is_stood_in_for(
    qtbot: QtBot,
    shell: Shell,
    standin: OpenAIStandIn,
    ring: dict[tuple[str, str], str],
    tmp_path: Path,
) -> None:
    controller, window = shell.controller, shell.window
    window.transport.start_button.click()
    dialog = dialog_of(shell)
    assert dialog is not None
    assert controller.session.state is SessionState.IDLE
    assert f"it is sent to OpenAI ({standin.url})" in warning_of(dialog)
    assert not dialog.use_button.isEnabled()  # there is no key yet
    dialog.key.setText(KEY)
    dialog.use_button.click()
    qtbot.waitUntil(lambda: dialog_of(shell) is None)
    assert ring == {("dragoman", "openai"): KEY}
    assert controller.preferences.settings.allowed == {"openai": standin.url}
    ears = Ears()
    controller.listeners._broadcast.join(ears, "en", hears=False)
    # Once is enough.
    standin.cut_after = [25]
    window.transport.start_button.click()
    assert dialog_of(shell) is None
    qtbot.waitUntil(lambda: standin.connections == 1, timeout=_LONG_MS)
    standin.refusals = [401] * 20
    qtbot.waitUntil(lambda: "one" in captions(shell), timeout=_LONG_MS)
    rows = controller.captions.shown_rows
    assert any("said-one" in row.source for row in rows)
    assert standin.languages == ["en"]
    assert window.transport.cost.text() == "≈ 0.00 USD"
    assert "0.034 USD a minute" in window.transport.cost.toolTip()
    qtbot.waitUntil(lambda: "here" in captions(shell), timeout=_LONG_MS)
    (told,) = [text for text in window.notices.texts if "goes on" in text]
    assert "This computer goes on from the next sentence." in told
    spent = controller.engines.usd
    assert spent is not None
    assert 0 < spent < 0.034 * 12 / 60
    before = captions(shell)
    qtbot.waitUntil(lambda: len(captions(shell)) > len(before) + 20, timeout=_LONG_MS)
    assert controller.engines.usd == spent  # this computer asks for no money
    assert len([text for text in window.notices.texts if "goes on" in text]) == 1
    # Whoever follows the speaker's own language has the same words, whoever interprets.
    followed = "".join(told.text for told in ears.told if isinstance(told, Caption)).strip()
    assert followed[: len(before)] == before
    window.transport.start_button.click()
    window.transport.start_button.click()
    qtbot.waitUntil(lambda: controller.session.state is SessionState.IDLE, timeout=_LONG_MS)
    controller.preferences.save_now()
    left = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert left
    assert all(KEY.encode() not in content for content in left)


@pytest.mark.parametrize(
    "name",
    ["openai", "gradium", *(pytest.param(n, marks=pytest.mark.slow) for n in OTHERS)],
)
def test_every_engine_is_chosen_interprets_and_stops(
    qtbot: QtBot,
    *,
    name: str,
    qapp: QApplication,
    tmp_path: Path,
    ring: dict[tuple[str, str], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine.interpreter, "SpeechDecoder", Saying)
    monkeypatch.setattr(engine.interpreter, "TextTranslator", Wrapping)
    info, spoken = ENGINES[name], utterances(*[0.3] * 4)[SOURCE_RATE_HZ:]
    with ExitStack() as stack:
        vendor = MAKERS[name](stack, tmp_path / "vendor")
        shell = stack.enter_context(opened(qapp, tmp_path, EngineChoice(), spoken, monkeypatch))
        controller, window = shell.controller, shell.window
        box = window.languages.engine_box
        number = next(n for n in range(box.count()) if box.itemText(n) == engine_title(name))
        box.setCurrentIndex(number)
        box.activated.emit(number)
        dialog = dialog_of(shell)
        assert dialog is not None
        # Where it is known, nobody is asked; here it stands elsewhere.
        dialog.address.setText(vendor.standin.url)
        if vendor.key:
            dialog.key.setText(vendor.key)
        dialog.use_button.click()
        qtbot.waitUntil(lambda: dialog_of(shell) is None)
        assert box.currentText() == engine_title(name)
        assert ring == ({("dragoman", name): vendor.key} if vendor.key else {})
        window.transport.start_button.click()
        assert dialog_of(shell) is None
        first, second = vendor.says.split()[:2]
        qtbot.waitUntil(lambda: first in captions(shell), timeout=_LONG_MS)
        assert controller.session.state is SessionState.RUNNING
        assert vendor.standin.languages == ([] if name == "hibiki" else ["en"])
        rows = controller.captions.shown_rows
        assert any(row.source.strip() for row in rows) == info.transcribes
        window.transport.start_button.click()
        qtbot.waitUntil(lambda: controller.session.state is SessionState.IDLE, timeout=_LONG_MS)
        assert captions(shell).startswith(f"{first} {second}".removesuffix(" two"))
        assert (vendor.standin.connections, vendor.standin.faults) == (1, [])
        assert window.notices.texts == []
        assert window.transport.cost.isVisible() == bool(info.priced)
        controller.preferences.save_now()
    left = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert left
    assert not vendor.key or all(vendor.key.encode() not in content for content in left)


def test_what_is_dismissed_is_not_used(qtbot: QtBot, shell: Shell) -> None:
    controller, box = shell.controller, shell.window.languages.engine_box
    controller.preferences.change_profile(
        replace(controller.preferences.profile, engine=EngineChoice())
    )
    assert box.currentText() == "This computer"
    number = next(n for n in range(box.count()) if box.itemText(n) == "Gradium")
    box.setCurrentIndex(number)
    box.activated.emit(number)
    dialog = dialog_of(shell)
    assert dialog is not None
    assert "Gradium (https://eu.api.gradium.ai)" in warning_of(dialog)
    dialog.reject()
    qtbot.waitUntil(lambda: dialog_of(shell) is None)
    assert box.currentText() == "This computer"
    assert controller.preferences.profile.engine == EngineChoice()
    assert controller.preferences.settings.allowed == {}


def test_a_key_that_is_refused_is_one_sentence_with_a_button(
    qtbot: QtBot, shell: Shell, standin: OpenAIStandIn, ring: dict[tuple[str, str], str]
) -> None:
    controller = shell.controller
    ring["dragoman", "openai"] = f"{KEY}x"
    controller.engines.use(replace(controller.preferences.profile.engine, falls_back=False), key="")
    qtbot.waitUntil(lambda: controller.preferences.settings.allowed == {"openai": standin.url})
    shell.window.transport.start_button.click()
    qtbot.waitUntil(lambda: controller.session.state is SessionState.FAILED, timeout=_LONG_MS)
    (notice,) = [n for n in controller.notices.notices if n.key == "failed"]
    assert "OpenAI gpt-realtime-translate refuses the key." in notice.text
    assert notice.button is not None
    notice.button.act()
    assert dialog_of(shell) is not None
