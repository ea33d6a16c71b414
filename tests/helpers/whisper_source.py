"""The Whisper weights as they are published, and CTranslate2's own reading of them."""

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import ctranslate2
import numpy as np

from engine.arrays import Float32
from engine.asr.whisper.decoding import Task
from engine.asr.whisper.model import WhisperModel
from engine.packs.convert.table import CONVERTERS
from engine.packs.install import Installer
from engine.packs.store import PackStore

_PACK_ID = "whisper-base"


def source_folder(packs: PackStore) -> Path:
    """The pack's files before any export, fetched once beside the installed packs."""
    sources = PackStore(
        packs.root.parent / "sources",
        packs.catalogue,
        converters={**CONVERTERS, "whisper": replace(CONVERTERS["copy"])},
    )
    Installer(sources).install([_PACK_ID], wait_s=1800)
    return sources.folder(_PACK_ID)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceText:
    """What CTranslate2 understood."""

    tokens: tuple[int, ...]
    no_speech_probability: float


class CTranslate2Whisper:
    """CTranslate2 in float32 on the same model.bin.

    Args:
        source: model.bin, config.json, tokenizer.json.
        folder: to put a copy with a vocabulary in, which CTranslate2 wants as a file.
        model: the exported model, for its token ids.
    """

    def __init__(self, source: Path, folder: Path, *, model: WhisperModel) -> None:
        for name in ("model.bin", "config.json"):
            shutil.copyfile(source / name, folder / name)
        tokenizer = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
        words = {**tokenizer["model"]["vocab"]}
        words.update({token["content"]: token["id"] for token in tokenizer["added_tokens"]})
        by_id = {number: word for word, number in words.items()}
        config = model.config
        vocabulary = [
            by_id.get(number, f"<|{(number - config.first_timestamp) * 0.02:.2f}|>")
            for number in range(config.vocab_size)
        ]
        (folder / "vocabulary.json").write_text(json.dumps(vocabulary), encoding="utf-8")
        self._model = ctranslate2.models.Whisper(
            str(folder), device="cpu", compute_type="float32", intra_threads=2
        )
        self._config = config

    def encode(self, features: Float32) -> ctranslate2.StorageView:
        """What CTranslate2 hears in log-mel features [n_mels, n]."""
        view = ctranslate2.StorageView.from_array(np.ascontiguousarray(features[None]))
        return self._model.encode(view)

    def decode(
        self,
        encoded: ctranslate2.StorageView,
        *,
        language: str,
        task: Task,
        beams: int,
        max_new_tokens: int,
        prompt: tuple[int, ...] = (),
        timestamps: bool = False,
    ) -> ReferenceText:
        """What it understands."""
        config = self._config
        start = [
            config.start_of_transcript,
            config.languages[language],
            config.translate if task == "translate" else config.transcribe,
        ]
        if prompt:
            start = [config.start_of_previous, *prompt, *start]
        if not timestamps:
            start.append(config.no_timestamps)
        (result,) = self._model.generate(
            encoded,
            [start],
            beam_size=beams,
            # It gives half of this to new tokens (src/models/whisper.cc).
            max_length=2 * max_new_tokens,
            return_no_speech_prob=True,
        )
        return ReferenceText(
            tokens=tuple(result.sequences_ids[0]), no_speech_probability=result.no_speech_prob
        )

    def detect_language(self, encoded: ctranslate2.StorageView) -> dict[str, float]:
        """Probability of each language."""
        (ranked,) = self._model.detect_language(encoded)
        return {token[2:-2]: probability for token, probability in ranked}
