"""Reads Marian's binary lexical shortlists: which target tokens a source token may lead to.

Layout (browsermt/marian-dev src/data/shortlist.h:186-193): six u64 (magic, checksum, number of
frequent tokens, number of best tokens, number of offsets, number of entries), the offsets (u64),
the entries (u32). The list of source token t is entries[offsets[t]:offsets[t + 1]].
"""

import struct
from collections.abc import Iterable
from pathlib import Path

import numpy as np

_MAGIC = 0xF11A48D5013417F5
_HEADER_BYTES = 48


class Shortlist:
    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        magic, _, self._n_frequent, _, n_offsets, n_entries = struct.unpack_from("<6Q", content)
        assert magic == _MAGIC
        self._offsets = np.frombuffer(content, "<u8", n_offsets, _HEADER_BYTES)
        self._entries = np.frombuffer(content, "<u4", n_entries, _HEADER_BYTES + 8 * n_offsets)

    def allowed(self, source: Iterable[int]) -> set[int]:
        """The target tokens that may translate a source sentence."""
        allowed = set(range(self._n_frequent))
        for token in set(source):
            start, end = int(self._offsets[token]), int(self._offsets[token + 1])
            allowed.update(self._entries[start:end].tolist())
        return allowed
