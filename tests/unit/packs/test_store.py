"""The store: what is installed, intact, outdated, damaged; removing; the lock."""

import json
import os
import threading
from pathlib import Path

import pytest

from engine.errors import (
    CatalogueError,
    PackDamagedError,
    PackError,
    PackInstallError,
    PackMissingError,
)
from engine.messages import Code
from engine.packs.store import MANIFEST_NAME, PackState, PackStore
from tests.helpers.raising import raises
from tests.helpers.tiny_packs import (
    MIRRORED,
    folder_content,
    tiny_catalogue,
    tiny_installer,
    tiny_store,
    write_wheels,
)


@pytest.fixture
def store(tmp_path: Path) -> PackStore:
    """A store with both tiny packs."""
    store = tiny_store(tmp_path / "home with spaces" / "models")
    tiny_installer(store, write_wheels(tmp_path / "wheels")).install(["starter"])
    return store


def test_an_installed_pack_has_its_files_and_a_manifest(store: PackStore) -> None:
    folder = store.folder("alpha")
    assert folder_content(folder) == {"mirrored.onnx", "words.json", "LICENSE", MANIFEST_NAME}
    assert (folder / "mirrored.onnx").read_bytes() == MIRRORED
    manifest = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    assert set(manifest["files"]) == {"mirrored.onnx", "words.json", "LICENSE"}
    assert set(manifest["sources"]) == {"model.bin", "words.json", "LICENSE"}
    assert manifest["licence"] == "MIT"


def test_nothing_but_packs_and_the_lock_stays_in_the_store(store: PackStore) -> None:
    assert {path.name for path in store.root.iterdir()} == {"alpha", "beta", ".lock"}


def test_states_before_and_after(tmp_path: Path, store: PackStore) -> None:
    empty = tiny_store(tmp_path / "empty")
    assert empty.installed() == frozenset()
    assert empty.state("alpha") is PackState.MISSING
    assert empty.installed_size("alpha") == 0
    assert store.installed() == {"alpha", "beta"}
    assert store.installed_size("alpha") > len(MIRRORED)


def test_a_missing_pack_names_the_command_to_install_it(tmp_path: Path) -> None:
    empty = tiny_store(tmp_path / "empty")
    with raises(PackMissingError, Code.PACKS_MISSING):
        empty.folder("alpha")
    with raises(PackMissingError, Code.PACKS_MISSING):
        empty.verify("alpha")
    with raises(CatalogueError, Code.PACK_UNKNOWN):
        empty.folder("gamma")


@pytest.mark.parametrize("where", [0, len(MIRRORED) // 2, len(MIRRORED) - 1])
def test_a_flipped_byte_is_found_when_the_pack_is_loaded(store: PackStore, where: int) -> None:
    path = store.place("alpha") / "mirrored.onnx"
    content = bytearray(path.read_bytes())
    content[where] ^= 0x20
    path.write_bytes(content)
    message = "alpha is damaged: the bytes of mirrored.onnx have changed"
    with pytest.raises(PackDamagedError, match=message):
        store.folder("alpha")
    with pytest.raises(PackDamagedError, match=message):
        store.verify("alpha")


def test_a_byte_flipped_after_loading_is_found_by_the_next_load(store: PackStore) -> None:
    store.folder("alpha")
    path = store.place("alpha") / "mirrored.onnx"
    path.write_bytes(b"x" + path.read_bytes()[1:])
    with pytest.raises(PackDamagedError):
        store.folder("alpha")


def test_verify_reads_again_even_where_size_and_time_are_unchanged(store: PackStore) -> None:
    store.folder("alpha")
    path = store.place("alpha") / "mirrored.onnx"
    times = path.stat()
    path.write_bytes(b"x" + path.read_bytes()[1:])
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(PackDamagedError):
        store.verify("alpha")
    with pytest.raises(PackDamagedError):
        store.folder("alpha")


def test_a_short_or_missing_file_is_damage(store: PackStore) -> None:
    path = store.place("alpha") / "words.json"
    path.write_bytes(path.read_bytes()[:-1])
    assert store.state("alpha") is PackState.DAMAGED
    with pytest.raises(PackDamagedError, match=r"words\.json has 9 bytes instead of 10"):
        store.folder("alpha")
    path.unlink()
    assert store.state("alpha") is PackState.DAMAGED
    with pytest.raises(PackDamagedError, match=r"words\.json is missing"):
        store.verify("alpha")
    assert store.installed() == {"beta"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"schema": 2}',
        b'{"schema": 1}',
        b'{"schema": 1, "entry_sha256": "", "exporter": "", "exporter_version": 1, "files": {}}',
        (
            b'{"schema": 1, "entry_sha256": "", "exporter": "", "exporter_version": 1,'
            b' "files": {"../../x": {"sha256": "", "size": 1}}}'
        ),
    ],
)
def test_a_damaged_manifest_is_damage(store: PackStore, content: bytes) -> None:
    (store.place("beta") / MANIFEST_NAME).write_bytes(content)
    assert store.state("beta") is PackState.DAMAGED
    with pytest.raises(PackDamagedError, match=r"pack\.json cannot be used"):
        store.folder("beta")


def test_every_flipped_byte_of_a_manifest_is_noticed_or_harmless(store: PackStore) -> None:
    path = store.place("beta") / MANIFEST_NAME
    content = path.read_bytes()
    for n in range(len(content)):
        path.write_bytes(content[:n] + bytes([content[n] ^ 1]) + content[n + 1 :])
        try:
            assert store.folder("beta").is_dir()
        except PackError:
            continue


def test_a_newer_converter_makes_a_pack_outdated(tmp_path: Path, store: PackStore) -> None:
    newer = PackStore(
        store.root,
        store.catalogue,
        converters=tiny_store(tmp_path / "x", converter_version=2)._converters,
    )
    assert newer.state("alpha") is PackState.OUTDATED
    assert newer.installed() == {"beta"}
    with raises(PackMissingError, Code.PACKS_OUTDATED):
        newer.folder("alpha")
    newer.verify("alpha")
    made = tiny_installer(newer, tmp_path / "wheels").install(["starter"])
    assert made == ("alpha",)
    assert newer.installed() == {"alpha", "beta"}


def test_a_catalogue_with_an_unknown_converter_is_refused(tmp_path: Path) -> None:
    with raises(CatalogueError, Code.PACK_TOO_NEW):
        PackStore(tmp_path, tiny_catalogue())


def test_removing_leaves_nothing_of_the_pack(store: PackStore) -> None:
    store.remove("alpha")
    assert store.installed() == {"beta"}
    assert {path.name for path in store.root.iterdir()} == {"beta", ".lock"}
    with raises(PackMissingError, Code.PACKS_NOT_INSTALLED):
        store.remove("alpha")


def test_a_held_lock_keeps_installers_and_removers_out(tmp_path: Path, store: PackStore) -> None:
    other = tiny_store(store.root)
    with store.locked():
        with raises(PackInstallError, Code.MODELS_BUSY):
            other.remove("alpha")
        with raises(PackInstallError, Code.MODELS_BUSY):
            tiny_installer(other, tmp_path / "wheels").install(["alpha"])
    other.remove("alpha")


def test_waiting_for_the_lock_goes_on_when_it_is_free(tmp_path: Path, store: PackStore) -> None:
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with store.locked():
            entered.set()
            leave.wait(timeout=30)

    holder = threading.Thread(target=hold)
    holder.start()
    assert entered.wait(timeout=30)
    threading.Timer(0.2, leave.set).start()
    installer = tiny_installer(tiny_store(store.root), tmp_path / "wheels")
    assert installer.install(["alpha"], wait_s=30) == ()
    holder.join()
