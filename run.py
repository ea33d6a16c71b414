#!/usr/bin/env python3
"""Sets Dragoman up in .venv beside this file and runs it. Needs Python 3.11 and nothing else.

python3 run.py demo               install everything, then interpret a sample recording
                                  (--from FOLDER takes models from there)
python3 run.py test [ARGS...]     install everything, then check and test it (ARGS go to pytest)
python3 run.py test --all         the same with the slow tests
python3 run.py dragoman ARGS...   run the command `dragoman`

A later run does again only what has changed, and one that was interrupted may be run again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import IO

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BINARIES = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BINARIES / ("python.exe" if os.name == "nt" else "python")
MINIMUM = (3, 11)
PIP = "pip>=25.1"  # the first that installs dependency groups
EXTRA = "cpu,hub,serve"

SYSTEM_PACKAGES = {
    "chromium": "tests of the service's page in a browser",
    "dbus-daemon": "tests of keys on Wayland",
    "ffmpeg": "tests of sound files that other programs convert",
    "libegl1": "tests of windows",
    "libfontconfig1": "tests of windows",
    "libgl1": "tests of windows",
    "libxkbcommon0": "tests of windows",
    "libportaudio2": "tests of audio devices",
    "libasound2-plugins": "tests of audio devices",
    "pulseaudio": "tests of audio devices",
    "pulseaudio-utils": "tests of audio devices",
    "strace": "tests that nothing leaves the machine",
    "sox": "tests of sound files that other programs convert",
    "xvfb": "tests of keys on X11",
}
"""Debian package -> which tests are skipped without it."""

CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),  # takes a gigabyte, and so runs alone
)

CHECKS_BESIDE = (("lint-imports",),)
"""Checks that take one core for a while: they run beside the first part of the tests."""

PARTS = (("tests/unit",), ("tests/integration",), ("tests/parity", "tests/e2e"))
"""Tests by the run of pytest that they share: memory goes back to the system between the runs."""

MOST_WORKERS = 4
"""Processes that share the unit tests; each takes up to half a gigabyte."""

GIVE_UP = ("--max-worker-restart", "0")
"""A process that crashes is not made again: xdist would wait for its tests for ever."""

NOTHING_CHOSEN = 5  # pytest's exit code where no test was selected


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; returns the exit code."""
    if sys.version_info < MINIMUM:
        wanted = ".".join(map(str, MINIMUM))
        print(f"Dragoman needs Python {wanted} or newer; this is {sys.version.split()[0]}.")
        return 2
    # No `match` and no newer syntax in this file: an older Python must get as far as here.
    task, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if task == "demo":
        install()
        # What the models come from is no option of the demo itself.
        folder = rest.index("--from") if "--from" in rest else len(rest)
        source = rest[folder : folder + 2]
        setup = run("dragoman", "models", "setup", "fr", "en", *source)
        return setup or run("dragoman", "demo", *rest[:folder], *rest[folder + 2 :])
    if task == "test":
        missing = install_system_packages()
        install("--group", "test")
        return test(rest, missing)
    if task == "dragoman":
        install()
        return run("dragoman", *rest)
    print(__doc__)
    return 2


def install(*options: str) -> None:
    """Make the environment and install the project into it, unless that has been done.

    Args:
        options: further options of `pip install`; each set of them has its own stamp.
    """
    make_environment()
    stamp = ENVIRONMENT / f"installed{''.join(options)}.sha256"
    wanted = fingerprint()
    # What was installed with options includes what is installed without.
    for done in [stamp] if options else ENVIRONMENT.glob("installed*.sha256"):
        if done.is_file() and done.read_text(encoding="utf-8") == wanted:
            return
    stamp.unlink(missing_ok=True)
    print("Installing Dragoman and its packages into .venv ...", flush=True)
    constraints = ROOT / "constraints.txt"
    limits = ["--constraint", str(constraints)] if constraints.is_file() else []
    pip("--upgrade", PIP)
    pip(*limits, "--editable", f"{ROOT}[{EXTRA}]", *options)
    stamp.write_text(wanted, encoding="utf-8")


def make_environment() -> None:
    """Make .venv with pip in it; one that was left half made is made again."""
    ready = ENVIRONMENT / "ready"
    version = ".".join(map(str, sys.version_info[:2]))
    if PYTHON.exists() and ready.is_file() and ready.read_text(encoding="utf-8") == version:
        return
    print("Making the environment .venv ...", flush=True)
    try:
        import venv  # noqa: PLC0415 - some systems leave it out of Python

        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except (ImportError, subprocess.CalledProcessError, OSError) as error:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        remedy = "On Debian or Ubuntu: sudo apt install python3-venv"
        sys.exit(f"A virtual environment could not be made ({error}). {remedy}")
    ready.write_text(version, encoding="utf-8")


def pip(*arguments: str) -> None:
    """Run `pip install` in the environment; ends the program where it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*command, *arguments], cwd=ROOT) != 0:  # noqa: S603
        sys.exit(
            "Packages could not be installed, as pip says above. Check the network connection "
            "and run the same command again."
        )


def fingerprint() -> str:
    """Hash of all that decides what must be installed."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        path = ROOT / name
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def run(tool: str, *arguments: str, output: IO[bytes] | None = None) -> int:
    """Run a command of the environment, whose output may go to a file; returns its exit code."""
    command = BINARIES / (f"{tool}.exe" if os.name == "nt" else tool)
    variables = {**os.environ, "PATH": f"{BINARIES}{os.pathsep}{os.environ.get('PATH', '')}"}
    # Many processes share the sources: none of them is to compile them again.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    errors = None if output is None else subprocess.STDOUT
    return subprocess.call(  # noqa: S603
        [str(command), *arguments], cwd=ROOT, env=variables, stdout=output, stderr=errors
    )


def test(arguments: Sequence[str], missing: Mapping[str, str]) -> int:
    """Run all checks and the tests; returns 0 only where every one of them passes.

    Args:
        arguments: `--all` and what goes to pytest; all tests where no file or folder is named.
        missing: packages that are not installed, and what is skipped without them.
    """
    failed = []
    for check in CHECKS:
        print(f"--- {' '.join(check)}", flush=True)
        if run(*check) != 0:
            failed.append(" ".join(check))
    with ThreadPoolExecutor(max_workers=1) as beside:
        checking = beside.submit(check_beside)
        code = run_tests(arguments)
        failed += checking.result()
    for package, skipped in missing.items():
        print(f"not installed: {package} (skipped: {skipped})")
    if failed:
        print(f"failed: {', '.join(failed)}")
    return code or int(bool(failed))


def check_beside() -> list[str]:
    """Run the checks that take their time; prints what they say when all have, returns which fail.

    The tests print meanwhile, a dot for each.
    """
    failed = []
    with tempfile.TemporaryFile() as output:
        for check in CHECKS_BESIDE:
            name = " ".join(check)
            output.write(f"--- {name}\n".encode())
            output.flush()
            if run(*check, output=output) != 0:
                failed.append(name)
        output.seek(0)
        said = output.read().decode(errors="replace")
    print(f"\n{said}", end="", flush=True)
    return failed


def run_tests(arguments: Sequence[str]) -> int:
    """Run the tests, part after part; returns the exit code of pytest that counts."""
    # The first -m is the one that counts less: who names marks decides.
    chosen = [] if "--all" in arguments else ["-m", "not slow"]
    chosen += [argument for argument in arguments if argument != "--all"]
    is_named = any(names_tests(argument) for argument in chosen)
    codes = []
    for part in ((),) if is_named else PARTS:
        print(f"--- pytest {' '.join(part)}", flush=True)
        codes.append(run("pytest", "-q", "-rs", *workers(part), *chosen, *part))
        if codes[-1] not in (0, NOTHING_CHOSEN) and {"-x", "--exitfirst"} & set(chosen):
            break
    bad = [code for code in codes if code not in (0, NOTHING_CHOSEN)]
    return bad[0] if bad else min(codes)


def names_tests(argument: str) -> bool:
    """Whether an argument of pytest names a file or folder of tests, or a test in it."""
    path = (ROOT / argument.partition("::")[0]).resolve()
    return ROOT / "tests" in (path, *path.parents) and path.exists()


def workers(part: Sequence[str]) -> list[str]:
    """Options of pytest for how many processes share a part.

    Unit tests are many and small: a process for each core, and no more, for the memory's sake.
    Of the tests of real parts, those with models share one process; the others, which wait for
    devices and programs, have another. The models of the rest take all cores, and their sound
    devices want what time is left.
    """
    n_cores = os.cpu_count() or 1
    if n_cores < 2:
        return []
    if "tests/unit" in part:
        return ["-n", str(min(n_cores, MOST_WORKERS)), "--dist", "loadfile", *GIVE_UP]
    return ["-n", "2", "--dist", "loadgroup", *GIVE_UP] if "tests/integration" in part else []


def install_system_packages() -> dict[str, str]:
    """Install what the tests want of the system, where this user may.

    Returns:
        The packages that are still missing, and what is skipped without them.
    """
    if not sys.platform.startswith("linux") or shutil.which("dpkg-query") is None:
        return {}
    missing = missing_system_packages()
    if not missing:
        return {}
    print(f"System packages that the tests want: {', '.join(missing)}.", flush=True)
    rights = administrator()
    if rights is not None:
        how = " ".join([*rights, "apt-get install"])
        print(f"Installing them with `{how}` ...", flush=True)
        apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        install = [*apt, "install", "--yes", "--no-install-recommends"]
        # Lists of packages may be old or empty on a fresh machine: then update and try again,
        # one by one, since a system may lack one of them (Ubuntu has no chromium).
        if quietly([*install, *missing]) != 0 and quietly([*apt, "update"]) == 0:
            for package in missing:
                quietly([*install, package])
        missing = missing_system_packages()
    if missing:
        print(f"Not installed: {', '.join(missing)}. To install them: ", end="")
        print(f"sudo apt install {' '.join(missing)}", flush=True)
    return missing


def missing_system_packages() -> dict[str, str]:
    """Which of the Debian packages are not installed."""
    query = ["dpkg-query", "--show", "--showformat=${Package} ${Status}\n", *SYSTEM_PACKAGES]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)  # noqa: S603
    installed = {
        line.split()[0] for line in answer.stdout.splitlines() if line.endswith("ok installed")
    }
    return {name: what for name, what in SYSTEM_PACKAGES.items() if name not in installed}


def administrator() -> list[str] | None:
    """What to put before a command to run it as root; None where this user may not.

    A person's sudo is not used unasked, even where it wants no password; CI's is.
    """
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    is_asked = bool(os.environ.get("CI"))
    if is_asked and shutil.which("sudo") and quietly(["sudo", "-n", "true"]) == 0:
        return ["sudo", "-n"]
    return None


def quietly(command: Sequence[str]) -> int:
    """Run a command without its output; returns its exit code."""
    return subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
