"""What the window needs to clone a voice, and the engine that does it."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from engine.arrays import Float32
from engine.devices.device_streams import play_on
from engine.devices.listing import DeviceKind, find_device
from engine.errors import VoiceError
from engine.interpreter import Interpreter, remove_added_voice, user_voices_folder
from engine.packs.store import PackStore
from engine.tts.cloning.checks import Finding
from engine.tts.cloning.enrolment import Enrolment, Progress, Request, store
from engine.tts.user_voices import (
    UserVoice,
    read_user_voice,
    user_voice_folders,
)


class VoiceCloner(Protocol):
    """Clones voices; its methods are slow and called from any thread but the window's."""

    def check(self, samples: Float32) -> tuple[Finding, ...]:
        """Say what is wrong with a recording [n] at SOURCE_RATE_HZ, the gravest first.

        Raises:
            EngineError: a pack is missing.
        """
        ...

    def enrol(
        self,
        request: Request,
        *,
        progress: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
    ) -> Enrolment:
        """Clone a voice without keeping it.

        Raises:
            EngineError: there is no consent, no voice in the recording, or it was cancelled.
        """
        ...

    def preview(self, enrolment: Enrolment, language: str, output: str | None) -> None:
        """Have the voice say a sentence, and return when it has been heard.

        Args:
            enrolment: the clone, kept or not.
            language: that it says it in.
            output: where it is heard; None for the system's own choice.

        Raises:
            EngineError: the output is missing.
        """
        ...

    def keep(self, enrolment: Enrolment) -> None:
        """Keep the voice, for whoever chooses it.

        Raises:
            EngineError: it cannot be written.
        """
        ...

    def clones(self) -> tuple[UserVoice, ...]:
        """The voices that were cloned and kept; damaged ones are left out."""
        ...

    def remove(self, voice_id: str) -> None:
        """Remove a voice with everything that belongs to it.

        Raises:
            EngineError: it cannot be removed.
        """
        ...


class InterpreterCloner:
    """A VoiceCloner that shares the models of an interpreter."""

    def __init__(self, interpreter: Interpreter, packs: PackStore) -> None:
        self._interpreter = interpreter
        self._packs = packs
        self._folder = user_voices_folder(packs)
        self._speaking = threading.Lock()

    def check(self, samples: Float32) -> tuple[Finding, ...]:
        """Say what is wrong with a recording."""
        return self._interpreter.enroller().check(samples)

    def enrol(
        self,
        request: Request,
        *,
        progress: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
    ) -> Enrolment:
        """Clone a voice without keeping it."""
        enroller = self._interpreter.enroller()
        return enroller.enrol(request, progress=progress, is_cancelled=is_cancelled)

    def preview(self, enrolment: Enrolment, language: str, output: str | None) -> None:
        """Have the voice say a sentence, and return when it has been heard."""
        (voice,) = (v for v in enrolment.voice.voices() if v.language == language)
        with self._speaking:
            pieces = self._interpreter.preview(voice)
            play_on(find_device(output, DeviceKind.OUTPUT), pieces)

    def keep(self, enrolment: Enrolment) -> None:
        """Keep the voice, for whoever chooses it."""
        store(enrolment, self._folder)
        self._interpreter.reload_voices()

    def clones(self) -> tuple[UserVoice, ...]:
        """The voices that were cloned and kept."""
        voices = []
        for folder in user_voice_folders(self._folder):
            with suppress(VoiceError):  # a damaged one has nothing to show
                voices.append(read_user_voice(folder))
        return tuple(voice for voice in voices if voice.consent is not None)

    def remove(self, voice_id: str) -> None:
        """Remove a voice with everything that belongs to it."""
        try:
            remove_added_voice(voice_id, self._packs)
        finally:
            self._interpreter.reload_voices()
