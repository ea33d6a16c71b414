import hashlib
import json
import re
import tomllib
from importlib import resources
from pathlib import Path

_FOLDER = Path(str(resources.files("resources"))) / "voices"


def test_every_file_is_the_one_of_the_manifest() -> None:
    manifest = json.loads((_FOLDER / "manifest.json").read_text(encoding="utf-8"))["vectors"]
    files = {path.stem: path for path in (_FOLDER / "kokoro").iterdir()}
    assert set(files) == set(manifest)
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == manifest[name]["sha256"], name


def test_no_file_is_shipped_for_nothing() -> None:
    entries = tomllib.loads((_FOLDER / "voices.toml").read_text(encoding="utf-8"))["kokoro"]
    recipes = [entry[key] for entry in entries for key in ("timbre", "melody")]
    # `a+b:0.3` is a with 30 % of b.
    used = {name for recipe in recipes for name in re.sub(r":[.\d]+", "", recipe).split("+")}
    assert used == {path.stem for path in (_FOLDER / "kokoro").iterdir()}


def test_the_licence_stands_beside_the_voices() -> None:
    assert "Apache License" in (_FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "Kokoro-82M" in (_FOLDER / "README.md").read_text(encoding="utf-8")
