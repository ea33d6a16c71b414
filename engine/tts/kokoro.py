"""Kokoro-82M, the voice model: phoneme tokens and a style vector to 24 kHz speech.

Weights and architecture: https://huggingface.co/hexgrad/Kokoro-82M (Apache-2.0), a StyleTTS 2
(https://arxiv.org/abs/2306.07691) with an ISTFTNet vocoder (https://arxiv.org/abs/2203.02395).
"""

# ruff: noqa: RUF001 - phonetic signs are meant as they stand

import functools
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.arrays import Float32
from engine.errors import CatalogueError, ModelError, VoiceError
from engine.messages import Code
from engine.onnx import OnnxGraph, Runtime
from engine.tts.model import SpeechPiece, Synthesiser, Voice
from engine.tts.phonemes import Phonemiser
from engine.tts.shaping import faded, trimmed

FAMILY: Final = "kokoro"

KOKORO_RATE_HZ: Final = 24_000
"""What the model speaks."""

STYLE_SIZE: Final = 256
"""Length of a style vector: 128 numbers for the decoder's timbre, 128 for prosody."""

MAX_TOKENS: Final = 510
"""The text encoder has 512 positions; the padding token at either end takes one each."""

_PADDING_ID: Final = 0
_PUNCTUATION: Final = re.compile(r"\s*([,.;:!?…—]+)\s*")
_BLEND: Final = re.compile(r"(?P<rest>.+)\+(?P<added>\w+):(?P<share>0?\.\d+)")


# Affricates and diphthongs that Kokoro's vocabulary has as one character, with `^` as the tie:
# https://github.com/hexgrad/misaki/blob/main/EN_PHONES.md and misaki/espeak.py.
_TIED: Final = {
    "a^ɪ": "I",
    "a^ʊ": "W",
    "e^ɪ": "A",
    "o^ʊ": "O",
    "ə^ʊ": "Q",
    "ɔ^ɪ": "Y",
    "d^z": "ʣ",
    "d^ʒ": "ʤ",
    "t^s": "ʦ",
    "t^ʃ": "ʧ",
}
# What the English voices were trained on in place of eSpeak's own signs (the same source).
_ENGLISH: Final = {
    "ə^l": "ᵊl",
    "ʔˌn\u0329": "tᵊn",
    "ʔn": "tᵊn",
    "ʔ": "t",
    "ɐ": "ə",
    "ɚ": "əɹ",
    "e": "A",
    "r": "ɹ",
    "x": "k",
    "ç": "k",
    "ɬ": "l",
    "ʲ": "",
    "\u0303": "",
}
_AMERICAN: Final = {"ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪə": "iə", "ː": ""}
_BRITISH: Final = {"e^ə": "ɛː", "iə": "ɪə"}
# German signs outside the vocabulary, by the nearest sound in it. eSpeak writes ɜ for the vowel of
# "besser", ɾ for the r that a French or English voice only knows as ʁ, and a sign of its own for a
# long a, which a Portuguese voice only knows as a (resources/voices/README.md: how much clearer).
_GERMAN: Final = {"ɔ^ø": "Y", "p^f": "pf", "ʏ": "y", "ɜ": "ɐ", "ɾ": "ʁ", "r": "ʁ", "ɑ": "a"}
# The t of "vingt" is heard in "vingt-huit", but in neither "quatre-vingt-huit" nor "-onze".
_FRENCH: Final = {
    "-": "",
    "ʁvˈɛ\u0303ty": "ʁvˈɛ\u0303y",
    "ʁvˈɛ\u0303tˈɔ\u0303z": "ʁvˈɛ\u0303ˈɔ\u0303z",
    "ʁvˈɛ\u0303tɔ\u0303z": "ʁvˈɛ\u0303ɔ\u0303z",
}

_SPELLINGS: Final[dict[str, tuple[dict[str, str], ...]]] = {
    "en-us": (_TIED, _ENGLISH, _AMERICAN),
    "en-gb": (_BRITISH, _TIED, _ENGLISH),
    "de": (_GERMAN, _TIED),
    "fr-fr": (_FRENCH, _TIED),
}


def kokoro_spelling(phonemes: str, tag: str) -> str:
    """Rewrite a phoneme program's answer in the signs that Kokoro was trained on."""
    phonemes = re.sub(r"\([a-z^-]+\)", "", phonemes)  # eSpeak's marks of a change of language
    for table in _SPELLINGS.get(tag, (_TIED,)):
        for sign in sorted(table, key=len, reverse=True):
            phonemes = phonemes.replace(sign, table[sign])
    return phonemes.replace("^", "").replace("\u0329", "").replace("-", "")


def phonemes_of_clause(text: str, tag: str, *, phonemiser: Phonemiser) -> str:
    """Return Kokoro's phonemes of a text, with the punctuation that shapes its melody.

    Args:
        text: words and punctuation as they are to be read (see engine/spoken).
        tag: language and accent, such as `en-gb`.
        phonemiser: what knows the words.

    Raises:
        PhonemeError: the phonemiser cannot answer.
    """
    parts = []
    for index, piece in enumerate(_PUNCTUATION.split(text)):
        if index % 2:
            parts.append(piece[-1] + " ")
        elif any(c.isalnum() for c in piece):
            parts.append(kokoro_spelling(phonemiser.phonemes(piece, tag), tag))
    return "".join(parts).strip()


def split_phonemes(phonemes: str, *, most: int) -> list[str]:
    """Cut phonemes into parts of at most `most` characters, at spaces where there are any."""
    parts = []
    while len(phonemes) > most:
        cut = phonemes.rfind(" ", 0, most + 1)
        cut = cut if cut > 0 else most
        parts.append(phonemes[:cut].strip())
        phonemes = phonemes[cut:].strip()
    return [part for part in [*parts, phonemes] if part]


class KokoroModel:
    """The loaded voice model; a VoiceModel.

    Attributes:
        vocabulary: phoneme or punctuation character to token id.
    """

    def __init__(self, folder: Path, *, runtime: Runtime) -> None:
        self.vocabulary: Mapping[str, int] = _read_vocabulary(folder / "vocab.json")
        self._graph = OnnxGraph(folder / "kokoro.onnx", runtime)
        missing = {"tokens", "style", "speed"} - set(self._graph.inputs)
        if missing or "audio" not in self._graph.outputs:
            raise ModelError(
                Code.MODEL_FILE_INVALID,
                file="kokoro.onnx",
                detail=f"it has the inputs {', '.join(self._graph.inputs)}",
            )

    def synthesiser_for(self, voice: Voice, *, phonemiser: Phonemiser) -> Synthesiser:
        """See VoiceModel."""
        if not isinstance(voice.sound, KokoroStyle):
            raise VoiceError(Code.VOICE_OTHER_MODEL, voice=voice.name, family=voice.sound.family)
        return KokoroSynthesiser(self, phonemiser, voice, voice.sound)

    def tokenise(self, phonemes: str) -> list[int]:
        """Return the ids of phoneme characters; those outside the vocabulary are left out."""
        return [self.vocabulary[c] for c in phonemes if c in self.vocabulary]

    def synthesise(self, token_ids: Sequence[int], style: Float32, *, speed: float) -> Float32:
        """Speak one stretch of phonemes.

        Args:
            token_ids: 1 to MAX_TOKENS ids, without padding.
            style: [256], the voice's row for this number of tokens.
            speed: predicted durations are divided by it; 1.0 is the voice's own.

        Returns:
            [n] float32 mono at KOKORO_RATE_HZ.

        Raises:
            ValueError: the arguments are outside what the model takes.
        """
        if not 1 <= len(token_ids) <= MAX_TOKENS:
            raise ValueError(
                f"Kokoro speaks 1 to {MAX_TOKENS} tokens at once, not {len(token_ids)}"
            )
        if style.shape != (STYLE_SIZE,):
            raise ValueError(f"a style vector has shape ({STYLE_SIZE},), not {style.shape}")
        if not (math.isfinite(speed) and speed > 0):
            raise ValueError(f"speed must be a positive number, not {speed}")
        (audio,) = self._graph.run(
            ("audio",),
            {
                "tokens": np.array([[_PADDING_ID, *token_ids, _PADDING_ID]], dtype=np.int64),
                "style": style[np.newaxis].astype(np.float32, copy=False),
                "speed": np.array([speed], dtype=np.float32),
            },
        )
        return audio.astype(np.float32, copy=False).reshape(-1)


def _read_vocabulary(path: Path) -> dict[str, int]:
    try:
        document: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail=str(error)) from error
    table = document.get("vocab") if isinstance(document, dict) else None
    if not isinstance(table, dict) or not table:
        raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail="it holds no vocabulary")
    vocabulary: dict[str, int] = {}
    for symbol, token_id in table.items():
        if not isinstance(symbol, str) or len(symbol) != 1 or not isinstance(token_id, int):
            raise ModelError(
                Code.MODEL_FILE_INVALID,
                file=path.name,
                detail=f"it maps {symbol!r} to {token_id!r}, not a character to a number",
            )
        vocabulary[symbol] = token_id
    return vocabulary


STYLE_ROWS: Final = 510
"""Rows of a style table: one for each number of tokens that the model takes."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KokoroStyle:
    """How a voice of Kokoro sounds.

    Attributes:
        tag: language and accent for the phoneme program, such as `en-gb`.
        vectors: [rows, STYLE_SIZE]; row n is the style of an utterance of n tokens, the last row
            that of all longer ones: its first half shapes the timbre, the second the melody.
    """

    tag: str
    vectors: npt.NDArray[np.float16] | Float32

    @property
    def family(self) -> str:
        """The kind of network that it is for."""
        return FAMILY

    def row(self, n_tokens: int) -> Float32:
        """Return [STYLE_SIZE], the style of an utterance of that many tokens."""
        row = min(max(n_tokens, 0), len(self.vectors) - 1)
        return np.asarray(self.vectors[row], dtype=np.float32)


class KokoroSynthesiser:
    """A voice of Kokoro; a Synthesiser.

    Args:
        model: the loaded weights.
        phonemiser: what knows the words; takes any number of threads.
        voice: whom it speaks as.
        style: the sound of that voice.
    """

    def __init__(
        self, model: KokoroModel, phonemiser: Phonemiser, voice: Voice, style: KokoroStyle
    ) -> None:
        self._model = model
        self._phonemiser = phonemiser
        self._voice = voice
        self._style = style

    @property
    def voice(self) -> Voice:
        """What it speaks with."""
        return self._voice

    @property
    def rate_hz(self) -> int:
        """The rate of its pieces."""
        return KOKORO_RATE_HZ

    @property
    def least_words(self) -> int:
        """It says single words well."""
        return 1

    def prepare(self) -> None:
        """Start the phoneme program.

        Raises:
            PhonemeError: it does not work.
        """
        self._phonemiser.phonemes("a", self._style.tag)

    def own_tempo(self, tempo: float) -> float:
        """Half the haste is for the model and half for the signal: the model alone drops sounds.

        With a tempo of 1.35 the word error rate of a transcript of ten French sentences rises from
        4 to 19 % when the model does it all, and to 6 % this way.
        """
        return math.sqrt(tempo)

    def speak(self, text: str, *, tempo: float) -> Iterator[SpeechPiece]:
        """Speak a clause in one piece, or in several where it is too long for the model.

        Raises:
            PhonemeError: the phoneme program failed.
        """
        phonemes = phonemes_of_clause(text, self._style.tag, phonemiser=self._phonemiser)
        parts = [
            token_ids
            for part in split_phonemes(phonemes, most=MAX_TOKENS - 1)
            # Marks without words have no sound. And without the space the model swallows a short
            # first sound: "agree" for "I agree".
            if any(sign.isalpha() for sign in part)
            and (token_ids := self._model.tokenise(f" {part}"))
        ]
        for number, token_ids in enumerate(parts, 1):
            style = self._style.row(len(token_ids))
            speech = self._model.synthesise(token_ids, style, speed=tempo)
            speech = faded(trimmed(speech, KOKORO_RATE_HZ), KOKORO_RATE_HZ)
            yield SpeechPiece(samples=speech, is_last=number == len(parts))
        if not parts:
            yield SpeechPiece(samples=np.zeros(0, np.float32), is_last=True)


def load_kokoro(folder: Path, runtime: Runtime) -> KokoroModel:
    """Load the pack in a folder and run it once: a first run is slow, since it allocates memory.

    Raises:
        ModelError: a file is missing or damaged.
    """
    model = KokoroModel(folder, runtime=runtime)
    any_token = next(iter(model.vocabulary.values()))
    model.synthesise([any_token], np.zeros(STYLE_SIZE, np.float32), speed=1.0)
    return model


def sound_of_entry(entry: Mapping[str, object], folder: Path) -> KokoroStyle:
    """What an entry of voices.toml says of a voice's sound.

    Args:
        entry: its keys `tag`, `timbre` and `melody`.
        folder: holds voices.toml, and the style tables in `kokoro`.

    Raises:
        CatalogueError: a recipe cannot be read, or a table is missing or damaged.
    """
    vectors = style_table(
        folder / "kokoro", timbre=str(entry["timbre"]), melody=str(entry["melody"])
    )
    return KokoroStyle(tag=str(entry["tag"]), vectors=vectors)


@functools.lru_cache(maxsize=256)
def style_table(folder: Path, *, timbre: str, melody: str) -> npt.NDArray[np.float16]:
    """Return [STYLE_ROWS, STYLE_SIZE], read-only: one recipe's timbre with the other's melody.

    A table of 260 kB that never changes is kept once for all catalogues of the process.

    Args:
        folder: holds the published tables.
        timbre: the name of a table, or `a+b:0.3` for a with 30 % of b, or `a+b:0.3+c:0.2` for 80 %
            of that with 20 % of c.
        melody: likewise.

    Raises:
        CatalogueError: a recipe cannot be read, or a table is missing or damaged.
    """
    vectors = _blended(folder, timbre)
    if melody != timbre:
        half = STYLE_SIZE // 2
        vectors = np.concatenate([vectors[:, :half], _blended(folder, melody)[:, half:]], axis=1)
    vectors.flags.writeable = False
    return vectors


def _blended(folder: Path, recipe: str) -> npt.NDArray[np.float16]:
    match = _BLEND.fullmatch(recipe)
    if match is None:
        return _vectors(folder / f"{recipe}.npy")
    share = float(match["share"])
    rest = _blended(folder, match["rest"]).astype(np.float32)
    added = _vectors(folder / f"{match['added']}.npy").astype(np.float32)
    return ((1 - share) * rest + share * added).astype(np.float16)


def _vectors(path: Path) -> npt.NDArray[np.float16]:
    try:
        vectors = np.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise CatalogueError(
            Code.PROGRAM_FILE_DAMAGED, file=path.name, detail=str(error)
        ) from error
    if vectors.shape != (STYLE_ROWS, STYLE_SIZE) or vectors.dtype != np.float16:
        raise CatalogueError(
            Code.PROGRAM_FILE_DAMAGED,
            file=path.name,
            detail=f"{vectors.dtype} {vectors.shape} instead of float16 {(STYLE_ROWS, STYLE_SIZE)}",
        )
    fitting: npt.NDArray[np.float16] = vectors
    return fitting
