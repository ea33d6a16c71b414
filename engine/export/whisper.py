"""CTranslate2 Whisper models of any size to two ONNX graphs.

The network is that of "Robust Speech Recognition via Large-Scale Weak Supervision" (Radford et
al., 2022; openai/whisper, whisper/model.py): pre-norm Transformer encoder and decoder. All sizes
are read from the tensors.

encoder.onnx
    mel [1, n_mels, n_feature_frames], any number of frames up to 3000
    -> cross_key_<i>, cross_value_<i> [n_heads, n_frames, d_head] for every decoder layer:
    what the decoder's cross-attention needs of the audio, computed once.

decoder.onnx
    tokens [B, S] and, for every layer, three kinds of keys and values:
    cross_*_<i> as above, shared by all beams;
    shared_*_<i> [n_heads, P0, d_head]: of the tokens that all beams begin with;
    own_*_<i> [B', n_heads, P, d_head]: of the tokens since, for each beam of the step before.
    beams [B] names for each beam the one that it continues; the graph gathers `own` with it.
    logit_positions [Q]: positions of S to compute logits for.
    -> logits [B, Q, vocab_size], new_own_*_<i> [B, n_heads, P + S, d_head],
    alignment [B, n_alignment_heads, S, n_frames]: cross-attention of the alignment heads.

Keeping what the beams share apart saves copying a long prompt's keys once a beam and step.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from engine.errors import ModelError
from engine.export.ctranslate2_file import CTranslate2File
from engine.export.whisper_decoder import build_decoder
from engine.export.whisper_encoder import build_encoder
from engine.export.whisper_layers import WhisperSizes, read_sizes

_SPEC: Final = "WhisperSpec"
_REVISION: Final = 3

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""


def export_whisper(
    source_folder: Path,
    target_folder: Path,
    *,
    int8: bool = True,
    progress: Progress | None = None,
) -> None:
    """Write encoder.onnx, decoder.onnx, whisper.json and tokenizer.json.

    Args:
        source_folder: holds model.bin (CTranslate2, any precision), config.json, tokenizer.json.
        target_folder: exists; files of these names in it are replaced.
        int8: quantise the linear layers; False keeps all in float32.
        progress: told the share that is done.

    Raises:
        ModelError: a file is missing, damaged, or no Whisper model.
    """
    report = progress or (lambda _share: None)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        if not (source_folder / name).is_file():
            raise ModelError(f"The Whisper model has no {name}; install its pack again.")
    file = CTranslate2File(source_folder / "model.bin")
    if (file.spec, file.revision) != (_SPEC, _REVISION):
        raise ModelError(
            f"model.bin holds a {file.spec} of revision {file.revision}, not a {_SPEC} of "
            f"revision {_REVISION}; install a pack that was made for this version."
        )
    sizes = read_sizes(file)
    config = _config(source_folder, sizes)
    report(0.05)
    build_encoder(file, sizes, int8=int8).save(target_folder / "encoder.onnx")
    report(0.4)
    heads: list[list[int]] = config["alignment_heads"]  # type: ignore[assignment]
    build_decoder(file, sizes, heads, int8=int8).save(target_folder / "decoder.onnx")
    report(0.95)
    (target_folder / "whisper.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    shutil.copyfile(source_folder / "tokenizer.json", target_folder / "tokenizer.json")
    report(1.0)


def _config(source_folder: Path, sizes: WhisperSizes) -> dict[str, object]:
    """The content of whisper.json (see engine/models/whisper_config.py)."""
    source = _read_json(source_folder / "config.json")
    tokenizer = _read_json(source_folder / "tokenizer.json")
    try:
        ids = {str(token["content"]): int(token["id"]) for token in tokenizer["added_tokens"]}
        # As openai/whisper (model.py): all heads of the later half, where none are known.
        heads = source.get("alignment_heads") or [
            [layer, head]
            for layer in range(sizes.n_layers // 2, sizes.n_layers)
            for head in range(sizes.n_heads)
        ]
        alignment_heads = sorted([int(layer), int(head)] for layer, head in heads)
        if not all(
            0 <= layer < sizes.n_layers and 0 <= head < sizes.n_heads
            for layer, head in alignment_heads
        ):
            raise ValueError(f"alignment heads {alignment_heads}")  # noqa: TRY301
        language_ids = {int(number) for number in source.get("lang_ids", ())}
        return {
            **asdict(sizes),
            "alignment_heads": alignment_heads,
            "languages": {
                token[2:-2]: number for token, number in ids.items() if number in language_ids
            },
            "start_of_transcript": ids["<|startoftranscript|>"],
            "end_of_text": ids["<|endoftext|>"],
            "transcribe": ids["<|transcribe|>"],
            "translate": ids["<|translate|>"],
            "start_of_previous": ids["<|startofprev|>"],
            # large-v3 renamed the token.
            "no_speech": ids.get("<|nospeech|>", ids.get("<|nocaptions|>")),
            "no_timestamps": ids["<|notimestamps|>"],
            "suppressed": [int(number) for number in source.get("suppress_ids", ())],
            "suppressed_at_start": [int(number) for number in source.get("suppress_ids_begin", ())],
        }
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"config.json and tokenizer.json do not describe a Whisper model ({error}); "
            "install its pack again."
        ) from error


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{path.name} cannot be read ({error}); install its pack again."
        ) from error
    if not isinstance(content, dict):
        raise ModelError(f"{path.name} holds no JSON object; install its pack again.")
    return content
