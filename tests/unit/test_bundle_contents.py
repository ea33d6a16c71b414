"""What may be in a bundle and what must."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

_SCRIPT = Path(__file__).parents[2] / "installers" / "contents.py"


@pytest.fixture
def contents() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bundle_contents", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    for name in (
        *("dragoman", "dragoman-phonemes", "in/phonemes/GPL-3.0-or-later.txt"),
        *("in/phonemes/espeak_worker.py", "in/licences/LICENSE", "in/licences/MPL-2.0.txt"),
        *("in/licences/voices/LICENSE", "in/resources/catalogue.toml"),
        *("in/resources/samples/crepes.fr.flac", "in/translations/dragoman_de.qm"),
        *("in/espeak-ng-data/phondata", "in/libportaudio.so.2", "in/onnxruntime/x.so"),
        *("in/pip/_vendor/certifi/cacert.pem", "in/licences/packages/Python/LICENSE.txt"),
        "in/licences/packages/numpy/LICENSE.txt",
        "in/licences/packages/onnxruntime/onnxruntime/ThirdPartyNotices.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def test_a_whole_bundle_has_no_problems(contents: ModuleType, bundle: Path) -> None:
    assert list(contents.problems(bundle)) == []
    assert contents.main([str(bundle)]) == 0


@pytest.mark.parametrize(
    "name",
    [
        *("in/numpy/tests/test_x.py", "in/engine/workshop/a.py", "in/resources/screenshots/a.png"),
        *("in/x.onnx", "in/torch/a.so", "in/libasound.so.2", "in/PySide6/Qt/lib/libQt6Qml.so.6"),
    ],
)
def test_what_has_no_place_in_it_is_named(contents: ModuleType, bundle: Path, name: str) -> None:
    (bundle / name).parent.mkdir(parents=True, exist_ok=True)
    (bundle / name).write_bytes(b"x")
    assert f"must not be there: {name}" in list(contents.problems(bundle))
    assert contents.main([str(bundle)]) == 1


def test_what_is_missing_is_named(contents: ModuleType, bundle: Path) -> None:
    (bundle / "in/phonemes/GPL-3.0-or-later.txt").unlink()
    (problem,) = contents.problems(bundle)
    assert re.match(r"is missing: .*GPL", problem)


def test_a_library_that_is_there_twice_is_named(contents: ModuleType, bundle: Path) -> None:
    for name in ("in/a/libvpx-0123abcd.so.1", "in/b/libvpx.so.1"):
        (bundle / name).parent.mkdir()
        (bundle / name).write_bytes(b"x" * 500_000)
    (problem,) = contents.problems(bundle)
    assert "libvpx-0123abcd.so.1" in problem


def test_an_encoder_that_is_no_empty_library_is_named(contents: ModuleType, bundle: Path) -> None:
    (bundle / "in/libx264-0123abcd.so.1").write_bytes(b"x" * 100_000)
    assert list(contents.problems(bundle)) == ["is not empty: in/libx264-0123abcd.so.1"]
