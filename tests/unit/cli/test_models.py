"""`dragoman models` on tiny packs: what it prints and its exit codes."""

import argparse
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cli import models
from engine.cli.models import JsonView, LineView, TerminalView
from engine.cli.models_table import (
    CORE_DIRECTIONS,
    directions_page,
    listing,
    render,
    render_overview,
)
from engine.cli.store import home_folder, open_store
from engine.errors import CatalogueError, PackInstallError, PackMissingError, RouteError
from engine.messages import Code
from engine.packs.catalogue import Catalogue
from engine.packs.progress import InstallProgress, Step
from engine.packs.store import PackState, PackStore
from tests.helpers.raising import raises
from tests.helpers.tiny_interpreter import make_store
from tests.helpers.tiny_packs import member, tiny_store, write_wheels

SERVED = {"en", "fr", "de", "es", "pt"}
"""What the starter pack interprets, in every direction."""

Command = Callable[..., int]


@pytest.fixture
def store(tmp_path: Path) -> PackStore:
    return tiny_store(tmp_path / "models")


@pytest.fixture
def command(store: PackStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs the command line on the tiny store; files come from a folder."""
    monkeypatch.setattr(models, "open_store", lambda: store)
    wheels = write_wheels(tmp_path / "wheels")
    parser = argparse.ArgumentParser("dragoman")
    models.add_parser(parser.add_subparsers(required=True))

    def run(*words: str) -> int:
        # What these packs hold is no model: test_proving.py asks some that do.
        extra = ["--from", str(wheels), "--no-proof"] if words[0] == "install" else []
        arguments = parser.parse_args(["models", *words, *extra])
        return int(arguments.run(arguments))

    return run


def test_install_takes_the_starter_group_by_default(
    command: Command, store: PackStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("install") == 0
    assert store.installed() == {"alpha", "beta"}
    printed = capsys.readouterr().out.splitlines()
    assert "alpha: installed" in printed
    assert printed[-1] == "Installed: alpha, beta."
    assert command("install") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Everything was installed and intact."


def test_install_as_json_lines(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("install", "beta", "--json") == 0
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {report["pack"] for report in reports} == {"beta"}
    assert reports[-1] == {"pack": "beta", "step": "installed", "item": "", "done": 0, "total": 0}


def test_an_unknown_pack_is_the_engines_error(command: Command) -> None:
    with raises(CatalogueError, Code.PACK_UNKNOWN):
        command("install", "gamma")


def test_verify_says_what_is_wrong_and_fails(
    command: Command, store: PackStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("verify") == 0
    assert "No model pack is installed" in capsys.readouterr().out
    command("install")
    capsys.readouterr()
    assert command("verify") == 0
    assert capsys.readouterr().out.splitlines() == ["alpha: intact", "beta: intact"]
    path = store.place("beta") / "vad.onnx"
    path.write_bytes(b"x" + path.read_bytes()[1:])
    assert command("verify") == 1
    assert "beta is damaged: the bytes of vad.onnx have changed" in capsys.readouterr().out
    assert command("verify", "alpha") == 0
    capsys.readouterr()
    assert command("verify", "--json") == 1
    assert json.loads(capsys.readouterr().out)["alpha"] == "intact"


def test_remove_asks_and_keeps_without_a_yes(
    command: Command,
    store: PackStore,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command("install")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert command("remove", "alpha") == 1
    assert "add --yes" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    assert command("remove", "alpha") == 1
    assert store.installed() == {"alpha", "beta"}
    monkeypatch.setattr("builtins.input", lambda _question: "y")
    assert command("remove", "alpha") == 0
    assert store.installed() == {"beta"}
    with pytest.raises(PackMissingError, match="nothing was removed: alpha"):
        command("remove", "alpha", "beta", "--yes")
    assert store.installed() == {"beta"}
    assert command("remove", "beta", "--yes") == 0
    assert store.installed() == frozenset()


def test_remove_all_clears_packs_and_downloads_and_says_what_stays(
    command: Command,
    store: PackStore,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command("install")
    (store.root / "alpha" / "pack.json").write_text("damaged")
    left = store.downloads.begun_folder(member("tiny-one", "1.0", "tiny_one/model.part1")) / "part"
    left.write_bytes(b"12345")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert command("remove", "--all") == 1
    assert left.is_file()
    assert command("remove", "--all", "--yes") == 0
    assert [path.name for path in store.root.iterdir()] == [".lock"]
    assert "settings, history and voices stay" in capsys.readouterr().out


def test_remove_wants_packs_or_all(command: Command) -> None:
    with pytest.raises(SystemExit):
        command("remove", "--yes")
    with pytest.raises(SystemExit):
        command("remove", "alpha", "--all")


def test_where_prints_folders(
    command: Command, store: PackStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("where") == 0
    assert capsys.readouterr().out == f"{store.root}\n"
    assert command("where", "alpha") == 1
    command("install", "alpha")
    capsys.readouterr()
    assert command("where", "alpha") == 0
    assert capsys.readouterr().out == f"{store.root / 'alpha'}\n"


def test_list_shows_states(
    command: Command, store: PackStore, capsys: pytest.CaptureFixture[str]
) -> None:
    command("install", "alpha")
    capsys.readouterr()
    assert command("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("alpha  installed  speech  en, fr") for line in lines)
    assert any(line.startswith("beta   -          vad     any") for line in lines)
    assert command("list", "--json") == 0
    content = json.loads(capsys.readouterr().out)
    assert [pack["state"] for pack in content["packs"]] == ["installed", "missing"]
    assert content["folder"] == str(store.root)


def test_the_shipped_catalogue_says_what_serves_each_direction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PackStore(tmp_path, Catalogue.shipped())
    starter = frozenset(store.catalogue.groups["starter"])
    monkeypatch.setattr(store, "installed", lambda: starter)
    content = listing(store)
    assert len(content["directions"]) == len(CORE_DIRECTIONS)
    content["directions"] = [
        line for line in content["directions"] if {line["source"], line["target"]} <= SERVED
    ]
    lines = {(line["source"], line["target"]): line for line in content["directions"]}
    assert len(lines) == 20
    now = lines["pt", "en"]["now"]
    assert now is not None
    assert now["packs"] == ["whisper-base", "marian-pt-en"]
    assert lines["pt", "en"]["missing"] == ["canary-1b-v2"]
    assert lines["pt", "en"]["missing_bytes"] == 3_964_208_022
    assert all(line["now"] for line in content["directions"])
    assert lines["pt", "en"]["advice"] is None
    advice = lines["fr", "en"]["advice"]
    assert advice is not None
    assert (advice["packs"], advice["download_bytes"]) == (["firefox-fr-en"], 33_190_595)
    text = render(content)
    assert "No pack of the catalogue serves" not in text
    assert "firefox-fr-en (33 MB)" in text


def test_what_is_advised_where_nothing_serves_is_the_least_that_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PackStore(tmp_path, Catalogue.shipped())
    starter = frozenset(store.catalogue.groups["starter"])
    monkeypatch.setattr(store, "installed", lambda: starter - {"dragoman-en-de"})
    lines = {(line["source"], line["target"]): line for line in listing(store)["directions"]}
    for source in ("en", "fr", "es", "pt"):
        assert lines[source, "de"]["now"] is None
        assert lines[source, "de"]["missing"] == ["dragoman-en-de"]


def test_a_direction_that_nothing_serves_is_named(tmp_path: Path) -> None:
    store = PackStore(tmp_path, Catalogue([]))
    for text in (render(listing(store)), render_overview(store)):
        assert "No pack of the catalogue serves: English into French" in text


def test_the_page_of_directions_is_current() -> None:
    page = Path(__file__).parents[3] / "docs" / "directions.md"
    assert directions_page(Catalogue.shipped()) == page.read_text(encoding="utf-8"), (
        "write what `dragoman models directions --markdown` prints into docs/directions.md"
    )


def test_directions_are_printed_as_a_table_as_json_and_as_a_page(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("directions") == 0
    head, line, *_rows = capsys.readouterr().out.splitlines()
    assert head.startswith("From")
    assert set(line) == {"-", " "}
    assert command("directions", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == len(CORE_DIRECTIONS)
    assert command("directions", "--markdown") == 0
    page = capsys.readouterr().out
    assert page.startswith("# Directions\n")
    assert page.count("| nothing |") == len(CORE_DIRECTIONS)


def test_the_environment_names_the_home_folder(tmp_path: Path) -> None:
    assert home_folder({"DRAGOMAN_HOME": str(tmp_path)}) == tmp_path
    assert open_store({"DRAGOMAN_HOME": str(tmp_path)}).root == tmp_path / "models"
    assert home_folder({}).name == "dragoman"
    assert home_folder({"DRAGOMAN_HOME": ""}) == home_folder({})


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def report(step: Step, done: int = 0, total: int = 0) -> InstallProgress:
    return InstallProgress(pack="alpha", step=step, item="wheel 1", done=done, total=total)


def test_a_terminal_gets_one_line_that_is_drawn_over() -> None:
    output = Terminal()
    view = TerminalView(output)
    view(report(Step.DOWNLOAD, 5_000_000, 10_000_000))
    view(report(Step.INSTALLED))
    view.close()
    first, rest = output.getvalue().split("\r", 2)[1:]
    assert first == "alpha: downloading wheel 1 [##########----------] 5.0 of 10.0 MB"
    assert rest == " " * len(first) + "\ralpha installed\n"


def test_a_file_gets_one_line_for_each_thing() -> None:
    output = io.StringIO()
    view = LineView(output)
    for n in range(100):
        view(report(Step.DOWNLOAD, n, 100))
    view(report(Step.CHECK))
    view(report(Step.INSTALLED))
    assert output.getvalue() == "alpha: downloading wheel 1\nalpha: installed wheel 1\n"


def test_json_lines_are_not_a_flood_and_have_the_end() -> None:
    output = io.StringIO()
    view = JsonView(output)
    for n in range(1001):
        view(report(Step.DOWNLOAD, n, 1000))
    lines = [json.loads(line) for line in output.getvalue().splitlines()]
    assert len(lines) < 100
    assert (lines[0]["done"], lines[-1]["done"]) == (0, 1000)


def test_the_moving_line_is_removed_before_an_error(
    command: Command, store: PackStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = Terminal()
    monkeypatch.setattr("sys.stdout", output)
    with store.locked(), pytest.raises(PackInstallError):
        command("install")
    assert not output.getvalue().strip()


def test_a_pack_that_fails_its_test_is_named_kept_and_makes_the_command_fail(
    command: Command, store: PackStore, capsys: pytest.CaptureFixture[str]
) -> None:
    command("install", "alpha")
    capsys.readouterr()
    assert command("prove") == 1
    printed = capsys.readouterr().out
    assert "alpha: These models gave wrong answers when they were tested here: alpha." in printed
    assert "dragoman models prove alpha" in printed
    assert store.state("alpha") is PackState.FAILED
    command("list")
    assert "failed its test" in capsys.readouterr().out
    assert command("prove", "alpha", "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["pack"] == "alpha"
    assert report["proof"]["has_failed"]
    assert report["proof"]["mistakes"]


def test_nothing_to_test_is_said(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("prove") == 1
    assert "No model pack is installed" in capsys.readouterr().out


def test_setup_installs_a_direction_and_says_in_one_line_what_came_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = make_store(tmp_path)
    monkeypatch.setattr(models, "open_store", lambda: store)
    parser = argparse.ArgumentParser("dragoman")
    models.add_parser(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["models", "setup", "fr", "en-GB"])
    assert arguments.run(arguments) == 0
    printed = capsys.readouterr().out.splitlines()
    assert {"ears: installed", "mouth: installed", "testing ears ..."} <= set(printed)
    # What these packs hold is no model.
    assert printed[-1].startswith("The starter pack is used, since these models gave wrong answers")
    same = parser.parse_args(["models", "setup", "fr", "fr"])
    with raises(RouteError, Code.LANGUAGES_SAME):
        same.run(same)


def test_models_alone_tells_directions_in_words_figures_and_commands(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del command
    empty = render_overview(PackStore(tmp_path / "none", Catalogue.shipped()))
    (line,) = (line for line in empty.splitlines() if line.startswith("French      English"))
    assert "nothing installed" in line
    assert line.endswith("244 MB, dragoman models setup fr en")
    store = PackStore(tmp_path / "some", Catalogue.shipped())
    starter = frozenset(store.catalogue.groups["starter"])
    monkeypatch.setattr(store, "installed", lambda: starter)
    lines = render_overview(store).splitlines()
    (line,) = (line for line in lines if line.startswith("French      English"))
    assert "everyday sentences (13, measured)" in line
    assert line.endswith("expected): 33 MB, dragoman models setup fr en")
    (line,) = (line for line in lines if line.startswith("Spanish     English"))
    assert line.endswith("measured)")
