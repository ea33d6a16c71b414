"""What waits to be sent to one client: bounded, since a full one stops the engine's work for it."""

import asyncio
from collections import deque
from typing import Final

_FULL_BYTES: Final = 2 << 20
"""About 15 s of speech in base64; with more waiting, nothing more is made."""


class Outbox:
    """Texts in order; belongs to one event loop."""

    def __init__(self) -> None:
        self._texts: deque[str] = deque()
        self._size = 0
        self._filled = asyncio.Event()
        self._is_closed = False

    @property
    def is_full(self) -> bool:
        """Whether what makes the texts should pause."""
        return self._size >= _FULL_BYTES

    @property
    def is_roomy(self) -> bool:
        """Whether what paused may go on."""
        return self._size < _FULL_BYTES // 2

    def put(self, text: str) -> None:
        """Add a text; nothing where it was closed."""
        if not self._is_closed:
            self._texts.append(text)
            self._size += len(text)
            self._filled.set()

    def close(self) -> None:
        """Nothing more comes."""
        self._is_closed = True
        self._filled.set()

    async def take(self) -> str | None:
        """The next text; None where there is none and none will come."""
        while not self._texts:
            if self._is_closed:
                return None
            self._filled.clear()
            await self._filled.wait()
        text = self._texts.popleft()
        self._size -= len(text)
        return text
