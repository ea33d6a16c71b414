import json
import os
import re
import subprocess
import sys
from pathlib import Path

import onnxruntime as ort
import pytest

from engine.cli.interpreters import session_config
from engine.cli.main import build_parser, main
from engine.cli.sessions import _MOST_THREADS
from engine.errors import OutputError
from engine.messages import Code
from engine.onnx import Runtime
from engine.planner import SPEECH_BEAMS
from engine.policy import LatencyPreset, PolicyName

DEPENDENCIES = (
    *("onnxruntime", "onnx", "tokenizers", "sentencepiece", "av", "soundfile", "soxr"),
    *("espeakng_loader", "sounddevice", "rtmixer", "pulsectl"),
)

BLOCKED = """
import sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[1].split(","):
            if sys.argv[2] == "missing":
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)
            raise ImportError(f"DLL load failed while importing {name}")

sys.meta_path.insert(0, Block())
from engine.cli.main import main
sys.exit(main(sys.argv[3:]))
"""

SPEECH = Path(__file__).parents[2] / "data" / "speech" / "es_cv_texas.flac"
TRANSLATE = ("translate", "a.wav", "--from", "fr", "--to", "en")


def run_python(
    home: Path, *arguments: str, **environment: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *arguments],
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "DRAGOMAN_HOME": str(home),
            **environment,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("command", ["translate", "live", "demo", "voices", "doctor", "models"])
def test_help_needs_no_dependency(tmp_path: Path, command: str) -> None:
    blocked = ",".join(DEPENDENCIES)
    done = run_python(tmp_path, "-c", BLOCKED, blocked, "missing", command, "--help")
    assert done.returncode == 0, done.stderr
    assert f"usage: dragoman {command}" in done.stdout


@pytest.mark.parametrize("how", ["missing", "broken"])
def test_doctor_and_the_list_of_models_outlive_every_dependency(tmp_path: Path, how: str) -> None:
    blocked = ",".join(DEPENDENCIES)
    done = run_python(tmp_path, "-c", BLOCKED, blocked, how, "doctor", "--json")
    assert done.returncode == 1
    assert done.stderr == ""
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    named = re.findall(r"\w+", checks["packages"]["found"])
    assert {"tokenizers", "av", "soundfile"} <= set(named)
    assert checks["ONNX Runtime"]["status"] == "missing"
    done = run_python(tmp_path, "-c", BLOCKED, blocked, how, "models", "list")
    assert done.returncode == 0, done.stderr
    assert "whisper-base" in done.stdout


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers", "av", "soundfile", "soxr"])
@pytest.mark.parametrize("how", ["missing", "broken"])
def test_a_dependency_that_cannot_be_loaded_is_one_line(
    tmp_path: Path, package: str, how: str
) -> None:
    done = run_python(tmp_path, "-c", BLOCKED, package, how, *TRANSLATE)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("dragoman: ")
    assert package in done.stderr
    assert done.stderr.endswith("run: dragoman doctor\n")


def test_a_module_of_our_own_that_is_missing_is_a_bug_and_no_dependency(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "engine.cli.voices", None)
    with pytest.raises(ModuleNotFoundError):
        main(["voices"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other pipes")
def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app", "models", "list"],
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[3]),
                "DRAGOMAN_HOME": str(tmp_path),
            },
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
@pytest.mark.parametrize("arguments", [("voices",), ("models", "list", "--json")])
def test_a_full_disk_behind_the_standard_output_is_one_line(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "app", *arguments],
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[3]),
                "DRAGOMAN_HOME": str(tmp_path),
            },
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == (
        "dragoman: The disk is full; the standard output can't be written. "
        "Free up some space, or choose another place for the file.\n"
    )


def test_json_is_utf8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    program = (
        "import sys; from engine.cli import models, main; "
        "models.listing = lambda _: {'text': 'naïve Grüße 東京'}; "
        "sys.exit(main.main(sys.argv[1:]))"
    )
    done = run_python(
        tmp_path, "-c", program, "models", "list", "--json", PYTHONIOENCODING="ascii:strict"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"text": "naïve Grüße 東京"}


def test_text_for_a_terminal_that_lacks_letters_loses_only_those(tmp_path: Path) -> None:
    program = (
        "import sys; from engine.cli import models, main; "
        "models.render = lambda _: 'naïve Grüße'; "
        "sys.exit(main.main(sys.argv[1:]))"
    )
    done = run_python(tmp_path, "-c", program, "models", "list", PYTHONIOENCODING="ascii:strict")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "na?ve Gr??e\n"


def test_an_error_is_one_line_and_an_interrupt_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise OutputError(Code.VERBATIM, text="The disk\nis full; free some space.")

    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("engine.cli.devices.run", fail)
    assert main(["devices"]) == 1
    assert capsys.readouterr().err == "dragoman: The disk is full; free some space.\n"
    monkeypatch.setattr("engine.cli.devices.run", interrupt)
    assert main(["devices"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--voice", "Michael"), "--voice Michael would not be heard; add --out FILE"),
        (
            ("--voice", "none", "--out", "a.wav"),
            "--voice none gives no speech to write; leave out --out",
        ),
        (("--threads", "65"), "'65' is not a whole number from 1 to 64"),
        (("--threads", "0"), "'0' is not a whole number from 1 to 64"),
        (("--beams", "17"), "'17' is not a whole number from 1 to 16"),
        (("--beams", "many"), "'many' is not a whole number from 1 to 16"),
        (("--channel", "0"), "'0' is not a whole number of at least 1"),
        (
            ("--from", "jp"),
            "'jp' is not one of the languages en (English), fr (French), de (German)",
        ),
        (("--latency", "soon"), "choose from"),
    ],
)
def test_arguments_that_make_no_sense_are_refused_before_anything_is_loaded(
    arguments: tuple[str, ...], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*TRANSLATE, *arguments])
    assert ended.value.code == 2
    assert expected in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("translate", str(SPEECH), "--from", "es", "--to", "en"),
        ("live", "--from", "es", "--to", "en", "--output", "none"),
        ("voices", "preview", "Heart", "--out", "heart.wav"),
        ("serve",),
        ("models", "prove", "whisper-base"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_device_that_is_not_there_names_the_extra_in_one_line(
    arguments: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DRAGOMAN_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ort, "get_available_providers", lambda: ["CPUExecutionProvider"])
    assert main([*arguments, "--device", "cuda"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "cuda" in line
    assert "pip install 'dragoman[gpu]'" in line


def test_live_refuses_a_voice_that_nobody_hears(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["live", "--to", "en", "--output", "none", "--voice", "Michael"])
    assert ended.value.code == 2
    assert "would not be heard" in capsys.readouterr().err


def test_what_is_not_asked_for_is_left_to_the_engine() -> None:
    config = session_config(build_parser().parse_args(TRANSLATE))
    assert (config.source, config.target, config.speaks) == ("fr", "en", True)
    assert config.speech_beams == SPEECH_BEAMS
    assert (config.policy, config.preset) == (PolicyName.CONFIRMED, LatencyPreset.BALANCED)


def test_what_is_asked_for_reaches_the_engine() -> None:
    arguments = ["translate", "a.wav", "--to", "pt", "--voice", "none", "--beams", "2"]
    arguments += ["--latency", "surer", "--policy", "alignatt"]
    config = session_config(build_parser().parse_args(arguments))
    assert (config.source, config.target, config.speaks) == (None, "pt", False)
    assert config.speech_beams == 2
    assert (config.policy, config.preset) == (PolicyName.ALIGN_ATT, LatencyPreset.SURER)


def test_speakers_are_told_apart_where_that_is_asked_for() -> None:
    parser = build_parser()
    assert not session_config(parser.parse_args(TRANSLATE)).tells_speakers
    assert session_config(parser.parse_args([*TRANSLATE, "--speakers"])).tells_speakers


@pytest.mark.parametrize(
    "arguments",
    [
        ["--from", "fr", "--conversation"],
        ["--from", "fr", "--call"],
        ["--server", "http://127.0.0.1:1"],
        ["--engine", "gradium"],
    ],
)
def test_speakers_are_for_one_direction_of_this_machine(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["live", "--to", "en", "--speakers", *arguments])
    assert ended.value.code == 2
    assert "--speakers" in capsys.readouterr().err


def test_the_largest_number_of_threads_is_one_that_the_runtime_takes() -> None:
    assert Runtime(threads=_MOST_THREADS).threads == _MOST_THREADS
    with pytest.raises(ValueError, match="threads"):
        Runtime(threads=_MOST_THREADS + 1)


def test_jargon_is_not_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["translate", "--help"])
    assert "--policy" not in capsys.readouterr().out


def test_a_result_never_replaces_the_recording(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "talk.wav"
    source.write_bytes(b"not even sound")
    assert main(["translate", str(source), "--to", "en", "--out", str(source)]) == 1
    assert "is the recording itself" in capsys.readouterr().err
    assert source.read_bytes() == b"not even sound"


def test_a_wrong_ending_is_refused_before_another_file_is_emptied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "good.wav"
    good.write_bytes(b"an hour of work")
    subtitles = str(tmp_path / "x.doc")
    arguments = ["translate", "talk.wav", "--to", "en", "--out", str(good)]
    assert main([*arguments, "--subtitles", subtitles]) == 1
    assert "x.doc doesn't end in a known file type" in capsys.readouterr().err
    assert good.read_bytes() == b"an hour of work"
