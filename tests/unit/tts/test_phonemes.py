# ruff: noqa: RUF001 - phonetic signs are meant as they stand
import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import PhonemeError
from engine.tts.kokoro import kokoro_spelling, phonemes_of_clause, split_phonemes
from engine.tts.phonemes import PhonemeProcess

_GREET = "print('phonemes 1 test', flush=True)\n"


def _program(code: str) -> list[str]:
    return [sys.executable, "-c", "import sys, time, os\n" + code]


@pytest.fixture(scope="module")
def espeak() -> Iterator[PhonemeProcess]:
    with PhonemeProcess() as process:
        yield process


@pytest.mark.parametrize(
    ("tag", "text", "phonemes"),
    [
        ("en-us", "hello", "həlˈO"),
        ("en-us", "the judge's child is better", "ðə ʤˈʌʤᵻz ʧˈIld ɪz bˈɛɾəɹ"),
        ("en-gb", "hello there", "həlˈQ ðˈɛː"),
        ("fr-fr", "les enfants", "lez ɑ̃fˈɑ̃"),
        ("fr-fr", "Monsieur Smith", "məsjˈø smˈɪθ"),
        ("fr-fr", "vingt-huit, quatre-vingt-huit", "vˈɛ̃tyˈit, kˈatʁvˈɛ̃yˈit"),
        ("fr-fr", "quatre-vingt-onze", "kˈatʁvˈɛ̃ˈɔ̃z"),
        ("de", "Abend", "ˈaːbənt"),
        ("de", "Bücher, zwei Pferde", "bˈyːçɐ, ʦvˈI pfˈeːʁdə"),
        ("es", "¿Verdad? Muchacho", "beɾðˈad? muʧˈaʧo"),
        ("pt-br", "São Paulo", "sɐ̃ʊ̃ pˈWlʊ"),
    ],
)
def test_words_become_what_the_voice_model_was_trained_on(
    espeak: PhonemeProcess, tag: str, text: str, phonemes: str
) -> None:
    assert phonemes_of_clause(text, tag, phonemiser=espeak) == phonemes


def test_punctuation_stays_for_the_melody(espeak: PhonemeProcess) -> None:
    spoken = phonemes_of_clause("Well, is it? No... Yes!", "en-us", phonemiser=espeak)
    assert [c for c in spoken if not c.isalpha() and c not in " ˈˌ"] == [",", "?", ".", "!"]
    assert phonemes_of_clause("…", "en-us", phonemiser=espeak) == "…"


def test_line_breaks_and_tabs_do_not_break_the_protocol(espeak: PhonemeProcess) -> None:
    two_words = espeak.phonemes("hello world", "en-us")
    assert espeak.phonemes("hello\n\tworld\r\n", "en-us") == two_words
    assert espeak.phonemes("hello\u2028world\x85", "en-us") == two_words


@settings(deadline=None)
@given(text=st.text(max_size=80), tag=st.sampled_from(["en-us", "fr-fr", "de", "es", "pt-br"]))
def test_no_text_ends_the_program(espeak: PhonemeProcess, text: str, tag: str) -> None:
    espeak.phonemes("two", tag)
    running = espeak._process
    espeak.phonemes(text, tag)
    assert espeak._process is running


def test_an_unknown_language_is_refused_and_the_program_goes_on(espeak: PhonemeProcess) -> None:
    with pytest.raises(PhonemeError, match="no voice for xx"):
        espeak.phonemes("hello", "xx")
    assert espeak.phonemes("two", "en-us") == "tˈuː"


def test_a_program_that_was_killed_is_started_again() -> None:
    with PhonemeProcess() as process:
        process.phonemes("one", "en-us")
        running = process._process
        assert running is not None
        os.kill(running.pid, signal.SIGTERM)
        running.wait(timeout=10)
        assert process.phonemes("two", "en-us") == "tˈuː"


def test_a_program_that_dies_on_a_text_is_an_error_and_not_a_loop() -> None:
    code = _GREET + "sys.stdin.readline(); sys.exit(3)"
    with (
        PhonemeProcess(_program(code)) as process,
        pytest.raises(PhonemeError, match=r"ended with code 3"),
    ):
        process.phonemes("text", "en-us")


def test_a_program_that_hangs_is_ended() -> None:
    started_s = time.monotonic()
    code = _GREET + "sys.stdin.readline(); time.sleep(600)"
    with (
        PhonemeProcess(_program(code), timeout_s=0.5) as process,
        pytest.raises(PhonemeError, match="instead of answering"),
    ):
        process.phonemes("text", "en-us")
    assert time.monotonic() - started_s < 60


@pytest.mark.parametrize("answer", ["error\\tnot today", "what"])
def test_a_refusal_is_told(answer: str) -> None:
    code = _GREET + f"sys.stdin.readline(); print('{answer}', flush=True); sys.stdin.read()"
    with (
        PhonemeProcess(_program(code)) as process,
        pytest.raises(PhonemeError, match=r"not today|what"),
    ):
        process.phonemes("text", "en-us")


def test_a_program_of_another_protocol_is_refused() -> None:
    code = "print('phonemes 2', flush=True); sys.stdin.read()"
    with (
        PhonemeProcess(_program(code)) as process,
        pytest.raises(PhonemeError, match=r"greets with 'phonemes 2'"),
    ):
        process.phonemes("text", "en-us")


def test_a_program_that_cannot_work_says_why() -> None:
    code = "print('error\\tno data', flush=True)"
    with (
        PhonemeProcess(_program(code)) as process,
        pytest.raises(PhonemeError, match=r"work \(no data\)"),
    ):
        process.phonemes("text", "en-us")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal for one process")
def test_an_interrupt_at_the_terminal_does_not_end_the_program(espeak: PhonemeProcess) -> None:
    espeak.phonemes("one", "en-us")
    running = espeak._process
    assert running is not None
    running.send_signal(signal.SIGINT)
    assert espeak.phonemes("two", "en-us") == "tˈuː"
    assert espeak._process is running


def test_a_missing_program_is_named() -> None:
    with pytest.raises(PhonemeError, match=r"no-such-program"):
        PhonemeProcess(["no-such-program"]).phonemes("text", "en-us")


def test_any_program_of_the_protocol_will_do() -> None:
    code = _GREET + "for line in sys.stdin: print('ok\\t' + line.split('\\t')[1][::-1], end='')"
    code = code.replace("end=''", "flush=True")
    code = code.replace("line.split", "line.rstrip().split")
    with PhonemeProcess(_program(code)) as process:
        assert process.phonemes("abc", "en-us") == "cba"
        process.close()
        assert process.phonemes("abc", "en-us") == "cba"


@pytest.mark.parametrize(
    ("phonemes", "tag", "spelling"),
    [
        ("(^e^n)smˈɪθ(^f^r)", "fr-fr", "smˈɪθ"),
        ("tɹˈa^ɪ d^ʒˈɔ^ɪ", "en-us", "tɹˈI ʤˈY"),
        ("bˈɜːɹd", "en-us", "bˈɜɹd"),
        ("nˈɪə", "en-gb", "nˈɪə"),
        ("dˈɔ^øt^ʃ", "de", "dˈYʧ"),
    ],
)
def test_spelling(phonemes: str, tag: str, spelling: str) -> None:
    assert kokoro_spelling(phonemes, tag) == spelling


@given(text=st.text(alphabet="ab ", max_size=60), most=st.integers(1, 12))
def test_long_phonemes_are_split_without_loss(text: str, most: int) -> None:
    parts = split_phonemes(text, most=most)
    assert all(0 < len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_split_prefers_spaces() -> None:
    assert split_phonemes("aaa bbb ccc", most=8) == ["aaa bbb", "ccc"]
