"""What is there to choose from: directions, voices and packs, read off the window's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.background import Background
from engine.languages import CORE_LANGUAGES
from engine.packs.store import PackState, PackStore


class Availability(StrEnum):
    """Whether a direction can be interpreted."""

    READY = "ready"
    DOWNLOAD = "download"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceEntry:
    """A voice as the picker shows it."""

    id: str
    name: str
    language: str
    accent: str
    is_female: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEntry:
    """A model pack as the packs page shows it.

    Attributes:
        size_bytes: on disk where it is installed, else of the download.
    """

    id: str
    title: str
    note: str
    licence: str
    attribution: str
    state: PackState
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """One look at everything.

    Attributes:
        directions: by (source, target).
    """

    directions: Mapping[tuple[str, str], Availability] = field(default_factory=dict)
    voices: Sequence[VoiceEntry] = ()
    packs: Sequence[PackEntry] = ()

    def voices_of(self, language: str) -> list[VoiceEntry]:
        """The voices of a language, its default first."""
        return [voice for voice in self.voices if voice.language == language]

    def availability(self, source: str | None, target: str) -> Availability:
        """Whether a direction can be interpreted; with None any source counts."""
        if not self.directions:
            return Availability.READY  # not looked yet: nothing is refused on a guess
        sources = [source] if source is not None else [s for s, t in self.directions if t == target]
        found = {self.directions.get((s, target), Availability.NONE) for s in sources}
        ranked = (Availability.READY, Availability.DOWNLOAD)
        return next((a for a in ranked if a in found), Availability.NONE)


class Library(QObject):
    """Keeps the latest look; lives in the window's thread.

    Signals:
        changed: the new Contents.
        failed: a message for the user.
    """

    changed = Signal(object)
    failed = Signal(str)

    def __init__(
        self, store: PackStore, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._background = background
        self._contents = Contents()

    @property
    def store(self) -> PackStore:
        """The installed packs."""
        return self._store

    @property
    def contents(self) -> Contents:
        """The latest look; empty before the first."""
        return self._contents

    def refresh(self) -> None:
        """Look again."""
        self._background.run(lambda: look(self._store), done=self._take, failed=self.failed.emit)

    def _take(self, contents: Contents) -> None:
        if contents != self._contents:
            self._contents = contents
            self.changed.emit(contents)


def look(store: PackStore) -> Contents:
    """Read what there is.

    Raises:
        EngineError: a catalogue is damaged.
    """
    # Imported here: with it comes ONNX Runtime, which the window need not wait for.
    from engine.interpreter import load_voices  # noqa: PLC0415
    from engine.tts.model import Sex  # noqa: PLC0415

    states = {pack.id: store.state(pack.id) for pack in store.catalogue.packs}
    installed = frozenset(p for p, state in states.items() if state is PackState.INSTALLED)
    directions = {}
    for source, target in store.catalogue.directions:
        if source in CORE_LANGUAGES and target in CORE_LANGUAGES:
            route = store.catalogue.best_route(source, target, installed=installed)
            is_ready = installed.issuperset(route.packs)
            directions[source, target] = Availability.READY if is_ready else Availability.DOWNLOAD
    return Contents(
        directions=directions,
        voices=tuple(
            VoiceEntry(
                id=voice.id,
                name=voice.name,
                language=voice.language,
                accent=voice.accent,
                is_female=voice.sex is Sex.FEMALE,
            )
            for voice in load_voices(store).voices()
        ),
        packs=tuple(
            PackEntry(
                id=pack.id,
                title=pack.title,
                note=pack.note,
                licence=pack.licence,
                attribution=pack.attribution,
                state=states[pack.id],
                size_bytes=(
                    store.installed_size(pack.id)
                    if states[pack.id] is not PackState.MISSING
                    else pack.download_bytes
                ),
            )
            for pack in store.catalogue.packs
        ),
    )
