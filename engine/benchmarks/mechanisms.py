"""What can be switched off, one by one, to see what it is worth."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Final

from engine.translate.guards import GuardConfig
from engine.translate.speech_decoder import SpeechDecoderConfig

_NEVER: Final = 1_000_000


class Mechanism(StrEnum):
    """A part of how speech is listened to."""

    CONTEXT = "context"
    PADDING = "padding"
    CLOSING_SILENCE = "closing-silence"
    PAUSE_LOOK = "pause-look"
    QUICK_LOOKS = "quick-looks"
    EARLY_STOP = "early-stop"
    GUARDS = "guards"
    SILENCE_GUARD = "silence-guard"
    LOOP_GUARD = "loop-guard"
    STALL_GUARD = "stall-guard"
    REWIND_GUARD = "rewind-guard"
    ECHO_GUARD = "echo-guard"
    SCRAP_GUARD = "scrap-guard"

    @property
    def meaning(self) -> str:
        """What happens without it."""
        return _MEANINGS[self]


_MEANINGS: Final = {
    Mechanism.CONTEXT: "the decoder is not shown what was said before",
    Mechanism.PADDING: "no silence behind the newest sound",
    Mechanism.CLOSING_SILENCE: "the end of an utterance is decoded as its middle is",
    Mechanism.PAUSE_LOOK: "a pause is not worth a look of its own",
    Mechanism.QUICK_LOOKS: "a look every second, the first after two",
    Mechanism.EARLY_STOP: "text is guessed to its end, beyond the newest sound",
    Mechanism.GUARDS: "everything that the model writes is taken for heard",
    Mechanism.SILENCE_GUARD: "text that the model itself takes for silence is kept",
    Mechanism.LOOP_GUARD: "loops are kept",
    Mechanism.STALL_GUARD: "text that does not move on through the sound is kept",
    Mechanism.REWIND_GUARD: "text that goes far back in the sound is kept",
    Mechanism.ECHO_GUARD: "text that says the same sound again is kept",
    Mechanism.SCRAP_GUARD: "a lone word behind the last sentence is kept",
}

_LISTENING_OFF: Final[dict[Mechanism, Callable[[SpeechDecoderConfig], SpeechDecoderConfig]]] = {
    Mechanism.CONTEXT: lambda config: replace(config, context_tokens=0),
    Mechanism.PADDING: lambda config: replace(config, padding_ms=0),
    Mechanism.CLOSING_SILENCE: lambda config: replace(config, imagines_silence=False),
    Mechanism.PAUSE_LOOK: lambda config: replace(config, pause_ms=_NEVER),
    Mechanism.QUICK_LOOKS: lambda config: replace(config, step_ms=1_000, first_step_ms=2_000),
    Mechanism.EARLY_STOP: lambda config: replace(config, stops_at_edge=False),
}

_GUARDS_OFF: Final[dict[Mechanism, Callable[[GuardConfig], GuardConfig]]] = {
    Mechanism.SILENCE_GUARD: lambda guards: replace(guards, no_speech_probability=1.0),
    Mechanism.LOOP_GUARD: lambda guards: replace(guards, repeats=_NEVER),
    Mechanism.STALL_GUARD: lambda guards: replace(guards, stalled_tokens=_NEVER),
    Mechanism.REWIND_GUARD: lambda guards: replace(guards, rewound_tokens=_NEVER),
    Mechanism.ECHO_GUARD: lambda guards: replace(guards, same_sound_frames=-1),
    Mechanism.SCRAP_GUARD: lambda guards: replace(guards, scrap_tokens=0),
}


def switched_off(config: SpeechDecoderConfig, mechanism: Mechanism) -> SpeechDecoderConfig:
    """The same configuration without a mechanism."""
    if mechanism in _LISTENING_OFF:
        return _LISTENING_OFF[mechanism](config)
    wanted = _GUARDS_OFF if mechanism is Mechanism.GUARDS else (mechanism,)
    guards = config.guards
    for guard in wanted:
        guards = _GUARDS_OFF[guard](guards)
    return replace(config, guards=guards)
