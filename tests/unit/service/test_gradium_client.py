"""Gradium's own client, as it is on the package registry, with nothing changed but the address."""

import asyncio
import io
import json
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import numpy as np
import pytest
import soundfile
import soxr
from gradium import GradiumClient

from engine.arrays import SOURCE_RATE_HZ
from engine.interpreter import Interpreter
from engine.messages import Code, Message
from engine.tts.cloning.consent import check_consent, fingerprint
from engine.tts.cloning.enrolment import Enrolment, Likeness, Request
from engine.tts.kokoro import STYLE_SIZE
from engine.tts.model import Sex
from engine.tts.user_voices import UserVoice
from tests.helpers.running_service import RunningService
from tests.helpers.tiny_interpreter import utterances

RATE_HZ = 24_000
FRAME = 1920


def speech(*levels: float) -> "np.ndarray[Any, np.dtype[np.int16]]":
    """Utterances in Gradium's form; quiet ones are French, loud ones Portuguese."""
    samples = utterances(*levels)
    at_rate = soxr.resample(samples, SOURCE_RATE_HZ, RATE_HZ)
    pcm: np.ndarray[Any, np.dtype[np.int16]] = np.clip(at_rate * 32767, -32768, 32767).astype("i2")
    return pcm


async def frames(*levels: float) -> AsyncGenerator[Any, None]:
    pcm = speech(*levels)
    for start in range(0, len(pcm), FRAME):
        yield pcm[start : start + FRAME]


@pytest.fixture
def client(service: RunningService) -> GradiumClient:
    return GradiumClient(base_url=service.api, api_key="any")


def s2s_setup(**changes: object) -> dict[str, object]:
    config = {"target_language": "en", "language": "fr"}
    return {"input_format": "pcm", "output_format": "pcm", "json_config": config, **changes}


class TestSpeechToSpeech:
    def test_buffered(self, client: GradiumClient) -> None:
        pcm = speech(0.3, 0.3)
        result = asyncio.run(client.s2s(s2s_setup(), pcm, sample_rate=RATE_HZ))
        assert result.text == "translate fr. translate fr."
        assert result.sample_rate == 48_000
        assert len(result.pcm16()) % 3840 == 0
        assert np.abs(result.pcm()).max() > 0.01
        first, second = result.text_with_timestamps
        assert 1.5 < first.start_s < first.stop_s < second.start_s < second.stop_s < 11

    def test_stream(self, client: GradiumClient) -> None:
        async def run() -> tuple[bytes, str, int]:
            stream = await client.s2s_stream(s2s_setup(output_format="wav"), frames(0.3))
            audio = b"".join([chunk async for chunk in stream.iter_audio()])
            text = " ".join(t.text for t in stream._text_with_timestamps)
            return audio, text, stream.frame_size

        audio, text, frame_size = asyncio.run(run())
        assert text == "translate fr."
        assert frame_size == 3840
        samples, rate = soundfile.read(io.BytesIO(audio))
        assert rate == 48_000
        assert len(samples) > 4800

    def test_realtime(self, client: GradiumClient) -> None:
        async def run() -> list[dict[str, Any]]:
            messages = []
            async with client.s2s_realtime(wait_for_ready_on_start=True, **s2s_setup()) as s2s:
                assert s2s.ready["frame_size"] == 3840
                assert s2s.ready["audio_stream_names"] == ["audio"]
                assert s2s.ready["text_stream_names"] == ["text"]
                async for frame in frames(0.3):
                    await s2s.send_audio(frame)
                await s2s.send_eos()
                async for message in s2s:
                    messages.append(message)
                    if message["type"] == "end_of_stream":
                        break
            return messages

        messages = asyncio.run(run())
        kinds = [message["type"] for message in messages]
        assert kinds[-1] == "end_of_stream"
        assert set(kinds) == {"text", "audio", "end_of_stream"}
        audio = [message for message in messages if message["type"] == "audio"]
        assert all(len(message["audio"]) == 2 * 3840 for message in audio)
        times = [(message["start_s"], message["stop_s"]) for message in audio]
        assert all(stop - start == pytest.approx(0.08) for start, stop in times)
        assert times == sorted(times)

    @pytest.mark.parametrize(
        "where",
        [
            {"json_config": {"target_language": "en", "language": "fr"}},
            {"json_config": '{"target_language": "en", "language": "fr"}'},
            {"target_language": "en", "json_config": {"language": "fr"}},
            {"target_language": "en", "language": "fr", "json_config": None},
            {"target_language": "pt", "json_config": '{"target_language": "en"}', "language": "fr"},
        ],
    )
    def test_languages_stand_inside_the_config_or_beside_it(
        self, client: GradiumClient, where: dict[str, object]
    ) -> None:
        setup = {"input_format": "pcm", "output_format": "pcm", **where}
        result = asyncio.run(client.s2s(setup, speech(0.3), sample_rate=RATE_HZ))
        assert result.text == "translate fr."

    def test_realtime_with_the_target_beside_the_other_fields(self, client: GradiumClient) -> None:
        async def run() -> tuple[str, bytes]:
            texts, audio = [], []
            async with client.s2s_realtime(
                model_name="s2s-translate",
                input_format="pcm",
                output_format="pcm",
                voice_id="_6Aslh2DxfmnRLmP",
                target_language="en",
                wait_for_ready_on_start=True,
            ) as s2s:
                async for frame in frames(0.3):
                    await s2s.send_audio(frame)
                await s2s.send_eos()
                async for message in s2s:
                    if message["type"] == "audio":
                        audio.append(message["audio"])
                    elif message["type"] == "text":
                        texts.append(message["text"])
                    elif message["type"] == "end_of_stream":
                        break
            return " ".join(texts), b"".join(audio)

        text, audio = asyncio.run(run())
        assert text
        assert np.abs(np.frombuffer(audio, np.int16)).max() > 300

    def test_without_a_target_it_says_where_one_may_stand(self, client: GradiumClient) -> None:
        # The client raises a bare Exception.
        with pytest.raises(Exception, match="beside the other fields of the setup, or in its"):
            asyncio.run(client.s2s(s2s_setup(json_config={}), speech(0.3), sample_rate=RATE_HZ))

    @pytest.mark.parametrize("name", ["wav", "opus"])
    def test_files_are_whole(self, client: GradiumClient, name: str) -> None:
        pcm = speech(0.3)
        plain = asyncio.run(client.s2s(s2s_setup(), pcm, sample_rate=RATE_HZ))
        result = asyncio.run(client.s2s(s2s_setup(output_format=name), pcm, sample_rate=RATE_HZ))
        samples, rate = soundfile.read(io.BytesIO(result.raw_data))
        assert (rate, len(samples)) == (48_000, len(plain.pcm16()))

    @pytest.mark.parametrize(
        "name", ["pcm_8000", "pcm_16000", "pcm_44100", "opus", "ulaw_8000", "alaw_8000"]
    )
    def test_formats_out(self, client: GradiumClient, name: str) -> None:
        pcm = speech(0.3)
        setup = s2s_setup(output_format=name)
        result = asyncio.run(client.s2s(setup, pcm, sample_rate=RATE_HZ))
        assert result.text == "translate fr."
        assert len(result.raw_data) > 500

    def test_extras_do_not_disturb_it(self, client: GradiumClient) -> None:
        extras = ["transcript", "tentative", "notices", "timings"]
        config = {"target_language": "en", "language": "fr", "extras": extras}
        pcm = speech(0.3)
        setup = s2s_setup(json_config=config)
        result = asyncio.run(client.s2s(setup, pcm, sample_rate=RATE_HZ))
        assert result.text == "translate fr."

        async def kinds() -> set[str]:
            stream = await client.s2s_stream(setup, frames(0.3))
            return {event["type"] async for event in stream.iter_events()}

        told = asyncio.run(kinds())
        assert {"transcript", "notice", "text", "audio", "timing"} <= told

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"json_config": {}}, "missing required 'language'"),
            ({"json_config": {"target_language": "xx"}}, "no language"),
            ({"json_config": {"target_language": "de"}}, "No model translates into German"),
            ({"input_format": "pcm_12345"}, "no audio format"),
            ({"output_format": "mp3"}, "no audio format"),
            ({"voice_id": "nobody"}, "no voice called nobody"),
            ({"voice_id": "es-dora"}, "doesn't speak English"),
            ({"pronunciation_id": "../../etc"}, "no pronunciation dictionary"),
        ],
    )
    def test_what_cannot_be_done_is_said(
        self, client: GradiumClient, changes: dict[str, object], message: str
    ) -> None:
        with pytest.raises(Exception, match=rf"{message}.*\(1008\)"):
            asyncio.run(client.s2s(s2s_setup(**changes), speech(0.3), sample_rate=RATE_HZ))


class TestTranscripts:
    def test_buffered(self, client: GradiumClient) -> None:
        result = asyncio.run(
            client.stt({"input_format": "pcm"}, speech(0.9, 0.3), sample_rate=RATE_HZ)
        )
        assert result.text == "transcribe pt. transcribe fr."
        first = result.text_with_timestamps[0]
        assert 1.5 < first.start_s < first.stop_s < 5

    def test_a_wav_file(self, client: GradiumClient) -> None:
        file = io.BytesIO()
        soundfile.write(file, utterances(0.3), SOURCE_RATE_HZ, format="WAV", subtype="PCM_16")
        result = asyncio.run(client.stt({"input_format": "wav"}, file.getvalue()))
        assert result.text == "transcribe fr."

    def test_translated(self, client: GradiumClient) -> None:
        setup = {"input_format": "pcm", "json_config": {"target_language": "en"}}

        async def run() -> list[str]:
            stream = await client.stt_stream(setup, frames(0.3))
            assert stream.delay_in_frames == 10
            return [text.text async for text in stream.iter_text()]

        assert asyncio.run(run()) == ["translate fr."]

    def test_realtime_with_steps_flush_and_end_of_text(self, client: GradiumClient) -> None:
        async def run() -> list[dict[str, Any]]:
            messages = []
            async with client.stt_realtime(input_format="pcm") as stt:
                await stt.send_audio(speech(0.3)[: 3 * RATE_HZ])  # in the middle of the speech
                await stt.send_flush(7)
                async for message in stt:
                    messages.append(message)
                    if message["type"] == "flushed":
                        await stt.send_audio(speech(0.3))
                        await stt.send_eos()
                    if message["type"] == "end_of_stream":
                        break
            return messages

        messages = asyncio.run(run())
        kinds = [message["type"] for message in messages if message["type"] != "step"]
        one = ["text", "end_text"]
        assert kinds == ["ready", *one, "flushed", *one, "end_of_stream"]
        steps = [message for message in messages if message["type"] == "step"]
        assert [step["step_idx"] for step in steps] == list(range(len(steps)))
        assert len(steps) == pytest.approx(9 / 0.08, abs=2)
        turn = [step["vad"][2]["inactivity_prob"] for step in steps]
        assert turn[20] > 0.9  # 1.7 s of silence
        assert turn[36] < 0.6  # 1 s of speech
        assert turn[-1] > 0.9


class TestTextToSpeech:
    def test_buffered(self, client: GradiumClient) -> None:
        setup = {"voice_id": "en-us-heart", "output_format": "pcm"}
        result = asyncio.run(client.tts(setup, "Hello there. How are you today?"))
        assert result.sample_rate == 48_000
        texts = [(t.text, t.start_s, t.stop_s) for t in result.text_with_timestamps]
        assert [text for text, _, _ in texts] == ["Hello there.", "How are you today?"]
        assert texts[0][2] == texts[1][1]
        assert texts[1][2] == pytest.approx(len(result.pcm16()) / 48_000)

    def test_stream(self, client: GradiumClient) -> None:
        async def run() -> bytes:
            setup = {"voice_id": "en-us-heart", "output_format": "wav"}
            stream = await client.tts_stream(setup, ["Hello", "world."])
            return b"".join([chunk async for chunk in stream.iter_bytes()])

        samples, rate = soundfile.read(io.BytesIO(asyncio.run(run())))
        assert rate == 48_000
        assert len(samples) > 4800

    def test_realtime_requests_side_by_side(self, client: GradiumClient) -> None:
        async def run() -> dict[str, list[str]]:
            told: dict[str, list[str]] = {"a": [], "b": []}
            async with client.tts_realtime(
                client_req_id="a", close_ws_on_eos=False, voice_id="en-us-heart"
            ) as tts:
                await tts.send_setup({"client_req_id": "b", "voice_id": "es-dora"})
                for key, text in (("a", "One two."), ("b", "Uno dos.")):
                    await tts.send_text(text, client_req_id=key)
                    await tts.send_eos(client_req_id=key)
                while not all("end_of_stream" in kinds for kinds in told.values()):
                    message = await tts.recv()
                    assert message is not None
                    told[message["client_req_id"]].append(message.get("text", message["type"]))
            return told

        told = asyncio.run(run())
        assert told["a"][:2] == ["ready", "One two."]
        assert told["b"][:2] == ["ready", "Uno dos."]

    def test_speed(self, client: GradiumClient) -> None:
        def seconds(bonus: float) -> float:
            setup = {"output_format": "pcm", "json_config": {"padding_bonus": bonus}}
            result = asyncio.run(client.tts(setup, "Some words that take a while to say."))
            return len(result.pcm16()) / 48_000

        assert seconds(-3) < seconds(0) * 0.85
        assert seconds(3) > seconds(0) * 1.15

    def test_post(self, client: GradiumClient) -> None:
        async def run() -> tuple[bytes, list[dict[str, Any]]]:
            body = {"text": "Hello.", "voice_id": "en-us-heart", "output_format": "wav"}
            whole = await client.post("post/speech/tts", False, json={**body, "only_audio": True})
            lines = await client.post("post/speech/tts", False, json=body)
            return await whole.read(), [json.loads(x) for x in (await lines.text()).splitlines()]

        whole, lines = asyncio.run(run())
        assert whole.startswith(b"RIFF")
        assert [line["type"] for line in lines][:3] == ["ready", "text", "audio"]
        assert lines[-1]["type"] == "end_of_stream"

    def test_a_voice_of_gradiums_is_stood_in_for(self, client: GradiumClient) -> None:
        setup = {"voice_id": "YTpq7expH9539ERJ", "output_format": "pcm"}
        assert len(asyncio.run(client.tts(setup, "Hello.")).pcm16()) > 4800

    @pytest.mark.parametrize(
        ("texts", "pauses_s"),
        [
            (['Hello there. <break time="1.5s" /> How are you?'], 1.5),
            (["Hello there.", "<break", 'time="1.5s"', "/>", "How are you?"], 1.5),
            (["Hello there. <bre", 'ak time="500ms"/> How are you?'], 0.5),
            (["Hello there. <break time='9s' /> How are you?"], 2.0),
            (["Hello there. <break/> How are you?"], 0.5),
            (['Hello there. <break time="1s"/><break time="1s"/> How are you?'], 2.0),
            (["Hello there. <flush> How are you?"], 0.0),
        ],
    )
    def test_breaks_are_pauses(
        self, client: GradiumClient, texts: list[str], pauses_s: float
    ) -> None:
        async def run(texts: list[str]) -> tuple[bytes, list[str]]:
            setup = {"voice_id": "en-us-heart", "output_format": "pcm"}
            stream = await client.tts_stream(setup, texts)
            sound = b"".join([chunk async for chunk in stream.iter_bytes()])
            return sound, [text.text for text in stream._text_with_timestamps]

        plain, written = asyncio.run(run(["Hello there.", "How are you?"]))
        paused, written_too = asyncio.run(run(texts))
        assert written == written_too == ["Hello there.", "How are you?"]
        longer_s = (len(paused) - len(plain)) / 2 / 48_000
        # Messages are of 80 ms, which each pause fills up.
        assert pauses_s <= longer_s <= pauses_s + 0.2

    def test_what_only_looks_like_a_tag_is_said(self, client: GradiumClient) -> None:
        setup = {"voice_id": "en-us-heart", "output_format": "pcm"}
        told = asyncio.run(client.tts(setup, "Two < three. Press <b> or <br"))
        assert " ".join(t.text for t in told.text_with_timestamps).endswith("<br")

    @pytest.mark.parametrize("uid", ["_6Aslh2DxfmnRLmP", "-6Aslh2DxfmnRLmP"])
    def test_ids_are_base64url(self, client: GradiumClient, uid: str) -> None:
        setup = {"voice_id": uid, "output_format": "pcm"}
        assert len(asyncio.run(client.tts(setup, "Hello.")).pcm16()) > 4800

    def test_a_draft_of_a_voice_is_not_stood_in_for(self, client: GradiumClient) -> None:
        with pytest.raises(aiohttp.ClientResponseError, match="vox_emb_abcdefgh"):
            asyncio.run(client.voice_tts("vox_emb_abcdefgh", "Hello."))


class TestAccount:
    def test_nothing_is_billed(self, client: GradiumClient) -> None:
        async def run() -> tuple[dict[str, Any], dict[str, Any]]:
            await client.s2s(s2s_setup(), speech(0.3), sample_rate=RATE_HZ)
            await client.tts({"output_format": "pcm"}, "Hello.")
            return await client.credits(), await client.usage_summary()

        credit, usage = asyncio.run(run())
        assert credit["remaining_credits"] == credit["allocated_credits"] > 1_000_000
        assert (usage["consumed_credits"], usage["sessions"]) == (0, 2)
        assert usage["ingress_audio_duration"] == pytest.approx(len(speech(0.3)) / RATE_HZ)
        assert usage["egress_audio_duration"] > 0.2
        assert usage["ingress_text_size"] == len("Hello.")
        assert usage["egress_text_size"] == len("translate fr.Hello.")
        assert usage["ingress_messages"] > 4
        assert usage["egress_messages"] > 4

    def test_voices_are_not_designed(self, client: GradiumClient) -> None:
        for call in (
            client.voice_generate("A deep voice", language="en"),
            client.voice_embedding_get("vox_emb_abcdefgh"),
            client.voice_from_embedding("vox_emb_abcdefgh", name="Deep"),
        ):
            with pytest.raises(aiohttp.ClientResponseError, match="designs no voices") as caught:
                asyncio.run(call)
            assert caught.value.status == 501


class TestVoices:
    def test_the_catalogue(self, client: GradiumClient) -> None:
        from gradium import voices  # noqa: PLC0415

        async def run() -> tuple[Any, Any, Any]:
            listed = await voices.get(client, include_catalog=True)
            return listed, await client.voice_get("en-us-heart"), await voices.get(client)

        listed, heart, own = asyncio.run(run())
        assert len(listed) >= 40
        assert heart in listed
        assert (heart["language"], heart["is_catalog"]) == ("en", True)
        assert own == []

    def test_what_ships_cannot_be_changed(self, client: GradiumClient) -> None:
        for call in (
            client.voice_delete("en-us-heart"),
            client.voice_update("en-us-heart", name="x"),
        ):
            with pytest.raises(aiohttp.ClientResponseError, match="ships with Dragoman") as caught:
                asyncio.run(call)
            assert caught.value.status == 403
        with pytest.raises(aiohttp.ClientResponseError) as caught:
            asyncio.run(client.voice_get("nobody"))
        assert caught.value.status == 404


class FakeEnroller:
    """Makes a voice at once, whoever speaks."""

    def enrol(self, request: Request, config: object) -> Enrolment:
        del config
        consent = check_consent(request.consent)
        voice = UserVoice(
            id="clone-1",
            name=request.name,
            languages=request.languages,
            sex=Sex.FEMALE,
            gain_db=0.0,
            vectors=np.ones((1, STYLE_SIZE), np.float16),
            consent=replace(consent, recording_sha256=fingerprint(request.samples)),
        )
        return Enrolment(
            voice=voice,
            kept=None,
            likeness=Likeness(first=0.8),
            ready_made_likeness=Likeness(first=0.6),
            found=np.zeros(4, np.float32),
            word_errors=None,
            ready_made_word_errors=None,
            findings=(),
            consent_notice=Message(Code.CONSENT_GIVEN_FOR),
        )


class TestOwnVoices:
    @pytest.fixture
    def recording(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(Interpreter, "enroller", lambda _: FakeEnroller())
        path = tmp_path / "me.wav"
        soundfile.write(path, utterances(0.3), SOURCE_RATE_HZ)
        return path

    def test_from_creation_to_deletion(
        self, serve: Callable[..., RunningService], recording: Path
    ) -> None:
        service = serve(consent_given=True)
        client = GradiumClient(base_url=service.api, api_key="any")

        async def run() -> None:
            made = await client.voice_create(recording, language="en", name="Me", start_s=0.5)
            uid = made["uid"]
            assert made["error"] is None
            assert [voice["uid"] for voice in await client.voice_list()] == [uid]
            voice = await client.voice_get(uid)
            assert (voice["name"], voice["is_catalog"]) == ("Me", False)
            changed = await client.voice_update(uid, name="Myself")
            assert changed["name"] == "Myself"
            setup = {"voice_id": uid, "output_format": "pcm"}
            spoken = await client.tts(setup, "Hello there.")
            assert len(spoken.pcm16()) > 4800
            assert await client.voice_delete(uid) is True
            assert await client.voice_list() == []
            with pytest.raises(aiohttp.ClientResponseError) as caught:
                await client.voice_get(uid)
            assert caught.value.status == 404

        asyncio.run(run())
        assert not list(service.service.interpreter.user_voices.iterdir())

    def test_needs_consent(self, client: GradiumClient, recording: Path) -> None:
        with pytest.raises(aiohttp.ClientResponseError, match="I agree that") as caught:
            asyncio.run(client.voice_create(recording, language="en", name="Me"))
        assert caught.value.status == 403
        url = f"{client._base_url}voices/"
        garbage = {"audio_file": ("me.wav", b"no sound at all")}
        form = {"name": "Me", "consent": "yes"}
        refused = httpx.post(url, data=form, files=garbage)
        assert refused.status_code == 400
        assert refused.json()["detail"] == "The recording is not audio that Dragoman can read."
        form = {"name": "Me", "person": "Jane Doe", "consent": "yes", "language": "fr"}
        files = {"audio_file": ("me.wav", recording.read_bytes())}
        made = httpx.post(url, data=form, files=files)
        assert made.status_code == 201
        assert made.json()["language"] == "fr"


class TestPronunciations:
    def test_from_creation_to_deletion(self, client: GradiumClient) -> None:
        async def run() -> None:
            rules = [{"original": "SQL", "rewrite": "sequel sequel sequel sequel sequel"}]
            body = {"name": "terms", "language": "en", "rules": rules}
            made = await client.post("pronunciations/", json=body)
            assert made["rules"][0] == {"id": 1, "case_sensitive": False, **rules[0]}
            uid = made["uid"]
            assert await client.get(f"pronunciations/{uid}") == made
            assert await client.get("pronunciations/") == {"dictionaries": [made], "total": 1}
            assert (await client.get("pronunciations/?language=fr"))["total"] == 0
            setup = {"output_format": "pcm", "voice_id": "en-us-heart"}
            plain = await client.tts(dict(setup), "Use SQL.")
            longer = await client.tts({**setup, "pronunciation_id": uid}, "Use SQL.")
            assert len(longer.raw_data) > 1.5 * len(plain.raw_data)
            assert longer.text_with_timestamps[0].text == "Use SQL."
            changed = await client.put(f"pronunciations/{uid}", json={"rules": [], "name": "none"})
            assert (changed["name"], changed["rules"]) == ("none", [])
            async with aiohttp.ClientSession() as session:
                url = f"{client._base_url}pronunciations/{uid}"
                async with session.delete(url) as deleted:
                    assert deleted.status == 204
                async with session.get(url) as gone:
                    assert gone.status == 404

        asyncio.run(run())

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"name": "x"},
            {"name": "x", "language": "xx"},
            {"name": 1, "language": "en"},
            {"name": "x", "language": "en", "rules": [{"original": "", "rewrite": "b"}]},
            {"name": "x", "language": "en", "rules": "many"},
            {"name": "x", "language": "en", "rules": [{"original": "a"}]},
        ],
    )
    def test_what_is_wrong_is_said(self, client: GradiumClient, body: dict[str, object]) -> None:
        with pytest.raises(aiohttp.ClientResponseError) as caught:
            asyncio.run(client.post("pronunciations/", json=body))
        assert caught.value.status == 422
        assert caught.value.message


class TestCommandLine:
    def test_speaks_and_transcribes(self, service: RunningService, tmp_path: Path) -> None:
        spoken, heard = tmp_path / "spoken.wav", tmp_path / "heard.wav"
        soundfile.write(heard, utterances(0.3), SOURCE_RATE_HZ, subtype="PCM_16")
        command = [sys.executable, "-m", "gradium.cli"]
        where = ["--gradium-base-url", service.api, "--api-key", "any"]
        subprocess.run(  # noqa: S603
            [*command, "tts", "Hello there.", "-o", spoken, *where], check=True
        )
        assert soundfile.info(spoken).samplerate == 48_000
        told = subprocess.run(  # noqa: S603
            [*command, "stt", heard, "--json", *where], check=True, capture_output=True, text=True
        )
        segment, summary = (json.loads(line) for line in told.stdout.splitlines())
        assert segment["text"] == "transcribe fr."
        assert summary["request_id"]
