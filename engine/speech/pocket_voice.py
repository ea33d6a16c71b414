"""Speaks with Pocket TTS: a clause becomes sound a frame of 80 ms at a time."""

# ruff: noqa: RUF001 - typographic signs are meant as they stand

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
import soxr

from engine.arrays import Float32
from engine.errors import VoiceError
from engine.models.pocket import PocketModel, State
from engine.packs.entries import Family
from engine.speech.contract import SpeechPiece, Voice
from engine.speech.smoothing import EdgeTrimmer

_MOST_CLIP_S: Final = 30
_TEMPERATURE: Final = 0.3
"""What listeners preferred, says the reference since its version 4."""

_SPARE_FRAMES: Final = 2
_BREAKS: Final = ".!?…,;:—–"


@dataclass(frozen=True, slots=True, kw_only=True)
class PocketClip:
    """A voice of Pocket TTS: somebody speaking.

    Attributes:
        path: a recording of about 10 s; a relative one lies in the folder of the pack.
    """

    path: Path

    @property
    def family(self) -> Family:
        """The kind of network that it is for."""
        return Family.POCKET


class PocketVoiceEngine:
    """A voice of Pocket TTS; a VoiceEngine.

    Args:
        model: the loaded weights.
        voice: whom it speaks as.
        clip: how that person sounds.
    """

    def __init__(self, model: PocketModel, voice: Voice, clip: PocketClip) -> None:
        self._model = model
        self._voice = voice
        self._clip = clip
        self._state: State | None = None

    @property
    def voice(self) -> Voice:
        """What it speaks with."""
        return self._voice

    @property
    def rate_hz(self) -> int:
        """The rate of its pieces."""
        return self._model.rate_hz

    @property
    def least_words(self) -> int:
        """One or two words alone come out garbled, most of all in French."""
        return 3

    def prepare(self) -> None:
        """Listen to the clip.

        Raises:
            VoiceError: it cannot be read.
        """
        self._voice_state()

    def own_tempo(self, tempo: float) -> float:
        """The model has no say in its tempo."""
        del tempo
        return 1.0

    def speak(self, text: str, *, tempo: float) -> Iterator[SpeechPiece]:
        """Speak a clause, frame by frame; the same text always sounds the same."""
        del tempo
        rules = self._model.rules
        generator = np.random.default_rng(zlib.crc32(text.encode()))
        chunks = self._chunks(text)
        trimmer = EdgeTrimmer(self.rate_hz)
        for chunk in chunks:
            said, frames_after_end = prepared_text(
                chunk, pads_short=rules.pads_short, has_no_semicolons=rules.has_no_semicolons
            )
            token_ids = self._model.tokenise(said)
            latents = self._model.latents(
                self._model.text_state(token_ids, self._voice_state()),
                n_tokens=len(token_ids),
                frames_after_end=max(1, rules.frames_after_end or frames_after_end),
                temperature=_TEMPERATURE,
                noise=lambda size: generator.standard_normal(size, dtype=np.float32),
            )
            state = self._model.decoder_state()
            for latent, _ in latents:
                samples, state = self._model.decode(latent[None], state)
                yield SpeechPiece(samples=trimmer.push(samples), is_last=False)
        yield SpeechPiece(samples=trimmer.flush(), is_last=True)

    def _voice_state(self) -> State:
        # Two threads that come here at once do the same twice, which does no harm.
        if self._state is None:
            path = self._model.folder / self._clip.path
            self._state = self._model.voice_state(self._model.encode_voice(self._read(path)))
        return self._state

    def _read(self, path: Path) -> Float32:
        try:
            samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
        except (OSError, soundfile.LibsndfileError) as error:
            raise VoiceError(
                f"The recording {path.name} of the voice {self._voice.name} cannot be read "
                f"({error}); install its pack or make the voice again."
            ) from error
        mono = samples[: _MOST_CLIP_S * rate_hz].mean(axis=1)
        return np.asarray(soxr.resample(mono, rate_hz, self.rate_hz), np.float32)

    def _chunks(self, text: str) -> list[str]:
        """Cut a text that is too long for the model, at marks where there are any."""
        words = text.split()
        if not any(character.isalnum() for character in text):
            return []
        chunks: list[str] = []
        while words:
            n_fitting = len(words)
            while n_fitting > 1 and self._is_too_long(words[:n_fitting]):
                n_fitting -= 1
            if n_fitting < len(words):
                marks = [n for n in range(2, n_fitting + 1) if words[n - 1][-1] in _BREAKS]
                n_fitting = marks[-1] if marks else n_fitting
            chunks.append(" ".join(words[:n_fitting]))
            words = words[n_fitting:]
        return chunks

    def _is_too_long(self, words: list[str]) -> bool:
        return len(self._model.tokenise(" ".join(words))) > self._model.rules.most_tokens


def prepared_text(text: str, *, pads_short: bool, has_no_semicolons: bool) -> tuple[str, int]:
    """Write a text as the model was trained to read it.

    Args:
        text: with something in it that can be said.
        pads_short: put spaces before fewer than five words.
        has_no_semicolons: write commas in their place.

    Returns:
        The text, and how many frames to make after its end.
    """
    text = text.strip().replace("\n", " ").replace("\r", " ").replace("  ", " ")
    if has_no_semicolons:
        text = text.replace(";", ",")
    n_words = len(text.split())
    text = text[0].upper() + text[1:]
    if text[-1].isalnum():
        text += "."
    if pads_short and n_words < 5:
        text = " " * 8 + text
    return text, (3 if n_words <= 4 else 1) + _SPARE_FRAMES
