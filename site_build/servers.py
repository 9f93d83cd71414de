"""What a web server has to send with the site, said once, and written for three kinds of servers.

    build/servers/nginx.conf    a server for nginx, to include
    build/servers/web.config    for IIS, to lie at the root of the site
    build/servers/_headers      for Netlify and other hosts that read such a file, at the root of the site

The types are also those of `make serve`, and those that the page /check/ looks for. The policy is in the
answer of every file: a worker takes its policy from its own script's answer, never from the page's meta
element. Each page's meta element narrows it further, so that here the theme's inline scripts need no
hashes, which change from build to build (decision 0021).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class FileType:
    """Files with one of these `endings` (".html"): what they are sent as, and whether packing makes them smaller."""

    endings: tuple[str, ...]
    type: str
    packs: bool = True


FILE_TYPES = (
    FileType(endings=(".html",), type="text/html"),
    FileType(endings=(".css",), type="text/css"),
    FileType(endings=(".js", ".mjs"), type="text/javascript"),
    FileType(endings=(".json", ".map"), type="application/json"),
    FileType(endings=(".wasm",), type="application/wasm"),
    FileType(endings=(".zip",), type="application/zip", packs=False),
    FileType(endings=(".svg",), type="image/svg+xml"),
    FileType(endings=(".png",), type="image/png", packs=False),
    FileType(endings=(".ico",), type="image/x-icon", packs=False),
    FileType(endings=(".csv",), type="text/csv"),
    FileType(endings=(".txt",), type="text/plain"),
    FileType(endings=(".xml",), type="application/xml"),
    FileType(endings=(".ics",), type="text/calendar"),
    FileType(endings=(".xlsx",), type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", packs=False),
    FileType(
        endings=(".docx",),
        type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        packs=False,
    ),
    FileType(endings=(".pdf",), type="application/pdf", packs=False),
)
"""Every kind of file that a site may hold."""

TYPES = {ending: kind.type for kind in FILE_TYPES for ending in kind.endings}
"""The type of each ending."""

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "script-src-elem": "'self' 'unsafe-inline'",
    "script-src-attr": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
"""The Content Security Policy of every answer."""

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What every answer says besides its type; how long it may be kept is said for two kinds of files below."""

ASK_AGAIN = "no-cache"
"""Cache-Control of everything that may change under its address: kept, but asked about each time."""

FRESH = ("offline-worker.mjs", "offline.json")
"""What browsers must never keep: by these two they learn of a newer version, and of the switch that ends it all."""

YEAR = 365
KEEP = f"public, max-age={YEAR * 24 * 60 * 60}, immutable"
"""Cache-Control of files that have their own hash in their name: they never change."""

HASHED = re.compile(r"[a-z]+-[0-9a-f]{12}\.zip")
"""The names of such files, below engine/."""


def write(folder: Path, engine: Path) -> None:
    """Write the three files into `folder`, for a site with the files of this `engine`."""
    hashed = sorted(f"engine/{path.name}" for path in engine.glob("*") if HASHED.fullmatch(path.name))
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("nginx.conf", nginx()), ("web.config", iis(hashed)), ("_headers", headers(hashed))):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def nginx(*, listen: str = "80", name: str = "handbook.example", root: str = "/srv/handbook") -> str:
    """A server for nginx, to stand where nginx includes the servers of its sites."""
    lines = [
        "# The practice handbook on nginx. Made by `make build`; change the first three lines of the server.",
        "# It stands in the http part of nginx's configuration: in conf.d/ or sites-enabled/.",
        "",
        "# Files with their hash in their name are kept for a year; of everything else nginx is asked if it changed.",
        "map $uri $handbook_cache {",
        f'    default "{ASK_AGAIN}";',
        f'    "~^/engine/{HASHED.pattern}$" "{KEEP}";',
        "}",
        "",
        "server {",
        f"    listen {listen};",
        f"    server_name {name};",
        f"    root {root};",
        "",
        "    index index.html;",
        "    autoindex off;",
        "    error_page 404 /404.html;",
        "    absolute_redirect off;",
        "    server_tokens off;",
        "",
        "    types {",
        *(f"        {kind.type} {' '.join(end[1:] for end in kind.endings)};" for kind in FILE_TYPES),
        "    }",
        "    default_type application/octet-stream;",
        "    charset utf-8;",
        "    charset_types text/css text/javascript text/csv text/plain text/calendar application/xml;",
        "",
        "    gzip on;",
        "    gzip_vary on;",
        "    gzip_min_length 1000;",
        f"    gzip_types {' '.join(kind.type for kind in FILE_TYPES if kind.packs and kind.type != 'text/html')};",
        "",
        *(f'    add_header {name} "{value}" always;' for name, value in HEADERS.items()),
        "    add_header Cache-Control $handbook_cache always;",
        "}",
    ]
    return "\n".join(lines) + "\n"


def iis(hashed: Iterable[str]) -> str:
    """The web.config for IIS. `hashed` are the files that never change, from the site's root."""
    root = ET.Element("configuration")
    server = ET.SubElement(root, "system.webServer")
    documents = ET.SubElement(ET.SubElement(server, "defaultDocument", enabled="true"), "files")
    ET.SubElement(documents, "clear")
    ET.SubElement(documents, "add", value="index.html")
    ET.SubElement(server, "directoryBrowse", enabled="false")
    ET.SubElement(server, "urlCompression", doStaticCompression="true")
    content = ET.SubElement(server, "staticContent")
    for ending, kind in TYPES.items():
        ET.SubElement(content, "remove", fileExtension=ending)  # twice the same ending stops the whole site
        ET.SubElement(content, "mimeMap", fileExtension=ending, mimeType=kind)
    ET.SubElement(content, "clientCache", cacheControlMode="DisableCache")
    errors = ET.SubElement(server, "httpErrors", errorMode="Custom", existingResponse="Auto")
    ET.SubElement(errors, "remove", statusCode="404", subStatusCode="-1")
    ET.SubElement(errors, "error", statusCode="404", path="404.html", responseMode="File")
    custom = ET.SubElement(ET.SubElement(server, "httpProtocol"), "customHeaders")
    ET.SubElement(custom, "remove", name="X-Powered-By")
    for name, value in HEADERS.items():
        ET.SubElement(custom, "remove", name=name)
        ET.SubElement(custom, "add", name=name, value=value)
    for address in hashed:
        kept = ET.SubElement(ET.SubElement(root, "location", path=address), "system.webServer")
        ET.SubElement(
            ET.SubElement(kept, "staticContent"),
            "clientCache",
            cacheControlMode="UseMaxAge",
            cacheControlMaxAge=f"{YEAR}.00:00:00",
        )
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def headers(hashed: Iterable[str]) -> str:
    """The `_headers` file. Hosts that read one know the types, and ask about every file each time unless told."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    for address, kept in (*((name, ASK_AGAIN) for name in FRESH), *((name, KEEP) for name in hashed)):
        lines += [f"/{address}", f"  Cache-Control: {kept}"]
    return "\n".join(lines) + "\n"
