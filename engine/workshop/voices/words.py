"""How well voices are understood: word error rates of transcripts of what they say.

    python -m engine.workshop.voices.words resources/bench/sentences.de.txt --language de \
        --models FOLDER --voice pf_dora --voice ff_siwis/pf_dora --voice pf_dora+ef_dora:0.3 \
        --respelling shipped --respelling coda-r --out results.jsonl

A voice is a recipe of engine/tts/shipped_voices.py: a file of resources/voices/kokoro, or `a+b:0.3`
for a with 30 % of b; and `a/b` is the timbre of a with the melody of b. `--styles` names another
folder of such files. A respelling changes the phonemes that Kokoro is given. A delivery such as
`1.2,-3` is 1.2 times as fast and 3 semitones lower. Results are added to `--out` sentence by
sentence; what is there already is not spoken again, so that a run can be ended and gone on with.

Beside the word error rate stands the surprise of the recogniser, when it is given the right words,
in nats for each token: it takes fewer sentences to tell two voices apart by it.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np
import soxr

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ, Float32
from engine.asr.whisper.decoding import DecodingOptions, decode
from engine.asr.whisper.model import WhisperModel
from engine.languages import spoken_reader
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.text_scores import plain_words, word_error_rate
from engine.tts.kokoro import KokoroModel, KokoroStyle, KokoroSynthesiser, style_table
from engine.tts.model import Sex, Voice
from engine.tts.phonemes import PhonemeProcess
from engine.tts.shaping import Finisher

# ruff: noqa: RUF001 - phonetic signs are meant as they stand


_MOST_TOKENS: Final = 60
"""Ends a transcript that repeats itself; no sentence here needs as many."""

_VOWELS: Final = "aeiouyɑɐɒɔəɛɜɪʊøœIWY"
_ER: Final = (r"ɐ", "ɛʁ")
_PAIRS: Final = ((r"I", "aɪ"), (r"W", "aʊ"), (r"Y", "ɔø"))
_TENSE: Final = ((r"ɪ", "i"), (r"(?<!a)ʊ", "u"))
_TAP: Final = (r"(?<=[bdfɡkptvʃ])ʁ", "ɾ")
_ROMANCE: Final = (_ER, *_PAIRS)

RESPELLINGS: Final = MappingProxyType(
    {
        "shipped": (),
        "coda-r": ((rf"ʁ(?![ˈˌ]?[{_VOWELS}])", "ɐ"),),
        "long-coda-r": ((rf"(?<=ː)ʁ(?![ˈˌ]?[{_VOWELS}])", "ɐ"),),
        "no-coda-r": ((rf"(?<=ː)ʁ(?![ˈˌ]?[{_VOWELS}])", ""),),
        "vowel-pairs": _PAIRS,
        "tap-r": ((r"ʁ", "ɾ"),),
        "tap-cluster": (_TAP,),
        "english-r": ((r"ʁ", "ɹ"),),
        "soft-ch": ((r"ç", "ʃ"),),
        "curly-ch": ((r"ç", "ɕ"),),
        "h-ch": ((r"x", "χ"),),
        "tense": (*_PAIRS[:1], *_TENSE),
        "schwa-e": ((r"ə", "e"),),
        "apart": ((r"ʦ", "ts"), (r"ʧ", "tʃ")),
        "one-stress": ((r"ˌ", ""),),
        "no-length": ((r"ː", ""),),
        "back-a": ((r"a(?=ː)", "ɑ"),),
        "er-vowel": (_ER,),
        "er-a": ((r"ɐ", "a"),),
        "glottal": ((rf"(?<![^ ])(?=[ˈˌ]?[{_VOWELS}])", "ʔ"),),
        "long-ue": ((r"y(?!ː)", "yː"),),
        "close-oe": ((r"œ", "ø"),),
        "romance": _ROMANCE,
        "romance-tense": (*_ROMANCE, *_TENSE),
        "romance-tense-short": (*_ROMANCE, *_TENSE, (r"ː", "")),
        "romance-tap": (*_ROMANCE, _TAP),
        "romance-round": (*_ROMANCE, (r"y(?!ː)", "yː"), (r"œ", "ø")),
    }
)
"""Pattern and replacement, in order, by name."""


class _Respelled(KokoroModel):
    """A voice model that is given other phonemes than it is told to say.

    Args:
        model: speaks.
        rules: of RESPELLINGS.
    """

    def __init__(self, model: KokoroModel, rules: Sequence[tuple[str, str]]) -> None:
        self._model = model
        self._rules = rules

    def tokenise(self, phonemes: str) -> list[int]:
        for pattern, replacement in self._rules:
            phonemes = re.sub(pattern, replacement, phonemes)
        return self._model.tokenise(phonemes)

    def synthesise(self, token_ids: Sequence[int], style: Float32, *, speed: float) -> Float32:
        return self._model.synthesise(token_ids, style, speed=speed)


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

    def hear(self, samples: Float32, rate_hz: int, *, said: str) -> tuple[str, float]:
        """Return a transcript of [n] samples, and the surprise at what was said."""
        audio = soxr.resample(samples, rate_hz, SOURCE_RATE_HZ).astype(np.float32)
        encoded = self._model.encode(
            np.pad(audio, SOURCE_RATE_HZ // 4),
            padded_to_samples=len(audio) + 2 * SOURCE_RATE_HZ,
            is_silence_imagined=True,
        )
        right = self._model.tokenizer.encode(f" {said}")
        transcript, forced = (
            decode(
                self._model,
                encoded,
                language=self._language,
                task="transcribe",
                prefix=prefix,
                options=DecodingOptions(beams=1, max_new_tokens=most_tokens),
            )
            for prefix, most_tokens in (((), _MOST_TOKENS), (right, 1))
        )
        surprise = -float(forced.log_probabilities[: len(right)].mean())
        return self._model.tokenizer.decode(transcript.tokens), surprise


def _voice(recipe: str, language: str, tag: str, folder: Path) -> tuple[Voice, KokoroStyle]:
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


def _spoken(synthesiser: KokoroSynthesiser, text: str, trial: _Trial) -> Float32:
    """Say a text as the speaking stage would; [n] at TARGET_RATE_HZ."""
    speed, pitch_semitones = trial.speed_and_pitch
    own_tempo = synthesiser.own_tempo(speed)
    finisher = Finisher(
        synthesiser.rate_hz, gain_db=0.0, tempo=speed / own_tempo, pitch_semitones=pitch_semitones
    )
    pieces = [finisher.push(piece.samples) for piece in synthesiser.speak(text, tempo=own_tempo)]
    return np.concatenate([*pieces, finisher.flush()])


@dataclass(frozen=True, slots=True)
class _Understood:
    """How many words of a sentence were wrong, and the surprise at the right ones."""

    errors: int
    surprise: float


_Results: TypeAlias = dict[_Trial, dict[str, _Understood]]


def _known(path: Path) -> _Results:
    known: _Results = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            trial = _Trial(row["voice"], row["respelling"], row["delivery"])
            understood = _Understood(row["errors"], row["surprise"])
            known.setdefault(trial, {})[row["said"]] = understood
    return known


def _table(known: _Results, sentences: Sequence[str]) -> str:
    rows = []
    for trial, results in known.items():
        heard = {said: results[said] for said in sentences if said in results}
        n_words = sum(len(plain_words(said)) for said in heard)
        if n_words:
            rate = sum(one.errors for one in heard.values()) / n_words
            whole = sum(one.errors == 0 for one in heard.values()) / len(heard)
            surprise = sum(one.surprise for one in heard.values()) / len(heard)
            rows.append((len(heard), rate, whole, surprise, trial))
    rows.sort(key=lambda row: (-row[0], row[1]))
    lines = [
        "| voice | respelling | delivery | sentences | WER | without error | surprise |",
        "|---|---|---|---|---|---|---|",
    ]
    for n, rate, whole, surprise, trial in rows:
        scores = (str(n), f"{rate:.3f}", f"{whole:.2f}", f"{surprise:.3f}")
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
    parser.add_argument(
        "--styles",
        type=Path,
        default=Path(str(resources.files("resources"))) / "voices" / "kokoro",
        help="folder of style vectors; those that ship if left out",
    )
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
    reader = spoken_reader(args.language)
    trials = [
        _Trial(voice, respelling, delivery)
        for delivery in args.delivery or ("1,0",)
        for respelling in args.respelling or ("shipped",)
        for voice in args.voice
    ]
    tag = args.tag or args.language
    known = _known(args.out)
    with PhonemeProcess() as program, args.out.open("a", encoding="utf-8") as out:
        for trial in trials:
            voice, style = _voice(trial.voice, args.language, tag, args.styles)
            model = _Respelled(kokoro, RESPELLINGS[trial.respelling])
            synthesiser = KokoroSynthesiser(model, program, voice, style)
            results = known.setdefault(trial, {})
            for said in sentences:
                if said in results:
                    continue
                spoken = _spoken(synthesiser, reader.read(said), trial)
                heard, surprise = listener.hear(spoken, TARGET_RATE_HZ, said=said)
                n_wrong = round(word_error_rate(said, heard) * len(plain_words(said)))
                results[said] = _Understood(n_wrong, round(surprise, 4))
                row = {**asdict(trial), "said": said, "heard": heard, **asdict(results[said])}
                out.write(json.dumps(row) + "\n")
                out.flush()
    sys.stdout.write(_table(known, sentences))
    return 0


if __name__ == "__main__":
    sys.exit(main())
