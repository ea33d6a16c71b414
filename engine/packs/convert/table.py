"""Which exporter turns the downloaded files of a pack into its installed files.

A version is raised whenever what an exporter writes changes: packs made by an older one are then
reported as outdated and refused, since the loaders may not understand them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

ShareWatcher: TypeAlias = Callable[[float], None]
"""Told how much is done, from 0 to 1."""

Export: TypeAlias = Callable[[Path, Path, ShareWatcher], None]
"""Reads a source folder, writes an empty target folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """An exporter and its version."""

    version: int
    export: Export


def _export_whisper(source: Path, target: Path, progress: ShareWatcher) -> None:
    from engine.packs.convert.whisper import export_whisper  # noqa: PLC0415 - loads onnx

    export_whisper(source, target, progress=progress)


def _export_canary(source: Path, target: Path, progress: ShareWatcher) -> None:
    from engine.packs.convert.canary import convert_canary  # noqa: PLC0415 - loads onnx

    convert_canary(source, target, progress=progress)


def _export_marian(source: Path, target: Path, progress: ShareWatcher) -> None:
    from engine.packs.convert.marian import export_marian  # noqa: PLC0415 - loads onnx

    marks = source / "marks.json"
    export_marian(
        source / "model.bin",
        source / "source.spm",
        source / "target.spm",
        target,
        marks=marks if marks.exists() else None,
        progress=progress,
    )


def _export_resemblyzer(source: Path, target: Path, progress: ShareWatcher) -> None:
    from engine.packs.convert.resemblyzer import export_resemblyzer  # noqa: PLC0415 - loads onnx

    export_resemblyzer(source / "pretrained.pt", target, progress=progress)


def _copy(source: Path, target: Path, progress: ShareWatcher) -> None:
    """Take the files as they are."""
    paths = sorted(source.iterdir())
    for n, path in enumerate(paths, 1):
        # Both folders are in one staging folder, so the files need not be copied twice.
        path.replace(target / path.name)
        progress(n / len(paths))


EXPORTERS: Final[Mapping[str, Exporter]] = MappingProxyType(
    {
        "whisper": Exporter(version=1, export=_export_whisper),
        "canary": Exporter(version=1, export=_export_canary),
        "marian": Exporter(version=1, export=_export_marian),
        "resemblyzer": Exporter(version=1, export=_export_resemblyzer),
        "copy": Exporter(version=1, export=_copy),
    }
)
"""The exporters that the catalogue may name."""
