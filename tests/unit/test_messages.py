"""Every sentence for a user has what it speaks of, and is raised with exactly that."""

import ast
import pickle
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.messages import sentence, user_text
from app.translations import INTERFACE_LANGUAGES, Translations
from engine import errors
from engine.cli.messages import full_text
from engine.errors import DeviceError, EngineError, message_of
from engine.messages import SYSTEM_AUDIO, Code, Message, Parameter, Remedy, placeholders
from engine.program import BUNDLED_EXTRAS

ROOT = Path(__file__).parents[2]
EXAMPLES: dict[str, Parameter] = {
    "packs": ("whisper-base", "kokoro"),
    "choices": ("one", "two"),
    "extensions": (".wav", ".flac"),
    "languages": ("German", "French"),
    "source": "German",
    "target": "French",
    "language": "German",
}


def example(code: Code) -> Message:
    """A message of a code with something for each parameter."""
    return Message(code, **{name: EXAMPLES.get(name, f"<{name}>") for name in code.parameters})


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_every_code_has_a_sentence_for_each_reader(code: Code) -> None:
    message = example(code)
    for text in (str(message), full_text(message), user_text(message)):
        assert text.strip()
        assert not set("{}") & set(text)
    for name in code.parameters - {"packs", "pack", "engine_name"}:
        shown = EXAMPLES.get(name, f"<{name}>")
        for part in shown if isinstance(shown, tuple) else (shown,):
            assert str(part) in user_text(message), name


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_a_sentence_ends_as_one_and_names_no_command(code: Code) -> None:
    if "{" not in code.sentence[-1:] and code.sentence[-1] != "}":
        assert code.sentence[-1] in ".?”"
    for text in (code.sentence, *(remedy.text for remedy in code.remedies)):
        assert "dragoman " not in text
        assert "--" not in text


@pytest.mark.parametrize("language", [code for code in INTERFACE_LANGUAGES if code != "en"])
def test_every_message_is_told_in_every_language(qapp: QApplication, language: str) -> None:
    translations = Translations(qapp)
    assert translations.set_language(language)
    try:
        for code in Code:
            message = example(code)
            text = user_text(message)
            assert not set("{}") & set(text), code
            shown = placeholders(code.sentence) - {"source", "target", "language", "languages"}
            for name in shown:
                value = EXAMPLES.get(name, f"<{name}>")
                for part in value if isinstance(value, tuple) else (value,):
                    assert str(part) in text, (code, name)
            has_words = re.search("[a-z]", re.sub(r"\{\w+\}", "", code.sentence)) is not None
            assert sentence(message) != str(message) or not has_words, code
        for remedy in Remedy:
            assert QCoreApplication.translate("", remedy.text) != remedy.text, remedy
    finally:
        translations.set_language("en")


def test_what_is_no_device_by_name_is_told_in_the_language_too(qapp: QApplication) -> None:
    translations = Translations(qapp)
    translations.set_language("de")
    try:
        message = Message(Code.DEVICE_RETURNED, device=SYSTEM_AUDIO)
        assert user_text(message) == "Der Ton anderer Programme ist wieder da."
        of_languages = Message(Code.VOICE_OTHER_LANGUAGE, voice="Ann", language="French")
        assert sentence(of_languages).endswith(": Französisch.")
        number = Message(Code.FOUND_SPACE, free_gb=70.5)
        assert user_text(number) == "70,5 GB frei."
    finally:
        translations.set_language("en")


def test_every_remedy_is_given_for_something(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {remedy for code in Code for remedy in code.remedies}
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert set(Remedy) == given | {remedy for code in Code for remedy in example(code).remedies}


class TestBundle:
    """Into a bundle pip installs nothing."""

    @pytest.fixture(autouse=True)
    def bundle(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "frozen", True, raising=False)

    @pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
    def test_no_remedy_wants_pip(self, code: Code) -> None:
        for text in (full_text(example(code)), user_text(example(code))):
            assert not re.search(r"\bpip\b|'dragoman\[", text), text

    @pytest.mark.parametrize("extra", ["gpu", "directml", "openvino", "bench", "rivals", "ray"])
    def test_what_it_cannot_have_is_said_to_need_python(self, extra: str) -> None:
        message = Message(Code.EXTRA_MISSING, packages=("x",), extra=extra)
        remedy = "Install Dragoman with Python instead of this package, which takes no extras."
        assert full_text(message).endswith(f" {remedy}")
        assert user_text(message).endswith(f" {remedy}")

    @pytest.mark.parametrize("extra", sorted(BUNDLED_EXTRAS))
    def test_what_it_brings_is_broken_where_it_is_missing(self, extra: str) -> None:
        message = Message(Code.EXTRA_MISSING, packages=("x",), extra=extra)
        assert full_text(message).endswith(" Install Dragoman again.")


def test_the_command_line_names_the_command() -> None:
    missing = Message(Code.PACKS_MISSING, packs=("a", "b"))
    assert str(missing) == "Models are missing or damaged: a, b."
    assert full_text(missing).endswith("Run: dragoman models install a b")


@pytest.mark.parametrize("parameters", [{}, {"device": "x"}, {"reason": "y", "z": 1}])
def test_wrong_parameters_are_found_at_once(parameters: dict[str, Parameter]) -> None:
    with pytest.raises(TypeError, match=r"DEVICE_BUSY.*'device', 'reason'"):
        DeviceError(Code.DEVICE_BUSY, **parameters)


def test_a_text_of_several_lines_becomes_one() -> None:
    message = Message(Code.VERBATIM, text="one\ntwo")
    assert str(message) == "one two"


def test_an_error_says_what_it_is_about() -> None:
    error = DeviceError(Code.DEVICE_BUSY, device="Headset", reason="-9985")
    assert isinstance(error, OSError)
    assert str(error) == "Dragoman can't open Headset (-9985)."
    assert error.code is Code.DEVICE_BUSY
    assert error.parameters == {"device": "Headset", "reason": "-9985"}
    assert Remedy.CLOSE_OTHER_PROGRAMS in error.remedies
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(again), again.message) == (DeviceError, error.message)
    assert message_of(error) == error.message
    assert message_of(KeyError("x")).code is Code.UNEXPECTED


def _raised() -> Iterator[tuple[Path, ast.Call]]:
    """Every error of the engine that something makes."""
    paths = [*(ROOT / "engine").rglob("*.py"), *(ROOT / "app").rglob("*.py")]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    names = {name for name, value in vars(errors).items() if _is_error(value)}
    while True:
        found = {
            node.name
            for tree in trees.values()
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            and any(isinstance(base, ast.Name) and base.id in names for base in node.bases)
        } - names
        if not found:
            break
        names |= found
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name in (names | {"Message"}) - {"RefusedError"} and "keys" not in path.parts:
                    yield path, node


def _is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, EngineError)


def _codes(node: ast.expr) -> list[str]:
    """The members of Code that an expression may be."""
    match node:
        case ast.Attribute(value=ast.Name(id="Code"), attr=name):
            return [name]
        case ast.IfExp(body=body, orelse=orelse):
            return [*_codes(body), *_codes(orelse)]
    return []


def test_every_site_gives_a_code_and_its_parameters() -> None:
    wrong, sites = [], 0
    for path, call in _raised():
        where = f"{path.relative_to(ROOT)}:{call.lineno}"
        # A code out of a table, or parameters out of a mapping: the constructor checks them.
        is_looked_up = any(isinstance(argument, ast.Subscript) for argument in call.args)
        is_passed_on = any(keyword.arg is None for keyword in call.keywords)
        if path.name in ("errors.py", "messages.py") or is_looked_up or is_passed_on:
            continue
        sites += 1
        codes = _codes(call.args[0]) if len(call.args) == 1 else []
        given = {keyword.arg for keyword in call.keywords}
        is_plain = "VERBATIM" in codes and ast.unparse(call.func) != "Message"
        if is_plain or not codes or any(Code[code].parameters != given for code in codes):
            wrong.append(f"{where}: {ast.unparse(call)[:80]}")
    assert not wrong, "\n".join(wrong)
    assert sites > 150
