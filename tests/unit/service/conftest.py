"""A service over models without weights."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import engine.interpreter
from engine.service.settings import Limits
from tests.helpers.running_service import RunningService, running_service
from tests.helpers.tiny_interpreter import ALL, Loads, Maker, Saying, Wrapping
from tests.helpers.tiny_kokoro import write_tiny_kokoro


@pytest.fixture
def maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maker:
    monkeypatch.setattr(engine.interpreter, "SpeechDecoder", Saying)
    monkeypatch.setattr(engine.interpreter, "TextTranslator", Wrapping)
    return Maker(tmp_path, Loads(write_tiny_kokoro(tmp_path / "kokoro")), tmp_path / "started")


@pytest.fixture
def serve(maker: Maker, tmp_path: Path) -> Iterator[Callable[..., RunningService]]:
    with ExitStack() as stack:

        def start(limits: Limits | None = None, *, consent_given: bool = False) -> RunningService:
            running = running_service(
                maker(*ALL), tmp_path / "home", limits=limits, consent_given=consent_given
            )
            return stack.enter_context(running)

        yield start


@pytest.fixture
def service(serve: Callable[..., RunningService]) -> RunningService:
    return serve()
