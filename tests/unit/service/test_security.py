"""Who may come in, what they may reach, and what is written down about them."""

import ast
import asyncio
import hmac
import json
import os
import shutil
import ssl
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

import engine
from engine.messages import Code
from engine.service.auth import KeyStore, keys_path
from engine.service.settings import Address, Limits, ServiceError, check_exposure
from tests.helpers.raising import raises
from tests.helpers.running_service import RunningService, running_service
from tests.helpers.talking import address, message, setup, talk
from tests.helpers.tiny_interpreter import ALL, Maker

Serve = Callable[..., RunningService]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has these modes")
def test_pronunciations_are_read_by_their_owner_alone(serve: Serve, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "service" / "pronunciations"
    folder.mkdir(parents=True, mode=0o755)
    (folder / "old-dictionary.json").write_text("{}")
    (folder / "old-dictionary.json").chmod(0o644)
    service = serve()
    body = {"name": "terms", "language": "en", "rules": []}
    made = httpx.post(f"{service.url}/api/pronunciations/", json=body)
    assert made.status_code == 201
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {f"{made.json()['uid']}.json": 0o600, "old-dictionary.json": 0o600}


class TestStrangers:
    def test_a_page_of_another_site_is_refused(self, service: RunningService) -> None:
        async def run(origin: str) -> None:
            async with connect(address(service, "asr"), origin=origin) as socket_:  # type: ignore[arg-type]
                await socket_.send(setup())
                assert json.loads(await socket_.recv())["type"] == "ready"

        asyncio.run(run(service.url))
        with pytest.raises(InvalidStatus) as caught:
            asyncio.run(run("https://evil.example"))
        assert caught.value.response.status_code == 403
        headers = {"origin": "https://evil.example"}
        with httpx.Client(base_url=service.url, headers=headers) as http:
            assert http.get("/api/voices/").status_code == 403
            assert http.get("/api/api-keys/token").status_code == 403

    def test_with_keys_only_who_has_one_may_enter(self, service: RunningService) -> None:
        key = service.service.access.keys.add("test")
        with httpx.Client(base_url=service.url) as http:
            for path in ("/api/voices/", "/metrics", "/api/api-keys/token", "/api/pronunciations/"):
                assert http.get(path).status_code == 401
                assert http.get(path, headers={"x-api-key": key + "x"}).status_code == 401
                assert http.get(path, headers={"x-api-key": key}).status_code == 200
                bearer = {"authorization": f"Bearer {key}"}
                assert http.get(path, headers=bearer).status_code == 200
            assert http.get("/health").status_code == 200
            token = http.get("/api/api-keys/token", headers={"x-api-key": key}).json()["token"]
        messages, code = talk(service, setup())
        assert (messages[0]["code"], code) == (1008, 1008)
        assert "API key" in messages[0]["message"]
        messages, _ = talk(service, setup(), message("end_of_stream"), route=f"asr?token={token}")
        assert messages[0]["type"] == "ready"
        messages, _ = talk(service, setup(), route=f"asr?token={token}")
        assert "API key" in messages[0]["message"]

    @pytest.mark.parametrize("uid", ["..%2f..%2fkeys", "%2e%2e", "..%5ckeys", "a%00b", "x" * 300])
    def test_names_do_not_lead_out_of_the_folder(self, service: RunningService, uid: str) -> None:
        service.service.access.keys.add("present")
        key = service.service.access.keys.add("second")
        with httpx.Client(base_url=service.url, headers={"x-api-key": key}) as http:
            for path in (f"/api/pronunciations/{uid}", f"/api/voices/{uid}"):
                assert http.get(path).status_code in (404, 405)
                assert http.delete(path).status_code in (403, 404, 405)
        assert len(service.service.access.keys.entries()) == 2

    def test_large_uploads_are_refused_unread(self, serve: Serve) -> None:
        service = serve(Limits(upload_bytes=1 << 16))

        def endless() -> Iterator[bytes]:
            # Of no length that is said beforehand.
            for _ in range(64):
                yield bytes(1 << 16)

        with httpx.Client(base_url=service.url) as http:
            files = {"audio_file": ("a.wav", bytes(1 << 17), "audio/wav")}
            assert http.post("/api/voices/", files=files, data={"name": "x"}).status_code == 413
            body = json.dumps({"name": "x" * (2 << 20), "language": "en"})
            assert http.post("/api/pronunciations/", content=body).status_code == 413
            assert http.post("/api/voices/", content=endless()).status_code == 413
            assert http.post("/api/pronunciations/", content=endless()).status_code == 413

    def test_a_name_that_somebody_pointed_here_is_refused(
        self, maker: Maker, tmp_path: Path
    ) -> None:
        with running_service(
            maker(*ALL), tmp_path / "home", hosts=frozenset({"here.example"})
        ) as service:
            port = service.url.rpartition(":")[2]
            for host, status in (
                (f"127.0.0.1:{port}", 200),
                (f"localhost:{port}", 200),
                (f"[::1]:{port}", 200),
                ("here.example", 200),
                (f"rebound.example:{port}", 403),
                ("127.0.0.1.example", 403),
                ("", 403),
            ):
                for path in ("/api/voices/", "/api/api-keys/token"):
                    answer = httpx.get(f"{service.url}{path}", headers={"host": host})
                    assert answer.status_code == status, (host, path)

    def test_damaged_keys_let_nobody_in(self, service: RunningService) -> None:
        access = service.service.access
        key = access.keys.add("x")
        access.keys._path.write_text("{")
        with httpx.Client(base_url=service.url, headers={"x-api-key": key}) as http:
            assert http.get("/api/voices/").status_code >= 400
            assert http.get("/health").status_code == 200
        with pytest.raises(InvalidStatus):
            talk(service, setup())


class TestKeys:
    def test_all_are_compared_and_each_in_constant_time(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = KeyStore(keys_path(tmp_path))
        keys = [store.add(name) for name in ("first", "second", "third")]
        compared = []
        compare = hmac.compare_digest

        def watched(one: str, other: str) -> bool:
            compared.append((one, other))
            return compare(one, other)

        monkeypatch.setattr(hmac, "compare_digest", watched)
        for key in (*keys, "none of them"):
            compared.clear()
            assert store.is_good(key) == (key in keys)
            # Whichever it is like, none is left out.
            assert [stored for _, stored in compared] == [e.sha256 for e in store.entries()]

    @pytest.mark.parametrize(
        "host",
        ["0.0.0.0", "::", "[::]", "192.168.1.5", "example.org", "fe80::1", ""],  # noqa: S104
    )
    def test_beyond_this_machine_nobody_is_served_without_one(self, host: str) -> None:
        with raises(ServiceError, Code.SERVICE_UNPROTECTED):
            check_exposure(Address(host=host), has_keys=False)
        check_exposure(Address(host=host), has_keys=True)

    @pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost"])
    def test_this_machine_needs_none(self, host: str) -> None:
        check_exposure(Address(host=host), has_keys=False)


def test_nothing_that_runs_code_is_ever_unpickled() -> None:
    """Of files and of what clients send: only the converter of one kind of file may name pickle."""
    folder = Path(engine.__file__).parent
    loading = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "yaml"}
    named: set[str] = set()
    for path in folder.rglob("*.py"):
        if folder / "workshop" in path.parents:
            continue  # no part of what runs
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                names = [node.module]
            if loading & {name.partition(".")[0] for name in names}:
                named.add(path.relative_to(folder).as_posix())
            if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
                assert isinstance(node.value, ast.Constant)
                assert node.value.value is False
    assert named == {"packs/convert/torch_file.py"}


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")
def test_tls_by_file(maker: Maker, tmp_path: Path) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run(  # noqa: S603
        [*made, "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    address = Address(port=0, certificate=certificate, private_key=key)
    with running_service(maker(*ALL), tmp_path / "home", address=address) as service:
        assert service.url.startswith("https://")
        trust = ssl.create_default_context(cafile=certificate)
        with httpx.Client(base_url=service.url, verify=trust) as http:
            assert http.get("/health").status_code == 200

        async def run() -> str:
            url = f"wss{service.url.removeprefix('https')}/api/speech/asr"
            async with connect(url, ssl=trust) as socket_:
                await socket_.send(setup())
                return str(json.loads(await socket_.recv())["type"])

        assert asyncio.run(run()) == "ready"


def test_what_is_said_and_what_opens_is_not_logged(
    service: RunningService, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    key = service.service.access.keys.add("secret")
    wrong = "drg_a-wrong-one"
    with httpx.Client(base_url=service.url, headers={"x-api-key": key}) as http:
        body = {"text": "Something very private.", "output_format": "wav", "only_audio": True}
        assert http.post("/api/post/speech/tts", json=body).status_code == 200
        http.get("/api/voices/nobody-private")
        token = http.get("/api/api-keys/token").json()["token"]
        assert http.get("/api/voices/", headers={"x-api-key": wrong}).status_code == 401
    private = message("text", text="Another private thing.")
    ending = message("end_of_stream")
    messages, _ = talk(service, setup(json_config={}), private, ending, route=f"tts?token={token}")
    assert messages[-1]["type"] == "end_of_stream"
    talk(service, setup(), route=f"tts?token={wrong}")
    # What clients of these tests log is theirs, in whose process the service is here.
    ours = [
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith(("http", "websockets.client"))
    ]
    for secret in ("private", key, token, wrong):
        assert not [text for text in ours if secret.casefold() in text.casefold()]
