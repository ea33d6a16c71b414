"""Packs prove themselves: right models pass, damaged and wrong ones are caught and not chosen."""

import json
import math
import shutil
import struct
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import resources
from itertools import count
from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.arrays import SOURCE_RATE_HZ
from engine.asr.model import SpeechModel
from engine.compute import Device
from engine.errors import PackMissingError
from engine.loading import FAMILIES, ModelFamily
from engine.messages import Code
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.convert.marian_file import TYPE_INTGEMM8
from engine.packs.entries import STARTER_GROUP, Pack, Role
from engine.packs.install import Installer
from engine.packs.proofs import PROOF_NAME, Measure, Proof
from engine.packs.sources import sha256_of
from engine.packs.store import PackState, PackStore
from engine.planner import Planner
from engine.policy import LatencyPreset
from engine.proving import Prover, Questions, Recording
from engine.tts.voices import VoiceCatalogue
from tests.helpers.raising import raises
from tests.helpers.tiny_interpreter import TOYS, pack, proof
from tests.helpers.toy_speech import ToySpeech, sound

_MODELS = Path(str(resources.files("resources"))) / "models"
_RIGHT = "dragoman-en-es"
_OTHER = "dragoman-en-fr"


class TestQuestions:
    def test_what_ships_covers_the_five_languages_and_is_licensed(self) -> None:
        questions = Questions.shipped()
        five = {"en", "fr", "de", "es", "pt"}
        assert set(questions.languages) == five
        assert all(set(texts) == five for texts in questions.sentences)
        folder = Path(str(resources.files("resources"))) / "proving"
        licences = (folder / "README.md").read_text()
        for recording in questions.recordings:
            assert {recording.language, "en"} <= set(recording.texts)
            assert 3 < len(recording.samples) / SOURCE_RATE_HZ < 12
            assert f"`{recording.path.name}`" in licences
        assert {path.name for path in folder.glob("*.flac")} == {
            recording.path.name for recording in questions.recordings
        }


class TestTextPacks:
    """With the real student for Spanish that ships, and what can be wrong with one."""

    @pytest.fixture
    def prove(self, tmp_path: Path) -> Callable[[Callable[[Path], None]], tuple[PackStore, Proof]]:
        def run(damage: Callable[[Path], None]) -> tuple[PackStore, Proof]:
            files = tmp_path / "files" / _RIGHT
            shutil.copytree(_MODELS / _RIGHT, files)
            damage(files)
            entry = Catalogue.shipped().pack(_RIGHT)
            changed = replace(
                entry,
                files=tuple(
                    replace(
                        item,
                        sha256=sha256_of(files / item.name),
                        size=(files / item.name).stat().st_size,
                    )
                    for item in entry.files
                ),
            )
            store = PackStore(tmp_path / "models", Catalogue([changed], {STARTER_GROUP: ()}))
            Installer(store, folder=files.parent).install([_RIGHT])
            ((_, found),) = Prover(store, runtime=Runtime(threads=1)).prove([_RIGHT])
            return store, found

        return run

    def test_a_right_one_passes_and_its_cost_is_kept(
        self, prove: Callable[[Callable[[Path], None]], tuple[PackStore, Proof]]
    ) -> None:
        store, found = prove(lambda _: None)
        assert not found.has_failed
        assert found.mistakes == ""
        (answer,) = found.answers
        assert (answer.source, answer.target, answer.measure) == ("en", "es", Measure.CHRF)
        assert answer.value > 60
        assert found.real_time_factor is not None
        assert found.real_time_factor > 0
        assert (found.device, found.threads) == ("cpu", 1)
        assert store.state(_RIGHT) is PackState.INSTALLED
        assert store.proof(_RIGHT) == found
        assert Prover(store, runtime=Runtime(threads=1)).unproved([_RIGHT]) == ()

    @pytest.mark.parametrize("what", ["weights", "vocabulary", "language"])
    def test_a_damaged_or_wrong_one_is_caught_and_kept(
        self, prove: Callable[[Callable[[Path], None]], tuple[PackStore, Proof]], what: str
    ) -> None:
        damages: dict[str, Callable[[Path], None]] = {
            "weights": _shuffle_weights,
            "vocabulary": partial(_take, "target.spm"),
            "language": partial(_take, "*"),
        }
        store, found = prove(damages[what])
        assert found.has_failed
        assert found.mistakes
        assert store.state(_RIGHT) is PackState.FAILED
        assert store.installed() == frozenset()
        assert (store.folder(_RIGHT) / "pack.json").is_file()


def _shuffle_weights(files: Path) -> None:
    """Put the integers of every matrix of a Marian file in another order; all else stays."""
    path = files / "model.bin"
    stored = bytearray(path.read_bytes())
    (_, n_items), position = struct.unpack_from("<QQ", stored), 16
    headers = [struct.unpack_from("<4Q", stored, position + 32 * k) for k in range(n_items)]
    position += 32 * n_items + sum(name_length for name_length, *_ in headers)
    shapes = []
    for _, _, n_dimensions, _ in headers:
        shapes.append(struct.unpack_from(f"<{n_dimensions}i", stored, position))
        position += 4 * n_dimensions
    position += 8 + struct.unpack_from("<Q", stored, position)[0]
    random = np.random.default_rng(0)
    for (_, kind, _, length), shape in zip(headers, shapes, strict=True):
        if kind == TYPE_INTGEMM8:
            integers = np.frombuffer(stored, np.uint8, math.prod(shape), position)
            random.shuffle(integers)
        position += length
    path.write_bytes(stored)


def _take(names: str, files: Path) -> None:
    for path in files.glob(names):
        shutil.copyfile(_MODELS / _OTHER / path.name, path)


class Deaf(ToySpeech):
    """Has a vocabulary that belongs to another model."""

    def text(self, tokens: object) -> str:
        del tokens
        return " something else that nobody said at all"


class TestSpeechPacks:
    """With a speech family of a few lines, whose words are loudnesses."""

    @pytest.fixture
    def questions(self, tmp_path: Path) -> Questions:
        said = sound((1, 2, 3, 4, 5, 6), frames=6)
        path = tmp_path / "numbers.wav"
        soundfile.write(path, said, SOURCE_RATE_HZ, subtype="FLOAT")
        text = "two three four five six seven"
        recording = Recording(path=path, language="fr", texts={"fr": text, "en": text})
        return Questions(recordings=(recording,), sentences=())

    @pytest.fixture
    def store(self, tmp_path: Path) -> PackStore:
        better, plain = (
            pack(tmp_path, name, "plain-toy", languages=("fr",), pairs=(("fr", "en"),))
            for name in ("better", "plain")
        )
        packs = [replace(better, larger_than="plain"), plain]
        store = PackStore(tmp_path / "models", Catalogue(packs, {STARTER_GROUP: ("plain",)}))
        Installer(store).install(["better", "plain"])
        return store

    def prover(
        self,
        store: PackStore,
        questions: Questions,
        model: Callable[[], SpeechModel] = ToySpeech,
        *,
        clocks: tuple[Callable[[], float], ...] = (),
        device: Device = Device.CPU,
    ) -> Prover:
        family = ModelFamily(role=Role.SPEECH, load=lambda *_: model())
        families = {**FAMILIES, **TOYS, "plain-toy": family}
        runtime = Runtime(threads=1, device=device)
        return Prover(
            store,
            runtime=runtime,
            families=families,
            questions=questions,
            clocks=clocks or (time.perf_counter, time.process_time),
        )

    def test_transcript_and_translation_are_asked(
        self, store: PackStore, questions: Questions
    ) -> None:
        begun: list[str] = []
        prover = self.prover(store, questions)
        found = dict(prover.prove(["plain", "better"], on_begin=begun.append))
        assert begun == ["better", "plain"]
        assert [(a.target, a.measure, a.value) for a in found["plain"].answers] == [
            ("fr", Measure.WORD_ERROR_RATE, 0),
            ("en", Measure.CHRF, pytest.approx(100)),
        ]
        assert not found["plain"].has_failed

    def test_one_that_fails_is_not_chosen_and_the_other_serves(
        self, store: PackStore, questions: Questions
    ) -> None:
        planner = Planner(store, VoiceCatalogue.load)
        assert planner.route("fr", "en").speech == "better"
        ((_, found),) = self.prover(store, questions, Deaf).prove(["better"])
        assert found.has_failed
        assert "word error rate 100" in found.mistakes
        assert planner.route("fr", "en").speech == "plain"
        with raises(PackMissingError, Code.PACKS_FAILED):
            planner.refuse_missing(["better"])
        # Asked again, it is right this time.
        list(self.prover(store, questions).prove(["better"]))
        assert planner.route("fr", "en").speech == "better"

    def test_one_that_cannot_be_run_has_failed_and_says_why(
        self, store: PackStore, questions: Questions
    ) -> None:
        def broken() -> SpeechModel:
            raise RuntimeError("node 7 is no node\nand more")

        ((_, found),) = self.prover(store, questions, broken).prove(["better"])
        assert found.has_failed
        assert found.mistakes == "node 7 is no node"

    def test_what_is_too_slow_here_comes_after_what_is_not(
        self, store: PackStore, questions: Questions
    ) -> None:
        ticks = count()
        list(self.prover(store, questions, clocks=(lambda: next(ticks) * 0.1,)).prove(["better"]))
        list(self.prover(store, questions).prove(["plain"]))
        slow, quick = store.proof("better"), store.proof("plain")
        assert slow is not None
        assert slow.real_time_factor is not None
        assert slow.real_time_factor > 1
        assert quick is not None
        assert quick.real_time_factor is not None
        assert quick.real_time_factor < 0.5
        planner = Planner(store, VoiceCatalogue.load)
        assert planner.route("fr", "en").speech == "plain"

    def test_what_other_programs_compute_is_no_cost(
        self, store: PackStore, questions: Questions
    ) -> None:
        wall, processor = count(), count()
        clocks = (lambda: next(wall) * 1.0, lambda: next(processor) * 0.01)
        ((_, found),) = self.prover(store, questions, clocks=clocks).prove(["plain"])
        # Each of its frames of 32 ms takes a tick.
        assert found.real_time_factor == pytest.approx(0.01 / 0.032, rel=0.05)

    def test_a_slower_preset_carries_more(self, store: PackStore) -> None:
        for name, factor in (("better", 1.2), ("plain", 0.1)):
            store.set_proof(name, proof(real_time_factor=factor, digest=store.digest(name)))
        planner = Planner(store, VoiceCatalogue.load)
        assert planner.route("fr", "en", preset=LatencyPreset.SOONER).speech == "plain"
        assert planner.route("fr", "en", preset=LatencyPreset.SURER).speech == "better"

    def test_what_it_costs_on_one_device_says_nothing_of_another(self, store: PackStore) -> None:
        planner = Planner(store, VoiceCatalogue.load)
        for device, factor in (("cuda", 0.1), ("cpu", 1.2)):
            shown = proof(real_time_factor=factor, digest=store.digest("better"), device=device)
            store.set_proof("better", shown)
        assert [shown.device for shown in store.proofs("better")] == ["cpu", "cuda"]
        store.set_proof("plain", proof(real_time_factor=0.1, digest=store.digest("plain")))
        # What is found by itself is at least as fast as the processor.
        chosen = {}
        for device in (Device.CPU, Device.AUTO, Device.CUDA, Device.OPENVINO):
            store.device = device
            chosen[device] = planner.route("fr", "en").speech
        assert chosen == {
            Device.CPU: "plain",
            Device.AUTO: "plain",
            Device.CUDA: "better",
            # Nobody has measured it there.
            Device.OPENVINO: "better",
        }

    def test_one_that_is_wrong_on_one_device_alone_serves_on_others(
        self, store: PackStore, questions: Questions
    ) -> None:
        list(self.prover(store, questions).prove(["better"]))
        wrong = proof(is_right=False, digest=store.digest("better"), device="cuda")
        store.set_proof("better", wrong)
        states = {}
        for device in (Device.CPU, Device.AUTO, Device.CUDA, Device.OPENVINO):
            store.device = device
            states[device] = store.state("better")
        assert states == {
            Device.CPU: PackState.INSTALLED,
            Device.AUTO: PackState.INSTALLED,
            Device.CUDA: PackState.FAILED,
            # Where it was never asked, the last verdict counts.
            Device.OPENVINO: PackState.FAILED,
        }
        assert self.prover(store, questions).failing(["better"]) == ()

    @pytest.mark.parametrize("has_other", [False, True])
    def test_the_processor_is_meant_where_there_is_nothing_else(
        self,
        store: PackStore,
        questions: Questions,
        monkeypatch: pytest.MonkeyPatch,
        has_other: bool,
    ) -> None:
        monkeypatch.setattr("engine.proving.is_available", lambda _: has_other)
        prover = self.prover(store, questions, device=Device.AUTO)
        ((_, found),) = prover.prove(["plain"])
        assert found.device == ("auto" if has_other else "cpu")
        assert prover.unproved(["plain"]) == ()

    def test_a_lighter_path_is_known_by_its_cost_or_its_size(self, store: PackStore) -> None:
        planner = Planner(store, VoiceCatalogue.load)
        now = planner.route("fr", "en")
        # Nobody measured them: that is lighter which is smaller.
        assert planner.lighter(now, preset=LatencyPreset.BALANCED) == replace(now, speech="plain")
        for name, factor in (("better", 0.7), ("plain", 0.1)):
            store.set_proof(name, proof(real_time_factor=factor, digest=store.digest(name)))
        lighter = planner.lighter(now, preset=LatencyPreset.BALANCED)
        assert lighter is not None
        assert lighter.speech == "plain"
        assert planner.lighter(lighter, preset=LatencyPreset.BALANCED) is None


class TestProofs:
    @pytest.fixture
    def store(self, tmp_path: Path) -> PackStore:
        entry: Pack = pack(tmp_path, "one", "plain-toy", languages=("fr",))
        store = PackStore(tmp_path / "models", Catalogue([entry], {STARTER_GROUP: ()}))
        Installer(store).install(["one"])
        return store

    def test_one_of_other_files_does_not_count(self, store: PackStore) -> None:
        store.set_proof("one", proof(is_right=False, digest="of other files"))
        assert store.proof("one") is None
        assert store.state("one") is PackState.INSTALLED

    @pytest.mark.parametrize("content", ["", "[]", '{"schema": 99}', '{"schema": 1}'])
    def test_one_that_cannot_be_read_does_not_count(self, store: PackStore, content: str) -> None:
        (store.place("one") / PROOF_NAME).write_text(content)
        assert store.proof("one") is None
        assert store.state("one") is PackState.INSTALLED

    def test_other_devices_proofs_go_with_the_files_that_they_were_made_of(
        self, store: PackStore
    ) -> None:
        store.set_proof("one", proof(digest="of other files", device="cuda"))
        store.set_proof("one", proof(digest=store.digest("one")))
        store.set_proof("one", proof(digest=store.digest("one"), real_time_factor=0.5))
        assert [shown.real_time_factor for shown in store.proofs("one")] == [0.5]

    def test_one_of_an_earlier_version_is_read(self, store: PackStore) -> None:
        store.set_proof("one", proof(digest=store.digest("one")))
        path = store.place("one") / PROOF_NAME
        written = json.loads(path.read_text())
        del written["others"]
        path.write_text(json.dumps(written))
        assert store.proof("one") == proof(digest=store.digest("one"))

    def test_it_goes_with_the_pack_and_leaves_the_rest_as_it_is(self, store: PackStore) -> None:
        store.set_proof("one", proof(is_right=False, digest=store.digest("one")))
        store.verify("one")
        assert store.state("one") is PackState.FAILED
        assert Installer(store).install(["one"]) == ()
        assert json.loads((store.place("one") / PROOF_NAME).read_text())["answers"]
        store.remove("one")
        Installer(store).install(["one"])
        assert store.state("one") is PackState.INSTALLED
