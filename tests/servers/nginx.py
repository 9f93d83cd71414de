"""A real nginx with the configuration of `make build`, as whoever runs the tests, with nothing of the system's own."""

from __future__ import annotations

import os
import socket
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

from site_build import servers, toolchain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STOPS_WITHIN = 120
"""Seconds."""


@contextmanager
def running(folder: Path, site: Path, change: Callable[[str], str] = str) -> Iterator[str]:
    """The address of an nginx that serves `site`; its files are in `folder`. `change` puts a fault into its server."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        (folder / "server.conf").write_text(change(servers.nginx(listen=host, root=str(site))), encoding="utf-8")
        (folder / "nginx.conf").write_text(_main(folder), encoding="utf-8")
        command = [str(toolchain.find_nginx()), "-p", f"{folder}/", "-e", "stderr", "-c", str(folder / "nginx.conf")]
        tried = subprocess.run([*command, "-t"], check=False, capture_output=True, encoding="utf-8")
        assert tried.returncode == 0, tried.stderr
        # nginx takes over a socket that listens already, as from an nginx before it: no port can be lost to
        # somebody else in between, and nobody has to wait until it listens.
        process = subprocess.Popen(
            command, env={**os.environ, "NGINX": f"{listening.fileno()};"}, pass_fds=[listening.fileno()]
        )
    try:
        yield f"http://{host}/"
    finally:
        process.terminate()
        assert process.wait(STOPS_WITHIN) == 0


def _main(folder: Path) -> str:
    """What stands around the server: one process in the foreground, every path of its own in `folder`."""
    temporary = (f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    lines = (
        *(("user root;",) if os.geteuid() == 0 else ()),  # else its worker may not read what only root can
        "daemon off;",
        "worker_processes 1;",
        f"pid {folder}/nginx.pid;",
        "error_log stderr crit;",
        "events {}",
        "http {",
        "access_log off;",
        *temporary,
        f"include {folder}/server.conf;",
        "}",
    )
    return "\n".join(lines) + "\n"
