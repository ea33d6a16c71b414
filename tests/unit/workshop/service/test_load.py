"""The load command against a service over models without weights."""

from pathlib import Path

import pytest
import soundfile

from engine.arrays import SOURCE_RATE_HZ
from engine.workshop.service.__main__ import main
from engine.workshop.service.load import LoadPoint, render
from tests.helpers.running_service import RunningService
from tests.helpers.tiny_interpreter import utterances


def test_load_counts_the_words_of_all_clients(
    service: RunningService, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = tmp_path / "heard.wav"
    soundfile.write(heard, utterances(0.3)[: 5 * SOURCE_RATE_HZ], SOURCE_RATE_HZ)
    command = ["load", service.url, str(heard), "--from", "fr", "--to", "en"]
    assert main([*command, "--clients", "2", "--seconds", "6"]) == 0
    captions, speech = [line for line in capsys.readouterr().out.splitlines() if "  2  " in line]
    assert "captions" in captions
    assert "speech" in speech
    # Each client hears the utterance once or twice, and each of those is two words.
    assert int(captions.split()[6]) in (4, 6, 8)


def test_a_load_keeps_up_below_four_seconds() -> None:
    def point(lag_s: float | None, failed: int = 0) -> LoadPoint:
        return LoadPoint(
            clients=1,
            speaks=False,
            mean_lag_s=lag_s,
            p95_lag_s=lag_s,
            words=5,
            spoken_s=0,
            dropped=0,
            failed=failed,
            cores=0.5,
        )

    points = [point(3.9), point(4.1), point(None), point(1.0, failed=1)]
    assert [p.keeps_up for p in points] == [True, False, False, False]
    assert render(points).count("\n") == 5
