"""How soon the engine is ready and how fast it checks, in a real Chromium.

*Ready* is from starting the worker to the engine imported and its catalogue read; the peer is a bare
`loadPyodide()` of the stock files in a worker of the same page frame. *Cold* is a new profile and a
new browser process; *warm* the same profile after visits, in a new browser process.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from practice_audit import browser, sources
from site_build import build, toolchain
from site_build.bench import Measure, compared
from site_build.paths import BUILD, DEFINITIONS, ENGINE, ROOT, SITE
from tests.webserver import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

WWW = BUILD / "bench" / "www"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
WARM_VISITS = 3
CHECKS = 5
READY = "Checks ready"
BARE_WORKER = """
import { loadPyodide } from "/pyodide/pyodide.mjs";
await loadPyodide({ indexURL: "/pyodide/" });
postMessage("ready");
"""
BARE_PAGE = """
const started = performance.now();
const worker = new Worker("/bare.worker.mjs", { type: "module" });
worker.onmessage = () => { window.figure = performance.now() - started; };
"""
OUR_PAGE = """
import { Engine } from "/assets/audit/engine/engine.mjs";
const given = {
  engine: new URL("/engine/", location.href).href,
  catalogue: new URL("/catalogue/EDITION.json", location.href).href,
  tool: "ila",
  wording: WORDING,
};
const started = performance.now();
window.engine = new Engine(given, (state) => {
  if (state === "ready") window.figure = performance.now() - started;
});
window.engine.start();
"""
THEME_SCRIPT = "/assets/javascripts/"
TASKS = frozenset({"RunTask", "ThreadControllerImpl::RunTask"})
"""What the browser's trace calls one turn of a thread."""


def measure(runs: int) -> list[Measure]:
    """Engine start, form start, longest task and check time, each against its peer."""
    if not build.build_site(SITE):
        raise RuntimeError("The site has problems; run make check.")
    _prepare()
    with sync_playwright() as playwright, serving(WWW) as bench, serving(SITE) as site:
        return [
            *_starts(playwright, bench, runs),
            _form_usable(playwright, site, runs),
            _longest_task(playwright, site, runs),
            _check_time(playwright, bench, runs),
        ]


def _prepare() -> None:
    shutil.rmtree(WWW, ignore_errors=True)
    WWW.mkdir(parents=True)
    for name, folder in {
        "assets": SITE / "assets",
        "catalogue": SITE / "catalogue",
        "engine": ENGINE,
        "pyodide": toolchain.module("pyodide"),
    }.items():
        (WWW / name).symlink_to(folder, target_is_directory=True)
    edition = next((SITE / "catalogue").glob("*.json")).stem
    ours = OUR_PAGE.replace("EDITION", edition).replace("WORDING", json.dumps(_wording()))
    files = {"bare.worker.mjs": BARE_WORKER, "bare.mjs": BARE_PAGE, "ours.mjs": ours}
    for name, text in files.items():
        (WWW / name).write_text(text, encoding="utf-8")
    for name in ("bare", "ours"):
        script = f'<script type="module" src="/{name}.mjs"></script>'
        page = f'<!doctype html><meta charset="utf-8"><title>{name}</title>{script}'
        (WWW / f"{name}.html").write_text(page, encoding="utf-8")


def _wording() -> object:
    return sources.read(ROOT).wording.get("engine", {})


def _visit(playwright: Playwright, address: str, profile: Path) -> float:
    """One visit in a new browser process of this profile; milliseconds until the page has its figure."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=toolchain.find_browser(), args=[*FLAGS]
    )
    try:
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("window.figure !== undefined", timeout=120_000)
        return float(page.evaluate("window.figure"))
    finally:
        context.close()


def _starts(playwright: Playwright, address: str, runs: int) -> Iterator[Measure]:
    cold: dict[str, list[float]] = {"ours": [], "bare": []}
    warm: dict[str, list[float]] = {"ours": [], "bare": []}
    with ExitStack() as stack:
        kept = {name: Path(stack.enter_context(tempfile.TemporaryDirectory())) for name in cold}
        for name, profile in kept.items():
            for _ in range(WARM_VISITS):
                _visit(playwright, f"{address}{name}.html", profile)
        for _ in range(runs):
            for name, figures in cold.items():
                with tempfile.TemporaryDirectory() as fresh:
                    figures.append(_visit(playwright, f"{address}{name}.html", Path(fresh)))
            for name, profile in kept.items():
                warm[name].append(_visit(playwright, f"{address}{name}.html", profile))
    yield compared("engine ready, cold", cold["ours"], cold["bare"], peer_name="bare loadPyodide()")
    yield compared("engine ready, warm", warm["ours"], warm["bare"], peer_name="bare loadPyodide()")


def _launch(playwright: Playwright, stack: ExitStack) -> Browser:
    browser = playwright.chromium.launch(executable_path=toolchain.find_browser(), args=[*FLAGS])
    stack.callback(browser.close)
    return browser


def _fresh_page(playwright: Playwright, stack: ExitStack) -> Page:
    return _launch(playwright, stack).new_page()


def _loaded(page: Page, address: str) -> float:
    """Milliseconds from navigation to the end of DOMContentLoaded, modules of the page included."""
    page.goto(address, wait_until="domcontentloaded")
    entry = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    return float(entry)


def _form_usable(playwright: Playwright, address: str, runs: int) -> Measure:
    form: list[float] = []
    plain: list[float] = []
    for _ in range(runs):
        for figures, path in ((form, "tools/ila/form/"), (plain, "standards/assessment/")):
            with ExitStack() as stack:
                figures.append(_loaded(_fresh_page(playwright, stack), address + path))
    return compared("whole audit form usable", form, plain, peer_name="a reading page of the site")


def _longest_task(playwright: Playwright, address: str, runs: int) -> Measure:
    """The longest task of the page's main thread while a new draft and the engine start, but for the theme's script.

    Read from the browser's own trace. A task counts as ours unless the theme's script runs in it: parsing
    and laying out the form are in. The peer is the longest task with the theme's script, same visits.
    """
    ours, theme = [], []
    for _ in range(runs):
        with ExitStack() as stack:
            browser = _launch(playwright, stack)
            page = browser.new_page()
            browser.start_tracing(page=page, categories=["devtools.timeline", "toplevel"])
            page.goto(f"{address}tools/ila/form/#new")
            page.locator("[data-bar=engine]", has_text=READY).wait_for(timeout=120_000)
            tasks = _tasks(json.loads(browser.stop_tracing())["traceEvents"])
            ours.append(max(length for length, is_themes in tasks if not is_themes))
            theme.append(max(length for length, is_themes in tasks if is_themes))
    name = "longest main-thread task at the start of the form"
    return compared(name, ours, theme, peer_name="the longest with the theme's script, same visits")


def _tasks(events: list[dict[str, Any]]) -> list[tuple[float, bool]]:
    """Each task of a page's main thread: its length in milliseconds, and whether the theme's script runs in it."""
    mains = {(each["pid"], each["tid"]) for each in events if each.get("args", {}).get("name") == "CrRendererMain"}
    timed = [each for each in events if each.get("dur") and (each["pid"], each["tid"]) in mains]
    themes = [each for each in timed if THEME_SCRIPT in (each.get("args", {}).get("data") or {}).get("url", "")]
    return [
        (task["dur"] / 1000, any(task["ts"] <= each["ts"] <= task["ts"] + task["dur"] for each in themes))
        for task in timed
        if task["name"] in TASKS
    ]


def _check_time(playwright: Playwright, address: str, runs: int) -> Measure:
    """A whole audit checked in the browser's Python, against the same call in this computer's Python."""
    examples = sorted((DEFINITIONS / "ila" / "examples" / "valid").glob("*.json"), key=lambda path: path.stat().st_size)
    record = json.loads(examples[-1].read_text(encoding="utf-8"))
    given = {"record": record, "scope": None, "today": "2026-01-01"}
    ask = """
    async ([payload, times]) => {
      const started = performance.now();
      for (let n = 0; n < times; n += 1) await window.engine.ask("check", payload);
      return (performance.now() - started) / times;
    }
    """
    catalogue = json.loads(next((SITE / "catalogue").glob("*.json")).read_text(encoding="utf-8"))
    browser.call("start", json.dumps({"catalogue": catalogue, "tool": "ila", "wording": _wording()}))
    payload = json.dumps(given)

    def here() -> float:
        started = time.perf_counter()
        for _ in range(CHECKS):
            browser.call("check", payload)
        return (time.perf_counter() - started) * 1000 / CHECKS

    there, command_line = [], []
    with ExitStack() as stack:
        page = _fresh_page(playwright, stack)
        page.goto(f"{address}ours.html")
        page.wait_for_function("window.figure !== undefined", timeout=120_000)
        for _ in range(runs):
            there.append(float(page.evaluate(ask, [given, CHECKS])))
            command_line.append(here())
    name = "check of a whole audit in the browser"
    return compared(name, there, command_line, peer_name="the same check in this computer's Python")
