"""`make booklet`: the whole framework as one tagged PDF, build/booklet/<edition>.pdf.

The document is HTML of our own, made from the handbook by one template; WeasyPrint sets it. It is a
group of its own that the first booklet installs: nothing else needs it, and it needs a library of the
system. The same input gives the same bytes on the same machine (fonts and Pango are the machine's).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import logging
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from packaging.requirements import Requirement

from macros import booklet, render
from site_build import bootstrap, build, build_date, content
from site_build.content import Shown
from site_build.paths import BOOKLETS, LOCKS, ROOT
from site_build.toolchain import ToolMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros import Handbook

LOCK = LOCKS / "booklet.txt"
STYLE = Path(__file__).with_suffix(".css")
NO_PACKAGES = """The packages that make the booklet could not be installed. The words of pip stand above.
It needs a connection once; then run the command again."""
NO_PANGO = """The booklet needs Pango, a library that sets text, and it was not found on this machine.
On Debian or Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
On macOS: brew install pango
On Windows: as WeasyPrint's page says, https://doc.courtbouillon.org/weasyprint/stable/first_steps.html
Then run the command again."""


def run(shown: Shown = Shown.PUBLISHED) -> int:
    """Write the booklet of one edition; 1 where the YAML has errors or the booklet has faults, which are printed."""
    found = build.sound_sources()
    if found is None:
        return 1
    install()
    made, heard = write(content.read(ROOT, build_date.today(), found=found, shown=shown), BOOKLETS)
    for words in heard:
        click.echo(words.getMessage(), err=True)
    if any(words.levelno >= logging.ERROR for words in heard):
        return 1
    click.echo(made)
    return 0


def install() -> None:
    """Install the group `booklet` as its lock file has it, where that is not done yet. Raises ToolMissing."""
    if not missing():
        return
    click.echo("Installing what makes the booklet (once; needs a connection) ...")
    try:
        bootstrap.install(Path(sys.executable), "--require-hashes", "-r", str(LOCK))
    except subprocess.CalledProcessError as error:
        raise ToolMissing(NO_PACKAGES) from error
    importlib.invalidate_caches()


def missing(lock: Path = LOCK) -> list[str]:
    """What a lock file asks for on this machine and is not installed in just that version."""
    lines = (line.rstrip("\\ ") for line in lock.read_text(encoding="utf-8").splitlines())
    wanted = [Requirement(line) for line in lines if line and not line.startswith((" ", "#"))]
    here = [one for one in wanted if one.marker is None or one.marker.evaluate()]
    installed = {each.name.lower(): each.version for each in metadata.distributions()}
    return [str(one) for one in here if not one.specifier.contains(installed.get(one.name.lower(), "0"))]


def write(handbook: Handbook, folder: Path) -> tuple[Path, list[logging.LogRecord]]:
    """Write the booklet of an edition into `folder`; returns the file, and what WeasyPrint said about it.

    Its errors are faults of the document, such as a link to nowhere; its warnings are about styles and fonts.
    Raises ToolMissing where Pango is not on this machine.
    """
    weasyprint = _weasyprint()
    html = render(handbook, "booklet.html.jinja", "", booklet.booklet(handbook))
    made = folder / f"{handbook.catalogue.edition.id}.pdf"
    folder.mkdir(parents=True, exist_ok=True)
    heard = _Heard()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    try:
        with _nothing_swept_up():
            weasyprint.HTML(string=html).write_pdf(
                made, stylesheets=[weasyprint.CSS(filename=STYLE)], pdf_variant="pdf/ua-1", pdf_identifier=True
            )
    finally:
        logger.removeHandler(heard)
    return made, heard.records


def _weasyprint() -> Any:  # it has no types of its own, and is not always there when types are checked
    # Where there is no HarfBuzz for it, fontTools takes over and writes the time into fonts, unless it is told one.
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(build_date.moment().timestamp())))
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # what it prints for programmers, we say for everybody
            return importlib.import_module("weasyprint")
    except OSError as error:  # a library of the system that is not there
        raise ToolMissing(NO_PANGO) from error


@contextlib.contextmanager
def _nothing_swept_up() -> Iterator[None]:
    """Python does not look for what it could forget: of the boxes of a page hardly one can go before the last page.

    It takes a quarter of the time away and needs a quarter more memory.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Heard(logging.Handler):
    """Keeps warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)
