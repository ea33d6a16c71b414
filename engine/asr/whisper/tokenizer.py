"""Whisper's tokeniser, and what an exported model says of itself in `whisper.json`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

from engine.errors import ModelError
from engine.messages import Code


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
            raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail=str(error)) from error


_FIRST_MERGE: Final = "Ġ t"
_FIRST_MERGED: Final = "Ġt"


class WhisperTokenizer:
    """Byte-level BPE of one Whisper model; immutable, safe to use from any thread.

    Args:
        path: tokenizer.json of the pack.
        end_of_text: id of <|endoftext|>: text ids are those below it.

    Raises:
        ModelError: the file is missing, damaged, or of another kind of tokenizer.
    """

    def __init__(self, path: Path, *, end_of_text: int) -> None:
        try:
            tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises bare Exception
            raise ModelError(Code.MODEL_FILE_INVALID, file=path.name, detail=str(error)) from error
        self._path = path
        self._end_of_text = end_of_text
        bytes_by_character = _bytes_by_character()
        self._bytes: list[bytes] = []
        for token_id in range(end_of_text):
            piece = tokenizer.id_to_token(token_id)
            # One token of the real vocabulary is empty.
            if piece is None or not bytes_by_character.keys() >= set(piece):
                raise ModelError(
                    Code.MODEL_FILE_INVALID,
                    file=path.name,
                    detail=f"it has no byte-level token {token_id}",
                )
            self._bytes.append(bytes(bytes_by_character[character] for character in piece))

    def encode(self, text: str) -> list[int]:
        """Token ids of plain text; text that looks like a special token stays text."""
        ids: list[int] = self._encoder.encode(text, add_special_tokens=False).ids
        return ids

    @cached_property
    def _encoder(self) -> Tokenizer:
        document = json.loads(self._path.read_text(encoding="utf-8"))
        vocabulary, merges = document["model"]["vocab"], document["model"]["merges"]
        # The files of faster-whisper have lost the first merge, as if it were a heading: " the"
        # then falls into two tokens that the model has never seen side by side.
        pairs = {merge if isinstance(merge, str) else " ".join(merge) for merge in merges}
        if _FIRST_MERGED in vocabulary and _FIRST_MERGE not in pairs:
            first = _FIRST_MERGE if isinstance(merges[0], str) else _FIRST_MERGE.split()
            document["model"]["merges"] = [first, *merges]
        tokenizer: Tokenizer = Tokenizer.from_str(json.dumps(document))
        # Some hub files carry settings that would cut or pad long prompts.
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True
        return tokenizer

    def decode(self, ids: Sequence[int]) -> str:
        """Text of token ids; special ids say nothing, unfinished UTF-8 becomes U+FFFD."""
        return self.decode_bytes(ids).decode("utf-8", errors="replace")

    def decode_bytes(self, ids: Sequence[int]) -> bytes:
        """The exact bytes of token ids; a character can be spread over several tokens."""
        return b"".join(self._bytes[i] for i in ids if self.is_text(i))

    def is_text(self, token_id: int) -> bool:
        """Whether an id stands for text, rather than a task, language, timestamp or the end."""
        return 0 <= token_id < self._end_of_text


def _bytes_by_character() -> dict[str, int]:
    """GPT-2's printable stand-in for each byte (openai/gpt-2, src/encoder.py)."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    characters = {chr(byte): byte for byte in printable}
    others = (byte for byte in range(256) if byte not in set(printable))
    characters.update({chr(0x100 + number): byte for number, byte in enumerate(others)})
    return characters
