"""The HTTP routes: voices, pronunciations, one-shot speech, tokens, health."""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Final, TypeAlias

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from engine.errors import EngineError
from engine.service.dictionaries import MissingDictionaryError
from engine.service.gate import NO_KEY, is_welcome, may_use
from engine.service.metrics import CONTENT_TYPE
from engine.service.scheduler import FullError, Job
from engine.service.service import Service
from engine.service.wire import (
    CloseCode,
    EndOfAnswer,
    EndOfStream,
    Endpoint,
    Failure,
    ProtocolError,
    ServerMessage,
    SpokenAudio,
    Text,
    encode_message,
    parse_setup,
)

Handler: TypeAlias = Callable[[Request, Service], Awaitable[Response]]

_MOST_BODY_BYTES: Final = 1 << 20
_UNLIMITED: Final = (1 << 53) - 1
"""The largest whole number that every reader of JSON keeps (RFC 8259 section 6)."""
_MOST_WAITING_MESSAGES: Final = 256
_MEDIA_TYPES: Final = {"wav": "audio/wav", "opus": "audio/ogg"}
_STATUSES: Final = {CloseCode.POLICY: 400, CloseCode.TRY_AGAIN_LATER: 503}

_log = logging.getLogger(__name__)


def guarded(handler: Handler, service: Service) -> Callable[[Request], Awaitable[Response]]:
    """The handler for those who may use the service."""

    async def handle(request: Request) -> Response:
        if not is_welcome(service.access, request):
            service.metrics.refused("origin")
            return problem(403, "This page or host name may not use the service.")
        if not may_use(service.access, request):
            service.metrics.refused("key")
            return problem(401, NO_KEY)
        return await handler(request, service)

    return handle


def problem(status: int, message: str) -> Response:
    """An answer that says what is wrong, under the names that the official clients look for."""
    headers = {"retry-after": "5"} if status == 503 else None
    body = {"detail": message, "error": message, "code": status}
    return JSONResponse(body, status_code=status, headers=headers)


async def refuse(request: Request, error: Exception) -> Response:
    """The answer to a request that ended in an error of those that are meant for the client."""
    del request
    match error:
        case ProtocolError():
            return problem(422, str(error))
        case MissingDictionaryError():
            return problem(404, "There is no pronunciation dictionary of that id.")
        case HTTPException():
            return problem(error.status_code, str(error.detail))
        case EngineError():
            return problem(400, str(error))
    return problem(500, "The service failed; its log says why.")


REFUSED: Final = (ProtocolError, MissingDictionaryError, HTTPException, EngineError, Exception)
"""What `refuse` answers to."""


async def body_fields(request: Request) -> Mapping[str, object]:
    """The JSON object that a request carries.

    Raises:
        ProtocolError: it carries none.
        HTTPException: it is too large.
    """
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > _MOST_BODY_BYTES:
            raise HTTPException(413, f"The body has more than {_MOST_BODY_BYTES} bytes.")
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise ProtocolError("The body must be a JSON object.")
    return fields


async def issue_token(request: Request, service: Service) -> Response:
    """A token for one connection of a page in a browser."""
    del request
    token = await asyncio.to_thread(service.access.tokens.issue)
    return JSONResponse({"token": token})


async def credits_left(request: Request, service: Service) -> Response:
    """That nothing is counted: programs that stop without credits go on."""
    del request, service
    return JSONResponse(
        {
            "remaining_credits": _UNLIMITED,
            "allocated_credits": _UNLIMITED,
            "billing_period": "none",
            "next_rollover_date": None,
            "plan_name": "Dragoman, which bills nothing",
        }
    )


async def usage(request: Request, service: Service) -> Response:
    """What was done since the service started."""
    del request
    return JSONResponse({"consumed_credits": 0, **service.metrics.usage()})


async def refuse_design(request: Request, service: Service) -> Response:
    """There is no model here that invents voices from descriptions."""
    del request, service
    return problem(
        501,
        "Dragoman designs no voices from descriptions; send a recording to /api/voices/ "
        "to clone one.",
    )


async def list_dictionaries(request: Request, service: Service) -> Response:
    """Those of a language, or all."""
    language = request.query_params.get("language")
    found = await asyncio.to_thread(service.dictionaries.all)
    fitting = [entry for entry in found if language in (None, entry.language)]
    offset, limit = _number(request, "offset", 0), _number(request, "limit", 100)
    shown = fitting[offset : offset + limit] if limit else fitting[offset:]
    entries = [asdict(entry) for entry in shown]
    return JSONResponse({"dictionaries": entries, "total": len(fitting)})


async def create_dictionary(request: Request, service: Service) -> Response:
    """Keep a new one."""
    fields = await body_fields(request)
    entry = await asyncio.to_thread(service.dictionaries.create, fields)
    return JSONResponse(asdict(entry), status_code=201)


async def get_dictionary(request: Request, service: Service) -> Response:
    """One of them."""
    entry = await asyncio.to_thread(service.dictionaries.get, request.path_params["uid"])
    return JSONResponse(asdict(entry))


async def update_dictionary(request: Request, service: Service) -> Response:
    """Change what is given."""
    fields = await body_fields(request)
    uid = request.path_params["uid"]
    entry = await asyncio.to_thread(service.dictionaries.update, uid, fields)
    return JSONResponse(asdict(entry))


async def delete_dictionary(request: Request, service: Service) -> Response:
    """Forget one."""
    await asyncio.to_thread(service.dictionaries.delete, request.path_params["uid"])
    return Response(status_code=204)


async def list_voices(request: Request, service: Service) -> Response:
    """The user's own voices, and those that ship where they are asked for."""
    wants_catalogue = request.query_params.get("include_catalog", "0") in ("1", "true", "True")
    shown = service.voices.listed(include_catalogue=wants_catalogue)
    skip, limit = _number(request, "skip", 0), _number(request, "limit", 100)
    return JSONResponse(shown[skip : skip + limit] if limit else shown[skip:])


async def get_voice(request: Request, service: Service) -> Response:
    """One voice."""
    return JSONResponse(service.voices.get(request.path_params["uid"]))


async def create_voice(request: Request, service: Service) -> Response:
    """A voice out of an uploaded recording."""
    length = request.headers.get("content-length", "")
    most = service.limits.upload_bytes
    if not length.isdecimal() or int(length) > most:
        raise HTTPException(413, f"A recording may have {most >> 20} MB, and must say its length.")
    async with request.form(max_files=1, max_fields=20, max_part_size=1 << 16) as form:
        upload = form.get("audio_file")
        if not isinstance(upload, UploadFile):
            raise ProtocolError("The form needs a file 'audio_file'.")
        content = await upload.read()
        fields = {key: value for key, value in form.items() if isinstance(value, str)}
    created = await asyncio.to_thread(service.voices.create, content, fields)
    return JSONResponse(created, status_code=201)


async def update_voice(request: Request, service: Service) -> Response:
    """Change what is given."""
    fields = await body_fields(request)
    return JSONResponse(
        await asyncio.to_thread(service.voices.update, request.path_params["uid"], fields)
    )


async def delete_voice(request: Request, service: Service) -> Response:
    """Forget one."""
    await asyncio.to_thread(service.voices.delete, request.path_params["uid"])
    return JSONResponse(content=True)


async def speak(request: Request, service: Service) -> Response:
    """Speech of a text at once: its bytes, or the messages of the WebSocket as lines of JSON."""
    fields = await body_fields(request)
    setup = parse_setup(fields)
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ProtocolError("The body needs a 'text'.")
    begin = service.setups.beginning(Endpoint.TTS, setup)
    queue: asyncio.Queue[Sequence[ServerMessage]] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def emit(messages: Sequence[ServerMessage]) -> None:
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(queue.put_nowait, messages)

    if service.is_draining:
        return problem(503, "The service is shutting down; try again later.")
    try:
        job = service.scheduler.submit(begin, emit=emit, has_room=lambda: None)
    except FullError:
        service.metrics.refused("full")
        return problem(503, "The service is full; try again later.")
    service.metrics.opened()
    service.metrics.received(characters=len(text))
    service.scheduler.feed(job, Text(text=text))
    service.scheduler.feed(job, EndOfStream())
    answers = answers_of(service, job, queue)
    first = await anext(answers)
    if isinstance(first, Failure):
        await answers.aclose()
        return problem(_STATUSES.get(first.code, 500), first.message)
    if fields.get("only_audio"):
        media_type = _MEDIA_TYPES.get(setup.output_format or "wav", "audio/pcm")
        return StreamingResponse(_bytes_of(answers), media_type=media_type)
    return StreamingResponse(_lines_of(first, answers), media_type="application/x-ndjson")


async def health(request: Request, service: Service) -> Response:
    """Whether the process answers."""
    del request, service
    return JSONResponse({"status": "ok"})


async def ready(request: Request, service: Service) -> Response:
    """Whether a new session would be taken."""
    del request
    load = service.scheduler.load
    if service.is_draining or load.jobs >= service.scheduler.most_jobs:
        return problem(503, "draining" if service.is_draining else "full")
    return JSONResponse({"status": "ready", "sessions": load.jobs, "instance": service.instance})


async def metrics(request: Request, service: Service) -> Response:
    """Counters for Prometheus."""
    del request
    return Response(service.metrics.text(), media_type=CONTENT_TYPE)


async def answers_of(
    service: Service,
    job: Job,
    queue: "asyncio.Queue[Sequence[ServerMessage]]",
    *,
    route: Endpoint = Endpoint.TTS,
) -> AsyncGenerator[ServerMessage, None]:
    """The messages of a request; who stops reading them cancels it."""
    outcome = "gone"
    try:
        while True:
            is_full = queue.qsize() > _MOST_WAITING_MESSAGES
            service.scheduler.pause(job, is_paused=is_full)
            for message in await queue.get():
                if isinstance(message, EndOfAnswer | Failure):
                    outcome = "complete" if isinstance(message, EndOfAnswer) else "failed"
                yield message
                if outcome != "gone":
                    return
    finally:
        service.scheduler.cancel(job)
        service.metrics.ended(route, outcome)


async def _bytes_of(answers: AsyncIterator[ServerMessage]) -> AsyncIterator[bytes]:
    async for message in answers:
        if isinstance(message, SpokenAudio):
            yield message.audio
        elif isinstance(message, Failure):
            _log.warning("speech broke off: %s", message.message)


async def _lines_of(
    first: ServerMessage, answers: AsyncIterator[ServerMessage]
) -> AsyncIterator[str]:
    yield encode_message(first) + "\n"
    async for message in answers:
        yield encode_message(message) + "\n"


def _number(request: Request, name: str, standard: int) -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else standard
