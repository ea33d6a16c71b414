"""Builds what people download, for the system that this runs on, into dist/.

python installers/build.py             the bundle, then packages of it
python installers/build.py bundle      the bundle alone: dist/dragoman, or dist/Dragoman.app
python installers/build.py packages    packages of the bundle that is there

Wants the environment of

    pip install -e '.[cpu,serve,hub,gradium,openai,gemini]' --group bundle

On Windows also the compiler of Inno Setup on the path; macOS signs and notarises where the
variables CODESIGN_IDENTITY and NOTARY_PROFILE are set. A build in the CI of whoever publishes it
knows where to ask for newer versions; any other asks nowhere.
"""

import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
VERSION = importlib.metadata.version("dragoman")
DEBIAN_NAMES = {"x86_64": "amd64", "aarch64": "arm64"}


def main(arguments: list[str]) -> int:
    """Build; ends with an error of the first tool that fails."""
    if problem := tag_problem(os.environ):
        sys.exit(problem)
    made = DIST / ("Dragoman.app" if sys.platform == "darwin" else "dragoman")
    if arguments != ["packages"]:
        bundle()
    if arguments == ["bundle"]:
        return 0
    if sys.platform == "win32":
        packages = windows()
    elif sys.platform == "darwin":
        packages = macos(made)
    else:
        packages = linux(made)
    for path in packages:
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


def tag_problem(environment: Mapping[str, str]) -> str:
    """Why this tree is not what a release's tag says; empty where it is, or there is none."""
    tag = environment.get("GITHUB_REF_NAME", "")
    if environment.get("GITHUB_REF_TYPE") != "tag" or tag == f"v{VERSION}":
        return ""
    return f"the tag is {tag}, and pyproject.toml says {VERSION}"


def bundle() -> None:
    """Make the bundle and look through it."""
    os.environ["DRAGOMAN_ICON"] = str(icon())
    if address := releases_address(os.environ):
        releases = ROOT / "build" / "releases.txt"
        releases.write_text(f"{address}\n", encoding="utf-8")
        os.environ["DRAGOMAN_RELEASES"] = str(releases)
    # Packages compress all modules together, which takes less than each by itself.
    os.environ["PYINSTALLER_ZLIB_COMPRESSION_LEVEL"] = "0"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    run(*command, "--distpath", DIST, "--workpath", ROOT / "build", "installers/dragoman.spec")
    folder = DIST / "dragoman"
    if sys.platform.startswith("linux"):
        run(sys.executable, "installers/linux/slim.py", folder)
    run(sys.executable, "installers/contents.py", folder)


def releases_address(environment: Mapping[str, str]) -> str:
    """Where the publisher tells of the latest release; empty where GitHub's CI does not build."""
    api, repository = (environment.get(f"GITHUB_{name}") for name in ("API_URL", "REPOSITORY"))
    return f"{api}/repos/{repository}/releases/latest" if api and repository else ""


def icon() -> Path:
    """Draw the program's icon in the form that this system wants."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - help works without Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter  # noqa: PLC0415 - as below
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - help works without Qt

    if sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "minimal")
    application = QGuiApplication.instance() or QGuiApplication([])
    side = 1024 if sys.platform == "darwin" else 256
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "dragoman.svg")).render(painter)
    painter.end()
    path = ROOT / "build" / f"dragoman.{'icns' if sys.platform == 'darwin' else 'ico'}"
    path.parent.mkdir(exist_ok=True)
    if not image.save(str(path)):
        sys.exit(f"{path} could not be drawn")
    del application
    return path


def linux(made: Path) -> list[Path]:
    """Make the archive that runs in place, the Debian and the RPM package."""
    machine = platform.machine()
    archive = DIST / f"dragoman-{VERSION}-linux-{machine}.tar.zst"
    # Without -B the whole would be one job, for one processor.
    run(
        "tar",
        "-I",
        "zstd -19 -T0 -B128MiB --long=27",
        "-cf",
        archive,
        "-C",
        made.parent,
        made.name,
    )
    variables = {
        "VERSION": VERSION,
        "BUNDLE": str(made),
        "LIBC": wanted_libc(made),
        "DEB_ARCH": DEBIAN_NAMES.get(machine, machine),
    }
    recipe = ROOT / "build" / "nfpm.yaml"
    text = (ROOT / "installers" / "linux" / "nfpm.yaml").read_text(encoding="utf-8")
    for name, value in variables.items():
        text = text.replace(f"${{{name}}}", value)
    recipe.write_text(text, encoding="utf-8")
    deb = DIST / f"dragoman-{VERSION}-{machine}.deb"
    rpm = deb.with_suffix(".rpm")
    nfpm = Path(sys.executable).with_name("nfpm")
    run(nfpm, "package", "--packager", "deb", "--config", recipe, "--target", deb)
    # nfpm packs loosely; dpkg-deb and rpmbuild make a fifth less of it.
    tree = ROOT / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    run("dpkg-deb", "--raw-extract", deb, tree)
    run("dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", tree, deb)
    defined = {"version": VERSION, "tree": tree, "_topdir": tree.with_name("rpm")}
    defined["libc"] = variables["LIBC"]
    defined["postremove"] = ROOT / "installers" / "linux" / "postremove.sh"
    options = [part for item in defined.items() for part in ("--define", "{} {}".format(*item))]
    run("rpmbuild", "-bb", "--quiet", *options, "installers/linux/dragoman.rpm.spec")
    (made_rpm,) = (tree.with_name("rpm") / "RPMS").rglob("*.rpm")
    shutil.move(made_rpm, rpm)
    return [archive, deb, rpm]


def wanted_libc(made: Path) -> str:
    """The oldest version of the C library that all of a bundle runs with, such as 2.35."""
    found = {(2, 34)}
    for path in made.rglob("*"):
        if path.is_file() and (".so" in path.name or path.parent == made):
            command = ["objdump", "--private-headers", str(path)]
            text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            names = re.findall(r" GLIBC_(\d+)\.(\d+)", text)
            found |= {(int(major), int(minor)) for major, minor in names}
    return ".".join(map(str, max(found)))


def windows() -> list[Path]:
    """Make the installer; sign it, and the programs in it, where there is a certificate."""
    compiler = shutil.which("iscc") or "iscc"
    sign_for_windows(*sorted((DIST / "dragoman").glob("dragoman*.exe")))
    run(compiler, f"/DVersion={VERSION}", "installers/windows/dragoman.iss")
    installer = DIST / f"dragoman-{VERSION}-setup.exe"
    sign_for_windows(installer)
    return [installer]


def sign_for_windows(*files: Path) -> None:
    """Sign with the user's certificate; installers/windows/certificate.ps1 says whose."""
    tool, clock = (os.environ.get(name) for name in ("SIGNTOOL", "TIMESTAMP_SERVER"))
    if tool:
        time = ("/tr", clock, "/td", "sha256") if clock else ()
        run(tool, "sign", "/a", "/fd", "sha256", *time, *files)


def macos(made: Path) -> list[Path]:
    """Make the disk image; sign it and have it notarised where there is an identity."""
    image = DIST / f"dragoman-{VERSION}-{platform.machine()}.dmg"
    run(
        Path(sys.executable).with_name("dmgbuild"),
        *("-s", "installers/macos/dmg.py", "-D", f"app={made}", "Dragoman", image),
    )
    identity, profile = (os.environ.get(n) for n in ("CODESIGN_IDENTITY", "NOTARY_PROFILE"))
    if identity:
        run("codesign", "--sign", identity, "--timestamp", image)
    if identity and profile:
        run("xcrun", "notarytool", "submit", image, "--keychain-profile", profile, "--wait")
        run("xcrun", "stapler", "staple", image)
    return [image]


def run(*command: str | Path) -> None:
    """Run a tool in the repository; ends the build where it fails."""
    print("---", *command, flush=True)
    status = subprocess.call([str(part) for part in command], cwd=ROOT)
    if status != 0:
        sys.exit(f"{command[0]} failed with status {status}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
