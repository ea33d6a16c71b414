"""Says what a bundle holds that it must not, and what it lacks.

python installers/contents.py FOLDER      1 where something is wrong
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

MOST_BYTES = 440_000_000
SMALL_BYTES = 400_000
"""Libraries of a wheel that are as small as these, such as libXau, may be there twice."""
EMPTY_BYTES = 50_000
"""What FFmpeg wants and nothing uses are empty libraries on Linux, see linux/slim.py."""

UNWANTED = (
    r"(^|/)(tests?|testing)/",
    r"(^|/)workshop(/|\.)",
    r"(^|/)screenshots/",
    r"\.(ts|pyc|onnx|safetensors|a|lib)$",
    r"(^|/)(torch|ray|pytest|_pytest|hypothesis|mypy|sacrebleu|setuptools|PyInstaller)(/|$)",
    r"(^|/)(libasound|libpulse|libstdc\+\+|libmvec)\.so",
    r"Qt6?(Qml|Quick|Pdf|Designer|WebEngine)",
    r"plugins/(sqldrivers|qmltooling|virtualkeyboard)/",
)
WANTED = (
    r"^dragoman(\.exe)?$",
    r"^dragoman-phonemes(\.exe)?$",
    r"phonemes/GPL-3\.0-or-later\.txt$",
    r"phonemes/espeak_worker\.py$",
    r"licences/LICENSE$",
    r"licences/MPL-2\.0\.txt$",
    r"licences/voices/LICENSE$",
    r"licences/packages/Python/LICENSE\.txt$",
    r"licences/packages/numpy/LICENSE\.txt$",
    r"licences/packages/onnxruntime/.*ThirdPartyNotices\.txt$",
    r"resources/catalogue\.toml$",
    r"resources/samples/crepes\.fr\.flac$",
    r"translations/dragoman_de\.qm$",
    r"espeak-ng-data/phondata$",
    r"portaudio",
    r"onnxruntime",
    r"certifi/cacert\.pem$",
)


def problems(folder: Path) -> Iterator[str]:
    """What is wrong with a bundle, a sentence each; none where it is as it should be."""
    files = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    for pattern in UNWANTED:
        for name in files:
            if re.search(pattern, name):
                yield f"must not be there: {name}"
    for pattern in WANTED:
        if not any(re.search(pattern, name) for name in files):
            yield f"is missing: {pattern}"
    for name, path in files.items():
        if (
            re.search(r"lib(x264|x265|SvtAv1Enc|gnutls)-\w+\.so", name)
            and path.stat().st_size > EMPTY_BYTES
        ):
            yield f"is not empty: {name}"
    yield from _twice(files)
    size = sum(path.stat().st_size for path in files.values())
    if size > MOST_BYTES:
        yield f"{size / 1e6:.0f} MB are more than {MOST_BYTES / 1e6:.0f}"


def _twice(files: Mapping[str, Path]) -> Iterator[str]:
    """Shared libraries that are there more than once, whatever their version."""
    libraries: defaultdict[str, list[str]] = defaultdict(list)
    for name in files:
        # Extension modules of one name belong to different packages.
        if re.search(r"(^|/)lib[^/]*\.(so|dylib)|\.dll$", name):
            # A wheel gives its libraries a hash between name and version.
            stem = re.sub(r"-[0-9a-f]{8}(?=[.-])", "", name.rpartition("/")[2])
            libraries[stem.partition(".")[0]].append(name)
    for places in libraries.values():
        if len(places) > 1 and max(files[name].stat().st_size for name in places) > SMALL_BYTES:
            yield f"is there more than once: {', '.join(places)}"


def main(arguments: list[str]) -> int:
    """Print the problems of a bundle; 1 where it has any."""
    found = list(problems(Path(arguments[0])))
    for problem in found:
        print(problem)
    if not found:
        print(f"{arguments[0]} holds what it should.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
