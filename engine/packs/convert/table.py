"""Which converter turns the downloaded files of a pack into its installed files.

A version is raised whenever what a converter writes changes: packs made by an older one are then
reported as outdated and refused, since the loaders may not understand them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

ShareWatcher: TypeAlias = Callable[[float], None]
"""Told how much is done, from 0 to 1."""

Convert: TypeAlias = Callable[[Path, Path, ShareWatcher], None]
"""Reads a source folder, writes an empty target folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Converter:
    """What writes the files that a family is loaded from, and its version."""

    version: int
    convert: Convert


def _convert_whisper(source: Path, target: Path, progress: ShareWatcher) -> None:
    from engine.packs.convert.whisper import convert_whisper  # noqa: PLC0415 - loads onnx

    convert_whisper(source, target, progress=progress)


def _convert_canary(source: Path, target: Path, progress: ShareWatcher) -> None:
    from engine.packs.convert.canary import convert_canary  # noqa: PLC0415 - loads onnx

    convert_canary(source, target, progress=progress)


def _convert_marian(source: Path, target: Path, progress: ShareWatcher) -> None:
    from engine.packs.convert.marian import convert_marian  # noqa: PLC0415 - loads onnx

    marks = source / "marks.json"
    convert_marian(
        source / "model.bin",
        source / "source.spm",
        source / "target.spm",
        target,
        marks=marks if marks.exists() else None,
        progress=progress,
    )


def _convert_resemblyzer(source: Path, target: Path, progress: ShareWatcher) -> None:
    from engine.packs.convert.resemblyzer import convert_resemblyzer  # noqa: PLC0415 - loads onnx

    convert_resemblyzer(source / "pretrained.pt", target, progress=progress)


def _convert_campplus(source: Path, target: Path, progress: ShareWatcher) -> None:
    from engine.packs.convert.campplus import convert_campplus  # noqa: PLC0415 - loads onnx

    convert_campplus(source / "campplus_cn_en_common.pt", target, progress=progress)


def _convert_kokoro(source: Path, target: Path, progress: ShareWatcher) -> None:
    from engine.packs.convert.kokoro import convert_kokoro  # noqa: PLC0415 - loads onnx

    convert_kokoro(source, target, progress=progress)


def _copy(source: Path, target: Path, progress: ShareWatcher) -> None:
    """Take the files as they are."""
    paths = sorted(source.iterdir())
    for n, path in enumerate(paths, 1):
        # Both folders are in one staging folder, so the files need not be copied twice.
        path.replace(target / path.name)
        progress(n / len(paths))


CONVERTERS: Final[Mapping[str, Converter]] = MappingProxyType(
    {
        "whisper": Converter(version=1, convert=_convert_whisper),
        "canary": Converter(version=1, convert=_convert_canary),
        "marian": Converter(version=1, convert=_convert_marian),
        "resemblyzer": Converter(version=1, convert=_convert_resemblyzer),
        "campplus": Converter(version=1, convert=_convert_campplus),
        "kokoro": Converter(version=1, convert=_convert_kokoro),
        "copy": Converter(version=1, convert=_copy),
    }
)
"""The converters that the catalogue may name."""
