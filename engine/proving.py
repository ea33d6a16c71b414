"""Has installed packs prove themselves: known questions, right answers, and the cost here.

The questions ship with Dragoman (resources/proving). They are easy: what fails them is damaged, or
is not the model that the catalogue says. A transcript is right that has most of its words; a
translation that is closer to the reference than the least that a poor model gives, and closer to it
than to the same sentence in any other language. Voices are heard back by a speech model.

Every pack is loaded alone, asked, measured and let go.
"""

import logging
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from importlib import metadata, resources
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.model import SpeechModel, SpeechOptions
from engine.asr.silero import FRAME_SAMPLES, SileroModel
from engine.asr.streaming import SpeechDecoder, SpeechDecoderConfig
from engine.asr.vad import SpeechFrame
from engine.audio.files import read_audio
from engine.audio.resample import Resampler
from engine.compute import Device, resident_memory_mb
from engine.errors import EngineError
from engine.interpreter import load_voices
from engine.loading import FAMILIES, LoadedModels, ModelFamily
from engine.mt.model import TextModel
from engine.onnx import Runtime, is_available
from engine.packs.entries import Pack, Role
from engine.packs.proofs import Answer, Measure, Proof
from engine.packs.store import PackState, PackStore
from engine.planner import SPEECH_BEAMS, Planner
from engine.policy import LatencyPreset, PolicyName, speech_policy, step_ms
from engine.speakers.model import SpeakerEncoder
from engine.text_scores import chrf, count_word_errors, plain_words
from engine.tts.cloning.clarity import Understand, transcriber
from engine.tts.model import Voice, VoiceModel
from engine.tts.phonemes import PhonemeProcess, Phonemiser
from engine.tts.voices import VoiceCatalogue

_log = logging.getLogger(__name__)

_MOST_WORDS_WRONG: Final = 60.0
"""Percent. Whisper base gets at most a third of them wrong; a broken model all."""

_LEAST_CHRF: Final = 30.0
"""The poorest starter route gets half as much again; another language's text about 20."""

_LEAST_SEPARATION: Final = 25.0
_PACE: Final = (4.0, 40.0)
"""Characters a second between which somebody may be speaking."""

_LONGEST_COST_S: Final = 20.0
"""Computing after which a model is slow enough to know."""

_PATIENCE_S: Final = 60.0
"""Computing after which only one question of a kind is asked."""

_OTHERS: Final = frozenset(Device) - {Device.AUTO, Device.CPU}
_OPTIONS: Final = SpeechOptions(beams=2, max_new_tokens=96)
_ORDER: Final = (Role.SPEECH, Role.TEXT, Role.VAD, Role.SPEAKER_ENCODER, Role.VOICE)
"""What hears comes before what has to be heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Somebody says a sentence.

    Attributes:
        texts: what is said, and translations, by language.
    """

    path: Path
    language: str
    texts: Mapping[str, str]

    @property
    def samples(self) -> Float32:
        """[n] at SOURCE_RATE_HZ."""
        return read_audio(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What packs are asked.

    Attributes:
        recordings: of people.
        sentences: each in several languages.
    """

    recordings: tuple[Recording, ...]
    sentences: tuple[Mapping[str, str], ...]

    @classmethod
    def shipped(cls) -> "Questions":
        """Those that ship with Dragoman."""
        folder = Path(str(resources.files("resources") / "proving"))
        values = tomllib.loads((folder / "answers.toml").read_text(encoding="utf-8"))
        recordings = [
            Recording(
                path=folder / item["file"],
                language=item["language"],
                texts={key: text for key, text in item.items() if key not in ("file", "language")},
            )
            for item in values["recordings"]
        ]
        return cls(recordings=tuple(recordings), sentences=tuple(values["sentences"]))

    def spoken(self, language: str) -> list[Recording]:
        """Recordings of a language."""
        return [item for item in self.recordings if item.language == language]

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the recordings, each once."""
        return tuple(dict.fromkeys(item.language for item in self.recordings))


class _Cost:
    """Sums up how long pieces of work take, by several clocks."""

    def __init__(self, clocks: Sequence[Callable[[], float]]) -> None:
        self._clocks = clocks
        self._sums = [0.0] * len(clocks)

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count what is done in a `with` block."""
        began = [clock() for clock in self._clocks]
        yield
        for number, clock in enumerate(self._clocks):
            self._sums[number] += clock() - began[number]

    @property
    def seconds(self) -> float:
        """The least of the sums."""
        return min(self._sums)


class Prover:
    """Asks installed packs.

    Args:
        store: the packs; their proofs are put there.
        runtime: how models run.
        families: what loads a pack.
        voices: to speak with; those that ship and belong to installed packs if None.
        phonemiser: the phoneme program; the one that ships with Dragoman, for as long as it is
            needed, if None.
        questions: those that ship with Dragoman if None.
        clocks: seconds, for the cost: the least that any of them shows counts. By default that of
            the wall and that of the processor, since what other programs compute meanwhile is no
            cost of the model.
    """

    def __init__(
        self,
        store: PackStore,
        *,
        runtime: Runtime,
        families: Mapping[str, ModelFamily] = FAMILIES,
        voices: VoiceCatalogue | None = None,
        phonemiser: Phonemiser | None = None,
        questions: Questions | None = None,
        clocks: Sequence[Callable[[], float]] = (time.perf_counter, time.process_time),
    ) -> None:
        self._store = store
        self._runtime = runtime
        self._device = runtime.device
        if self._device is Device.AUTO and not any(is_available(other) for other in _OTHERS):
            self._device = Device.CPU
        self._families = families
        self._given_voices = voices
        self._phonemiser = phonemiser
        self._questions = questions or Questions.shipped()
        self._clocks = tuple(clocks)

    def unproved(self, names: Iterable[str]) -> tuple[str, ...]:
        """Of packs and groups those that are installed and have no proof of this device."""
        return tuple(
            pack.id
            for pack in self._store.catalogue.resolve(names)
            if self._store.state(pack.id) is PackState.INSTALLED
            and self._device.value not in {proof.device for proof in self._store.proofs(pack.id)}
        )

    def prove(
        self, names: Iterable[str], *, on_begin: Callable[[str], None] = lambda _: None
    ) -> Iterator[tuple[str, Proof]]:
        """Ask packs one after the other, and put down what they showed.

        Args:
            names: of packs and groups.
            on_begin: told the id of each pack before it is asked.

        Yields:
            The id of a pack and its proof, as soon as it is there.

        Raises:
            CatalogueError: there is no pack or group of that name.
            PackError: one is not installed or its files are damaged, or the proof cannot be
                written.
        """
        packs = sorted(
            self._store.catalogue.resolve(names), key=lambda pack: _ORDER.index(pack.role)
        )
        for pack in packs:
            on_begin(pack.id)
            self._store.folder(pack.id)  # what is missing or damaged is no wrong answer
            proof = self._prove(pack)
            self._store.set_proof(pack.id, proof)
            yield pack.id, proof

    def failing(
        self, names: Iterable[str], *, on_begin: Callable[[str], None] = lambda _: None
    ) -> tuple[str, ...]:
        """Ask those packs that have not been asked yet.

        Args:
            names: of packs and groups.
            on_begin: as `prove`.

        Returns:
            The ids of all of them that give wrong answers.

        Raises:
            CatalogueError, PackError: as `prove`.
        """
        packs = self._store.catalogue.resolve(names)
        for _ in self.prove(self.unproved(names), on_begin=on_begin):
            pass
        return tuple(
            pack.id
            for pack in packs
            for proof in self._store.proofs(pack.id)
            if proof.device == self._device.value and proof.has_failed
        )

    def _prove(self, pack: Pack) -> Proof:
        proof = Proof(
            answers=(),
            problem="",
            real_time_factor=None,
            memory_mb=None,
            device=self._device.value,
            threads=self._runtime.threads,
            date=datetime.now(UTC).isoformat(timespec="seconds"),
            version=_version(),
            digest=self._store.digest(pack.id),
        )
        try:
            models = LoadedModels(self._store, runtime=self._runtime, families=self._families)
            ears = self._ears(models) if pack.role is Role.VOICE else None
            before_mb = resident_memory_mb()
            answers, factor = self._ask(pack, models, ears)
        except (EngineError, ImportError, MemoryError) as error:
            return replace(proof, problem=str(error) or type(error).__name__)
        except Exception as error:  # noqa: BLE001 - a wrong network raises what its runtime likes
            _log.info("%s could not prove itself", pack.id, exc_info=True)
            lines = str(error).strip().splitlines()
            return replace(proof, problem=lines[0] if lines else type(error).__name__)
        after_mb = resident_memory_mb()
        memory_mb = None
        if before_mb is not None and after_mb is not None:
            memory_mb = max(0.0, after_mb - before_mb)
        return replace(proof, answers=tuple(answers), real_time_factor=factor, memory_mb=memory_mb)

    def _ask(
        self, pack: Pack, models: LoadedModels, ears: Understand | None
    ) -> tuple[list[Answer], float | None]:
        match pack.role:
            case Role.SPEECH:
                speech = models.speech(pack.id)
                return list(self._hear(pack, speech)), self._hearing_cost(pack, speech)
            case Role.TEXT:
                return self._translate(pack, models.text(pack.id))
            case Role.VOICE:
                return self._speak(pack, models.voice(pack.id), ears)
            case Role.VAD:
                return self._tell_speech(models.load_as(pack.id, SileroModel)), None
            case Role.SPEAKER_ENCODER:
                return self._tell_speakers(models.speaker_encoder(pack.id)), None

    def _hear(self, pack: Pack, model: SpeechModel) -> Iterator[Answer]:
        cost = _Cost(self._clocks)
        for source in self._questions.languages:
            for target in pack.leads_to(source):
                recordings = self._questions.spoken(source)
                asked = [item for item in recordings if target in item.texts]
                if cost.seconds > _PATIENCE_S:
                    asked = asked[:1]
                if asked:
                    with cost.counted():
                        pairs = [(_heard(model, item, target), item.texts) for item in asked]
                    if source == target:
                        yield _transcript(target, pairs)
                    else:
                        yield _translation(source, target, pairs)

    def _hearing_cost(self, pack: Pack, model: SpeechModel) -> float | None:
        """Seconds of computing for one of speech, streaming the longest recording."""
        fitting = [item for item in self._questions.recordings if pack.leads_to(item.language)]
        if not fitting:
            return None
        samples, language = max(
            ((item.samples, item.language) for item in fitting), key=lambda item: len(item[0])
        )
        decoder = SpeechDecoder(
            model,
            speech_policy(PolicyName.CONFIRMED, LatencyPreset.BALANCED),
            source=language,
            target=pack.leads_to(language)[-1],
            config=SpeechDecoderConfig(step_ms=step_ms(LatencyPreset.BALANCED), beams=SPEECH_BEAMS),
        )
        cost, heard = _Cost(self._clocks), 0
        for start in range(0, len(samples), FRAME_SAMPLES):
            frame = samples[start : start + FRAME_SAMPLES]
            heard = start + len(frame)
            speech = SpeechFrame(
                samples=frame,
                start=start,
                heard=heard,
                silence=0,
                opens=start == 0,
                closes=heard == len(samples),
            )
            with cost.counted():
                decoder.push(speech)
            if cost.seconds > _LONGEST_COST_S:
                break
        return cost.seconds * SOURCE_RATE_HZ / max(1, heard)

    def _translate(self, pack: Pack, model: TextModel) -> tuple[list[Answer], float | None]:
        answers, cost, n_sentences = [], _Cost(self._clocks), 0
        for source, target in pack.pairs:
            pairs = []
            for texts in self._questions.sentences:
                if source in texts and target in texts:
                    with cost.counted():
                        found = model.translate(texts[source]).text
                    n_sentences += 1
                    # A source that was copied must not pass for a translation of itself.
                    pairs.append((found, texts))
            if pairs:
                answers.append(_translation(source, target, pairs))
        # On air a sentence is translated again at every step of the speech model.
        steps_per_s = 1000 / step_ms(LatencyPreset.BALANCED)
        return answers, cost.seconds / n_sentences * steps_per_s if n_sentences else None

    def _speak(
        self, pack: Pack, model: VoiceModel, ears: Understand | None
    ) -> tuple[list[Answer], float | None]:
        answers, cost, lasts_s = [], _Cost(self._clocks), 0.0
        with ExitStack() as stack:
            phonemiser = self._phonemiser or stack.enter_context(PhonemeProcess())
            for language in pack.languages:
                voice = self._voice(pack, language)
                said = [texts[language] for texts in self._questions.sentences if language in texts]
                if voice is None or not said:
                    continue
                synthesiser = model.synthesiser_for(voice, phonemiser=phonemiser)
                synthesiser.prepare()
                pairs, paces = [], []
                for sentence in said[1:2]:
                    with cost.counted():
                        pieces = [piece.samples for piece in synthesiser.speak(sentence, tempo=1.0)]
                    sound = np.concatenate(pieces)
                    lasts_s += len(sound) / synthesiser.rate_hz
                    paces.append(len(sentence) * synthesiser.rate_hz / max(1, len(sound)))
                    if ears is not None and len(sound):
                        heard = ears(_at_source_rate(sound, synthesiser.rate_hz), language)
                        pairs.append((heard, {language: sentence}))
                if ears is not None:
                    answers.append(_transcript(language, pairs))
                else:
                    answers.append(_pace(language, paces))
        return answers, cost.seconds / lasts_s if lasts_s else None

    def _voice(self, pack: Pack, language: str) -> Voice | None:
        """A voice that ships and speaks with a pack."""
        fitting = (
            voice
            for voice in self._voices.voices(language)
            if voice.sound.family == pack.family and not voice.is_clone
        )
        return next(fitting, None)

    @cached_property
    def _voices(self) -> VoiceCatalogue:
        # Packs that failed before are asked again.
        every = tuple(pack.id for pack in self._store.catalogue.packs)
        return self._given_voices or load_voices(self._store, packs=every)

    def _ears(self, models: LoadedModels) -> Understand | None:
        """What hears voices back; None where no speech model is installed that works."""
        planner = Planner(self._store, lambda: self._voices, families=self._families)
        pack = planner.transcriber_pack(self._questions.languages)
        pack = pack or planner.transcriber_pack(())
        return None if pack is None else transcriber(models.speech(pack))

    def _tell_speech(self, model: SileroModel) -> list[Answer]:
        noise = np.random.default_rng(0).normal(0, 0.01, 2 * SOURCE_RATE_HZ).astype(np.float32)
        shares = [_speech_share(model, item.samples) for item in self._questions.recordings]
        apart = 100 * (float(np.mean(shares)) - _speech_share(model, noise))
        return [_separation(apart)]

    def _tell_speakers(self, encoder: SpeakerEncoder) -> list[Answer]:
        halves = [np.array_split(item.samples, 2) for item in self._questions.recordings]
        found = [[encoder.embed(half) for half in pair] for pair in halves]
        firsts = [first for first, _ in found]
        same = [encoder.similarity(first, second) for first, second in found]
        # The one before the first is the last.
        other = [encoder.similarity(firsts[n], firsts[n - 1]) for n in range(len(firsts))]
        return [_separation(100 * float(np.median(same) - np.median(other)))]


def _heard(model: SpeechModel, recording: Recording, target: str) -> str:
    heard = model.encode(recording.samples[: model.traits.max_samples], is_last=True)
    found = heard.decode(source=recording.language, target=target, options=_OPTIONS)
    return model.text(found.tokens).strip()


def _transcript(language: str, pairs: Sequence[tuple[str, Mapping[str, str]]]) -> Answer:
    wrong = words = 0
    for heard, texts in pairs:
        said = len(plain_words(texts[language]))
        wrong += min(said, count_word_errors(texts[language], heard))
        words += said
    rate = 100 * wrong / words if words else 100.0
    return Answer(
        source=language,
        target=language,
        measure=Measure.WORD_ERROR_RATE,
        value=rate,
        is_right=rate <= _MOST_WORDS_WRONG,
    )


def _translation(
    source: str, target: str, pairs: Sequence[tuple[str, Mapping[str, str]]]
) -> Answer:
    means: dict[str, list[float]] = {}
    for found, texts in pairs:
        for language, text in texts.items():
            means.setdefault(language, []).append(chrf(found, text))
    scores = {language: sum(values) / len(values) for language, values in means.items()}
    return Answer(
        source=source,
        target=target,
        measure=Measure.CHRF,
        value=scores[target],
        is_right=scores[target] >= _LEAST_CHRF and scores[target] == max(scores.values()),
    )


def _pace(language: str, paces: Sequence[float]) -> Answer:
    lowest, highest = _PACE
    return Answer(
        source=language,
        target=language,
        measure=Measure.PACE,
        value=sum(paces) / len(paces),
        is_right=all(lowest <= pace <= highest for pace in paces),
    )


def _separation(value: float) -> Answer:
    return Answer(
        source="",
        target="",
        measure=Measure.SEPARATION,
        value=value,
        is_right=value >= _LEAST_SEPARATION,
    )


def _speech_share(model: SileroModel, samples: Float32) -> float:
    whole = len(samples) // FRAME_SAMPLES * FRAME_SAMPLES
    probabilities, _ = model.step(samples[:whole], model.initial_state())
    return float(np.mean(probabilities > 0.5))


def _at_source_rate(samples: Float32, rate_hz: int) -> Float32:
    resampler = Resampler(from_hz=rate_hz, to_hz=SOURCE_RATE_HZ)
    return np.concatenate([resampler.push(samples), resampler.flush()])


def _version() -> str:
    try:
        return metadata.version("dragoman")
    except metadata.PackageNotFoundError:
        return ""
