"""The command as a user types it, on real models."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from engine.packs.store import PackStore
from tests.helpers.audio_files import damage, tone, write_tracks

pytestmark = pytest.mark.models

_SPEECH = Path(__file__).parent.parent / "data" / "speech"
_LONG = "en_long_voxpopuli_ivory.flac"
_OUT = ("--out", "{folder}/speech.wav")
_ROOT = Path(__file__).parent.parent.parent


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "DRAGOMAN_HOME": str(home), "PYTHONPATH": str(_ROOT)}


def dragoman(packs: PackStore, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return dragoman_at(packs.root.parent, *arguments)


def dragoman_at(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "app", *map(str, arguments)],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_a_recording_becomes_captions_speech_and_subtitles(
    packs: PackStore, tmp_path: Path
) -> None:
    out, srt, jsonl = (tmp_path / name for name in ("out.wav", "out.srt", "out.jsonl"))
    done = dragoman(
        packs,
        "translate",
        *(_SPEECH / "es_cv_texas.flac", "--from", "es", "--to", "en", "--voice", "Michael"),
        *("--out", out, "--subtitles", srt, "--subtitles", jsonl),
    )
    assert done.returncode == 0, done.stderr
    assert "Texas" in done.stdout
    assert "Texas" in srt.read_text(encoding="utf-8")
    records = [json.loads(line) for line in jsonl.read_text(encoding="utf-8").splitlines()]
    assert "".join(r["text"] for r in records if r["event"] == "text_committed").strip()
    samples, rate_hz = soundfile.read(out)
    assert rate_hz == 48_000
    source = soundfile.info(_SPEECH / "es_cv_texas.flac")
    assert len(samples) >= round(source.duration * rate_hz)
    # Silence until the first words were understood, speech after them.
    assert np.abs(samples[:rate_hz]).max() == 0
    assert np.abs(samples).max() > 0.1


def test_events_are_json_lines_for_scripts(packs: PackStore) -> None:
    done = dragoman(
        packs, "translate", _SPEECH / "es_cv_texas.flac", "--from", "es", "--to", "en", "--json"
    )
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert records[-1]["event"] == "summary"
    assert records[-1]["words"] > 3
    assert {"speech_started", "text_committed", "speech_ended"} <= {r["event"] for r in records}


def test_an_interrupt_finishes_what_was_heard(packs: PackStore, tmp_path: Path) -> None:
    srt = tmp_path / "out.srt"
    command = [sys.executable, "-m", "app", "translate", "--realtime", "--from", "en", "--to", "pt"]
    with subprocess.Popen(  # noqa: S603
        [*command, str(_SPEECH / "en_jfk.flac"), "--subtitles", str(srt)],
        env=environment(packs.root.parent),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not (srt.exists() and "-->" in srt.read_text()):
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        output, errors = running.communicate(timeout=120)
    assert running.returncode == 130, errors
    assert f"wrote {srt}" in output
    assert errors == "dragoman: finishing what was said; Ctrl-C again stops at once\n"


def test_a_second_interrupt_stops_at_once_and_leaves_whole_files(
    packs: PackStore, tmp_path: Path
) -> None:
    srt, wav = tmp_path / "out.srt", tmp_path / "out.wav"
    command = [sys.executable, "-m", "app", "translate", "--from", "en", "--to", "pt"]
    with subprocess.Popen(  # noqa: S603
        [*command, str(_SPEECH / _LONG), "--subtitles", str(srt), "--out", str(wav)],
        env=environment(packs.root.parent),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not (srt.exists() and "-->" in srt.read_text()):
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        assert running.stderr is not None
        assert "finishing" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        output, errors = running.communicate(timeout=60)
    assert running.returncode == 130, errors
    assert errors == ""
    assert f"wrote {srt}" in output
    assert soundfile.info(wav).frames > 0


def test_a_reader_of_the_events_that_goes_away_ends_the_run(packs: PackStore) -> None:
    command = [sys.executable, "-m", "app", "translate", "--from", "es", "--to", "en", "--json"]
    with subprocess.Popen(  # noqa: S603
        [*command, str(_SPEECH / "es_cv_texas.flac")],
        env=environment(packs.root.parent),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert json.loads(running.stdout.readline())["event"]
        running.stdout.close()
        assert running.stderr.read() == ""
        assert running.wait(timeout=120) == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["missing.wav", "--from", "fr", "--to", "en"], "missing.wav"),
        (["README.md", "--from", "fr", "--to", "en"], "README.md"),
        (["{speech}", "--from", "en", "--to", "en"], "Both languages are"),
        (
            ["{speech}", "--from", "fr", "--to", "en", "--voice", "Nobody", *_OUT],
            "no voice called Nobody",
        ),
        (["{speech}", "--from", "fr", "--to", "en", "--voice", "Siwis", *_OUT], "doesn't speak"),
        (["{speech}", "--from", "fr", "--to", "en", "--out", "x.mp4"], ".wav"),
        (["{speech}", "--from", "fr", "--to", "en", "--subtitles", "x.doc"], ".srt"),
        (["{speech}", "--from", "fr", "--to", "en", "--out", "/no/such/x.wav"], "folder"),
        (["{speech}", "--from", "fr", "--to", "en", "--channel", "2"], "no channel 2"),
    ],
)
def test_a_mistake_ends_in_one_clear_line(
    packs: PackStore, tmp_path: Path, arguments: list[str], expected: str
) -> None:
    speech = str(_SPEECH / "en_jfk.flac")
    done = dragoman(
        packs, "translate", *(a.format(speech=speech, folder=tmp_path) for a in arguments)
    )
    assert done.returncode == 1
    assert expected in done.stderr
    assert done.stderr.startswith("dragoman: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_models_that_are_not_there_are_named_in_one_command(tmp_path: Path) -> None:
    done = dragoman_at(tmp_path, "translate", _SPEECH / "en_jfk.flac", "--from", "en", "--to", "de")
    assert done.returncode == 1
    assert "Models are missing" in done.stderr
    assert "dragoman models install whisper-base dragoman-en-de silero-vad" in done.stderr


def test_a_flipped_byte_in_a_model_is_found_when_it_is_loaded(
    packs: PackStore, tmp_path: Path
) -> None:
    for pack in ("whisper-base", "silero-vad"):
        (tmp_path / "models" / pack).mkdir(parents=True)
        for file in packs.folder(pack).iterdir():
            (tmp_path / "models" / pack / file.name).write_bytes(file.read_bytes())
    damaged = tmp_path / "models" / "whisper-base" / "encoder.onnx"
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    done = dragoman_at(
        tmp_path, "translate", _SPEECH / "fr_cv_course.flac", "--from", "fr", "--to", "en"
    )
    assert done.returncode == 1
    assert "encoder.onnx" in done.stderr
    assert "dragoman models install whisper-base" in done.stderr


def test_a_recording_may_come_through_a_pipe(packs: PackStore) -> None:
    path = _SPEECH / "es_cv_texas.flac"
    command = [sys.executable, "-m", "app", "translate", "-", "--from", "es", "--to", "en"]
    with path.open("rb") as piped:
        done = subprocess.run(  # noqa: S603
            command,
            env=environment(packs.root.parent),
            stdin=piped,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert "Texas" in done.stdout
    assert done.stderr == ""


def test_a_recording_with_damage_is_read_on_and_ends_in_a_status_of_its_own(
    packs: PackStore, tmp_path: Path
) -> None:
    samples, rate_hz = soundfile.read(_SPEECH / "es_cv_texas.flac")
    path = tmp_path / "two.flac"
    soundfile.write(path, np.concatenate([samples, samples]), rate_hz)
    damage(path, at=0.4, n_bytes=1_024)
    done = dragoman(packs, "translate", path, "--from", "es", "--to", "en")
    assert done.returncode == 3
    assert "two.flac is damaged at" in done.stderr
    # What stands behind the damage was heard.
    assert "Texas" in done.stdout.rpartition("00:0")[2] or done.stdout.count("Texas") == 2


def test_the_track_on_which_somebody_speaks_is_heard(packs: PackStore, tmp_path: Path) -> None:
    speech, rate_hz = soundfile.read(_SPEECH / "es_cv_texas.flac", dtype="float32")
    said = soxr.resample(speech, rate_hz, 48_000)
    path = write_tracks(tmp_path / "a.mkv", [[(0.0, tone(48_000, 4.0))], [(0.0, said)]])
    done = dragoman(packs, "translate", path, "--from", "es", "--to", "en")
    assert done.returncode == 0, done.stderr
    assert "track 2 is heard" in done.stderr
    assert "Texas" in done.stdout
    named = dragoman(packs, "translate", path, "--from", "es", "--to", "en", "--track", "1")
    assert named.stderr == ""
    assert "Texas" not in named.stdout
