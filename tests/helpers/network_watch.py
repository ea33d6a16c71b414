"""Runs a command and reports each attempt to reach something over a network."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CI_VARIABLES: Final = (
    *("CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "CIRCLECI", "TRAVIS", "JENKINS_URL"),
    *("CODEBUILD_BUILD_ID", "BUILDKITE", "TEAMCITY_VERSION", "APPVEYOR"),
    *("BITBUCKET_BUILD_NUMBER", "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"),
)
"""With one of these set, ONNX Runtime reports nothing in any case: a test could not fail."""

_ADDRESSED: Final = re.compile(
    r"^.*\b(?:connect|sendto|sendmsg|sendmmsg)\(.*AF_INET6?\b.*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a command did.

    Attributes:
        returncode: its exit code.
        stdout: what it printed.
        stderr: its error output.
        attempts: one line for each call or counter of the kernel that shows an attempt to send.
    """

    returncode: int
    stdout: str
    stderr: str
    attempts: tuple[str, ...]


def clean_environment(home: Path, **variables: str) -> dict[str, str]:
    """Environment of an ordinary user with a home of its own, on no build machine.

    Args:
        home: becomes the home folder; caches and settings go below it.
        variables: further variables.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _CI_VARIABLES and not name.startswith("XDG_") and "TELEMETRY" not in name
    }
    return {**kept, "HOME": str(home), **variables}


def can_trace() -> bool:
    """Whether strace is installed and may trace here."""
    return _works("strace", "-f", "-o", os.devnull, "true")


def can_isolate() -> bool:
    """Whether this user may make a network namespace."""
    return _works("unshare", "--map-root-user", "--net", "true")


def trace(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Watched:
    """Run a command under strace; its network stays as it is.

    Args:
        command: program and arguments.
        environment: its variables.
        log: written by strace.
    """
    done = _run(["strace", "-f", "-e", "trace=%network", "-o", str(log), *command], environment)
    calls = _ADDRESSED.findall(log.read_text(encoding="utf-8", errors="replace"))
    return Watched(
        returncode=done.returncode, stdout=done.stdout, stderr=done.stderr, attempts=tuple(calls)
    )


def isolate(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Watched:
    """Run a command in a network namespace without a route; the kernel counts what it refuses.

    It counts attempts over IPv4 alone, which is how names are looked up nearly everywhere.

    Args:
        command: program and arguments.
        environment: its variables.
        log: takes the counters of the namespace.
    """
    script = 'log=$1; shift; "$@"; code=$?; cat /proc/net/snmp > "$log"; exit $code'
    shell = ["unshare", "--map-root-user", "--net", "sh", "-c", script, "sh", str(log)]
    done = _run([*shell, *command], environment)
    lines = log.read_text(encoding="utf-8").splitlines()
    names, values = (line.split()[1:] for line in lines if line.startswith("Ip:"))
    counts = dict(zip(names, map(int, values), strict=True))
    attempts = [f"{name} {counts[name]}" for name in ("OutRequests", "OutNoRoutes") if counts[name]]
    return Watched(
        returncode=done.returncode, stdout=done.stdout, stderr=done.stderr, attempts=tuple(attempts)
    )


def _run(
    command: Sequence[str], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        command, env=dict(environment), capture_output=True, text=True, timeout=600, check=False
    )


def _works(program: str, *arguments: str) -> bool:
    path = shutil.which(program)
    if path is None:
        return False
    done = subprocess.run([path, *arguments], capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0
