"""Other programs that keep the processor busy while something is measured.

As a program, with a share of a core as its argument, it takes that share until its standard input
ends.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from engine.program import module_command

_PERIOD_S: Final = 0.02


@contextmanager
def busy_programs(cores: float) -> Iterator[None]:
    """Let other programs take so many cores meanwhile, each one or the rest of one; 0 for none."""
    shares = [min(1.0, cores - taken) for taken in range(int(-(-cores // 1)))]
    command = module_command("engine.bench.busy")
    programs = [
        subprocess.Popen([*command, str(share)], stdin=subprocess.PIPE)  # noqa: S603 - this program
        for share in shares
    ]
    try:
        yield
    finally:
        for program in programs:
            program.kill()
            program.communicate()


def _work(share: float) -> None:
    while True:
        until_s = time.perf_counter() + _PERIOD_S * share
        while time.perf_counter() < until_s:
            pass
        time.sleep(_PERIOD_S * (1 - share))


def _end_with_input() -> None:
    """Whoever started it may be killed."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_input, daemon=True).start()
    _work(float(sys.argv[1]))
