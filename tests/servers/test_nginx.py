"""The site behind a real nginx: our configuration serves it right, and /check/ names what is wrong with others."""

from __future__ import annotations

import gzip
import re
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_build import servers
from tests.browsing import PLACE, Watched, profile
from tests.e2e.checking import expect_done, found, line, status
from tests.e2e.forms import drafts, expect_engine, new_draft
from tests.e2e.offline import expect_ready
from tests.servers.nginx import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site behind nginx, with our configuration."""
    with running(tmp_path_factory.mktemp("nginx"), site) as where:
        yield where


@pytest.fixture
def context(browser: Browser, watched: Watched, address: str) -> Iterator[BrowserContext]:
    """A profile with service workers."""
    with profile(browser, watched, address) as fresh:
        yield fresh


def _get(address: str, **headers: str) -> tuple[int, Message, bytes]:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, headers=sent)  # noqa: S310 - http, to this computer
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - as above
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def _one_of_each(site: Path) -> dict[str, str]:
    """One file of each ending, by its address."""
    found = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.suffix: path.relative_to(site).as_posix() for path in found}


def test_each_kind_of_file_has_its_type_and_the_headers(site: Path, address: str) -> None:
    """One file of each ending that the site holds arrives whole, with its type and every header."""
    kinds = _one_of_each(site)
    assert {".html", ".mjs", ".wasm", ".zip", ".json"} <= set(kinds)
    for ending, path in kinds.items():
        code, headers, body = _get(address + path)
        assert code == 200, path
        assert body == (site / path).read_bytes(), path
        assert headers.get_content_type() == servers.TYPES[ending], path
        assert {name: headers[name] for name in servers.HEADERS} == servers.HEADERS, path


def test_texts_are_sent_as_utf_8(site: Path, address: str) -> None:
    """Pages, styles, scripts and tables say that they are UTF-8."""
    for ending in (".html", ".css", ".js", ".mjs", ".csv"):
        _, headers, _ = _get(address + _one_of_each(site)[ending])
        assert headers.get_content_charset() == "utf-8", ending


def test_only_files_that_never_change_are_kept_unasked(site: Path, address: str) -> None:
    """Archives with a hash in their name may be kept for a year; of everything else the browser asks again."""
    kept_for = {
        path.name: _get(f"{address}engine/{path.name}")[1]["Cache-Control"] for path in (site / "engine").iterdir()
    }
    hashed = {name for name in kept_for if re.search(r"-[0-9a-f]{12}\.", name)}
    assert len(hashed) == 3  # the engine, its library, and what the desk has besides
    assert {name for name, said in kept_for.items() if said == servers.KEEP} == hashed
    others = [kept_for[name] for name in kept_for.keys() - hashed]
    others += [_get(address + path)[1]["Cache-Control"] for path in ("", "about/", "assets/qa.css", "nowhere/")]
    others.append(_get(f"{address}engine/pack-000000000000.zip")[1]["Cache-Control"])  # is not there
    assert set(others) == {servers.ASK_AGAIN}


def test_what_has_not_changed_is_not_sent_again(address: str) -> None:
    """A browser that has a file and asks again is told to use it."""
    _, headers, _ = _get(f"{address}engine/pyodide.mjs")
    code, _, body = _get(f"{address}engine/pyodide.mjs", If_None_Match=headers["ETag"])
    assert (code, body) == (304, b"")


def test_what_is_not_found_has_its_page(site: Path, address: str) -> None:
    """An address that leads nowhere answers 404 with the site's own page and every header."""
    for path in ("nowhere", "id/nowhere/", "engine/nowhere.wasm"):
        code, headers, body = _get(address + path)
        assert code == 404, path
        assert {name: headers[name] for name in servers.HEADERS} == servers.HEADERS, path
        assert headers.get_content_type() == "text/html", path
        assert body == (site / "404.html").read_bytes(), path


def test_no_folder_shows_what_is_in_it(address: str) -> None:
    """A folder without a page of its own is not listed, and a folder with one leads to it."""
    for path in ("engine/", "assets/", "catalogue/"):
        assert _get(address + path)[0] == 403, path
    assert _get(f"{address}about")[0] == 200


def test_texts_and_the_engine_are_packed(site: Path, address: str) -> None:
    """Pages, scripts and the engine's program travel packed where the browser takes it."""
    for path in ("about/index.html", "assets/audit/form.mjs", "engine/pyodide.asm.wasm"):
        _, headers, body = _get(address + path, Accept_Encoding="gzip")
        assert headers["Content-Encoding"] == "gzip", path
        assert gzip.decompress(body) == (site / path).read_bytes(), path


def test_a_form_gets_its_engine(page: Page) -> None:
    """A form keeps a draft and its checks get ready; the browser has nothing to complain about."""
    new_draft(page, "pre-audit")
    expect_engine(page)
    assert [draft["tool"] for draft in drafts(page)] == ["pre-audit"]


def test_the_worker_is_asked_about_each_time_and_serves_a_form(site: Path, address: str, page: Page) -> None:
    """The service worker and its manifest may not be kept; with our headers a form gets ready to work offline."""
    for name in servers.FRESH:
        _, headers, body = _get(address + name)
        assert (headers["Cache-Control"], body) == (servers.ASK_AGAIN, (site / name).read_bytes())
    new_draft(page, "pre-audit")
    expect_ready(page)
    page.reload()
    expect_engine(page)


def test_the_check_says_that_everything_works(page: Page) -> None:
    """With our configuration each line of /check/ works; a new visitor has no promise that drafts stay."""
    page.goto("check/")
    expect_done(page)
    said = dict(status(page))
    assert said.pop("persist") == "not certain"
    assert set(said.values()) == {"works"}
    expect(page.locator("[data-outcome]")).to_have_text(
        "Audits can be done here, with checks. One thing is not certain."
    )


def _wasm_as_text(server: str) -> str:
    return server.replace("application/wasm wasm;", "text/plain wasm;")


def _modules_as_bytes(server: str) -> str:
    return server.replace("text/javascript js mjs;", "text/javascript js;")


def _policy_without_wasm(server: str) -> str:
    return server.replace(" 'wasm-unsafe-eval'", "")


def _policy_without_workers(server: str) -> str:
    return server.replace("worker-src 'self'", "worker-src 'none'")


def _no_headers(server: str) -> str:
    return re.sub(r"^ +add_header .*$", "", server, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("fault", "lines", "words"),
    [
        (_wasm_as_text, {"wasm_file", "engine"}, {"wasm_file": "arrived as text/plain. It has to be application/wasm"}),
        (
            _modules_as_bytes,
            {"scripts", "worker", "engine", "offline"},
            {"scripts": "arrived as application/octet-stream. Browsers do not run that as a module."},
        ),
        (
            _policy_without_wasm,
            {"wasm", "policy", "engine"},
            {"policy": "script-src lacks 'wasm-unsafe-eval'", "wasm": "does not compile WebAssembly"},
        ),
        (_policy_without_workers, {"worker", "engine"}, {"worker": "The worker did not start."}),
        (_no_headers, {"policy", "headers"}, {"policy": "No header arrives.", "headers": "X-Content-Type-Options"}),
    ],
)
def test_the_check_names_the_fault(  # noqa: PLR0913, PLR0917 - what a browser, a server and a fault need
    fault: Callable[[str], str],
    lines: set[str],
    words: dict[str, str],
    site: Path,
    tmp_path: Path,
    browser: Browser,
) -> None:
    """With one fault in the configuration, /check/ says which lines do not work, what was seen, and what to change."""
    with running(tmp_path, site, fault) as where:
        context = browser.new_context(base_url=where, **PLACE)
        watched = Watched(where)
        watched.watch(context)
        page = context.new_page()
        page.goto("check/")
        expect_done(page)
        assert {name for name, said in status(page).items() if said == "does not work"} == lines
        for name, text in words.items():
            expect(found(page, name)).to_contain_text(text)
            expect(line(page, name).get_by_text("What to change:")).to_be_visible()
        context.close()
    assert [one for one in watched.faults if one.startswith("third-party")] == []
