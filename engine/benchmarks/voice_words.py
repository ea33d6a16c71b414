"""How well voices are understood: word error rates of transcripts of what they say.

    python -m engine.benchmarks.voice_words resources/bench/sentences.de.txt --language de \
        --models FOLDER --voice pf_dora --voice ff_siwis/pf_dora --voice pf_dora+ef_dora:0.3 \
        --respelling shipped --respelling coda-r --out results.jsonl

A voice is a recipe of engine/speech/voice_file.py: a file of resources/voices/kokoro, or `a+b:0.3`
for a with 30 % of b; and `a/b` is the timbre of a with the melody of b. A respelling changes the
phoneme program's answer before Kokoro's spelling is made of it. A delivery such as `1.2,-3` is 1.2
times as fast and 3 semitones lower. Results are added to `--out` sentence by sentence; what is
there already is not spoken again, so that a run can be ended and gone on with.
"""

# ruff: noqa: RUF001 - phonetic signs are meant as they stand

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
import soxr

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.metrics.word_errors import plain_words, word_error_rate
from engine.models.kokoro import KokoroModel
from engine.models.onnx import Runtime
from engine.models.whisper import WhisperModel
from engine.models.whisper_decoding import DecodingOptions, decode
from engine.models.whisper_tokenizer import WhisperTokenizer
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.speech.contract import Sex, Voice
from engine.speech.finishing import Finisher
from engine.speech.kokoro_voice import KokoroStyle, KokoroVoiceEngine
from engine.speech.voice_file import style_table
from engine.text.phonemes import PhonemeProcess, Phonemiser
from engine.text.spoken.reader import SpokenReader

_MOST_TOKENS: Final = 60
"""Ends a transcript that repeats itself; no sentence here needs as many."""

_VOWELS: Final = "aeiouyɑɐɒɔəɛɜɪʊʏøœ"
_CODA_R: Final = (rf"[ɾr](?![ˈˌ]?[{_VOWELS}])", "ɐ")
_VOWEL_PAIRS: Final = (r"([aɔ])\^([ɪʊø])", r"\1\2")

RESPELLINGS: Final = MappingProxyType(
    {
        "shipped": (),
        "coda-r": (_CODA_R,),
        "long-coda-r": ((rf"(?<=[ɑeiouyøɛa]ː)[ɾr](?![ˈˌ]?[{_VOWELS}])", "ɐ"),),
        "vowel-pairs": (_VOWEL_PAIRS,),
        "tap-r": ((r"[ɾr]", "ɾ\u200b"),),
        "english-r": ((r"[ɾr]", "ɹ"),),
        "soft-ch": ((r"ç", "ʃ"),),
        "curly-ch": ((r"ç", "ɕ"),),
        "tense": ((r"ɪ(?!\^)", "i"), (r"(?<!\^)ʊ", "u")),
        "schwa-e": ((r"ə", "e"),),
        "apart": ((r"t\^s", "ts"), (r"t\^ʃ", "tʃ")),
        "h-ch": ((r"x", "χ"),),
        "one-stress": ((r"ˌ", ""),),
        "short-i": ((r"ʏ", "ʊ"),),
    }
)
"""Pattern and replacement, in order, by name."""


class _Respelled:
    """A phoneme program whose answers are changed."""

    def __init__(self, phonemiser: Phonemiser, rules: Sequence[tuple[str, str]]) -> None:
        self._phonemiser = phonemiser
        self._rules = rules

    def phonemes(self, text: str, tag: str) -> str:
        answer = self._phonemiser.phonemes(text, tag)
        for pattern, replacement in self._rules:
            answer = re.sub(pattern, replacement, answer)
        return answer


@dataclass(frozen=True, slots=True)
class _Trial:
    """A voice, a way of spelling, and how it is to speak."""

    voice: str
    respelling: str
    delivery: str

    @property
    def speed_and_pitch(self) -> tuple[float, float]:
        """How many times as fast, and how many semitones higher."""
        speed, _, pitch = self.delivery.partition(",")
        return float(speed), float(pitch)


class _Listener:
    """Writes down what it hears."""

    def __init__(self, folder: Path, runtime: Runtime, language: str) -> None:
        self._model = WhisperModel(folder, runtime=runtime)
        self._language = language
        self._tokenizer = WhisperTokenizer(
            folder / "tokenizer.json", end_of_text=self._model.config.end_of_text
        )

    def hear(self, samples: Float32, rate_hz: int) -> str:
        audio = soxr.resample(samples, rate_hz, SOURCE_RATE_HZ).astype(np.float32)
        hypothesis = decode(
            self._model,
            self._model.encode(
                np.pad(audio, SOURCE_RATE_HZ // 4),
                padded_to_samples=len(audio) + 2 * SOURCE_RATE_HZ,
                is_silence_imagined=True,
            ),
            language=self._language,
            task="transcribe",
            options=DecodingOptions(beams=1, max_new_tokens=_MOST_TOKENS),
        )
        return self._tokenizer.decode(hypothesis.tokens)


def _voice(recipe: str, language: str, tag: str) -> tuple[Voice, KokoroStyle]:
    folder = Path(str(resources.files("resources"))) / "voices" / "kokoro"
    timbre, _, melody = recipe.partition("/")
    vectors = style_table(folder, timbre=timbre, melody=melody or timbre)
    style = KokoroStyle(tag=tag, vectors=vectors)
    voice = Voice(
        id=recipe,
        name=recipe,
        language=language,
        accent="",
        sex=Sex.FEMALE,
        gain_db=0.0,
        sound=style,
    )
    return voice, style


def _spoken(engine: KokoroVoiceEngine, text: str, trial: _Trial) -> Float32:
    """Say a text as the speaking stage would; [n] at TARGET_RATE_HZ."""
    speed, pitch_semitones = trial.speed_and_pitch
    own_tempo = engine.own_tempo(speed)
    finisher = Finisher(
        engine.rate_hz, gain_db=0.0, tempo=speed / own_tempo, pitch_semitones=pitch_semitones
    )
    pieces = [finisher.push(piece.samples) for piece in engine.speak(text, tempo=own_tempo)]
    return np.concatenate([*pieces, finisher.flush()])


def _known(path: Path) -> dict[_Trial, dict[str, float]]:
    known: dict[_Trial, dict[str, float]] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            trial = _Trial(row["voice"], row["respelling"], row["delivery"])
            known.setdefault(trial, {})[row["said"]] = row["errors"]
    return known


def _table(known: dict[_Trial, dict[str, float]], sentences: Sequence[str]) -> str:
    rows = []
    for trial, errors in known.items():
        heard = [sentence for sentence in sentences if sentence in errors]
        n_words = sum(len(plain_words(sentence)) for sentence in heard)
        if n_words:
            rate = sum(errors[sentence] for sentence in heard) / n_words
            whole = sum(errors[sentence] == 0 for sentence in heard) / len(heard)
            rows.append((len(heard), rate, whole, trial))
    rows.sort(key=lambda row: (-row[0], row[1]))
    lines = [
        "| voice | respelling | delivery | sentences | WER | without error |",
        "|---|---|---|---|---|---|",
    ]
    for n, rate, whole, trial in rows:
        scores = (str(n), f"{rate:.3f}", f"{whole:.2f}")
        cells = (f"`{trial.voice}`", trial.respelling, trial.delivery, *scores)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Speak, listen and print the table of all results so far."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("sentences", type=Path, help="one sentence a line")
    parser.add_argument("--language", required=True)
    parser.add_argument("--tag", help="for the phoneme program; the language if left out")
    parser.add_argument("--models", type=Path, required=True, help="folder of installed packs")
    parser.add_argument("--voice", action="append", required=True, metavar="RECIPE")
    parser.add_argument("--respelling", action="append", choices=tuple(RESPELLINGS))
    parser.add_argument("--delivery", action="append", metavar="SPEED,PITCH")
    parser.add_argument("--count", type=int, help="use so many of the sentences")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True, help="results, a JSON object a line")
    args = parser.parse_args()
    lines = args.sentences.read_text(encoding="utf-8").splitlines()
    sentences = [line for line in lines if line and not line.startswith("#")][: args.count]
    store = PackStore(args.models, Catalogue.shipped())
    runtime = Runtime(threads=args.threads)
    kokoro = KokoroModel(store.folder("kokoro"), runtime=runtime)
    listener = _Listener(store.folder("whisper-base"), runtime, args.language)
    reader = SpokenReader(args.language)
    trials = [
        _Trial(voice, respelling, delivery)
        for delivery in args.delivery or ("1,0",)
        for respelling in args.respelling or ("shipped",)
        for voice in args.voice
    ]
    known = _known(args.out)
    with PhonemeProcess() as program, args.out.open("a", encoding="utf-8") as out:
        for trial in trials:
            voice, style = _voice(trial.voice, args.language, args.tag or args.language)
            phonemiser = _Respelled(program, RESPELLINGS[trial.respelling])
            engine = KokoroVoiceEngine(kokoro, phonemiser, voice, style)
            errors = known.setdefault(trial, {})
            for said in sentences:
                if said in errors:
                    continue
                heard = listener.hear(_spoken(engine, reader.read(said), trial), TARGET_RATE_HZ)
                errors[said] = round(word_error_rate(said, heard) * len(plain_words(said)))
                row = {**asdict(trial), "said": said, "heard": heard, "errors": errors[said]}
                out.write(json.dumps(row) + "\n")
                out.flush()
    sys.stdout.write(_table(known, sentences))
    return 0


if __name__ == "__main__":
    sys.exit(main())
