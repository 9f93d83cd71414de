"""`make serve`: the site on 127.0.0.1, rebuilt and reloaded at every edit, under the shipped policy.

MkDocs's own live reload writes an inline script into each page, which the Content Security Policy
of the pages forbids. Here the server adds one external script instead (`/-/reload.js`), so that
the pages are seen under the very policy that is shipped. Python code cannot be reloaded safely in
place: an edit to a .py file starts this process afresh.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
import traceback
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import click

from site_build import incremental, servers
from site_build.content import Shown
from site_build.paths import BUILD, DEFINITIONS, DOCS, ROOT, SHELL, STANDARDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PORT = 8000
POLL_SECONDS = 0.25
WATCHED = (STANDARDS, DEFINITIONS, SHELL, DOCS, ROOT / "tools", ROOT / "macros", ROOT / "site_build")
MADE = frozenset({"__pycache__", "data"})
"""Folders below the watched ones that a build itself writes."""
RELOAD_SCRIPT = b"""new EventSource("/-/builds").onmessage = (event) => {
  const first = (window.shownBuild ??= event.data);
  if (event.data !== first) location.reload();
};
"""
RELOAD_TAG = b'<script src="/-/reload.js"></script></body>'


class Site:
    """The newest good build: where it stands and its number; waiting readers are told of a new one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.number = 0
        self.folder: Path = BUILD / "serve" / "0"

    def publish(self, folder: Path) -> None:
        """Show this folder from now on."""
        with self._changed:
            self.folder = folder
            self.number += 1
            self._changed.notify_all()

    def wait_for_change(self, known: int, seconds: float) -> int:
        """The number of the newest build, as soon as it differs from the known one or the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != known, seconds)
            return self.number


class Server(ThreadingHTTPServer):
    """One thread a reader; a reader who hangs up is no news."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of what went wrong here, not of browsers that go elsewhere."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(SimpleHTTPRequestHandler):
    """Files of the newest build with right types, nothing cached, pages with the reload script."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - as http.server declares it
        **SimpleHTTPRequestHandler.extensions_map,
        **servers.TYPES,
    }

    def __init__(self, *args: object, site: Site, **kwargs: object) -> None:
        self.site = site
        super().__init__(*args, directory=str(site.folder), **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # the name is http.server's
        """Serve a file, the reload script, or the stream of build numbers."""
        self.directory = str(self.site.folder)
        path = self.path.split("?")[0]
        if path == "/-/reload.js":
            self._send(RELOAD_SCRIPT, "text/javascript")
        elif path == "/-/builds":
            self._stream_builds()
        else:
            self._send_page(path) or super().do_GET()

    def _send_page(self, path: str) -> bool:
        folder = self.site.folder.resolve()
        target = (folder / path.lstrip("/")).resolve()
        if path.endswith("/"):
            target = target / "index.html"
        if not target.is_relative_to(folder) or target.suffix != ".html" or not target.is_file():
            return False
        self._send(target.read_bytes().replace(b"</body>", RELOAD_TAG), "text/html; charset=utf-8")
        return True

    def _send(self, body: bytes, content_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream_builds(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        known = -1
        try:
            while True:
                known = self.site.wait_for_change(known, 15)
                self.wfile.write(f"data: {known}\n\n".encode())
                self.wfile.flush()
        except OSError:
            self.close_connection = True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not found."""
        page = self.site.folder / "404.html"
        if code == 404 and page.is_file():  # noqa: PLR2004 - the status code itself
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().send_error(code, message, explain)

    def end_headers(self) -> None:
        """No caching, no guessing of types, and no address passed on."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Stay quiet: the terminal belongs to the build's own words."""


def watched_files() -> Iterator[Path]:
    """Every file whose edit changes the site."""
    if (ROOT / "mkdocs.yml").is_file():
        yield ROOT / "mkdocs.yml"
    for folder in dict.fromkeys(WATCHED):
        for path in folder.rglob("*"):
            if path.is_file() and not MADE & set(path.relative_to(folder).parts) and path.suffix != ".pyc":
                yield path


def snapshot() -> dict[Path, int]:
    """Each watched file with the time of its last change in nanoseconds."""
    while True:
        try:
            return {path: path.stat().st_mtime_ns for path in watched_files()}
        except FileNotFoundError:  # gone between listing and looking: look again
            continue


def run(port: int = PORT) -> int:
    """Build, serve, and rebuild at every edit until Ctrl+C; 2 where the port is taken."""
    incremental.MEMORY.on = True
    site = Site()
    try:
        server = Server(("127.0.0.1", port), partial(Handler, site=site))
    except OSError:
        click.echo(f"Port {port} is in use. Choose another: make serve PORT={port + 1}", err=True)
        return 2
    seen = snapshot()
    port = server.server_address[1]
    shutil.rmtree(BUILD / "serve", ignore_errors=True)
    _rebuild(site, f"http://127.0.0.1:{port}/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"The handbook is at http://127.0.0.1:{port}/  (Ctrl+C stops it)")
    try:
        while True:
            time.sleep(POLL_SECONDS)
            now = snapshot()
            changed = {path for path in now.keys() | seen.keys() if now.get(path) != seen.get(path)}
            seen = now
            if any(path.suffix == ".py" for path in changed):
                server.shutdown()
                server.server_close()
                os.execv(sys.executable, [sys.executable, "-m", "site_build", "serve", "--port", str(port)])  # noqa: S606 - this program again
            if changed:
                _rebuild(site, f"http://127.0.0.1:{port}/")
    except KeyboardInterrupt:
        server.shutdown()
        return 0


def _rebuild(site: Site, address: str) -> None:
    started = time.perf_counter()
    folder = BUILD / "serve" / str((site.number + 1) % 2)
    if _built(folder, address):
        incremental.remember(folder)
        site.publish(folder)
        click.echo(f"Built in {time.perf_counter() - started:.1f} s")
    elif site.number:
        click.echo("The last good build stays on screen. Mend the problems above and save again.")
    else:
        click.echo("There is no good build yet. Mend the problems above and save again.")


def _built(folder: Path, address: str) -> bool:
    """Whether the build came to a good end; whatever an edit broke is said, and serving goes on."""
    from site_build import build  # noqa: PLC0415 - MkDocs is slow to import; the server waits for it only here

    try:
        return build.build_site(folder, site_url=address, shown=Shown.WORKING)
    except Exception:  # noqa: BLE001 - a template may fail in any way, and the last good build must stay
        traceback.print_exc(limit=-4)
        return False
