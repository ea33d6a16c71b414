"""Takes out of a bundle on Linux what nothing in it uses: a tenth of it.

python installers/linux/slim.py FOLDER

Wants gcc, binutils and icu-devtools. Wheels are built for more than Dragoman does with them.
"""

import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

SPOKEN = "de|en|es|fr|pt"
EMPTIED = re.compile(r"lib(x264|x265|SvtAv1Enc|vpx|vpl|webp|webpmux|gnutls|asound)-\w+\.so")
"""Libraries that FFmpeg wants when it is loaded, and that nothing here makes it use.

They write pictures (x264 and x265 are under the GPL besides), decrypt connections, which files have
none of (`engine.audio.files` allows no protocol but theirs), and open devices of sound.
"""
LOADED_BY_NAME = re.compile(r"lib(python3|portaudio|jack-absent|crypto|ssl)")
"""Libraries that a program opens itself, which no other library names."""
KEPT_OF_ICU = re.compile(
    # Qt brings its own names of languages, days and countries. It asks ICU how words are sorted and
    # spelt in capitals.
    rf"(coll/)?((root|pool|res_index)|({SPOKEN})(_\w+)?)\.res|coll/ucadata\.icu|"
    r"(?![a-z]{2,3}(_\w+)?\.res)\w+\.(res|icu|nrm|spp|cfu)"
)


def main(arguments: list[str]) -> int:
    """Slim a bundle; ends with an error of the first tool that fails."""
    inside = Path(arguments[0]) / "_internal"
    strip(inside)
    empty_libraries(inside / "av.libs")
    stand_in_for_jack(inside)
    (data,) = (inside / "PySide6" / "Qt" / "lib").glob("libicudata.so.*")
    leave_out_of_icu(data)
    for name in leave_out_orphans(inside):
        print(f"not wanted by anything: {name}")
    return 0


def strip(inside: Path) -> None:
    """Strip symbols: three quarters of a Python that was built from source and of av.

    What auditwheel has patched is left alone: strip breaks some of it.
    """
    found = [*inside.glob("libpython*.so*"), *(inside / "av").rglob("*.so")]
    found += [*inside.glob("tokenizers/*.so"), *inside.glob("python3*/lib-dynload/*.so")]
    found += [*(inside / "cryptography").rglob("*.so"), *inside.glob("yaml/*.so")]
    _run("strip", "--strip-unneeded", *found)


def empty_libraries(folder: Path) -> None:
    """Put empty libraries in the place of those that FFmpeg wants when loaded, and never uses.

    None of their functions matters until such an encoder, connection or device is opened.

    Args:
        folder: libraries that PyAV's wheel brings.
    """
    libraries = sorted(folder.glob("lib*"))
    emptied = [library for library in libraries if EMPTIED.match(library.name)]
    wanted = {
        symbol
        for library in libraries
        if library not in emptied
        for symbol in symbols(library, "--undefined-only")
    }
    for library in emptied:
        brought = {symbol.replace("@@", "@") for symbol in symbols(library, "--defined-only")}
        versions: defaultdict[str, set[str]] = defaultdict(set)
        for symbol in wanted & brought:
            name, _, version = symbol.partition("@")
            versions[version].add(name)
        _write_empty(library, library.name, versions)


def _write_empty(library: Path, soname: str, versions: Mapping[str, set[str]]) -> None:
    """Write a library whose functions do nothing and return 0, by the version of their names."""
    with tempfile.TemporaryDirectory() as made:
        source, script = Path(made) / "empty.c", Path(made) / "versions"
        names = sorted(set().union(*versions.values()))
        lines = (f"void *{name}(void) {{ return 0; }}\n" for name in names)
        source.write_text("".join(lines), encoding="utf-8")
        nodes = (
            f"{version} {{ {' '.join(f'{name};' for name in sorted(here))} }};\n"
            for version, here in sorted(versions.items())
            if version
        )
        script.write_text("".join(nodes), encoding="utf-8")
        options = [f"-Wl,-soname,{soname}"]
        options += [f"-Wl,--version-script={script}"] if any(versions) else []
        _run("gcc", "-shared", "-nostdlib", "-s", *options, "-o", library, source)


def stand_in_for_jack(inside: Path) -> None:
    """Write a JACK that finds no server: some builds of PortAudio do not load without one.

    installers/find_portaudio.py takes it where the system brings none.

    Args:
        inside: folder of libportaudio.
    """
    wanted = symbols(inside / "libportaudio.so.2", "--undefined-only")
    functions = {name for name in wanted if name.startswith("jack_")}
    _write_empty(inside / "libjack-absent.so", "libjack.so.0", {"": functions})


def leave_out_of_icu(library: Path) -> None:
    """Keep of ICU's data what Qt asks for in the languages of the window.

    Args:
        library: its libicudata, whose one symbol is the data.
    """
    (symbol,) = symbols(library, "--defined-only")
    with tempfile.TemporaryDirectory() as made:
        # icupkg names the items by their file; l is for bytes with the lowest first.
        whole = Path(made) / f"{symbol.removesuffix('_dat')}l.dat"
        part = Path(made) / "kept" / whole.name
        part.parent.mkdir()
        gone, source = Path(made) / "gone.txt", Path(made) / "data.S"
        _run("objcopy", "--output-target=binary", "--only-section=.rodata", library, whole)
        items = _output("icupkg", "--list", whole).split()
        left_out = (item for item in items if not KEPT_OF_ICU.fullmatch(item))
        gone.write_text("\n".join(left_out), encoding="utf-8")
        # Locales of units, currencies and so on want the root of theirs, which goes as well.
        _run("icupkg", "--ignore-deps", "--remove", gone, whole, part)
        source.write_text(
            f".globl {symbol}\n.type {symbol}, @object\n.section .rodata\n.balign 16\n"
            f'{symbol}: .incbin "{part}"\n.size {symbol}, . - {symbol}\n'
            ".section .note.GNU-stack\n",
            encoding="utf-8",
        )
        name = f"-Wl,-soname,{library.name}"
        _run("gcc", "-shared", "-nostdlib", "-s", name, "-o", library, source)


def leave_out_orphans(inside: Path) -> list[str]:
    """Remove libraries that nothing wants any more, such as those of plug-ins that were left out.

    Args:
        inside: folder of a bundle's libraries.

    Returns:
        Their names.
    """
    programs = [path for path in inside.parent.iterdir() if path.is_file()]
    libraries = [path for path in inside.rglob("*") if re.search(r"\.so(\.|$)", path.name)]
    wants = {
        path: set(re.findall(r"NEEDED +(\S+)", _output("objdump", "-p", path)))
        for path in (*programs, *libraries)
        if not path.is_symlink()
    }
    places = (inside, inside / "av.libs")
    gone: set[str] = set()
    while True:
        wanted = set().union(*wants.values())
        orphans = [
            path
            for path in libraries
            if path.parent in places
            and path.name.startswith("lib")
            and path.name not in wanted
            and not LOADED_BY_NAME.match(path.name)
            and path.exists()
        ]
        if not orphans:
            return sorted(gone)
        for path in orphans:
            path.unlink()
            wants.pop(path, None)
            gone.add(path.name)


def symbols(library: Path, which: str) -> set[str]:
    """Names that a shared library brings or wants, with their versions."""
    command = ("nm", "--dynamic", which, "--format=just-symbols", library)
    return set(_output(*command).split())


def _output(*command: str | Path) -> str:
    text = [str(part) for part in command]
    return subprocess.run(text, check=True, capture_output=True, text=True).stdout


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
