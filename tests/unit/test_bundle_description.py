"""The description of bundles, read as each system reads it, and the builder's commands.

PyInstaller follows `import` statements, also those of other systems; what is imported by a name in
a string it cannot see, so every such name has to be listed where bundles are described.
"""

import ast
import ctypes
import functools
import importlib.metadata
import importlib.util
import itertools
import os
import plistlib
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Final

import PySide6
import pytest
from packaging.requirements import Requirement

from engine.program import BUNDLED_EXTRAS

_ROOT: Final = Path(__file__).parents[2]
_INSTALLERS: Final = _ROOT / "installers"
_PLATFORMS: Final = ("linux", "win32", "darwin")

_OUTSIDE: Final = frozenset(
    {
        # `dragoman bench` and what it is run against, and plug-ins that come as packages.
        *("omnisteval", "sacrebleu", "comet", "faster_whisper", "onnxruntime_ep_openvino"),
        # The service on many machines.
        "ray",
    }
)
"""What a bundle leaves out; the code that wants it says so where it is missing."""

_OF_SYSTEMS: Final = {"pulsectl": "linux", "Xlib": "linux", "jeepney": "linux"}
"""Packages that one system alone has."""

_COMPUTED: Final = {
    "app/viewmodels/engines.py": "packages of engines elsewhere",
    "engine/__init__.py": "modules of the engine",
    "engine/cli/arguments.py": "modules of engine.cli",
    "engine/cli/bench.py": "packages of the extra bench",
    "engine/doctor.py": "packages of _PACKAGES",
    "engine/remote/engines.py": "packages of engines elsewhere",
    "engine/remote/vendors.py": "clients of engines elsewhere",
}
"""Files that import by a name that they compute, and what those names are."""

_BRING_THEIR_OWN: Final = frozenset({"resources"})
"""Top-level packages of the repository beside app and engine."""


@functools.cache
def _sources() -> tuple[Path, ...]:
    """Modules of the program that bundles hold."""
    return tuple(
        path
        for name in ("app", "engine")
        for path in sorted((_ROOT / name).rglob("*.py"))
        if "workshop" not in path.parts and path.name not in ("espeak_worker.py", "ray_app.py")
    )


@dataclass
class Imports:
    """What a module imports.

    Attributes:
        stated: by a statement.
        named: by a name in a string.
        computed: lines that import by a name that only a run tells.
    """

    stated: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    computed: list[int] = field(default_factory=list)


@functools.cache
def _imports(path: Path) -> Imports:
    found = Imports()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants: dict[str, object] = {}
    for statement in tree.body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=value))
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=value))
            ):
                constants[name] = value
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                found.stated |= {alias.name for alias in names}
            case ast.ImportFrom(module=str(module)):
                found.stated.add(module)
            case ast.Call(func=function, args=[first, *_]) if _is_import(function):
                match first:
                    case ast.Constant(value=str(name)):
                        found.named.add(name)
                    case ast.Name(id=name) if isinstance(constant := constants.get(name), str):
                        found.named.add(constant)
                    case _:
                        found.computed.append(node.lineno)
    return found


def _is_import(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("import_module", "find_spec", "__import__", "run_module")


@dataclass
class Description:
    """What dragoman.spec asks of PyInstaller on one system."""

    analyses: list[dict[str, Any]]
    programs: list[dict[str, Any]]
    bundles: list[dict[str, Any]]
    collected: dict[str, tuple[str, ...]]
    namespace: dict[str, Any]

    @property
    def hidden(self) -> set[str]:
        return set(self.analyses[0]["hiddenimports"])


def _describe(platform: str, monkeypatch: pytest.MonkeyPatch) -> Description:
    """Run the description with PyInstaller's functions replaced by ones that take notes."""
    analyses: list[dict[str, Any]] = []
    programs: list[dict[str, Any]] = []
    bundles: list[dict[str, Any]] = []
    collected: dict[str, tuple[str, ...]] = {}

    def analysis(scripts: Sequence[str], **options: Any) -> Any:
        analyses.append({"scripts": scripts, **options})
        return SimpleNamespace(pure=[], scripts=[], binaries=[], datas=options.get("datas", []))

    def collect_submodules(package: str, filter: Any) -> list[str]:  # noqa: A002 - its name
        names = list(_modules_of(package))
        collected[package] = tuple(name for name in names if filter(name))
        return list(collected[package])

    hooks = ModuleType("PyInstaller.utils.hooks")
    vars(hooks).update(
        collect_data_files=lambda package, **_: [(f"{package}.data", package)],
        collect_dynamic_libs=lambda package: [(f"{package}.library", package)],
        collect_submodules=collect_submodules,
        copy_metadata=lambda name: [(f"{name}.dist-info", f"{name}.dist-info")],
    )
    for name in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    monkeypatch.setattr(sys, "platform", platform)
    namespace = runpy.run_path(
        str(_INSTALLERS / "dragoman.spec"),
        init_globals={
            "SPECPATH": str(_INSTALLERS),
            "Analysis": analysis,
            "PYZ": lambda _pure: None,
            "EXE": lambda *_, **options: programs.append(options),
            "COLLECT": lambda *_, **options: options,
            "BUNDLE": lambda *_, **options: bundles.append(options),
        },
    )
    return Description(analyses, programs, bundles, collected, namespace)


def _modules_of(package: str) -> Iterator[str]:
    """Names of a package's modules, none of which is imported."""
    spec = importlib.util.find_spec(package)
    yield package
    # What is not installed here has no modules to name.
    for place in map(Path, (spec and spec.submodule_search_locations) or ()):
        for path in sorted(place.rglob("*.py")):
            parts = path.relative_to(place).with_suffix("").parts
            inner = parts[:-1] if parts[-1] == "__init__" else parts
            yield ".".join((package, *inner))


@pytest.fixture(params=_PLATFORMS)
def description(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Description:
    return _describe(request.param, monkeypatch)


def test_whatever_is_imported_by_name_is_listed(description: Description) -> None:
    stated = {name for path in _sources() for name in _imports(path).stated}
    elsewhere = {top for top, system in _OF_SYSTEMS.items() if system != sys.platform}
    for path in _sources():
        for name in _imports(path).named:
            if name.partition(".")[0] not in _OUTSIDE | elsewhere:
                assert name in stated | description.hidden, f"{path}: {name}"


def test_names_that_are_computed_are_known() -> None:
    computed = {
        path.relative_to(_ROOT).as_posix() for path in _sources() if _imports(path).computed
    }
    assert computed == set(_COMPUTED)


def test_all_of_the_program_is_in_it_and_no_training(description: Description) -> None:
    for path in _sources():
        parts = path.relative_to(_ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        assert name in description.hidden, name
    assert not [name for name in description.hidden if "workshop" in name]


def test_packages_of_the_check_up_are_in_it(description: Description) -> None:
    from engine import doctor  # noqa: PLC0415 - read as data

    stated = {name.partition(".")[0] for path in _sources() for name in _imports(path).stated}
    assert set(doctor._PACKAGES) <= stated | description.hidden


def test_packages_of_engines_elsewhere_are_in_it(description: Description) -> None:
    from engine.remote.catalogue import ENGINES  # noqa: PLC0415 - read as data

    stated = {name for path in _sources() for name in _imports(path).stated}
    for engine in ENGINES.values():
        assert set(engine.packages) <= stated | description.hidden, engine.name


def test_every_package_that_is_imported_is_required() -> None:
    """What an import names comes with Dragoman, with one of its extras, or with Python."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    texts = [*project["dependencies"], *itertools.chain.from_iterable(extras)]
    required = {_normal(Requirement(text).name) for text in texts}
    # What those bring along, and a judge of translations that whoever wants it installs.
    required |= {"cffi", "pip", "tqdm", "shiboken6", "anyio", "h11", "comet"}
    provided = importlib.metadata.packages_distributions()
    strangers = {}
    for path in _sources():
        found = _imports(path)
        for name in found.stated | found.named:
            top = name.partition(".")[0]
            if top in sys.stdlib_module_names or top in {"app", "engine", *_BRING_THEIR_OWN}:
                continue
            distributions = {_normal(item) for item in provided.get(top, [_SPELLED.get(top, top)])}
            if not distributions & required:
                strangers[name] = path
    assert strangers == {}


_SPELLED: Final = {"Xlib": "python-xlib", "multipart": "python-multipart"}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("platform", _PLATFORMS)
def test_what_a_system_needs_alone_is_listed_there(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = _describe(platform, monkeypatch).hidden
    assert {"Xlib.ext", "pulsectl._pulsectl"} <= hidden or platform != "linux"
    assert not {"Xlib.ext", "pulsectl._pulsectl"} & hidden or platform == "linux"
    keyrings = {
        "linux": "keyring.backends.SecretService",
        "win32": "keyring.backends.Windows",
        "darwin": "keyring.backends.macOS",
    }
    assert keyrings[platform] in hidden
    # Keyrings, models of the hub and ONNX Runtime are found by what their packages say of them.
    targets = [target for _, target in _describe(platform, monkeypatch).analyses[0]["datas"]]
    for name in ("keyring", "huggingface_hub", "onnxruntime", "dragoman", "pip"):
        assert f"{name}.dist-info" in targets


def test_what_bundles_take_is_in_the_extras_that_builders_are_told(
    description: Description,
) -> None:
    told = set()
    for page in (_INSTALLERS / "README.md", *(_ROOT / ".github" / "workflows").glob("*.yml")):
        text = page.read_text(encoding="utf-8")
        told |= {found[1] for found in re.finditer(r"\.\[([a-z,]+)\]['\"]? --group bundle", text)}
    assert len(told) == 1, told
    extras = set(told.pop().split(","))
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    brought = {
        _normal(Requirement(text).name)
        for extra in extras
        for text in project["optional-dependencies"][extra]
    }
    # Hibiki's client wants what that of another engine brings.
    assert extras | {"hibiki"} == BUNDLED_EXTRAS
    assert set(project["optional-dependencies"]["hibiki"]) <= {
        text for extra in extras for text in project["optional-dependencies"][extra]
    }
    for top in ("keyring", "openai", "websockets", "huggingface_hub", "uvicorn", "onnxruntime"):
        assert top in {name.partition(".")[0] for name in description.hidden}
        assert _normal(top) in brought


def test_packages_bring_their_licences(description: Description) -> None:
    targets = {target for _, target in description.analyses[0]["datas"]}
    # Of requirements, of theirs, of those of extras alone, and of the interpreter.
    for name in ("numpy", "cffi", "pydantic", "soxr", "pip", "Python"):
        assert any(target.startswith(f"licences/packages/{name}") for target in targets), name
    for name in ("pytest", "ruff", "sacrebleu"):
        assert not any(target.startswith(f"licences/packages/{name}") for target in targets), name


def test_the_oldest_libraries_that_are_tested_are_the_oldest_allowed() -> None:
    workflow = (_ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = [*project["dependencies"], *project["optional-dependencies"]["cpu"]]
    tested = re.findall(r"([\w-]+)==([\d.]+)\.\*", workflow)
    assert [name for name, _ in tested] == ["onnxruntime", "PySide6-Essentials"]
    for name, version in tested:
        needed = [Requirement(text) for text in texts if Requirement(text).name == name]
        assert needed
        for requirement in needed:
            assert f">={version}" in str(requirement.specifier).split(",")


@pytest.mark.parametrize(
    ("platform", "programs"),
    [
        ("linux", ["dragoman", "dragoman-phonemes"]),
        ("win32", ["dragoman", "dragoman-phonemes", "dragoman-window"]),
        ("darwin", ["dragoman", "dragoman-phonemes"]),
    ],
)
def test_windows_has_a_program_without_a_console(
    platform: str, programs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    described = _describe(platform, monkeypatch)
    assert [program["name"] for program in described.programs] == programs
    assert [p["name"] for p in described.programs if not p["console"]] == programs[2:]
    assert len(described.bundles) == (platform == "darwin")


def test_macos_is_told_why_it_is_asked_for_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    (bundle,) = _describe("darwin", monkeypatch).bundles
    information = plistlib.loads(plistlib.dumps(bundle["info_plist"]))
    for key in ("NSMicrophoneUsageDescription", "NSAudioCaptureUsageDescription"):
        assert "stays on this computer" in information[key]
    entitlements = plistlib.loads((_INSTALLERS / "macos" / "entitlements.plist").read_bytes())
    assert entitlements["com.apple.security.device.audio-input"] is True


@pytest.mark.parametrize(
    ("platform", "kept", "left_out"),
    [
        (
            "linux",
            [
                "libportaudio.so.2",
                "espeak-ng-data/de_dict",
                "PySide6/Qt/plugins/platforms/libqxcb.so",
            ],
            [
                *("libasound.so.2", "libstdc++.so.6", "libpulse.so.0", "libjack.so.0"),
                *("PySide6/Qt/lib/libQt6Qml.so.6", "espeak-ng-data/ru_dict", "numpy/tests/a.so"),
                "PySide6/Qt/plugins/imageformats/libqtiff.so",
            ],
        ),
        (
            "win32",
            [
                *(
                    "vcruntime140.dll",
                    "PySide6/Qt6Gui.dll",
                    "PySide6/plugins/platforms/qwindows.dll",
                ),
                *("_sounddevice_data/portaudio-binaries/libportaudio64bit.dll", "espeak-ng.dll"),
            ],
            [
                *("PySide6\\Qt6Qml.dll", "PySide6/opengl32sw.dll", "PySide6/Qt6Pdf.dll"),
                "PySide6\\plugins\\imageformats\\qtiff.dll",
            ],
        ),
        (
            "darwin",
            [
                *("PySide6/Qt/plugins/platforms/libqcocoa.dylib", "libespeak-ng.dylib"),
                "_sounddevice_data/portaudio-binaries/libportaudio.dylib",
            ],
            [
                "PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml",
                "PySide6/Qt/plugins/sqldrivers/a.dylib",
            ],
        ),
    ],
)
def test_libraries_go_by_what_the_system_has_itself(
    platform: str, kept: list[str], left_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keeps = _describe(platform, monkeypatch).namespace["kept"]
    assert [name for name in kept if not keeps((name, "", ""))] == []
    assert [name for name in left_out if keeps((name, "", ""))] == []


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("bundle_script", _INSTALLERS / name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("gcc", "nm", "objdump"))),
    reason="needs gcc and binutils on Linux",
)
class TestSlimming:
    @pytest.fixture
    def slim(self) -> ModuleType:
        return _script("linux/slim.py")

    @staticmethod
    def _library(path: Path, source: str, *options: str) -> Path:
        written = path.with_suffix(".c")
        written.write_text(source, encoding="utf-8")
        command = ["gcc", "-shared", "-fPIC", "-nostdlib", "-Wl,--no-as-needed"]
        command += [f"-Wl,-soname,{path.name}", "-o", str(path), str(written), *options]
        subprocess.run(command, check=True)  # noqa: S603
        written.unlink()
        return path

    def test_libraries_that_ffmpeg_wants_and_nothing_uses_become_empty(
        self, slim: ModuleType, tmp_path: Path
    ) -> None:
        encoder = self._library(
            tmp_path / "libx265-0a.so.216",
            "int x265_open(void) { return 7; } int unused(void) { return 1; }",
        )
        (tmp_path / "map").write_text("GNUTLS_3_4 { gnutls_init; };", encoding="utf-8")
        script = f"-Wl,--version-script={tmp_path / 'map'}"
        connections = self._library(
            tmp_path / "libgnutls-0d.so.30", "int gnutls_init(void) { return 9; }", script
        )
        sound = self._library(tmp_path / "libopus-0b.so", "int opus(void) { return 5; }")
        codecs = self._library(
            tmp_path / "libavcodec-0c.so.62",
            """
            int x265_open(void);
            int gnutls_init(void);
            int opus(void);
            int video(void) { return x265_open(); }
            int network(void) { return gnutls_init(); }
            int audio(void) { return opus(); }
            """,
            *map(str, (encoder, connections, sound)),
            "-Wl,-rpath,$ORIGIN",
        )
        slim.empty_libraries(tmp_path)
        loaded = ctypes.CDLL(str(codecs))
        assert (loaded.video(), loaded.network(), loaded.audio()) == (0, 0, 5)
        assert slim.symbols(encoder, "--defined-only") == {"x265_open"}
        assert "gnutls_init@@GNUTLS_3_4" in slim.symbols(connections, "--defined-only")

    def test_libraries_that_nothing_wants_go_and_those_that_only_they_wanted(
        self, slim: ModuleType, tmp_path: Path
    ) -> None:
        inside = tmp_path / "_internal"
        for folder in ("av.libs", "plugins"):
            (inside / folder).mkdir(parents=True)
        deep = self._library(inside / "libdeep.so.1", "int deep(void) { return 1; }")
        orphan = self._library(inside / "liborphan.so.1", "int deep(void);", str(deep))
        used = self._library(inside / "libused.so.1", "int used(void) { return 1; }")
        plugin = self._library(inside / "plugins" / "libplugin.so", "int used(void);", str(used))
        named = self._library(inside / "libportaudio.so.2", "int sound(void) { return 1; }")
        copy = inside / "libcopy.so.1"
        copied = self._library(inside / "av.libs" / "libcopy.so.1", "int copy(void) { return 1; }")
        copy.symlink_to(copied)
        assert slim.leave_out_orphans(inside) == [copy.name, deep.name, orphan.name]
        assert {path for path in inside.rglob("*.so*") if path.is_file()} == {used, plugin, named}
        assert not copy.is_symlink()

    def test_portaudio_loads_where_the_system_has_no_jack(
        self, slim: ModuleType, tmp_path: Path
    ) -> None:
        jack = self._library(tmp_path / "libjack.so.0", "int jack_client_open(void) { return 3; }")
        source = "int jack_client_open(void); int sound(void) { return jack_client_open(); }"
        self._library(tmp_path / "libportaudio.so.2", source, str(jack))
        jack.unlink()
        slim.stand_in_for_jack(tmp_path)
        program = f"""
import ctypes, ctypes.util, runpy, sys
load = ctypes.CDLL
def without_jack(name):
    if name == "libjack.so.0":
        raise OSError(name)
    return load(name)
ctypes.CDLL = without_jack
sys._MEIPASS = {str(tmp_path)!r}
runpy.run_path({str(_INSTALLERS / "find_portaudio.py")!r})
found = ctypes.util.find_library("portaudio")
print(found, load(found).sound(), ctypes.util.find_library("c"))
"""
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        assert done.stdout.split()[:2] == [str(tmp_path / "libportaudio.so.2"), "0"]
        assert "libc" in done.stdout.split()[2]

    @pytest.mark.skipif(not shutil.which("icupkg"), reason="needs icu-devtools")
    def test_words_are_sorted_as_before_in_the_languages_of_the_window(
        self, slim: ModuleType, tmp_path: Path
    ) -> None:
        (whole,) = Path(PySide6.__file__).parent.glob("Qt/lib/libicudata.so.*")
        part = Path(shutil.copy(whole, tmp_path))
        slim.leave_out_of_icu(part)
        assert part.stat().st_size < whole.stat().st_size / 5
        program = """
from PySide6.QtCore import QCollator, QLocale
words = "Zebra äpfel Apfel ñandú nube oso côte coté cote élan eta straße strasse".split()
for language in ("de", "en", "es", "fr", "pt", "de_AT", "es_MX", "fr_CA", "pt_BR"):
    collator = QCollator(QLocale(language))
    print(language, sorted(words, key=collator.sortKey), QLocale(language).toUpper("straße"))
print(QCollator(QLocale("sv")).compare("ä", "z"))
"""
        said = [
            subprocess.run(  # noqa: S603
                [sys.executable, "-c", program],
                env={**os.environ, "LD_PRELOAD": str(library)},
                check=True,
                capture_output=True,
                encoding="utf-8",
            )
            for library in (whole, part)
        ]
        before, after = (run.stdout.splitlines() for run in said)
        assert before[:-1] == after[:-1]
        assert len(before) == 10
        # Swedish puts ä behind z; that it is no longer known shows which data was asked.
        assert (before[-1], after[-1]) == ("1", "-1")
        assert [run.stderr for run in said] == ["", ""]


class TestBuilder:
    @pytest.fixture
    def build(self) -> ModuleType:
        return _script("build.py")

    @pytest.fixture
    def commands(self, build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
        made: list[list[str]] = []
        monkeypatch.setattr(build, "run", lambda *command: made.append([*map(str, command)]))
        for name in ("CODESIGN_IDENTITY", "NOTARY_PROFILE", "SIGNTOOL", "TIMESTAMP_SERVER"):
            monkeypatch.delenv(name, raising=False)
        return made

    def test_linux_gets_an_archive_and_two_packages_of_the_same_files(
        self, build: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        commands: dict[str, list[str]] = {}
        shutil.copytree(_INSTALLERS / "linux", tmp_path / "installers" / "linux")
        (tmp_path / "build").mkdir()
        monkeypatch.setattr(build, "ROOT", tmp_path)
        monkeypatch.setattr(build, "DIST", tmp_path)

        def run(*command: str | Path) -> None:
            name = Path(command[0]).name
            commands[name] = [*map(str, command)]
            if name == "rpmbuild":
                made = tmp_path / "build" / "rpm" / "RPMS" / "any" / "made.rpm"
                made.parent.mkdir(parents=True)
                made.touch()

        monkeypatch.setattr(build, "run", run)
        archive, deb, rpm = build.linux(tmp_path / "dragoman")
        assert [path.suffix for path in (archive, deb, rpm)] == [".zst", ".deb", ".rpm"]
        assert rpm.is_file()
        recipe = (tmp_path / "build" / "nfpm.yaml").read_text(encoding="utf-8")
        assert "${" not in recipe
        assert f'src: "{tmp_path / "dragoman"}/"' in recipe
        described = (tmp_path / commands["rpmbuild"][-1]).read_text(encoding="utf-8")
        given = {text.partition(" ")[0] for text in commands["rpmbuild"][3:-1]}
        for name in re.findall(r"%\{(\w+)\}", described):
            assert name in given | {"buildroot", "nil"}
        # What one package has, the other has too.
        for target in re.findall(r"dst: (/[^\s,}]+)", recipe):
            assert target.removesuffix("/copyright") in described.splitlines()

    @pytest.mark.skipif(
        sys.platform != "linux" or not shutil.which("objdump"), reason="needs binutils on Linux"
    )
    def test_packages_want_the_c_library_that_what_is_in_them_wants(
        self, build: ModuleType, tmp_path: Path
    ) -> None:
        shutil.copy(sys.executable, tmp_path / "dragoman")
        (tmp_path / "inside").mkdir()
        (tmp_path / "inside" / "text.py").touch()
        (library,) = Path(PySide6.__file__).parent.glob("Qt/lib/libQt6Core.so.6")
        shutil.copy(library, tmp_path / "inside")
        found = build.wanted_libc(tmp_path)
        listed = subprocess.run(  # noqa: S603
            ["objdump", "-T", library, tmp_path / "dragoman"],  # noqa: S607
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        versions = re.findall(r"GLIBC_2\.(\d+)", listed)
        assert found == f"2.{max(34, *map(int, versions))}"

    def test_windows_gets_an_installer(self, build: ModuleType, commands: list[list[str]]) -> None:
        (made,) = build.windows()
        assert made.name == f"dragoman-{build.VERSION}-setup.exe"
        assert commands == [
            ["iscc", f"/DVersion={build.VERSION}", "installers/windows/dragoman.iss"]
        ]

    def test_with_a_certificate_the_programs_and_the_installer_are_signed(
        self,
        build: ModuleType,
        commands: list[list[str]],
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        monkeypatch.setattr(build, "DIST", tmp_path)
        (tmp_path / "dragoman").mkdir()
        for name in ("dragoman.exe", "dragoman-phonemes.exe", "library.dll"):
            (tmp_path / "dragoman" / name).touch()
        monkeypatch.setenv("SIGNTOOL", "signtool.exe")
        monkeypatch.setenv("TIMESTAMP_SERVER", "http://time.example.org")
        build.windows()
        first, compiled, last = commands
        assert first[:2] == last[:2] == ["signtool.exe", "sign"]
        assert [Path(name).name for name in first[-2:]] == ["dragoman-phonemes.exe", "dragoman.exe"]
        assert "http://time.example.org" in first
        assert compiled[0].endswith("iscc")
        assert last[-1].endswith("-setup.exe")

    def test_a_tag_is_the_version_of_the_tree(self, build: ModuleType) -> None:
        tagged = {"GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": f"v{build.VERSION}"}
        assert build.tag_problem(tagged) == ""
        assert build.VERSION in build.tag_problem({**tagged, "GITHUB_REF_NAME": "v99.0"})
        assert build.tag_problem({"GITHUB_REF_NAME": "main", "GITHUB_REF_TYPE": "branch"}) == ""

    def test_without_an_identity_nothing_is_signed(
        self, build: ModuleType, commands: list[list[str]]
    ) -> None:
        build.macos(Path("Dragoman.app"))
        assert [Path(command[0]).name for command in commands] == ["dmgbuild"]

    def test_with_one_the_image_is_signed_and_notarised(
        self, build: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CODESIGN_IDENTITY", "Developer ID Application: A")
        build.macos(Path("Dragoman.app"))
        assert [Path(command[0]).name for command in commands] == ["dmgbuild", "codesign"]
        monkeypatch.setenv("NOTARY_PROFILE", "dragoman")
        commands.clear()
        build.macos(Path("Dragoman.app"))
        assert [command[:2] for command in commands[2:]] == [
            ["xcrun", "notarytool"],
            ["xcrun", "stapler"],
        ]
        assert "--wait" in commands[2]

    def test_the_address_of_releases_is_the_publishers(self, build: ModuleType) -> None:
        where = {
            "GITHUB_API_URL": "https://api.example.org",
            "GITHUB_REPOSITORY": "somebody/dragoman",
        }
        address = "https://api.example.org/repos/somebody/dragoman/releases/latest"
        assert build.releases_address(where) == address
        assert build.releases_address({}) == ""
