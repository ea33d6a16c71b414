"""`dragoman models`: list, install, verify, remove, where."""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final, TextIO

from engine.cli.messages import full_text
from engine.cli.models_table import (
    directions_page,
    listing,
    proof_line,
    proof_words,
    render,
    render_directions,
    render_overview,
)
from engine.cli.sessions import add_device_argument, language
from engine.cli.store import open_store
from engine.errors import PackDamagedError, PackMissingError, RouteError
from engine.languages import language_name
from engine.messages import Code, Message
from engine.packs.entries import STARTER_GROUP, added_downloads
from engine.packs.install import Installer
from engine.packs.progress import InstallGauge, InstallProgress, InstallStatus, Step
from engine.packs.routes import RouteFinder, proved_load
from engine.packs.store import PackState, PackStore

_REFRESH_S: Final = 0.1
_BAR_CELLS: Final = 20
_VERBS: Final = {
    Step.PRESENT: "is there and intact",
    Step.DOWNLOAD: "downloading",
    Step.CHECK: "checking",
    Step.CONVERT: "converting",
    Step.INSTALLED: "installed",
    Step.PROVE: "testing",
}


class TerminalView:
    """One line that is drawn over, and one that stays for each finished pack."""

    def __init__(self, output: TextIO, gauge: InstallGauge | None = None) -> None:
        self._output = output
        self._gauge = gauge
        self._drawn = 0
        self._next_s = 0.0

    def __call__(self, progress: InstallProgress) -> None:
        """Show one report."""
        status = None if self._gauge is None else self._gauge.update(progress)
        if progress.step in {Step.PRESENT, Step.INSTALLED}:
            self.close()
            self._output.write(f"{progress.pack} {_VERBS[progress.step]}\n")
        elif time.monotonic() >= self._next_s:
            self._next_s = time.monotonic() + _REFRESH_S
            self._draw(_describe(progress) + ("" if status is None else _left(status)))
        self._output.flush()

    def close(self) -> None:
        """Remove the moving line."""
        if self._drawn:
            self._output.write("\r" + " " * self._drawn + "\r")
            self._output.flush()
            self._drawn = 0

    def _draw(self, text: str) -> None:
        # One column stays free: a full last column makes some terminals break the line.
        text = text[: shutil.get_terminal_size().columns - 1]
        self._output.write("\r" + text.ljust(self._drawn))
        self._drawn = len(text)


class LineView:
    """A line for each archive, conversion and finished pack."""

    def __init__(self, output: TextIO) -> None:
        self._output = output
        self._last = ("", "", "")

    def __call__(self, progress: InstallProgress) -> None:
        """Show one report, unless it is more of the same."""
        if progress.step is Step.CHECK:
            return
        key = (progress.pack, progress.step, progress.item)
        if key != self._last:
            self._last = key
            words = (f"{progress.pack}:", _VERBS[progress.step], progress.item)
            self._output.write(" ".join(words).strip() + "\n")
            self._output.flush()

    def close(self) -> None:
        """There is nothing to end."""


class JsonView:
    """Every report as a JSON object on a line, the numerous ones at most ten a second."""

    def __init__(self, output: TextIO) -> None:
        self._output = output
        self._last: tuple[str, str, str] = ("", "", "")
        self._next_s = 0.0

    def __call__(self, progress: InstallProgress) -> None:
        """Print one report."""
        key = (progress.pack, progress.step, progress.item)
        whole = progress.total > 0 and progress.done == progress.total
        if key == self._last and not whole and time.monotonic() < self._next_s:
            return
        self._last = key
        self._next_s = time.monotonic() + _REFRESH_S
        self._output.write(json.dumps(asdict(progress), ensure_ascii=False) + "\n")
        self._output.flush()

    def close(self) -> None:
        """There is nothing to end."""


def _left(status: InstallStatus) -> str:
    """How fast all of it goes and how long it takes; empty where that is not known."""
    if status.step is not Step.DOWNLOAD or status.rate_bytes_s is None or status.left_s is None:
        return ""
    minutes, seconds = divmod(round(status.left_s), 60)
    return (
        f", {status.rate_bytes_s / 1e6:.1f} MB/s, {minutes}:{seconds:02} left "
        f"of {status.size_bytes / 1e6:.0f} MB"
    )


def _describe(progress: InstallProgress) -> str:
    words = f"{progress.pack}: {_VERBS[progress.step]} {progress.item}".rstrip()
    if not progress.total:
        return words
    share = min(1.0, progress.done / progress.total)
    full = round(share * _BAR_CELLS)
    bar = "#" * full + "-" * (_BAR_CELLS - full)
    if progress.step is Step.DOWNLOAD:
        amount = f"{progress.done / 1e6:.1f} of {progress.total / 1e6:.1f} MB"
    else:
        amount = f"{share:.0%}"
    return f"{words} [{bar}] {amount}"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its own commands."""
    parser = subparsers.add_parser(
        "models",
        help="list, install, verify and remove models",
        description="Without a command: what serves each direction now, how good that is, and what "
        "would be better. Models come in packs; `list` shows them all.",
    )
    parser.set_defaults(run=run_overview)
    commands = parser.add_subparsers(dest="models_command", metavar="COMMAND")

    lister = commands.add_parser("list", help="show all packs and what serves each direction")
    lister.add_argument("--json", action="store_true", help="print one JSON object")
    lister.set_defaults(run=run_list)

    directions = commands.add_parser(
        "directions", help="show what serves each direction, and what would be better"
    )
    directions.add_argument("--json", action="store_true", help="print one JSON array")
    directions.add_argument(
        "--markdown",
        action="store_true",
        help="print what the starter pack serves and what was measured, as docs/directions.md",
    )
    directions.set_defaults(run=run_directions)

    installer = commands.add_parser(
        "install",
        help=f"install packs (the group {STARTER_GROUP!r} if none is named)",
        description="Downloads, checks and converts packs. Packs that are there stay as they are. "
        "An interrupted run may simply be started again.",
    )
    installer.add_argument("names", nargs="*", metavar="PACK", default=[STARTER_GROUP])
    installer.add_argument(
        "--from",
        dest="folder",
        type=Path,
        metavar="FOLDER",
        help="look for the files in this folder first: FOLDER/PACK/FILE, FOLDER/FILE, or wheels",
    )
    installer.add_argument("--json", action="store_true", help="print progress as JSON lines")
    installer.add_argument(
        "--no-proof", action="store_true", help="do not test the packs after installing them"
    )
    add_device_argument(installer)
    installer.set_defaults(run=run_install)

    prover = commands.add_parser(
        "prove",
        aliases=("test",),
        help="test packs on this computer: known recordings and sentences, and what they cost",
        description="Tests installed packs, all of them if none is named: on recordings and "
        "sentences with known answers, then against the clock. A pack that fails is not used.",
    )
    prover.add_argument("names", nargs="*", metavar="PACK")
    prover.add_argument("--json", action="store_true", help="print a JSON object for each pack")
    add_device_argument(prover)
    prover.set_defaults(run=run_prove)

    setup = commands.add_parser(
        "setup",
        help="install the best models for a direction that can be had here",
        description="Takes the recommended models where the model hub or a folder has them, else "
        "the starter pack. An interrupted run may simply be started again.",
    )
    setup.add_argument("source", type=language, metavar="FROM", help="spoken language")
    setup.add_argument("target", type=language, metavar="TO", help="language to translate into")
    setup.add_argument("--call", action="store_true", help="everything for calls, both ways")
    setup.add_argument(
        "--from", dest="folder", type=Path, metavar="FOLDER", help="look for the files there first"
    )
    add_device_argument(setup)
    setup.set_defaults(run=run_setup)

    verifier = commands.add_parser("verify", help="compare every installed file with its hash")
    verifier.add_argument("names", nargs="*", metavar="PACK")
    verifier.add_argument("--json", action="store_true", help="print one JSON object")
    verifier.set_defaults(run=run_verify)

    remover = commands.add_parser("remove", help="delete installed packs")
    which = remover.add_mutually_exclusive_group(required=True)
    which.add_argument("names", nargs="*", default=[], metavar="PACK")
    which.add_argument(
        "--all", action="store_true", help="every pack, and downloads that were never finished"
    )
    remover.add_argument("--yes", action="store_true", help="do not ask")
    remover.set_defaults(run=run_remove)

    where = commands.add_parser("where", help="print the folder of the models or of one pack")
    where.add_argument("name", nargs="?", metavar="PACK")
    where.set_defaults(run=run_where)


def run_overview(arguments: argparse.Namespace) -> int:
    """Show how each direction is served, and what would be better."""
    del arguments
    _say(render_overview(open_store()))
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    """Show packs and directions."""
    content = listing(open_store())
    _say(json.dumps(content, ensure_ascii=False) if arguments.json else render(content))
    return 0


def run_directions(arguments: argparse.Namespace) -> int:
    """Show every direction, as the packs that are installed or the starter packs serve it."""
    store = open_store()
    if arguments.markdown:
        sys.stdout.write(directions_page(store.catalogue))
        return 0
    content = listing(store)
    if arguments.json:
        _say(json.dumps(content["directions"], ensure_ascii=False))
    else:
        _say(render_directions(content))
    return 0


def run_install(arguments: argparse.Namespace) -> int:
    """Install packs and have them prove themselves; 1 where one gives wrong answers."""
    store = open_store()
    view = _view(arguments.names, store, as_json=arguments.json)
    try:
        made = Installer(store, folder=arguments.folder, watcher=view).install(arguments.names)
    finally:
        view.close()
    if not arguments.json:
        _say(f"Installed: {', '.join(made)}." if made else "Everything was installed and intact.")
    if arguments.no_proof:
        return 0
    return _prove(store, arguments, arguments.names, again=False)


def _view(
    names: Sequence[str], store: PackStore, *, as_json: bool
) -> JsonView | LineView | TerminalView:
    if as_json:
        return JsonView(sys.stdout)
    if not sys.stdout.isatty():
        return LineView(sys.stdout)
    packs = store.catalogue.resolve(names)
    return TerminalView(
        sys.stdout,
        InstallGauge(added_downloads(packs), {pack.id: pack.title for pack in packs}),
    )


def run_setup(arguments: argparse.Namespace) -> int:
    """Install the best that can be had for a direction."""
    # Lists need none of the packages that run models.
    from engine.cli.interpreters import chosen_runtime  # noqa: PLC0415
    from engine.proving import Prover  # noqa: PLC0415
    from engine.provisioning import provide  # noqa: PLC0415

    if arguments.source == arguments.target:
        raise RouteError(Code.LANGUAGES_SAME, language=language_name(arguments.target))
    store = open_store()
    prover = Prover(store, runtime=chosen_runtime(arguments))
    pair = (arguments.source, arguments.target)
    pairs = [pair, pair[::-1]] if arguments.call else [pair]
    finder = RouteFinder(store.catalogue, load_of=proved_load(store))
    recommended = [pack for one in pairs for pack in finder.recommended(*one)]
    view = _view([*recommended, STARTER_GROUP], store, as_json=False)

    def prove(names: Sequence[str]) -> Sequence[str]:
        view.close()
        return prover.failing(names, on_begin=lambda pack: _say(f"testing {pack} ..."))

    try:
        done = provide(
            store,
            pairs,
            prove=prove,
            folder=arguments.folder,
            watcher=view,
        )
    finally:
        view.close()
    _say(full_text(done))
    return 0


def run_prove(arguments: argparse.Namespace) -> int:
    """Have packs prove themselves; 1 where one gives wrong answers or none is installed."""
    store = open_store()
    names = arguments.names or [
        pack.id
        for pack in store.catalogue.packs
        if store.state(pack.id) in (PackState.INSTALLED, PackState.FAILED)
    ]
    if not names:
        _say("No model pack is installed; run: dragoman models install")
        return 1
    return _prove(store, arguments, names, again=True)


def _prove(
    store: PackStore, arguments: argparse.Namespace, names: Sequence[str], *, again: bool
) -> int:
    """Test packs and print what they show; 1 where one gives wrong answers."""
    # Lists need none of the packages that run models.
    from engine.cli.interpreters import chosen_runtime  # noqa: PLC0415
    from engine.proving import Prover  # noqa: PLC0415

    as_json, failed = bool(arguments.json), False
    prover = Prover(store, runtime=chosen_runtime(arguments))
    if not again:
        names = prover.unproved(names)
    if names and not as_json:
        _say("Testing the models on this computer ...")
    for pack_id, proof in prover.prove(names):
        failed = failed or proof.has_failed
        line = proof_line(proof)
        if as_json:
            _say(json.dumps({"pack": pack_id, "proof": line}, ensure_ascii=False))
        elif proof.has_failed:
            _say(f"{pack_id}: {full_text(Message(Code.PACKS_FAILED, packs=(pack_id,)))}")
            _say(f"  {proof.mistakes}")
        else:
            _say(f"{pack_id}: {proof_words(line) or 'no test for its languages'}")
    return int(failed)


def run_verify(arguments: argparse.Namespace) -> int:
    """Verify packs; 1 where one is damaged, missing or outdated."""
    store = open_store()
    if arguments.names:
        packs = store.catalogue.resolve(arguments.names)
    else:
        packs = tuple(
            pack for pack in store.catalogue.packs if store.state(pack.id) is not PackState.MISSING
        )
    results: dict[str, str] = {}
    for pack in packs:
        try:
            store.verify(pack.id)
            results[pack.id] = ""
            if store.state(pack.id) is PackState.OUTDATED:
                results[pack.id] = full_text(Message(Code.PACKS_OUTDATED, packs=(pack.id,)))
        except (PackMissingError, PackDamagedError) as error:
            results[pack.id] = full_text(error)
        if not arguments.json:
            _say(results[pack.id] or f"{pack.id}: intact")
    if arguments.json:
        _say(json.dumps({name: problem or "intact" for name, problem in results.items()}))
    elif not packs:
        _say("No model pack is installed; run: dragoman models install")
    return 1 if any(results.values()) else 0


def run_remove(arguments: argparse.Namespace) -> int:
    """Remove packs after asking; 1 where the answer is not yes."""
    store = open_store()
    if arguments.all:
        return _remove_all(store, is_agreed=arguments.yes)
    packs = [pack.id for pack in store.catalogue.resolve(arguments.names)]
    missing = [pack_id for pack_id in packs if store.state(pack_id) is PackState.MISSING]
    if missing:
        raise PackMissingError(Code.PACKS_NOT_INSTALLED, packs=tuple(missing))
    size_mb = sum(store.installed_size(pack_id) for pack_id in packs) / 1e6
    if not arguments.yes and not _confirmed(packs, size_mb):
        _say("Nothing was removed.")
        return 1
    for pack_id in packs:
        store.remove(pack_id)
    _say(f"Removed: {', '.join(packs)} ({size_mb:.0f} MB).")
    return 0


def _remove_all(store: PackStore, *, is_agreed: bool) -> int:
    """Remove the folder of models after asking; says what of the user's stays."""
    if store.root.is_dir():
        size_mb = sum(p.stat().st_size for p in store.root.rglob("*") if p.is_file()) / 1e6
        if not is_agreed and not _confirmed(["all models"], size_mb):
            _say("Nothing was removed.")
            return 1
        store.clear()
        _say(f"Removed: all models ({size_mb:.0f} MB).")
    else:
        _say("No model pack is installed.")
    _say(f"Your settings, history and voices stay, in {store.root.parent} and beside it.")
    return 0


def run_where(arguments: argparse.Namespace) -> int:
    """Print a folder; for a pack, 1 where it is not installed."""
    store = open_store()
    if arguments.name is None:
        _say(str(store.root))
        return 0
    _say(str(store.place(arguments.name)))
    return 1 if store.state(arguments.name) is PackState.MISSING else 0


def _confirmed(packs: Sequence[str], size_mb: float) -> bool:
    if not sys.stdin.isatty():
        _say("Removing asks first, and there is nobody to ask here: add --yes.")
        return False
    answer = input(f"Remove {', '.join(packs)} ({size_mb:.0f} MB)? [y/N] ")
    return answer.strip().lower() in {"y", "yes"}


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
