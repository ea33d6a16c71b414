"""Every engine that lives elsewhere, behind what stands in for it."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from engine.arrays import Float32
from engine.events import EngineNotice, Event, TextCommitted
from engine.messages import Code
from engine.planner import SessionConfig
from engine.remote.client import Client, S2SOptions
from engine.remote.dragoman import DragomanWire
from engine.remote.gemini import GeminiWire
from engine.remote.gradium import GradiumWire
from engine.remote.hibiki import HibikiWire
from engine.remote.openai import OpenAIWire
from engine.remote.streaming import StreamedSession
from engine.remote.wire import Traits, Wire
from engine.service.auth import KeyStore, keys_path
from engine.service.wire import Extra
from engine.session import Session, SourceBlock, finish_now
from tests.helpers import vendor_gemini, vendor_openai
from tests.helpers.running_service import running_service
from tests.helpers.tiny_interpreter import ALL, Loads, Maker, utterances
from tests.helpers.tiny_kokoro import write_tiny_kokoro
from tests.helpers.vendor_gemini import gemini_stand_in
from tests.helpers.vendor_gradium import GradiumStandIn, gradium_stand_in
from tests.helpers.vendor_hibiki import hibiki_stand_in
from tests.helpers.vendor_openai import openai_stand_in
from tests.helpers.vendor_words import StandIn

SPEECH = utterances(0.3, 0.3)
CONFIG = SessionConfig(source="fr", target="en")
QUICK = Traits(title="", speed_limit=None, patience_s=2.0, start_s=5.0, rest_s=5.0)


@dataclass(slots=True)
class Vendor:
    """An engine, what stands in for it, and how to reach that.

    Attributes:
        key: the right one; empty where none is asked for.
        wire: makes one for an address, a key, and how to treat it.
        traits: how it is to be treated.
        says: what it says of two utterances.
    """

    name: str
    standin: StandIn
    key: str
    wire: Callable[[str, str, Traits], Wire]
    traits: Traits
    says: str = " one two"

    def session(
        self, *, url: str | None = None, key: str | None = None, **traits: object
    ) -> StreamedSession:
        address = self.standin.url if url is None else url
        changed = replace(self.traits, **traits)  # type: ignore[arg-type]
        return StreamedSession(self.wire(address, self.key if key is None else key, changed))


def openai(stack: ExitStack, _folder: Path) -> Vendor:
    standin = stack.enter_context(openai_stand_in())
    return Vendor(
        name="openai",
        standin=standin,
        key=vendor_openai.KEY,
        wire=lambda url, key, traits: OpenAIWire(
            address=url, key=key, config=CONFIG, traits=traits
        ),
        traits=replace(QUICK, title="OpenAI", sends_always=True),
    )


def gemini(stack: ExitStack, folder: Path) -> Vendor:
    standin = stack.enter_context(gemini_stand_in(folder / "tls"))
    return Vendor(
        name="gemini",
        standin=standin,
        key=vendor_gemini.KEY,
        wire=lambda url, key, traits: GeminiWire(
            address=url, key=key, config=CONFIG, traits=traits
        ),
        traits=replace(QUICK, title="Gemini", sends_always=True, marks_end=False, rest_s=0.6),
    )


def hibiki(stack: ExitStack, _folder: Path) -> Vendor:
    standin = stack.enter_context(hibiki_stand_in())
    return Vendor(
        name="hibiki",
        standin=standin,
        key="",
        wire=lambda url, _key, traits: HibikiWire(address=url, config=CONFIG, traits=traits),
        traits=replace(QUICK, title="Hibiki", sends_always=True, marks_end=False, rest_s=1.5),
    )


def service(stack: ExitStack, folder: Path) -> tuple[GradiumStandIn, str]:
    """Our own service, and a key for it."""
    maker = Maker(folder, Loads(write_tiny_kokoro(folder / "kokoro")), folder / "started")
    interpreter = stack.enter_context(maker(*ALL))
    running = stack.enter_context(running_service(interpreter, folder / "home"))
    key = KeyStore(keys_path(folder / "home")).add("someone")
    return stack.enter_context(gradium_stand_in(running.url)), key


def gradium(stack: ExitStack, folder: Path) -> Vendor:
    standin, key = service(stack, folder)
    return Vendor(
        name="gradium",
        standin=standin,
        key=key,
        wire=lambda url, key, traits: GradiumWire(
            address=url, key=key, config=CONFIG, traits=traits
        ),
        traits=replace(QUICK, title="Gradium"),
        says=" translate fr. translate fr.",
    )


def dragoman(stack: ExitStack, folder: Path) -> Vendor:
    standin, key = service(stack, folder)
    options = S2SOptions(target="en", source="fr", extras=frozenset({Extra.TRANSCRIPT}))
    return Vendor(
        name="dragoman",
        standin=standin,
        key=key,
        wire=lambda url, key, traits: DragomanWire(
            Client(url, key=key, attempts=1), options, traits=traits
        ),
        traits=replace(QUICK, tells_ends=True),
        says=" translate fr. translate fr.",
    )


MAKERS = {maker.__name__: maker for maker in (openai, gemini, hibiki, gradium, dragoman)}


def interpret(session: Session, samples: Float32 = SPEECH, *, block: int = 1_600) -> list[Event]:
    events: list[Event] = []
    for start in range(0, len(samples), block):
        events += session.push(SourceBlock(samples[start : start + block]))
    return [*events, *finish_now(session)]


def written(events: list[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextCommitted))


def told(events: list[Event]) -> list[Code]:
    return [event.message.code for event in events if isinstance(event, EngineNotice)]
