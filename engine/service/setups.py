"""Makes of a setup the state of its request: models, session, sound formats."""

import logging
import re
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeAlias

from engine.errors import GlossaryError, VoiceError
from engine.glossary import Glossary
from engine.interpreter import Interpreter
from engine.languages import LANGUAGES, find_language, language_name
from engine.messages import Code
from engine.metrics import StageWork
from engine.planner import AS_SPOKEN, SessionConfig
from engine.policy import LatencyPreset
from engine.service.codecs import FRAME_MS, INPUT_RATE_HZ, Format, find_format
from engine.service.request import (
    Request,
    SpeechInput,
    SpeechOutput,
    SpeechRequest,
    TextRequest,
    TurnMeter,
)
from engine.service.rooms import Rooms
from engine.service.scheduler import Begin
from engine.service.wire import Config, Endpoint, Extra, ProtocolError, Ready, ServerMessage, Setup
from engine.session import Session
from engine.tts.model import Voice
from engine.tts.voice_stage import Delivery

_log = logging.getLogger(__name__)

FindGlossary: TypeAlias = Callable[[str], Glossary]
"""By the id of a pronunciation dictionary; raises ProtocolError where there is none."""

_STANDARD_DELAY: Final = 10
_PROMPT_UP_TO: Final = ((12, LatencyPreset.SOONER), (24, LatencyPreset.BALANCED))
_FASTEST: Final = 1.6
"""Speed at a padding_bonus of -4; the slowest is as much below 1 as this is above it."""
_GRADIUMS_VOICE: Final = re.compile(r"(?!vox_emb_)[A-Za-z0-9_-]{16}")
_DEFAULT_NAMES: Final = (None, "", "default")


class Setups:
    """Checks setups and says how to begin them.

    Args:
        interpreter: makes the sessions, which share its models.
        find_glossary: by the id of a pronunciation dictionary.
        rooms: in which others follow who speaks.
        preset: where a request asks for none.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        *,
        find_glossary: FindGlossary,
        rooms: Rooms,
        preset: LatencyPreset = LatencyPreset.BALANCED,
    ) -> None:
        self._interpreter = interpreter
        self._find_glossary = find_glossary
        self._rooms = rooms
        self._preset = preset

    def input_format(self, route: Endpoint, setup: Setup) -> Format | None:
        """What sound comes in; None where text does.

        Raises:
            ProtocolError: there is no such format.
        """
        if route is Endpoint.TTS:
            return None
        # The documentation names two standards; each of the official clients sends its own.
        standard = "pcm" if route is Endpoint.S2S else "wav"
        return find_format(setup.input_format or standard)

    def beginning(self, route: Endpoint, setup: Setup) -> Begin:
        """Check what can be checked at once, and say how to begin in an inference thread.

        Raises:
            ProtocolError: the setup asks for what there is not.
        """
        setup = replace(setup, config=with_known_languages(setup.config))
        preset = self._preset_of(setup.config)
        try:
            glossary = self._glossary(setup)
        except GlossaryError as error:
            raise ProtocolError(str(error)) from error
        sound = self.input_format(route, setup)
        standard = "pcm" if route is Endpoint.S2S else "wav"
        speech = find_format(setup.output_format or standard)

        def begin() -> tuple[Request, ServerMessage]:
            if route is Endpoint.TTS:
                request: Request = self._text_request(setup, speech, glossary)
            else:
                if sound is None:
                    raise AssertionError("only text to speech has no sound coming in")
                request = self._speech_request(
                    route,
                    setup,
                    sound=sound,
                    speech=speech,
                    preset=preset,
                    glossary=glossary,
                )
            return request, self._ready(route, setup, speech)

        return begin

    def _ready(self, route: Endpoint, setup: Setup, speech: Format) -> Ready:
        is_transcript = route is Endpoint.ASR
        delay = setup.config.delay_in_frames or _STANDARD_DELAY
        return Ready(
            request_id=str(uuid.uuid4()),
            model_name=setup.model_name,
            sample_rate=INPUT_RATE_HZ if is_transcript else speech.rate_hz,
            frame_size=INPUT_RATE_HZ * FRAME_MS // 1000 if is_transcript else speech.frame_size,
            delay_in_frames=delay if is_transcript else None,
            audio_stream_names=() if is_transcript else ("audio",),
            text_stream_names=("text",),
        )

    def _text_request(self, setup: Setup, speech: Format, glossary: Glossary) -> TextRequest:
        voice = self._voice(setup) or self._interpreter.voices.default(
            setup.config.language or setup.config.target_language or "en"
        )
        voice_stage = self._interpreter.voice_stage(
            voice, glossary=glossary, delivery=_delivery(setup.config)
        )
        return TextRequest(voice_stage, SpeechOutput(speech.encoder()))

    def _speech_request(
        self,
        route: Endpoint,
        setup: Setup,
        *,
        sound: Format,
        speech: Format,
        preset: LatencyPreset,
        glossary: Glossary,
    ) -> SpeechRequest:
        speaks = route is Endpoint.S2S
        voice = self._voice(setup) if speaks else None
        target = setup.config.target_language or (voice.language if voice else None)
        if speaks and target is None:
            raise ProtocolError(
                "missing required 'language': set 'target_language' beside the other fields of the "
                "setup, or in its 'json_config' (an object, or the JSON of one in a string), or "
                "'voice_id'."
            )
        if voice is not None and voice.language != target:
            raise VoiceError(
                Code.VOICE_OTHER_LANGUAGE, voice=voice.name, language=language_name(target or "")
            )
        config = SessionConfig(
            source=setup.config.language,
            target=target or AS_SPOKEN,
            voice=None if voice is None else voice.id,
            speaks=speaks,
            delivery=_delivery(setup.config),
            preset=preset,
            glossary=glossary,
            tells_speakers=Extra.SPEAKERS in setup.config.extras,
        )
        name = setup.config.room
        room = None if name is None else self._rooms.enter(name)
        stages = deque[StageWork]() if Extra.TIMINGS in setup.config.extras else None
        session = self._interpreter.session(
            config, on_stage=None if stages is None else stages.append
        )
        is_transcript = route is Endpoint.ASR
        return SpeechRequest(
            SpeechInput(
                decoder=sound.decoder(),
                session=session,
                output=SpeechOutput(speech.encoder()) if speaks else None,
                turns=TurnMeter(self._interpreter.voice_activity()) if is_transcript else None,
                companion=self._companion(config, setup, stages),
                is_transcript=is_transcript,
                extras=setup.config.extras,
                stages=stages,
                on_air=None if room is None else self._rooms.begin(room, config),
            )
        )

    def _companion(
        self, config: SessionConfig, setup: Setup, stages: deque[StageWork] | None
    ) -> Session | None:
        """What writes the transcript where the session does not do so anyhow."""
        if Extra.TRANSCRIPT not in setup.config.extras or config.target == AS_SPOKEN:
            return None
        if config.source is not None:
            route = self._interpreter.route(config.source, config.target)
            if route.speech_target == config.source:
                return None
        return self._interpreter.session(
            SessionConfig(
                source=config.source,
                target=config.source or AS_SPOKEN,
                speaks=False,
                preset=config.preset,
                glossary=config.glossary,
            ),
            on_stage=None if stages is None else stages.append,
        )

    def _voice(self, setup: Setup) -> Voice | None:
        wanted = setup.voice_id if setup.voice_id not in _DEFAULT_NAMES else setup.voice
        if wanted is None or wanted in _DEFAULT_NAMES:
            return None
        try:
            voices = self._interpreter.voices.voices()
            return find_voice(voices, wanted, setup.config.target_language)
        except VoiceError:
            if _GRADIUMS_VOICE.fullmatch(wanted) is None:
                raise
            # Programs that were written for Gradium name its voices, which are not to be had.
            _log.info("a voice of Gradium's was asked for; the language's default speaks")
            return None

    def _preset_of(self, config: Config) -> LatencyPreset:
        if config.preset is not None:
            try:
                return LatencyPreset(config.preset)
            except ValueError:
                known = ", ".join(LatencyPreset)
                raise ProtocolError(f"'preset' must be one of {known}.") from None
        if config.delay_in_frames is None:
            return self._preset
        for most_frames, preset in _PROMPT_UP_TO:
            if config.delay_in_frames <= most_frames:
                return preset
        return LatencyPreset.SURER

    def _glossary(self, setup: Setup) -> Glossary:
        own = setup.config.glossary
        if not setup.pronunciation_id:
            return own
        # What a request says itself goes before what is stored for all.
        return Glossary((*self._find_glossary(setup.pronunciation_id).terms, *own.terms))


def _delivery(config: Config) -> Delivery:
    speed = _FASTEST ** (-config.padding_bonus / 4) if config.speed is None else config.speed
    return Delivery(speed=speed, pitch_semitones=config.pitch_semitones)


def find_voice(voices: tuple[Voice, ...], wanted: str, language: str | None) -> Voice:
    """The voice of an id, or of a name, in that language where names are shared.

    Raises:
        VoiceError: there is none.
    """
    key = wanted.strip().casefold()
    matches = [voice for voice in voices if voice.id.casefold() == key]
    matches += [voice for voice in voices if voice.name.casefold() == key]
    fitting = [voice for voice in matches if voice.language == language]
    if not matches:
        raise VoiceError(Code.VOICE_UNKNOWN, voice=wanted[:60])
    return (fitting or matches)[0]


def with_known_languages(config: Config) -> Config:
    """The same with languages by their short codes: "en" for "en-US" or "eng".

    Raises:
        ProtocolError: one of them is none that Dragoman knows.
    """
    return replace(
        config,
        language=_known(config.language),
        target_language=_known(config.target_language),
    )


def _known(language: str | None) -> str | None:
    if language is None:
        return None
    found = find_language(language)
    if found is None:
        known = ", ".join(LANGUAGES)
        raise ProtocolError(f"There is no language {language[:20]!r}; use one of {known}.")
    return found.code
