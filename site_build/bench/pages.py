"""How long the build takes: ours with the engine already made, against Material alone on the same pages."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from site_build import assets, build_date, content, engine_pack
from site_build.bench import Measure, interleaved
from site_build.page import write_stubs
from site_build.pages import made
from site_build.paths import BUILD, ROOT, SHELL

if TYPE_CHECKING:
    from macros import Handbook
    from practice_audit.model import Catalogue

COUNTS = (60, 300)
EDITIONS = 10
FOLDER = BUILD / "bench" / "pages"
PLAIN = """
site_name: Plain
docs_dir: {docs}
site_dir: {site}
nav: [{{Home: index.md}}]
theme: {{name: material, font: false}}
markdown_extensions: [attr_list, def_list, md_in_html, tables]
"""
OURS = """
import itertools, sys
import site_build.pages
from site_build.bench import pages
count, editions = int(sys.argv[1]) or None, int(sys.argv[4])
site_build.pages.pages = lambda *given, **named: list(itertools.islice(site_build.pages.made(*given, **named), count))
if editions:
    pages.publish(editions)
from site_build import build
sys.exit(0 if build.run_mkdocs(sys.argv[2], strict=False, docs_dir=sys.argv[3], nav=[{"Home": "index.md"}]) else 1)
"""


def measure(runs: int) -> list[Measure]:
    """Whole processes, in turn: so many pages, then every page, then every page with ten editions published."""
    engine_pack.build()
    some = [_build(f"build of {count} pages", runs=min(runs, 5), count=count) for count in COUNTS]
    whole = _build("build of every page", runs=min(runs, 3))
    return [*some, whole, _build(f"build with {EDITIONS} editions", runs=min(runs, 3), editions=EDITIONS)]


def published(catalogue: Catalogue, count: int) -> tuple[Catalogue, ...]:
    """As many editions of today's framework, a year apart, the last of them today's."""
    year = int(catalogue.edition.id[:4])
    earlier = range(year - count + 1, year)
    editions = (replace(catalogue.edition, id=str(each), control=_approved(catalogue, each)) for each in earlier)
    return (*(replace(catalogue, edition=edition).with_digest() for edition in editions), catalogue)


def _approved(catalogue: Catalogue, year: int) -> dict[str, object]:
    return {**catalogue.edition.control, "approved_on": f"{year}-03-28", "revised_on": ""}


def publish(count: int) -> None:
    """Let this process believe that so many editions are published."""
    read = content.read

    def with_editions(*given: Any, **named: Any) -> Handbook:
        handbook = read(*given, **named)
        return replace(handbook, editions=published(handbook.catalogue, count), in_force=True)

    content.read = with_editions


def _build(name: str, *, runs: int, count: int = 0, editions: int = 0) -> Measure:
    """One measure; `count` 0 means every page."""
    docs, empty = FOLDER / f"docs-{count}-{editions}", FOLDER / "empty"
    shutil.rmtree(docs, ignore_errors=True)
    empty.mkdir(parents=True, exist_ok=True)
    handbook = content.read(ROOT, build_date.today())
    if editions:
        handbook = replace(handbook, editions=published(handbook.catalogue, editions))
    pages = list(islice(made(handbook, shell=assets.shell_files(SHELL)), count or None))
    write_stubs(pages, docs)
    config = FOLDER / f"mkdocs-{count}-{editions}.yml"
    config.write_text(PLAIN.format(docs=docs, site=FOLDER / "site-plain"), encoding="utf-8")

    def ours() -> float:
        given = [str(count), str(FOLDER / "site-ours"), str(empty), str(editions)]
        return _timed([sys.executable, "-c", OURS, *given])

    def plain() -> float:
        return _timed([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)])

    peer = f"Material alone on the same Markdown ({len(pages)} pages)"
    return interleaved(name, ours, plain, peer_name=peer, runs=runs)


def _timed(command: list[str]) -> float:
    """Milliseconds of one run of a command that must succeed."""
    started = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, cwd=ROOT, encoding="utf-8")  # noqa: S603 - our own commands
    if done.returncode:
        raise RuntimeError(f"{command[1:3]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return (time.perf_counter() - started) * 1000
