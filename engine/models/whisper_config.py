"""whisper.json: what an exported Whisper model says of itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from engine.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True)
class WhisperConfig:
    """Sizes and special token ids of one Whisper model.

    Attributes:
        max_source_frames: frames of 20 ms that the encoder takes at most (1500, 30 s).
        max_target_tokens: tokens that the decoder takes at most, prompt included (448).
        alignment_heads: (layer, head) of the cross-attention heads that follow the speech, in the
            order in which the decoder returns them.
        languages: language code to token id; empty for models of English alone.
        no_speech: id of the token whose probability at the start says that nobody speaks.
        suppressed: ids that are never text of an utterance (brackets, notes, task tokens).
        suppressed_at_start: ids that cannot be the first (a blank, the end).
    """

    n_mels: int
    n_encoder_layers: int
    n_layers: int
    n_heads: int
    d_model: int
    vocab_size: int
    max_source_frames: int
    max_target_tokens: int
    alignment_heads: tuple[tuple[int, int], ...]
    languages: Mapping[str, int]
    start_of_transcript: int
    end_of_text: int
    transcribe: int
    translate: int
    start_of_previous: int
    no_speech: int
    no_timestamps: int
    suppressed: tuple[int, ...]
    suppressed_at_start: tuple[int, ...]

    @property
    def d_head(self) -> int:
        """Size of one attention head."""
        return self.d_model // self.n_heads

    @property
    def first_timestamp(self) -> int:
        """Id of <|0.00|>; each id after it stands for 20 ms more."""
        return self.no_timestamps + 1

    @classmethod
    def load(cls, path: Path) -> "WhisperConfig":
        """Read whisper.json.

        Raises:
            ModelError: the file is missing or does not have exactly these fields.
        """
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(content, dict) or content.keys() != {f.name for f in fields(cls)}:
                raise ValueError("its fields are not those of this version")  # noqa: TRY301
            heads = tuple((int(layer), int(head)) for layer, head in content["alignment_heads"])
            languages = {str(code): int(number) for code, number in content["languages"].items()}
            return cls(
                **{
                    **content,
                    "alignment_heads": heads,
                    "languages": languages,
                    "suppressed": tuple(content["suppressed"]),
                    "suppressed_at_start": tuple(content["suppressed_at_start"]),
                }
            )
        except (OSError, AttributeError, TypeError, ValueError) as error:
            raise ModelError(
                f"{path.name} cannot be used ({error}); install its pack again."
            ) from error
