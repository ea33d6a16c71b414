"""Loads the models that a direction needs, once, and makes sessions that share them."""

from dataclasses import dataclass, field
from typing import Final, Self, TypeVar

from engine.errors import RouteError
from engine.languages import CORE_LANGUAGES
from engine.models.kokoro import KokoroModel
from engine.models.marian import MarianModel
from engine.models.onnx import Runtime
from engine.models.silero import SileroModel
from engine.models.whisper import WhisperModel
from engine.packs.entries import Route, SpeechTask
from engine.packs.store import PackStore
from engine.pipeline import PacingConfig, Session
from engine.policy.presets import PolicyName, Promptness, speech_policy, step_ms, text_policy
from engine.speech.speaker import Speaker, SpeakerConfig
from engine.speech.voices import Voice, VoiceCatalogue
from engine.text.phonemes import PhonemeProcess
from engine.translate.speech_decoder import SpeechDecoder, SpeechDecoderConfig
from engine.translate.text_translator import TextTranslator, TextTranslatorConfig
from engine.translate.translator import Chain, SpeechTranslator, TranslatorConfig

SPEECH_BEAMS: Final = 5
"""Beam width of the speech model where none is chosen."""

_VAD_PACK: Final = "silero-vad"
_VOICE_PACK: Final = "kokoro"

_Model = TypeVar("_Model", SileroModel, WhisperModel, MarianModel, KokoroModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionConfig:
    """What one session does.

    Attributes:
        source: language that is spoken; None to detect it.
        target: language to translate into.
        voice: name or id of the voice; None for the target language's default.
        speaks: False for captions only.
        policy: how it decides what to commit.
        promptness: how soon it commits.
        speech_beams: beam width of the speech model.
        text_beams: beam width of text models.
        pacing: how speech keeps up.
    """

    source: str | None
    target: str
    voice: str | None = None
    speaks: bool = True
    policy: PolicyName = PolicyName.CONFIRMED
    promptness: Promptness = Promptness.BALANCED
    speech_beams: int = SPEECH_BEAMS
    text_beams: int = 1
    pacing: PacingConfig = field(default_factory=PacingConfig)

    def __post_init__(self) -> None:
        if self.source == self.target:
            raise RouteError(f"Source and target are both {self.target!r}; choose two languages.")


class Interpreter:
    """Holds the loaded models; close it, or use it as a context manager.

    Args:
        store: the installed packs.
        runtime: how models run.
        voices: the voices to choose from; those that ship with Dragoman if None.
    """

    def __init__(
        self, store: PackStore, *, runtime: Runtime, voices: VoiceCatalogue | None = None
    ) -> None:
        self._store = store
        self._runtime = runtime
        self._voices = voices
        self._loaded: dict[str, SileroModel | WhisperModel | MarianModel | KokoroModel] = {}
        self._phonemisers: list[PhonemeProcess] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the phoneme programs that its sessions use."""
        for phonemiser in self._phonemisers:
            phonemiser.close()
        self._phonemisers.clear()

    @property
    def voices(self) -> VoiceCatalogue:
        """The voices to choose from."""
        if self._voices is None:
            self._voices = VoiceCatalogue.load()
        return self._voices

    def route(self, source: str, target: str) -> Route:
        """The best installed route.

        Raises:
            RouteError: no installed pack serves the pair; names the packs that would.
        """
        return self._store.catalogue.best_route(source, target, installed=self._store.installed())

    def session(self, config: SessionConfig) -> Session:
        """Load what is needed and make a session.

        Raises:
            RouteError: no installed pack serves the pair.
            VoiceError: the voice is unknown or speaks another language.
            PackError: a pack is missing or damaged.
        """
        # What can be refused at once is refused before seconds go into loading.
        routes = self._routes(config)
        voice = self._voice(config) if config.speaks else None
        translator = self._translator(config, routes)
        speaker = None if voice is None else self._speaker(voice)
        return Session(translator, speaker, pacing=config.pacing)

    def _routes(self, config: SessionConfig) -> dict[str, Route]:
        if config.source is not None:
            return {config.source: self.route(config.source, config.target)}
        routes = {}
        refusal: RouteError | None = None
        for source in CORE_LANGUAGES:
            if source == config.target:
                continue
            try:
                routes[source] = self.route(source, config.target)
            except RouteError as error:
                refusal = error
        if not routes and refusal is not None:
            raise refusal
        return routes

    def _voice(self, config: SessionConfig) -> Voice:
        if config.voice is None:
            return self.voices.default(config.target)
        return self.voices.find(config.voice, language=config.target)

    def _speaker(self, voice: Voice) -> Speaker:
        phonemiser = PhonemeProcess()
        self._phonemisers.append(phonemiser)
        model = self._load(_VOICE_PACK, KokoroModel)
        return Speaker(model, phonemiser, voice, language=voice.language, config=SpeakerConfig())

    def _translator(self, config: SessionConfig, routes: dict[str, Route]) -> SpeechTranslator:
        for route in routes.values():
            self._load(route.speech, WhisperModel)
            for text in route.text:
                self._load(text, MarianModel)
        detector = next(iter(routes.values())).speech
        return SpeechTranslator(
            vad=self._load(_VAD_PACK, SileroModel),
            whisper=self._load(detector, WhisperModel),
            chain_for=lambda source: self._chain(config, source, routes[source]),
            sources=tuple(routes),
            target=config.target,
            config=TranslatorConfig(),
        )

    def _chain(self, config: SessionConfig, source: str, route: Route) -> Chain:
        speech = SpeechDecoder(
            self._load(route.speech, WhisperModel),
            speech_policy(config.policy, config.promptness),
            language=source,
            task=route.speech_task.value,
            config=SpeechDecoderConfig(
                step_ms=step_ms(config.promptness), beams=config.speech_beams
            ),
        )
        texts: list[TextTranslator] = []
        language = source if route.speech_task is SpeechTask.TRANSCRIBE else "en"
        for pack in route.text:
            (language_pair,) = (
                pair for pair in self._store.catalogue.pack(pack).pairs if pair[0] == language
            )
            texts.append(
                TextTranslator(
                    self._load(pack, MarianModel),
                    text_policy(config.policy, config.promptness),
                    language=language,
                    config=TextTranslatorConfig(beams=config.text_beams),
                )
            )
            language = language_pair[1]
        return Chain(
            speech,
            tuple(texts),
            shows_transcript=route.speech_task is SpeechTask.TRANSCRIBE,
        )

    def _load(self, pack: str, kind: type[_Model]) -> _Model:
        model = self._loaded.get(pack)
        if model is None:
            model = kind(self._store.folder(pack), runtime=self._runtime)
            self._loaded[pack] = model
        if not isinstance(model, kind):
            raise TypeError(f"{pack} is a {type(model).__name__}, not a {kind.__name__}")
        return model
