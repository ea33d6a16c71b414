"""Model packs: which are there, which directions and voices they bring, and their installation."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, Signal

from app.settings import Profile
from app.threads import Background
from engine.errors import PackError, PackInstallError
from engine.languages import LANGUAGES
from engine.messages import Code, Message
from engine.packs.entries import HubFile, Location, Route, added_downloads
from engine.packs.install import FETCHERS, Installer
from engine.packs.progress import InstallGauge, InstallProgress, InstallStatus, Step
from engine.packs.proofs import Proof
from engine.packs.routes import Basis, Outlook, Quality, RouteFinder, proved_load, quality
from engine.packs.sources import Fetcher, hub_answers
from engine.packs.store import PackState, PackStore

_REPORT_EVERY_S: Final = 0.1


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
        proof: what it showed here; None where it was not asked.
    """

    id: str
    title: str
    note: str
    licence: str
    attribution: str
    state: PackState
    size_bytes: int
    proof: Proof | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How good a route is.

    Attributes:
        bleu: None where too little is known.
    """

    quality: Quality
    basis: Basis
    bleu: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionEntry:
    """A direction as the models page shows it.

    Attributes:
        models: titles of what serves it now; none where nothing does.
        grade: of what serves it now.
        better: packs that are worth installing.
        better_grade: of the direction with them.
    """

    source: str
    target: str
    models: tuple[str, ...]
    grade: Grade | None
    better: "PackSet | None"
    better_grade: Grade | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Directions, voices and packs at one time.

    Attributes:
        directions: by (source, target).
        served: how each direction is served.
    """

    directions: Mapping[tuple[str, str], Availability] = field(default_factory=dict)
    voices: Sequence[VoiceEntry] = ()
    packs: Sequence[PackEntry] = ()
    served: Sequence[DirectionEntry] = ()

    def voices_of(self, language: str) -> list[VoiceEntry]:
        """The voices of a language, its default first."""
        return [voice for voice in self.voices if voice.language == language]

    def availability(self, source: str | None, target: str) -> Availability:
        """Whether a direction can be interpreted; with None any source counts."""
        if not self.directions:
            return Availability.READY  # not read yet: nothing is refused on a guess
        sources = [source] if source is not None else [s for s, t in self.directions if t == target]
        found = {self.directions.get((s, target), Availability.NONE) for s in sources}
        ranked = (Availability.READY, Availability.DOWNLOAD)
        return next((a for a in ranked if a in found), Availability.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSet:
    """Packs to install together.

    Attributes:
        packs: their ids; none where nothing is missing.
    """

    packs: tuple[str, ...]
    download_bytes: int


def pairs_of(profile: Profile) -> list[tuple[str, str]]:
    """Source and target languages of a profile; where the source is detected, all that may be."""
    return [
        (source, direction.target_language)
        for direction in profile.directions()
        for source in ([direction.source_language] if direction.source_language else LANGUAGES)
        if source != direction.target_language
    ]


class Library(QObject):
    """The latest contents; lives in the window's thread.

    Signals:
        changed: the new Contents.
        failed: a Message for the user.
        removal_requested: id of a pack that is to be removed.
        removal_failed: a Message: why it was not.
    """

    changed = Signal(object)
    failed = Signal(object)
    removal_requested = Signal(str)
    removal_failed = Signal(object)

    def __init__(
        self, store: PackStore, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._background = background
        self._contents = Contents()

    @property
    def contents(self) -> Contents:
        """The latest contents; empty before the first `refresh`."""
        return self._contents

    @property
    def folder(self) -> Path:
        """Where packs are installed."""
        return self._store.root

    def title(self, pack_id: str) -> str:
        """The name of a pack."""
        return self._store.catalogue.pack(pack_id).title

    def needed(self, pairs: Sequence[tuple[str, str]]) -> PackSet:
        """What is recommended for directions and not there yet."""
        catalogue = self._store.catalogue
        finder = RouteFinder(catalogue, load_of=proved_load(self._store))
        packs = catalogue.resolve(pack for pair in pairs for pack in finder.recommended(*pair))
        missing = [
            pack
            for pack in packs
            if self._store.state(pack.id) not in (PackState.INSTALLED, PackState.FAILED)
        ]
        return PackSet(
            packs=tuple(pack.id for pack in missing),
            download_bytes=sum(added_downloads(missing).values()),
        )

    def refresh(self) -> None:
        """Read the contents again."""
        self._background.run(
            lambda: read_contents(self._store), done=self._update, failed=self.failed.emit
        )

    def remove(self, pack_id: str) -> None:
        """Request the removal of a pack."""
        self.removal_requested.emit(pack_id)

    def _update(self, contents: Contents) -> None:
        if contents != self._contents:
            self._contents = contents
            self.changed.emit(contents)


def read_contents(store: PackStore) -> Contents:
    """Read directions, voices and packs.

    Raises:
        EngineError: a catalogue is damaged.
    """
    # Imported here: with it comes ONNX Runtime, which the window need not wait for.
    from engine.interpreter import load_voices  # noqa: PLC0415
    from engine.tts.model import Sex  # noqa: PLC0415

    states = {pack.id: store.state(pack.id) for pack in store.catalogue.packs}
    installed = frozenset(p for p, state in states.items() if state is PackState.INSTALLED)
    directions = {}
    served = []
    finder = RouteFinder(store.catalogue, load_of=proved_load(store))
    for source, target in finder.directions:
        if source in LANGUAGES and target in LANGUAGES:
            route = finder.best(source, target, installed=installed)
            is_ready = installed.issuperset(route.packs)
            directions[source, target] = Availability.READY if is_ready else Availability.DOWNLOAD
            served.append(_entry(store, finder.outlook(source, target, installed=installed)))
    return Contents(
        directions=directions,
        served=served,
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
                proof=None if states[pack.id] is PackState.MISSING else store.proof(pack.id),
            )
            for pack in store.catalogue.packs
        ),
    )


def _entry(store: PackStore, outlook: Outlook) -> DirectionEntry:
    now, better = outlook.now, outlook.better
    packs = () if now is None else tuple(map(store.catalogue.pack, now.packs))
    return DirectionEntry(
        source=outlook.source,
        target=outlook.target,
        models=tuple(pack.title for pack in packs),
        grade=None if now is None else _grade(now),
        better=None
        if better is None
        else PackSet(packs=better.missing, download_bytes=better.download_bytes),
        better_grade=None if better is None else _grade(better.route),
    )


def _grade(route: Route) -> Grade:
    words, basis = quality(route)
    return Grade(quality=words, basis=basis, bleu=route.estimate)


Prove: TypeAlias = Callable[[PackStore, Sequence[str], bool, Callable[[str], None]], Sequence[str]]
"""Has packs of a store prove themselves, those that did so before only where the third argument is
true; tells the fourth the id of each before it is asked. Gives the ids of those that fail."""


def prove_packs(
    store: PackStore, packs: Sequence[str], again: bool, on_begin: Callable[[str], None]
) -> Sequence[str]:
    """Ask real questions, on the device of the sessions, or on the processor where that is gone."""
    from engine.compute import Device  # noqa: PLC0415 - as above
    from engine.onnx import Runtime, is_available  # noqa: PLC0415
    from engine.proving import Prover  # noqa: PLC0415

    device = store.device if is_available(store.device) else Device.CPU
    prover = Prover(store, runtime=Runtime(device=device))
    if again:
        for _ in prover.prove(packs, on_begin=on_begin):
            pass
    return prover.failing(packs, on_begin=on_begin)


class PackInstaller(QObject):
    """Runs one installation after the other; lives in the window's thread.

    Signals:
        progressed: an InstallStatus.
        finished: everything that was asked for is installed.
        failed: a Message for the user.
        provided: a Message: what came of `provide`, before `finished`.
        cancelling: it is being cancelled, which lasts a moment.
        cancelled: what was downloaded stays for the next time.
    """

    progressed = Signal(object)
    finished = Signal()
    failed = Signal(object)
    provided = Signal(object)
    cancelling = Signal()
    cancelled = Signal()

    def __init__(
        self,
        store: PackStore,
        background: Background,
        parent: QObject | None = None,
        *,
        fetchers: Mapping[type[Location], Fetcher] = FETCHERS,
        prove: Prove = prove_packs,
        answers: Callable[[HubFile], bool] = hub_answers,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._prove = prove
        self._answers = answers
        self._last: tuple[Sequence[str], Callable[[_Job], None]] | None = None
        self._fetchers = fetchers
        self._background = background
        self._cancel = threading.Event()
        self._queue: list[str] = []
        self._is_running = False

    @property
    def is_running(self) -> bool:
        """Whether packs are being installed."""
        return self._is_running

    def install(self, packs: Sequence[str]) -> None:
        """Install packs, after those that are being installed, and have them prove themselves."""
        if self._is_running:
            self._queue += [pack for pack in packs if pack not in self._queue]
            return

        def work(job: _Job) -> None:
            Installer(
                self._store, folder=job.folder, fetchers=self._fetchers, watcher=job.watch
            ).install(packs)
            self._refuse(self._prove(self._store, packs, False, job.begin_proof))

        self._start(packs, work)

    def prove(self, packs: Sequence[str]) -> None:
        """Have installed packs prove themselves again; nothing while others are being installed."""
        if not self._is_running:
            self._start(
                packs,
                lambda job: self._refuse(self._prove(self._store, packs, True, job.begin_proof)),
            )

    def provide(self, pairs: Sequence[tuple[str, str]], *, folder: Path | None = None) -> None:
        """Install the best that can be had for directions; nothing while packs are installed.

        Args:
            pairs: source and target languages.
            folder: where to look for files first; None for the hub, else the registries.
        """
        if self._is_running:
            return

        def work(job: _Job) -> None:
            # With it comes what runs models, which the window need not wait for.
            from engine.provisioning import provide  # noqa: PLC0415

            done = provide(
                self._store,
                pairs,
                prove=lambda packs: self._prove(self._store, packs, False, job.begin_proof),
                folder=job.folder,
                fetchers=self._fetchers,
                watcher=job.watch,
                answers=self._answers,
            )
            self._background.post(lambda: self.provided.emit(done))

        catalogue = self._store.catalogue
        finder = RouteFinder(catalogue, load_of=proved_load(self._store))
        recommended = [pack for pair in pairs for pack in finder.recommended(*pair)]
        self._start(recommended, work, folder=folder)

    def retry(self, *, folder: Path | None = None) -> None:
        """Do what failed or was cancelled again, from a folder if one is given."""
        if self._last is not None and not self._is_running:
            packs, work = self._last
            self._start(packs, work, folder=folder)

    def _start(
        self,
        packs: Sequence[str],
        work: Callable[["_Job"], None],
        *,
        folder: Path | None = None,
    ) -> None:
        self._is_running = True
        self._last = packs, work
        self._cancel.clear()
        job = _Job(self._store, packs, folder, self._cancel, self._show)
        self._background.run(lambda: work(job), done=lambda _: self._finish(), failed=self._fail)

    def _show(self, status: InstallStatus) -> None:
        """From any thread."""
        self._background.post(lambda: self._report(status))

    @staticmethod
    def _refuse(failed: Sequence[str]) -> None:
        if failed:
            raise PackError(Code.PACKS_FAILED, packs=tuple(failed))

    def cancel(self) -> None:
        """Cancel the installation soon, and those that wait."""
        self._queue.clear()
        self._cancel.set()
        self.cancelling.emit()

    def _report(self, status: InstallStatus) -> None:
        if not self._cancel.is_set():
            self.progressed.emit(status)

    def _finish(self) -> None:
        self._is_running = False
        if not self._go_on():
            self.finished.emit()

    def _fail(self, message: Message) -> None:
        self._is_running = False
        if self._cancel.is_set():
            self.cancelled.emit()
        else:
            self.failed.emit(message)
        self._go_on()

    def _go_on(self) -> bool:
        """Install what was requested meanwhile, if anything was."""
        packs, self._queue = self._queue, []
        if packs:
            self.install(packs)
        return bool(packs)


class _Job:
    """One run of the installer, on a thread of its own: says how far it is, until it is cancelled.

    Attributes:
        folder: where to look for files first.
    """

    def __init__(
        self,
        store: PackStore,
        packs: Sequence[str],
        folder: Path | None,
        cancel: threading.Event,
        show: Callable[[InstallStatus], None],
    ) -> None:
        resolved = store.catalogue.resolve(packs)
        self.folder = folder
        self._gauge = InstallGauge(
            {pack.id: pack.download_bytes for pack in resolved},
            {pack.id: pack.title for pack in store.catalogue.packs},
        )
        self._cancel = cancel
        self._show = show
        self._next_s = 0.0

    def watch(self, progress: InstallProgress) -> None:
        """Report progress.

        Raises:
            PackInstallError: it is cancelled.
        """
        if self._cancel.is_set():
            raise _CancelledError(Code.INSTALLATION_CANCELLED)
        status = self._gauge.update(progress)
        now_s = time.monotonic()
        if now_s >= self._next_s or progress.step in (Step.INSTALLED, Step.PROVE):
            self._next_s = now_s + _REPORT_EVERY_S
            self._show(status)

    def begin_proof(self, pack: str) -> None:
        """Report that a pack is asked next."""
        self.watch(InstallProgress(pack=pack, step=Step.PROVE))


class _CancelledError(PackInstallError):
    """Raised through the installer, which cleans up as after any failure."""
