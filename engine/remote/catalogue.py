"""Which engines there are, and what each can do: plain data.

Prices are what each vendor published, or a third party where it says so; `priced` is when they were
read. Languages are those of Dragoman that the engine takes: several take many more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from engine.languages import LANGUAGES

LOCAL: Final = "local"
"""Stands for this machine's own models."""

_CORE: Final = ("en", "fr", "de", "es", "pt")
"""The languages of Dragoman that every vendor says to take; a further one is looked up first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """An engine.

    Attributes:
        name: for the command line.
        title: what a person calls it.
        recipient: who receives what is said; empty where the user says so with an address.
        address: where it is, unless another is chosen; empty where there is none to presume.
        sources: languages that it hears.
        targets: languages that it speaks.
        detects: whether it finds out by itself what is spoken.
        has_voices: whether a voice may be chosen; others follow the speaker's.
        shapes_speech: whether it takes speed, pitch and latency preset.
        transcribes: whether it also writes down what is said.
        tells_times: whether it says to what of the speech a text belongs.
        usd_a_minute: as published; None where it is not, or nothing is charged.
        credits_a_second: likewise, where a plan says what a credit costs.
        is_hearsay: whether others than the vendor tell the price.
        price_note: what a person should know of the price.
        priced: when the price was read.
        needs_key: whether it asks for one.
        variable: environment variable with the key.
        extra: what its packages are installed with.
        packages: that are imported when it is chosen.
    """

    name: str
    title: str
    recipient: str
    address: str
    sources: tuple[str, ...] = _CORE
    targets: tuple[str, ...] = _CORE
    detects: bool = True
    has_voices: bool = False
    shapes_speech: bool = False
    transcribes: bool = False
    tells_times: bool = False
    usd_a_minute: float | None = None
    credits_a_second: float | None = None
    is_hearsay: bool = False
    price_note: str = ""
    priced: str = ""
    needs_key: bool = True
    variable: str = ""
    extra: str = ""
    packages: tuple[str, ...] = ("websockets",)

    def serves(self, source: str | None, target: str) -> bool:
        """Whether it interprets from a language, None to detect it, into another."""
        hears = self.detects if source is None else source in self.sources
        return hears and target in self.targets and source != target


_PRICED: Final = "2026-11-30"

ENGINES: Final[Mapping[str, EngineInfo]] = MappingProxyType(
    {
        info.name: info
        for info in (
            EngineInfo(
                name="dragoman",
                title="Another Dragoman",
                recipient="",
                sources=tuple(LANGUAGES),
                targets=tuple(LANGUAGES),
                address="",
                has_voices=True,
                shapes_speech=True,
                transcribes=True,
                tells_times=True,
                needs_key=False,
                variable="DRAGOMAN_SERVER_KEY",
                extra="serve",
            ),
            EngineInfo(
                name="gradium",
                title="Gradium",
                recipient="Gradium",
                address="https://eu.api.gradium.ai",
                has_voices=True,
                tells_times=True,
                credits_a_second=30,
                price_note="30 credits a second; what a credit costs depends on the plan",
                priced=_PRICED,
                variable="GRADIUM_API_KEY",
                extra="gradium",
            ),
            EngineInfo(
                name="openai",
                title="OpenAI gpt-realtime-translate",
                recipient="OpenAI",
                address="https://api.openai.com/v1",
                transcribes=True,
                usd_a_minute=0.034,
                priced=_PRICED,
                variable="OPENAI_API_KEY",
                extra="openai",
                packages=("openai", "websockets"),
            ),
            EngineInfo(
                name="gemini",
                title="Google gemini-3.5-live-translate",
                recipient="Google",
                address="https://generativelanguage.googleapis.com",
                transcribes=True,
                usd_a_minute=0.037,
                is_hearsay=True,
                price_note="3.50 USD a million audio tokens in, 21 USD out, 25 a second, as third "
                "parties list it",
                priced=_PRICED,
                variable="GEMINI_API_KEY",
                extra="gemini",
                packages=("google.genai", "websockets"),
            ),
            EngineInfo(
                name="hibiki",
                title="Kyutai Hibiki-Zero",
                recipient="",
                address="",
                sources=("fr", "es", "pt", "de"),
                targets=("en",),
                price_note="runs on a computer of yours with an NVIDIA GPU; its weights are for "
                "non-commercial use",
                needs_key=False,
                extra="hibiki",
            ),
        )
    }
)
"""By name."""
