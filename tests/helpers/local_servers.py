"""Servers on this machine that stand in for a package index and a model hub."""

import hashlib
import re
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote


class _Handler(BaseHTTPRequestHandler):
    """Serves bytes with ranges; subclasses say which."""

    protocol_version = "HTTP/1.1"

    def content(self, path: str) -> tuple[bytes, dict[str, str]] | None:
        raise NotImplementedError

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing on standard error."""

    def _answer(self, *, with_body: bool) -> None:
        found = self.content(unquote(self.path))
        if found is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body, headers = found
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(wanted[1]) if wanted else 0
        self.send_response(HTTPStatus.PARTIAL_CONTENT if start else HTTPStatus.OK)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(len(body) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.end_headers()
        if with_body:
            self.wfile.write(body[start:])


@contextmanager
def package_index(folder: Path) -> Iterator[str]:
    """Serve the wheels of a folder as a package index (PEP 503); yields its address."""

    class Index(_Handler):
        def content(self, path: str) -> tuple[bytes, dict[str, str]] | None:
            name = path.strip("/").split("/")[-1]
            if path.startswith("/simple/"):
                wheels = [
                    wheel.name
                    for wheel in sorted(folder.glob("*.whl"))
                    if re.sub(r"[-_.]+", "-", wheel.name.split("-")[0]) == name
                ]
                links = "".join(f'<a href="/files/{wheel}">{wheel}</a>' for wheel in wheels)
                return (links.encode(), {"Content-Type": "text/html"}) if wheels else None
            wheel = folder / name
            return (wheel.read_bytes(), {}) if wheel.is_file() else None

    with _serving(Index) as address:
        yield f"{address}/simple"


@contextmanager
def model_hub(
    files: dict[str, bytes],
    commit: str,
    *,
    answers_for: str | None = None,
    stated: Mapping[str, str] | None = None,
    large: Collection[str] = (),
) -> Iterator[str]:
    """Serve files by "owner/name/path" at one commit as a model hub does; yields its address.

    Args:
        large: files that lie in another store, to which the hub sends whoever asks for them.
        files: their content.
        commit: that they can be asked for at.
        answers_for: the commit that it says they are of; by default the same.
        stated: hashes that it states in place of a file's SHA-256.
    """

    class Hub(_Handler):
        def content(self, path: str) -> tuple[bytes, dict[str, str]] | None:
            if path.startswith("/store/"):
                return files[path.removeprefix("/store/")], {}
            name = self._name(path)
            return None if name is None else (files[name], self._said_of(name))

        def _answer(self, *, with_body: bool) -> None:
            name = self._name(unquote(self.path))
            if name is None or name not in large:
                super()._answer(with_body=with_body)
                return
            said = self._said_of(name)
            self.send_response(HTTPStatus.FOUND)
            # Another host, as where hubs keep large files: their client follows to none by itself.
            port = self.headers["Host"].rpartition(":")[2]
            self.send_header("Location", f"http://localhost:{port}/store/{name}")
            self.send_header("X-Linked-ETag", said["ETag"])
            self.send_header("X-Linked-Size", str(len(files[name])))
            self.send_header("X-Repo-Commit", said["X-Repo-Commit"])
            # Of the answer itself, not of the file.
            self.send_header("ETag", '"redirection"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _name(self, path: str) -> str | None:
            match = re.fullmatch(r"/([^/]+/[^/]+)/resolve/([0-9a-f]{40})/(.+)", path)
            name = match and match[2] == commit and f"{match[1]}/{match[3]}"
            return name if name in files else None

        def _said_of(self, name: str) -> dict[str, str]:
            tag = (stated or {}).get(name, hashlib.sha256(files[name]).hexdigest())
            return {"ETag": f'"{tag}"', "X-Repo-Commit": answers_for or commit}

    with _serving(Hub) as address:
        yield address


@contextmanager
def _serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
