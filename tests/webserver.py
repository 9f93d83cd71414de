"""The built site on 127.0.0.1 for tests: right types and headers, quiet, and it can be stopped under open pages."""

from __future__ import annotations

import socket
import sys
import threading
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from site_build import servers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - as http.server declares it
        **SimpleHTTPRequestHandler.extensions_map,
        **servers.TYPES,
    }

    def end_headers(self) -> None:
        for name, value in servers.HEADERS.items():
            self.send_header(name, value)
        address = getattr(self, "path", "").partition("?")[0]  # a request that cannot be read has none
        folder, _, name = address.lstrip("/").rpartition("/")
        is_hashed = folder == "engine" and servers.HASHED.fullmatch(name)
        self.send_header("Cache-Control", servers.KEEP if is_hashed else servers.ASK_AGAIN)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End every connection: browsers keep some open, and a server that is gone answers on none of them."""
        for request in tuple(self._open):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a browser that goes elsewhere hangs up
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address (`http://127.0.0.1:<port>/`) of a server of this folder, stopped at the end."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        server.hang_up()
        thread.join()
