"""Files that a hub vouches for: a commit is pinned, and what its files are the hub states."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from engine.asr.canary.network import CanaryNetwork
from engine.onnx import Runtime
from tests.helpers.local_servers import model_hub
from tests.helpers.tiny_canary import PUBLISHED
from tests.helpers.tiny_packs import sha256

ROOT: Final = Path(__file__).resolve().parents[3]
COMMIT: Final = "0123456789abcdef0123456789abcdef01234567"
REPO: Final = "someone/canary-onnx"
VOUCHED: Final = ("encoder-model.onnx", "decoder-model.onnx")
FILES: Final = {
    f"{REPO}/{name}": (PUBLISHED / name).read_bytes() for name in (*VOUCHED, "vocab.txt")
}

pytest.importorskip("huggingface_hub")


def _catalogue(folder: Path) -> Path:
    """A catalogue of one pack; only the vocabulary is pinned."""
    entries = []
    for name in (*VOUCHED, "vocab.txt"):
        content = FILES[f"{REPO}/{name}"]
        pinned = f'sha256 = "{sha256(content)}"\n' if name not in VOUCHED else ""
        size = len(content) + 1_000 * (name in VOUCHED)  # about so many
        entries.append(
            f'[[packs.files]]\nname = "{name}"\n{pinned}size = {size}\n'
            f'[[packs.files.sources]]\nkind = "hub"\nrepo = "{REPO}"\n'
            f'revision = "{COMMIT}"\npath = "{name}"\n'
        )
    path = folder / "catalogue.toml"
    path.write_text(
        "schema = 2\n"
        'groups = { starter = ["canary"] }\n'
        "[[packs]]\n"
        'id = "canary"\ntitle = "Canary"\nrole = "speech"\nfamily = "canary"\n'
        'languages = ["en", "de"]\ntranscribes = true\n'
        'licence = "CC-BY-4.0"\nattribution = "nobody"\nnote = "for a test"\n'
        'download_bytes = 500000\ninstalled_bytes = 500000\nconverter = "canary"\n'
        + "".join(entries),
        encoding="utf-8",
    )
    return path


@dataclass(frozen=True)
class Machine:
    """Runs the installer in processes of their own: the hub's client reads its address once."""

    folder: Path

    @property
    def pack(self) -> Path:
        return self.folder / "models" / "canary"

    def install(self, address: str, *, source: Path | None = None) -> str:
        """What went wrong, or which packs were made."""
        program = f"""
from pathlib import Path
from engine.errors import EngineError
from engine.packs.catalogue import Catalogue
from engine.packs.install import Installer
from engine.packs.store import PackStore
store = PackStore(Path({str(self.folder / "models")!r}),
                  Catalogue.load(Path({str(_catalogue(self.folder))!r})))
folder = {f"Path({str(source)!r})" if source else None}
try:
    print(Installer(store, folder=folder).install(["canary"]), store.state("canary").name)
    store.verify("canary")
except EngineError as error:
    print(error)
"""
        result = subprocess.run(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={
                **os.environ,
                "HF_ENDPOINT": address,
                "HF_HUB_DISABLE_XET": "1",
                "HF_HOME": str(self.folder / "hf-home"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("large", [(), tuple(FILES)[:2]], ids=["on the hub", "in another store"])
def test_a_pack_is_installed_with_what_its_hub_states(
    machine: Machine, large: tuple[str, ...]
) -> None:
    with model_hub(FILES, COMMIT, large=large) as address:
        first = machine.install(address)
        again = machine.install(address)

    assert first == "('canary',) INSTALLED"
    assert again == "() INSTALLED"
    manifest = json.loads((machine.pack / "pack.json").read_text())
    assert manifest["sources"] == {
        name.rpartition("/")[2]: sha256(content) for name, content in FILES.items()
    }
    CanaryNetwork(machine.pack, runtime=Runtime(threads=1))


def test_an_installed_pack_needs_no_hub(machine: Machine) -> None:
    with model_hub(FILES, COMMIT) as address:
        machine.install(address)

    assert machine.install(address) == "() INSTALLED"


def test_a_folder_serves_where_the_hub_vouches_for_it(machine: Machine, tmp_path: Path) -> None:
    # The hub knows what the large files are, but cannot give them.
    hollow = {f"{REPO}/{name}": b"gone" for name in VOUCHED}
    stated = {name: sha256(FILES[name]) for name in hollow}
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    for name in (*VOUCHED, "vocab.txt"):
        (wrong / name).write_bytes(FILES[f"{REPO}/{name}"] + b"changed")

    with model_hub(hollow, COMMIT, stated=stated) as address:
        refused = machine.install(address, source=wrong)
    assert "encoder-model.onnx" in refused
    assert not machine.pack.exists()
    with model_hub(FILES, COMMIT) as address:
        made = machine.install(address, source=PUBLISHED)

    assert made == "('canary',) INSTALLED"


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        ({"stated": {f"{REPO}/{VOUCHED[0]}": "ab" * 20}}, "states no SHA-256"),
        ({"stated": {f"{REPO}/{VOUCHED[1]}": sha256(b"other weights")}}, "is not the file"),
        ({"answers_for": "f" * 40}, "another commit"),
    ],
    ids=["a hash of another kind", "other bytes than it states", "another commit"],
)
def test_what_the_hub_does_not_vouch_for_is_refused(
    machine: Machine, harm: dict[str, dict[str, str] | str], reason: str
) -> None:
    with model_hub(FILES, COMMIT, **harm) as address:  # type: ignore[arg-type]
        said = machine.install(address)

    assert reason in said
    assert not machine.pack.exists()


def test_a_hub_without_the_file_and_one_out_of_reach_are_said(machine: Machine) -> None:
    with model_hub({}, COMMIT) as address:
        assert "could not be asked" in machine.install(address)
    assert "could not be asked" in machine.install(address)
    assert not machine.pack.exists()
