import json
from pathlib import Path

import pytest

from engine.bench.scores import simulstream_records, write_logs, write_references
from engine.bench.simulation import DecodingStep
from engine.errors import OutputError
from tests.helpers.benchmark_runs import observation, passage, words_at

TEXT = "the cat sat down"
MOMENTS = (1.0, 2.0, 3.0, 4.0)


def test_omnisteval_reads_the_log(tmp_path: Path) -> None:
    from omnisteval.io import load_shortform_instances  # noqa: PLC0415 - takes much memory

    passages = [passage(TEXT), passage("a dog\nbarks", name="two")]
    seen = [observation(words_at(TEXT, MOMENTS)), observation(passage="two")]
    write_references(tmp_path, passages)
    write_logs(tmp_path / "x", seen, passages)
    instances = load_shortform_instances(
        str(tmp_path / "x" / "instances.log"),
        str(tmp_path / "references.txt"),
        "delays",
        "elapsed",
    )
    assert [item.prediction for item in instances] == [TEXT, ""]
    assert [item.reference for item in instances] == [TEXT, "a dog barks"]
    assert instances[0].emission_cu == [1000, 2000, 3000, 4000]
    assert instances[0].emission_ca == [1500, 2500, 3500, 4500]
    assert instances[0].source_length == 4000


def test_omnisteval_reads_the_log_of_a_joined_stream(tmp_path: Path) -> None:
    from omnisteval.io import load_resegmentation_inputs  # noqa: PLC0415 - takes much memory

    passages = [passage(TEXT, "a dog ran away")]
    words = words_at(f"{TEXT} a dog ran away", (*MOMENTS, 6.0, 7.0, 8.0, 9.0))
    write_references(tmp_path, passages)
    write_logs(tmp_path / "x", [observation(words, duration_s=9.0)], passages)
    spoken, written, segmentation, references = load_resegmentation_inputs(
        str(tmp_path / "segmentation.json"),
        None,
        str(tmp_path / "references.txt"),
        str(tmp_path / "x" / "instances.log"),
    )
    assert len(spoken) == len(written) == 1
    assert [part["offset"] for part in segmentation] == [0, 5000]
    assert references == [TEXT, "a dog ran away"]


def test_simulstream_can_follow_what_was_taken_back() -> None:
    steps = (
        DecodingStep(ideal_s=1, aware_s=1.5, took_s=0.1, n_words=1, tentative=" dog sat"),
        DecodingStep(ideal_s=2, aware_s=2.5, took_s=0.2, n_words=2, tentative=" sat"),
        DecodingStep(ideal_s=4, aware_s=4.5, took_s=0.3, n_words=4, tentative=""),
    )
    seen = observation(words_at(TEXT, MOMENTS), steps=steps, busy_s=1.0)
    metadata, *records = simulstream_records(7, seen)
    assert metadata == {"id": 7, "metadata": {"wav_name": "one.wav"}}
    shown: list[str] = []
    deleted = 0
    computed_s = 0.0
    for record in records:
        gone, new, took_s = (
            record["deleted_tokens"],
            record["generated_tokens"],
            record["computation_time"],
        )
        assert isinstance(gone, list)
        assert isinstance(new, list)
        assert isinstance(took_s, float)
        # What simulstream's LogReader asserts and does.
        assert gone == shown[len(shown) - len(gone) :]
        shown = [*shown[: len(shown) - len(gone)], *new]
        deleted += len(gone)
        computed_s += took_s
    assert shown == TEXT.split()
    assert deleted == sum(seen.erasures()) == 2
    assert computed_s == pytest.approx(1.0)
    assert json.loads(json.dumps(records)) == records


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()
    with pytest.raises(OutputError, match="logs"):
        write_references(tmp_path / "logs", [passage(TEXT)])
