"""A browser that is killed while somebody types, again and again, in one profile.

What counts as acknowledged is what the page has put into a transaction that is complete while its bar
says Saved: the page reports it as it happens, to a process that lives on. Nothing here knows how the
page saves; it types at the end of texts only, so that every later state begins with every earlier one.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error, Page, Playwright, expect

from site_build import toolchain
from tests.browsing import CHROMIUM_FLAGS, PATIENCE
from tests.e2e.forms import drafts, expect_saved, go, question, view

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

TOOL = "pre-audit"
PLACES = {
    "hdr.case_ref": ("pa.a", "hdr.case_ref-value"),
    "pa.a.author_ref": ("pa.a", "pa.a.author_ref-value"),
    "pa.j.proud": ("pa.j", "pa.j.proud-value"),
}
"""Where is typed: the questions with their sections and controls."""
SHORTEST, LONGEST = 0.05, 2.0
"""Seconds of typing before the browser is killed."""
NEW_EVERY = 25
"""After so many rounds a new draft is begun; the older ones stay."""
REPORT = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (value) {
  const kept = JSON.stringify([value.record_id, value.revision, value.record.answers]);
  this.transaction.addEventListener("complete", () => setTimeout(() => {
    const saved = document.querySelector("[data-bar=save]")?.textContent ?? "";
    if (saved.startsWith("Saved")) window.acknowledged(kept);
  }));
  return put.call(this, value);
};
"""


@dataclass
class Told:
    """What one draft is known to hold: `saved` was acknowledged, `typed` is all that was typed, by question."""

    revision: int = 0
    saved: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


@dataclass
class Rounds:
    """What was done and found so far; `told` by the id of the draft."""

    profile: Path
    address: str
    chance: random.Random
    done: int = 0
    acknowledged: int = 0
    told: dict[str, Told] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def once(self, playwright: Playwright) -> None:
        """Start the browser, look at what is there, type, and kill it at a moment that nobody knows."""
        self.done += 1
        with own_browser(playwright, self.profile) as (page, kill):
            page.expose_binding("acknowledged", lambda _, kept: self._hear(kept))
            page.add_init_script(REPORT)
            page.goto(f"{self.address}tools/{TOOL}/")
            self._look(page)
            killed = threading.Event()

            def end() -> None:
                killed.set()
                kill()

            mine = self._open(page)
            threading.Timer(self.chance.uniform(SHORTEST, LONGEST), end).start()
            try:
                self._type(page, mine)
            except (Error, AssertionError):
                if not killed.is_set():  # else it is whatever was under way when the browser went
                    raise

    def _hear(self, kept: str) -> None:

        identity, revision, answers = json.loads(kept)
        told = self.told.setdefault(identity, Told())
        told.revision = max(told.revision, revision)
        self.acknowledged += 1
        for key, value in texts(answers).items():
            if len(value) > len(told.saved.get(key, "")):
                told.saved[key] = value

    def _look(self, page: Page) -> None:
        """Compare what the browser kept with what is known; every draft is there, whole and readable."""
        found = {draft["record_id"]: draft for draft in drafts(page)}
        expect(page.locator("#drafts li")).to_have_count(len(found))
        for identity, told in self.told.items():
            where = f"round {self.done}, draft {identity[:8]}"
            draft = found.get(identity)
            if draft is None:
                self.faults.append(f"{where} is gone")
                continue
            if draft["revision"] < told.revision:
                self.faults.append(f"{where}: revision {draft['revision']}, and {told.revision} was acknowledged")
            now = texts(draft["record"]["answers"])
            for key in PLACES:
                if not now.get(key, "").startswith(told.saved.get(key, "")):
                    self.faults.append(f"{where}, {key}: an acknowledged text is not there")
                if not told.typed.get(key, "").startswith(now.get(key, "")):
                    self.faults.append(f"{where}, {key}: holds what nobody typed")
            told.saved, told.typed = dict(now), dict(now)

    def _open(self, page: Page) -> Told:
        """Open a draft: the newest, or one that is begun; what is known of it. It can be read on the page."""
        if self.done % NEW_EVERY == 1:
            page.goto(f"{self.address}tools/{TOOL}/form/#new")
        else:
            page.locator("#drafts a").first.click()
        page.wait_for_url("**/form/#tasks")
        expect(view(page)).to_have_id("tasks")
        expect_saved(page)
        newest = max(drafts(page), key=lambda draft: (str(draft["saved_at"]), str(draft["record"]["created"])))
        told = self.told.setdefault(str(newest["record_id"]), Told())
        for key, (section, control) in PLACES.items():
            go(page, section)
            expect(question(page, control)).to_have_value(told.typed.get(key, ""))
        return told

    def _type(self, page: Page, told: Told) -> None:
        """Type until the browser is gone, going from place to place."""
        for number in range(100_000):
            key = self.chance.choice(list(PLACES))
            section, control = PLACES[key]
            go(page, section)
            question(page, control).focus()
            page.keyboard.press("Control+End")
            text = f"{self.done}.{number} "
            told.typed[key] = told.typed.get(key, "") + text
            page.keyboard.type(text)
            if self.chance.random() < 0.2:
                view(page).locator("[data-do=save-continue]").click()


def texts(answers: dict[str, Any]) -> dict[str, str]:
    """What stands in the answers that are typed here."""
    return {key: str(answers[key].get("value", "")) for key in PLACES if key in answers}


@contextmanager
def own_browser(playwright: Playwright, profile: Path) -> Iterator[tuple[Page, Any]]:
    """The page of a Chromium that is not Playwright's child, and what kills it.

    At the end all its processes are killed at once.
    """
    flags = [*CHROMIUM_FLAGS, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    with subprocess.Popen(
        [toolchain.find_browser(), *flags, "about:blank"],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            assert process.stderr
            told = next(found[0] for line in process.stderr if (found := re.search(r"ws://\S+", line)))
            threading.Thread(target=process.stderr.read).start()  # a full pipe would stop the browser
            context = playwright.chromium.connect_over_cdp(told).contexts[0]
            context.set_default_timeout(PATIENCE * 1000)
            yield context.pages[0] if context.pages else context.wait_for_event("page"), lambda: kill_all(process)
        finally:
            kill_all(process)


def kill_all(process: subprocess.Popen[str]) -> None:
    """End a process and all that it has started, without a word of warning. It may be gone already."""
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, check=process.poll() is None, capture_output=True)
    elif process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
