"""Names for what takes part in a benchmark: `confirmed:sooner`, `alignatt:b1`, `fw-agreement`.

A name is a method and, behind colons, how it is set; `no-guards` and the like switch off one
mechanism of this engine. Of this engine: the policies, and `offline`,
which hears a whole recording before it decodes it with the same models. Of others, with the extra
`rivals`: `fw-pause` and `fw-agreement`, see `engine.bench.rivals`. Elsewhere: `openai` and the
like, behind `@` with the address of a server; `local` is what they are compared with.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from engine.asr.guards import GuardConfig
from engine.asr.streaming import SpeechDecoderConfig
from engine.asr.whisper.speech import WhisperSettings
from engine.bench.recordings import BenchmarkError
from engine.messages import Code
from engine.policy import LatencyPreset, PolicyName
from engine.remote.catalogue import ENGINES
from engine.remote.keys import check_address

_NEVER: Final = 1_000_000


class Mechanism(StrEnum):
    """A part of how speech is listened to."""

    CONTEXT = "context"
    PADDING = "padding"
    CLOSING_SILENCE = "closing-silence"
    PAUSE_STEP = "pause-step"
    QUICK_STEPS = "quick-steps"
    EARLY_STOP = "early-stop"
    GUARDS = "guards"
    SILENCE_GUARD = "silence-guard"
    LOOP_GUARD = "loop-guard"
    STALL_GUARD = "stall-guard"
    REWIND_GUARD = "rewind-guard"
    ECHO_GUARD = "echo-guard"
    SCRAP_GUARD = "scrap-guard"
    DOUBT_GUARD = "doubt-guard"
    EVIDENCE = "evidence"
    COMPANY = "company"

    @property
    def meaning(self) -> str:
        """What happens without it."""
        return _MEANINGS[self]


_MEANINGS: Final = {
    Mechanism.CONTEXT: "the decoder is not shown what was said before",
    Mechanism.PADDING: "no silence behind the newest sound",
    Mechanism.CLOSING_SILENCE: "the end of an utterance is decoded as its middle is",
    Mechanism.PAUSE_STEP: "a pause is not worth a decoding step of its own",
    Mechanism.QUICK_STEPS: "a decoding step every second, the first after two",
    Mechanism.EARLY_STOP: "text is guessed to its end, beyond the newest sound",
    Mechanism.GUARDS: "everything that the model writes is taken for heard",
    Mechanism.SILENCE_GUARD: "text that the model itself takes for silence is kept",
    Mechanism.LOOP_GUARD: "loops are kept",
    Mechanism.STALL_GUARD: "text that does not move on through the sound is kept",
    Mechanism.REWIND_GUARD: "text that goes far back in the sound is kept",
    Mechanism.ECHO_GUARD: "text that says the same sound again is kept",
    Mechanism.SCRAP_GUARD: "a lone word behind the last sentence is kept",
    Mechanism.DOUBT_GUARD: "repeats and denials that the model doubts are kept",
    Mechanism.EVIDENCE: "text that is as likely in silence is kept",
    Mechanism.COMPANY: "a lone word is decoded as any utterance",
}

_WHISPER_OFF: Final[dict[Mechanism, Callable[[WhisperSettings], WhisperSettings]]] = {
    Mechanism.CONTEXT: lambda settings: replace(settings, context_tokens=0),
    Mechanism.PADDING: lambda settings: replace(settings, padding_ms=0),
    Mechanism.CLOSING_SILENCE: lambda settings: replace(settings, imagines_silence=False),
}

_DECODER_OFF: Final[dict[Mechanism, Callable[[SpeechDecoderConfig], SpeechDecoderConfig]]] = {
    Mechanism.PAUSE_STEP: lambda config: replace(config, pause_ms=_NEVER),
    Mechanism.QUICK_STEPS: lambda config: replace(config, step_ms=1_000, first_step_ms=2_000),
    Mechanism.EARLY_STOP: lambda config: replace(config, stops_at_edge=False),
    Mechanism.EVIDENCE: lambda config: replace(config, weighs_evidence=False),
    Mechanism.COMPANY: lambda config: replace(config, lone_ms=0),
}

_GUARDS_OFF: Final[dict[Mechanism, Callable[[GuardConfig], GuardConfig]]] = {
    Mechanism.SILENCE_GUARD: lambda guards: replace(guards, no_speech_probability=1.0),
    Mechanism.LOOP_GUARD: lambda guards: replace(guards, repeats=_NEVER),
    Mechanism.STALL_GUARD: lambda guards: replace(guards, stalled_tokens=_NEVER),
    Mechanism.REWIND_GUARD: lambda guards: replace(guards, rewound_tokens=_NEVER),
    Mechanism.ECHO_GUARD: lambda guards: replace(guards, same_sound_ms=-1),
    Mechanism.SCRAP_GUARD: lambda guards: replace(guards, scrap_tokens=0),
    Mechanism.DOUBT_GUARD: lambda guards: replace(guards, doubted=-math.inf),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """How speech is listened to.

    Attributes:
        decoder: by the streaming decoder.
        whisper: by Whisper.
    """

    decoder: SpeechDecoderConfig = field(default_factory=SpeechDecoderConfig)
    whisper: WhisperSettings = field(default_factory=WhisperSettings)


def switched_off(listening: Listening, mechanism: Mechanism) -> Listening:
    """The same without a mechanism."""
    if mechanism in _WHISPER_OFF:
        return replace(listening, whisper=_WHISPER_OFF[mechanism](listening.whisper))
    if mechanism in _DECODER_OFF:
        return replace(listening, decoder=_DECODER_OFF[mechanism](listening.decoder))
    wanted = _GUARDS_OFF if mechanism is Mechanism.GUARDS else (mechanism,)
    guards = listening.decoder.guards
    for guard in wanted:
        guards = _GUARDS_OFF[guard](guards)
    decoder = replace(listening.decoder, guards=guards)
    if mechanism is Mechanism.GUARDS:
        decoder = replace(decoder, weighs_evidence=False)
    return replace(listening, decoder=decoder)


_DEFAULT_BEAMS: Final = 5
_BEAMS: Final = re.compile(r"b([1-9][0-9]?)")
_PRECISIONS: Final = ("int8", "float32")
_ALL: Final = "all"
_WITHOUT: Final = "no-"


class Method(StrEnum):
    """How a contestant interprets."""

    LOCAL = "local"
    CONFIRMED = PolicyName.CONFIRMED.value
    ALIGN_ATT = PolicyName.ALIGN_ATT.value
    LOCAL_AGREEMENT = PolicyName.LOCAL_AGREEMENT.value
    WAIT_FOR_PAUSE = PolicyName.WAIT_FOR_PAUSE.value
    OFFLINE = "offline"
    RIVAL_PAUSE = "fw-pause"
    RIVAL_AGREEMENT = "fw-agreement"
    ELSEWHERE = "elsewhere"

    @property
    def is_rival(self) -> bool:
        """Whether other people's code does the decoding."""
        return self in (Method.RIVAL_PAUSE, Method.RIVAL_AGREEMENT)

    @property
    def has_presets(self) -> bool:
        """Whether sooner and surer make a difference."""
        return self not in _WITHOUT_PRESETS

    @property
    def policy(self) -> PolicyName:
        """What may be committed, of this engine's own methods."""
        return PolicyName.CONFIRMED if self is Method.LOCAL else PolicyName(self.value)


_WITHOUT_PRESETS: Final = (
    Method.WAIT_FOR_PAUSE,
    Method.OFFLINE,
    Method.RIVAL_PAUSE,
    Method.ELSEWHERE,
)


class RouteKind(StrEnum):
    """Which models a contestant passes through."""

    BEST = "best"
    DIRECT = "direct"
    CASCADE = "cascade"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """One configuration.

    Attributes:
        preset: ignored where the method does not have it.
        beams: of the speech model.
        route: DIRECT has the speech model translate; CASCADE has it transcribe and a text model
            translate; BEST takes what the catalogue ranks first.
        precision: weights of a rival's speech model, as CTranslate2 calls it.
        without: mechanisms that are switched off; rivals have none.
        engine: name of an engine elsewhere; empty for those of this machine.
        address: of its server; empty for its vendor's.
    """

    method: Method
    preset: LatencyPreset = LatencyPreset.BALANCED
    beams: int = _DEFAULT_BEAMS
    route: RouteKind = RouteKind.BEST
    precision: str = "float32"
    without: tuple[Mechanism, ...] = ()
    engine: str = ""
    address: str = ""

    @property
    def series(self) -> str:
        """The name without the preset: contestants that are points of one curve."""
        if self.engine:
            return f"{self.engine}@{self.address}" if self.address else self.engine
        options = []
        if self.beams != _DEFAULT_BEAMS:
            options.append(f"b{self.beams}")
        if self.route is not RouteKind.BEST:
            options.append(self.route.value)
        if self.method.is_rival and self.precision != "float32":
            options.append(self.precision)
        options += [f"{_WITHOUT}{mechanism}" for mechanism in self.without]
        return ":".join((self.method.value, *options))

    @property
    def name(self) -> str:
        """The name in full; parsing it gives this contestant."""
        if not self.method.has_presets:
            return self.series
        method, *options = self.series.split(":")
        return ":".join((method, self.preset.value, *options))


def parse_contestants(text: str) -> tuple[Contestant, ...]:
    """Read names with commas between; `NAME:all` stands for its three latency presets.

    Raises:
        BenchmarkError: a name or an option is unknown, or a contestant is named twice.
        ApiKeyError: there is a key or password in an address.
    """
    contestants = [item for name in text.split(",") for item in _parse(name.strip())]
    names = [item.name for item in contestants]
    for name in names:
        if names.count(name) > 1:
            raise BenchmarkError(Code.CHOICE_TWICE, name=name)
    return tuple(contestants)


def _parse(name: str) -> list[Contestant]:
    if (elsewhere := _parse_engine(name)) is not None:
        return [elsewhere]
    method_name, *options = name.split(":")
    known = [item.value for item in Method if item is not Method.ELSEWHERE]
    if method_name not in known:
        raise BenchmarkError(Code.CHOICE_UNKNOWN, name=method_name, choices=(*known, *ENGINES))
    method = Method(method_name)
    presets = [LatencyPreset.BALANCED]
    beams = _DEFAULT_BEAMS
    route = RouteKind.BEST
    precision = "float32"
    without: list[Mechanism] = []
    switches = {f"{_WITHOUT}{mechanism}": mechanism for mechanism in Mechanism}
    for option in options:
        if method.has_presets and option == _ALL:
            presets = list(LatencyPreset)
        elif method.has_presets and option in set(LatencyPreset):
            presets = [LatencyPreset(option)]
        elif match := _BEAMS.fullmatch(option):
            beams = int(match[1])
        elif option in set(RouteKind):
            route = RouteKind(option)
        elif method.is_rival and option in _PRECISIONS:
            precision = option
        elif not method.is_rival and option in switches:
            without.append(switches[option])
        else:
            raise BenchmarkError(Code.CHOICE_UNKNOWN, name=option, choices=_options(method))
    return [
        Contestant(
            method=method,
            preset=preset,
            beams=beams,
            route=route,
            precision=precision,
            without=tuple(without),
        )
        for preset in presets
    ]


def _parse_engine(name: str) -> Contestant | None:
    engine, _, address = name.partition("@")
    if engine not in ENGINES:
        return None
    if not (address or ENGINES[engine].address):
        raise BenchmarkError(Code.ENGINE_ADDRESS_MISSING, engine=ENGINES[engine].title)
    check_address(address)
    return Contestant(method=Method.ELSEWHERE, engine=engine, address=address)


def _options(method: Method) -> tuple[str, ...]:
    known = ["b1 to b99", *(kind.value for kind in RouteKind)]
    if method.has_presets:
        known = [*(preset.value for preset in LatencyPreset), _ALL, *known]
    if method.is_rival:
        known += _PRECISIONS
    else:
        known += [f"{_WITHOUT}{mechanism}" for mechanism in Mechanism]
    return tuple(known)
