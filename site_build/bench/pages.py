"""How long the build takes: ours with the engine already made, against Material alone on the same pages."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from itertools import islice

from macros import load
from site_build import assets, build_date, engine_pack
from site_build.bench import Measure, interleaved
from site_build.pages import made, write_stubs
from site_build.paths import BUILD, ROOT, SHELL

COUNTS = (60, 300)
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
count = int(sys.argv[1])
site_build.pages.pages = lambda *given, **named: list(itertools.islice(site_build.pages.made(*given, **named), count))
from site_build import build
sys.exit(0 if build.run_mkdocs(sys.argv[2], strict=False, docs_dir=sys.argv[3], nav=[{"Home": "index.md"}]) else 1)
"""


def measure(runs: int) -> list[Measure]:
    """Whole processes, in turn, for each number of pages."""
    engine_pack.build()
    return [_build(count, min(runs, 5)) for count in COUNTS]


def _build(count: int, runs: int) -> Measure:
    docs, empty = FOLDER / f"docs-{count}", FOLDER / "empty"
    shutil.rmtree(docs, ignore_errors=True)
    empty.mkdir(parents=True, exist_ok=True)
    write_stubs(islice(made(load(ROOT, build_date.today()), shell=assets.shell_files(SHELL)), count), docs)
    config = FOLDER / f"mkdocs-{count}.yml"
    config.write_text(PLAIN.format(docs=docs, site=FOLDER / "site-plain"), encoding="utf-8")

    def ours() -> float:
        return _timed([sys.executable, "-c", OURS, str(count), str(FOLDER / "site-ours"), str(empty)])

    def plain() -> float:
        return _timed([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)])

    return interleaved(
        f"build of {count} pages", ours, plain, peer_name="Material alone on the same Markdown", runs=runs
    )


def _timed(command: list[str]) -> float:
    """Milliseconds of one run of a command that must succeed."""
    started = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, cwd=ROOT, encoding="utf-8")  # noqa: S603 - our own commands
    if done.returncode:
        raise RuntimeError(f"{command[1:3]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return (time.perf_counter() - started) * 1000
