"""The best models that can be had: from the hub, else the starter pack, and what says so."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import PackInstallError
from engine.messages import Code, Message
from engine.packs.catalogue import Catalogue
from engine.packs.entries import (
    STARTER_GROUP,
    HubFile,
    MeasuredBy,
    Measurement,
    Pack,
    Part,
    ShippedFile,
    Source,
)
from engine.packs.install import FETCHERS
from engine.packs.progress import InstallGauge, InstallProgress, ItemWatcher, Step
from engine.packs.sources import DownloadArea, Fetcher, SourceError
from engine.packs.store import PackState, PackStore
from engine.provisioning import provide
from tests.helpers.raising import raises
from tests.helpers.tiny_interpreter import pack, proof

_PAIR = [("fr", "en")]


class Hub:
    """Has the files of a folder, unless it breaks off; counts what it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.is_there = True
        self.breaks = False
        self.resumed = False
        self.asked: list[str] = []
        self.fetched: list[str] = []

    def answers(self, location: HubFile) -> bool:
        self.asked.append(location.path)
        return self.is_there

    def fetch(
        self, part: Part, area: DownloadArea, *, wanted: Collection[Part], watcher: ItemWatcher
    ) -> None:
        del wanted
        assert isinstance(part.location, HubFile)
        begun = area.begun_folder(part) / "begun"
        if self.breaks or not self.is_there:
            begun.write_bytes(b"the first half")
            raise SourceError("the hub broke off")
        self.resumed = begun.is_file()
        watcher(part.location.path, 0, part.size)
        with (self._folder / part.location.path).open("rb") as file:
            area.keep(part, file, origin="the hub")
        self.fetched.append(part.location.path)


def scored(entry: Pack, bleu: float) -> Pack:
    measured = Measurement(
        on="a test", by=MeasuredBy.PUBLISHER, word_error_rate={}, bleu={("fr", "en"): bleu}, chrf={}
    )
    return replace(entry, measurements=(measured,))


def on_hub(entry: Pack) -> Pack:
    """The same pack, whose file only a hub has."""
    (item,) = entry.files
    (part,) = item.sources[0].parts
    location = HubFile(repo="someone/something", revision="0" * 40, path=f"{entry.id}.bin")
    source = Source(parts=(replace(part, location=location),))
    return replace(entry, files=(replace(item, sources=(source,)),))


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return Hub(tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> PackStore:
    better, plain = (
        pack(tmp_path, name, "plain-toy", languages=("fr",), pairs=(("fr", "en"),))
        for name in ("better", "plain")
    )
    packs = [
        on_hub(scored(better, 40)),
        scored(plain, 10),
        pack(tmp_path, "mouth", "kokoro", languages=("en",)),
        pack(tmp_path, "silence", "silero"),
    ]
    starter = ("plain", "mouth", "silence")
    return PackStore(tmp_path / "models", Catalogue(packs, {STARTER_GROUP: starter}))


@pytest.fixture
def provided(store: PackStore, hub: Hub) -> Callable[..., Message]:
    fetchers: dict[type, Fetcher] = {ShippedFile: FETCHERS[ShippedFile], HubFile: hub}

    def run(*wrong: str, slow: Sequence[str] = (), folder: Path | None = None) -> Message:
        def prove(names: Sequence[str]) -> tuple[str, ...]:
            for name in names:
                shown = proof(
                    is_right=name not in wrong,
                    real_time_factor=2.0 if name in slow else 0.1,
                    digest=store.digest(name),
                )
                store.set_proof(name, shown)
            return tuple(name for name in names if store.state(name) is PackState.FAILED)

        return provide(
            store, _PAIR, prove=prove, folder=folder, fetchers=fetchers, answers=hub.answers
        )

    return run


def test_a_hub_that_answers_gives_what_is_recommended(
    provided: Callable[..., Message], store: PackStore, hub: Hub
) -> None:
    done = provided()
    assert (done.code, done.parameters["models"]) == (
        Code.PROVIDED,
        ("better", "mouth", "silence"),
    )
    assert store.installed() == {"better", "mouth", "silence"}
    assert hub.asked == ["better.bin"]
    # All of it is there: nobody is asked again.
    assert provided().code is Code.PROVIDED
    assert hub.asked == ["better.bin"]


def test_without_the_hub_the_starter_pack_serves_and_one_line_says_what_the_hub_would_add(
    provided: Callable[..., Message], store: PackStore, hub: Hub
) -> None:
    hub.is_there = False
    done = provided()
    assert done.code is Code.PROVIDED_WITHOUT_HUB
    assert done.parameters["packs"] == ("better",)
    assert store.installed() == {"plain", "mouth", "silence"}
    assert hub.fetched == []
    hub.is_there = True
    assert provided().code is Code.PROVIDED
    assert "better" in store.installed()


def test_a_hub_that_breaks_off_is_as_good_as_none(
    provided: Callable[..., Message], store: PackStore, hub: Hub
) -> None:
    hub.breaks = True
    assert provided().code is Code.PROVIDED_WITHOUT_HUB
    assert "plain" in store.installed()
    # What had come of the better models is kept while the others are installed.
    hub.breaks = False
    assert provided().code is Code.PROVIDED
    assert hub.resumed
    assert not store.root.joinpath(".downloads").exists()


def test_what_is_recommended_and_fails_gives_way(
    provided: Callable[..., Message], store: PackStore
) -> None:
    done = provided("better")
    assert (done.code, done.parameters) == (Code.PROVIDED_AFTER_FAILURE, {"packs": ("better",)})
    assert store.state("better") is PackState.FAILED
    assert store.installed() == {"plain", "mouth", "silence"}


def test_what_is_recommended_and_too_slow_here_gives_way(
    provided: Callable[..., Message], store: PackStore, hub: Hub
) -> None:
    done = provided(slow=["better"])
    assert (done.code, done.parameters) == (
        Code.ROUTE_TOO_SLOW,
        {"models": ("better",), "others": ("plain",)},
    )
    assert store.installed() == {"better", "plain", "mouth", "silence"}
    # It is known now: nobody recommends it here again.
    hub.asked.clear()
    assert provided(slow=["better"]).parameters["models"] == ("plain", "mouth", "silence")
    assert hub.asked == []


def test_where_nothing_keeps_up_the_better_one_stays(
    provided: Callable[..., Message], store: PackStore
) -> None:
    done = provided(slow=["better", "plain"])
    assert (done.code, done.parameters["models"]) == (
        Code.PROVIDED,
        ("better", "mouth", "silence"),
    )
    assert store.installed() == {"better", "plain", "mouth", "silence"}


def test_a_folder_is_taken_without_asking_anybody(
    provided: Callable[..., Message], store: PackStore, hub: Hub, tmp_path: Path
) -> None:
    hub.is_there = False
    folder = tmp_path / "stick"
    (folder / "better").mkdir(parents=True)
    (folder / "better" / "model.bin").write_bytes((tmp_path / "better.bin").read_bytes())
    assert provided(folder=folder).code is Code.PROVIDED
    assert "better" in store.installed()
    assert hub.asked == []


def test_where_nothing_can_be_had_the_error_is_the_installers(
    provided: Callable[..., Message], hub: Hub, tmp_path: Path
) -> None:
    hub.is_there = False
    (tmp_path / "plain.bin").unlink()
    with raises(PackInstallError, Code.PACK_FILE_UNAVAILABLE):
        provided()
    # The next run goes on.
    (tmp_path / "plain.bin").write_bytes(b"plain")
    assert provided().code is Code.PROVIDED_WITHOUT_HUB


def test_rate_and_time_left_are_of_what_came_lately() -> None:
    now_s = 0.0
    gauge = InstallGauge({"one": 1000, "two": 3000}, {}, clock=lambda: now_s)

    def report(step: Step, pack: str, done: int = 0) -> tuple[float | None, float | None]:
        status = gauge.update(
            InstallProgress(pack=pack, step=step, item="file", done=done, total=4000)
        )
        assert status.size_bytes == 3000
        return status.rate_bytes_s, status.left_s

    assert report(Step.PRESENT, "one") == (None, None)
    assert report(Step.DOWNLOAD, "two", 0) == (None, None)
    now_s = 2.0
    assert report(Step.DOWNLOAD, "two", 1000) == (500, 4)
    now_s = 13.0
    assert report(Step.DOWNLOAD, "two", 1000) == (None, None)
    now_s = 15.0
    assert report(Step.DOWNLOAD, "two", 2000) == (500, 2)
