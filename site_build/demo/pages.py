"""The handbook with the reports of the made-up year, marked as a sample on every page, and its server."""

from __future__ import annotations

import re
import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler
from typing import TYPE_CHECKING, Final

import click

from practice_audit.report.periods import period
from site_build import offline, servers
from site_build.demo.making import MARK
from site_build.demo.year import PERIODS, YEAR
from site_build.serve import Server

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.report.periods import Period

PLACE: Final = "sample"
"""The folder of the reports on the site."""
_NAMES: Final = {
    "report.html": "Page",
    "report.xlsx": "Workbook",
    "report.docx": "Document",
    "report.md": "Markdown",
    "report.json": "Data",
}
_BODY: Final = re.compile(r"<body\b[^>]*>")
_STYLE: Final = """\
.sample-year { background: #ffdd00; color: #0b0c0c; font: bold 1rem/1.5 sans-serif; margin: 0; padding: .5rem 1rem; }
.sample-year a { color: #0b0c0c; text-decoration: underline; }
.made-up-reports { font: 1rem/1.5 sans-serif; margin: 0 auto; max-width: 60rem; }
.made-up-reports main { padding: 0 1rem 2rem; }
.made-up-reports h2 { font-size: 1.1rem; margin-bottom: 0; }
@media print { .sample-year { border-bottom: 2pt solid; } }
"""
_LIST: Final = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Reports of a made-up year ({mark})</title>
<link rel="stylesheet" href="/{place}/sample.css">
</head>
<body class="made-up-reports">
<main>
<h1>Reports of a made-up year</h1>
<p>No child, no family and no worker in them exists. They show what reports look like.</p>
{reports}
</main>
</body>
</html>
"""


def finish(site: Path, reports: Path, edition: str) -> None:
    """Put the reports onto the site, and the mark onto every page; nothing of it works without a connection."""
    shutil.copytree(reports, site / PLACE)
    (site / PLACE / "sample.css").write_text(_STYLE, encoding="utf-8")
    entries = [_entry(reports / f"sample-{each}", period(each)) for each in (*PERIODS, YEAR)]
    listed = _LIST.format(mark=MARK, place=PLACE, reports="\n".join(entries))
    (site / PLACE / "index.html").write_text(listed, encoding="utf-8")
    for page in site.rglob("*.html"):
        if page.name != "report.html":  # a report says itself that it is a sample, and takes no style from outside
            page.write_text(marked(page.read_text(encoding="utf-8")), encoding="utf-8")
    offline.write(site, edition, on=False)


def _entry(folder: Path, looked_back: Period) -> str:
    """The report of a period in all its formats; each link says of which."""
    links = [
        f'<a href="/{PLACE}/{folder.name}/{name}">{words} of {looked_back.words}</a>'
        for name, words in _NAMES.items()
        if (folder / name).is_file()
    ]
    return f"<h2>{looked_back.words}</h2>\n<ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>"


def marked(page: str) -> str:
    """A page with the mark as its first line."""
    line = f'<p class="sample-year">{MARK}. <a href="/{PLACE}/">Reports of the made-up year</a></p>'
    sheet = f'<link rel="stylesheet" href="/{PLACE}/sample.css">'
    page = page.replace("</head>", f"{sheet}</head>", 1) if sheet not in page else page
    return _BODY.sub(lambda found: f"{found[0]}{line}", page, count=1)


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - as http.server declares it
        **SimpleHTTPRequestHandler.extensions_map,
        **servers.TYPES,
    }

    def list_directory(self, _: object) -> None:
        """No list of files, which would be a page without the mark."""
        self.send_error(404, "Not here")

    def log_message(self, *_: object) -> None:
        """Stay quiet: the terminal says where things are."""


def serve(site: Path, port: int) -> int:
    """Serve the site on 127.0.0.1 until Ctrl+C; 2 where the port is taken."""
    try:
        server = Server(("127.0.0.1", port), partial(_Handler, directory=str(site)))
    except OSError:
        click.echo(f"Port {port} is in use. Choose another: make demo PORT={port + 1}", err=True)
        return 2
    click.echo(
        f"The handbook with the reports: http://127.0.0.1:{server.server_address[1]}/{PLACE}/  (Ctrl+C stops it)"
    )
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
    return 0
