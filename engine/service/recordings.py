"""The HTTP routes for whole recordings: an upload in, its text out."""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from engine.arrays import SOURCE_RATE_HZ
from engine.audio.files import read_audio
from engine.audio.writing import to_int16
from engine.errors import AudioError
from engine.service.openai_files import FileAnswer, FileRequest, failure_body, parse_form
from engine.service.rest import answers_of
from engine.service.scheduler import FullError, Job
from engine.service.service import Service
from engine.service.wire import (
    Audio,
    CloseCode,
    EndOfStream,
    Endpoint,
    Failure,
    ProtocolError,
    ServerMessage,
)

_PIECE_S: Final = 0.24
_PIECE_BYTES: Final = round(_PIECE_S * SOURCE_RATE_HZ) * 2


async def transcribe(request: Request, service: Service) -> Response:
    """The text of a recording in its own language."""
    return await _hear(request, service, translates=False)


async def translate(request: Request, service: Service) -> Response:
    """The text of a recording in English."""
    return await _hear(request, service, translates=True)


async def _hear(request: Request, service: Service, *, translates: bool) -> Response:
    length = request.headers.get("content-length", "")
    most = service.limits.upload_bytes
    if not length.isdecimal() or int(length) > most:
        return _refused(413, f"A recording may have {most >> 20} MB, and must say its length.")
    async with request.form(max_files=1, max_fields=40, max_part_size=1 << 16) as form:
        upload = form.get("file")
        content = await upload.read() if isinstance(upload, UploadFile) else None
        fields = {key: value for key, value in form.items() if isinstance(value, str)}
        granularities = [str(each) for each in form.getlist("timestamp_granularities[]")]
    if content is None:
        return _refused(400, "The form needs a file 'file'.")
    try:
        asked = parse_form(fields, granularities=granularities, translates=translates)
        sound = await asyncio.to_thread(_decoded, content)
        return await _answer(asked, sound, service)
    except (AudioError, ProtocolError) as error:
        return _refused(400, str(error))
    except FullError:
        service.metrics.refused("full")
        return _refused(503, "The service is full; try again later.")


async def _answer(asked: FileRequest, sound: bytes, service: Service) -> Response:
    if service.is_draining:
        return _refused(503, "The service is shutting down; try again later.")
    answer = FileAnswer(asked, duration_s=len(sound) / 2 / SOURCE_RATE_HZ)
    messages = _messages(asked, sound, service)
    first = await anext(messages)
    if asked.is_streamed and not isinstance(first, Failure):
        return StreamingResponse(_events(answer, messages), media_type="text/event-stream")
    failure = first if isinstance(first, Failure) else None
    async for message in messages:
        answer.push(message)
        if isinstance(message, Failure):
            failure = message
    if failure is not None:
        status = 500 if failure.code is CloseCode.INTERNAL else 400
        return _refused(status, failure.message)
    body, media_type = answer.rendered()
    return Response(body, media_type=media_type)


async def _events(answer: FileAnswer, messages: AsyncIterator[ServerMessage]) -> AsyncIterator[str]:
    async for message in messages:
        if isinstance(message, Failure):
            yield answer.failed(message.message)
            return
        text = answer.push(message)
        if text:
            yield answer.delta(text)
    yield answer.done()


async def _messages(
    asked: FileRequest, sound: bytes, service: Service
) -> AsyncGenerator[ServerMessage, None]:
    """Hear a recording as fast as the engine does; who stops reading cancels it."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Sequence[ServerMessage]] = asyncio.Queue()
    has_room = asyncio.Event()

    def emit(messages: Sequence[ServerMessage]) -> None:
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(queue.put_nowait, messages)

    def report_room() -> None:
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(has_room.set)

    async def feed(job: Job) -> None:
        for start in range(0, len(sound), _PIECE_BYTES):
            piece = sound[start : start + _PIECE_BYTES]
            while job.is_full and not job.is_over:
                has_room.clear()
                await has_room.wait()
            seconds = len(piece) / 2 / SOURCE_RATE_HZ
            service.metrics.heard(seconds)
            service.scheduler.feed(job, Audio(audio=piece), seconds=seconds)
        service.scheduler.feed(job, EndOfStream())

    begin = service.setups.beginning(Endpoint.ASR, asked.setup)
    job = service.scheduler.submit(begin, emit=emit, has_room=report_room)
    service.metrics.opened()
    feeding = asyncio.create_task(feed(job))
    try:
        async for message in answers_of(service, job, queue, route=Endpoint.ASR):
            yield message
    finally:
        feeding.cancel()
        service.scheduler.cancel(job)


def _decoded(content: bytes) -> bytes:
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        samples = read_audio(Path(file.name), name="The recording")
    return to_int16(samples).astype("<i2", copy=False).tobytes()


def _refused(status: int, message: str) -> Response:
    headers = {"retry-after": "5"} if status == 503 else None
    body = failure_body(message, is_fault=status >= 500)
    return JSONResponse(body, status_code=status, headers=headers)
