"""OpenAI's official client, unmodified, against the routes for recordings."""

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
import soundfile
import srt  # type: ignore[import-untyped]

from engine.arrays import SOURCE_RATE_HZ
from tests.helpers.running_service import RunningService
from tests.helpers.talking import assert_free
from tests.helpers.tiny_interpreter import utterances

if TYPE_CHECKING:
    from openai import OpenAI


@pytest.fixture
def client(service: RunningService) -> "OpenAI":
    from openai import OpenAI  # noqa: PLC0415 - 50 MB, which not every process of tests needs

    return OpenAI(base_url=f"{service.url}/v1", api_key="any", max_retries=0)


def recording() -> tuple[str, bytes]:
    file = io.BytesIO()
    soundfile.write(file, utterances(0.3, 0.3), SOURCE_RATE_HZ, format="FLAC")
    return "talk.flac", file.getvalue()


def transcribed(client: "OpenAI", **asked: Any) -> Any:
    given = {"file": recording(), "model": "whisper-1", "language": "fr", **asked}
    return client.audio.transcriptions.create(**given)


SAID = "transcribe fr. transcribe fr."


def test_json(client: "OpenAI", service: RunningService) -> None:
    answer = transcribed(client)
    assert answer.text == SAID
    seconds = len(utterances(0.3, 0.3)) / SOURCE_RATE_HZ
    assert answer.usage.seconds == pytest.approx(seconds, abs=0.02)
    assert_free(service)


def test_verbose_json(client: "OpenAI") -> None:
    answer = transcribed(
        client, response_format="verbose_json", timestamp_granularities=["word", "segment"]
    )
    assert (answer.text, answer.language) == (SAID, "french")
    assert [segment.text for segment in answer.segments] == ["transcribe fr."] * 2
    assert answer.segments[0].end <= answer.segments[1].start
    assert [word.word for word in answer.words] == SAID.split()
    times = [time for word in answer.words for time in (word.start, word.end)]
    assert times == sorted(times)


def test_plain_text_and_subtitles(client: "OpenAI") -> None:
    assert transcribed(client, response_format="text") == f"{SAID}\n"
    cues = list(srt.parse(transcribed(client, response_format="srt")))
    assert [cue.content for cue in cues] == ["transcribe fr."] * 2
    assert transcribed(client, response_format="vtt").startswith("WEBVTT\n\n1\n")


def test_streaming(client: "OpenAI") -> None:
    events = list(transcribed(client, stream=True))
    assert [event.type for event in events] == [
        *["transcript.text.delta"] * 2,
        "transcript.text.done",
    ]
    assert "".join(event.delta for event in events[:-1]) == events[-1].text == SAID


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the client's own
def test_translations_are_english(client: "OpenAI") -> None:
    answer: Any = client.audio.translations.create(
        file=recording(), model="whisper-1", response_format="verbose_json"
    )
    assert answer.language == "english"
    assert answer.text
    assert len(answer.segments) == 2


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ({"file": ("a.wav", b"no sound at all")}, "The recording is not audio"),
        ({"response_format": "diarized_json"}, "'response_format' must be one of"),
        ({"language": "tlh"}, "no language"),
    ],
)
def test_what_is_wrong_is_said(
    client: "OpenAI", service: RunningService, asked: dict[str, Any], part: str
) -> None:
    from openai import BadRequestError  # noqa: PLC0415 - as above

    with pytest.raises(BadRequestError, match=part) as caught:
        transcribed(client, **asked)
    assert json.loads(caught.value.response.text)["error"]["type"] == "invalid_request_error"
    assert_free(service)
