"""The program of a bundle: the command `dragoman`, and the modules that it starts as processes.

A bundle has no Python of its own, so this runs `-m MODULE` for those that `engine.program` wants.
"""

import os
import runpy
import sys

MODULES = ("pip", "engine.bench.busy", "engine.bench.worker", "engine.devices.programs")


def main() -> int:
    """Run a module, or what `dragoman` runs; returns the exit code."""
    # The loader's own search path, which programs that are opened from here must not inherit.
    if sys.platform.startswith("linux"):
        before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        os.environ.pop("LD_LIBRARY_PATH", None)
        if before:
            os.environ["LD_LIBRARY_PATH"] = before
    if sys.argv[1:2] == ["-m"] and sys.argv[2:3] and sys.argv[2] in MODULES:
        module = sys.argv[2]
        sys.argv = [module, *sys.argv[3:]]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return 0
    from app.__main__ import main as run  # noqa: PLC0415 - a module is run without it

    return run()


if __name__ == "__main__":
    sys.exit(main())
