"""`make serve` on a copy of the checkout: edits show by themselves, and a mistake never takes the site away."""

from __future__ import annotations

import queue
import re
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from tests.checkout import copy_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 600  # seconds: as long as a busy machine may need for one build
EXPECTATION = "standards/practice-standards/assessment.yaml"


class Served:
    """A running `make serve`: what it says, and what it shows."""

    def __init__(self, root: Path, process: subprocess.Popen[str]) -> None:
        self.root = root
        self._said: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, args=[process], daemon=True).start()
        (self.address,) = re.findall(r"http://\S+", self.hear("The handbook is at")[-1])
        self._builds = urlopen(f"{self.address}-/builds", timeout=PATIENCE)  # noqa: S310 - a server of this test

    def _listen(self, process: subprocess.Popen[str]) -> None:
        with suppress(ValueError):  # what it says while it is ended finds nobody
            for line in process.stdout or ():
                self._said.put(line)

    def hear(self, words: str) -> list[str]:
        """Wait until the server says this; every line up to there. Raises queue.Empty where it falls silent."""
        lines = [self._said.get(timeout=PATIENCE)]
        while words not in lines[-1]:
            lines.append(self._said.get(timeout=PATIENCE))
        return lines

    def next_build(self) -> int:
        """The number of the newest build, as soon as the server tells it."""
        return next(int(line.removeprefix(b"data:")) for line in self._builds if line.startswith(b"data:"))

    def build_after(self, known: int) -> int:
        """Wait for a build that is newer than the known one."""
        while (number := self.next_build()) == known:
            pass  # the stream repeats the number from time to time
        return number

    def page(self, path: str) -> str:
        """A page as it is served."""
        with urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310 - as above
            text: str = answer.read().decode("utf-8")
        return text

    def edit(self, path: str, *pieces: tuple[str, str]) -> None:
        """Replace pieces of a file, all at once."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        for old, new in pieces:
            assert old in text
            text = text.replace(old, new, 1)
        half = self.root / "half.part"  # else the server may see it half written; it does not look here
        half.write_text(text, encoding="utf-8", newline="\n")
        half.replace(file)


@contextmanager
def serve(root: Path) -> Iterator[Served]:
    """Start the server in a checkout; done when it has built the site."""
    command = [sys.executable, "-m", "site_build", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as process:
        try:
            yield Served(root, process)
        finally:
            process.terminate()


@pytest.fixture
def checkout(tmp_path: Path, engine: Path) -> Path:
    """A copy of this checkout, in which the next edition is begun."""
    copy = copy_to(tmp_path, engine)
    edition = copy / "standards" / "edition.yaml"
    text, found = re.subn(r'(?m)^id: "\d{4}[.\d]*"$', 'id: "2999"', edition.read_text(encoding="utf-8"))
    assert found == 1
    edition.write_text(
        re.sub(
            r"(?m)^  revised_on: .*\n", "", re.sub(r'approved_on: "[-\d]+"', 'approved_on: "2999-03-28"', text)
        ).replace("status: current", "status: draft"),
        encoding="utf-8",
    )
    return copy


def test_edits_show_and_mistakes_do_not(checkout: Path) -> None:
    """An edit shows after a rebuild; after a broken file or link the last good site stays, until it is mended."""
    plain = "says plainly what the reasons are"
    with serve(checkout) as site:
        known = site.next_build()
        before = site.page("id/ps.assessment.reasoning/")
        assert '<script src="/-/reload.js">' in before
        assert "script-src 'self'" in before
        assert 'id="qa-offline"' not in before
        assert "unregister" in site.page("offline-worker.mjs")  # browsers keep nothing of a site that is worked on

        site.edit(
            EXPECTATION,
            ("The assessment gives the reasons", "The assessment says plainly what the reasons are"),
            ('title: "Assessments"', 'title: "Look </title><b>&amp; judge"'),
        )
        known = site.build_after(known)
        for path in ("id/ps.assessment.reasoning/", "standards/assessment/", "search/search_index.json"):
            assert plain in site.page(path), path
        for path in ("id/ps.assessment/", "standards/assessment/"):
            assert "<title>Look &lt;/title&gt;&lt;b&gt;&amp;amp; judge" in site.page(path), path
            assert "</title><b>" not in site.page(path), path

        site.edit(EXPECTATION, ("id: ps.assessment.reasoning", "id: ps.assessment.Reasoning"))
        told = "".join(site.hear("The last good build stays on screen."))
        assert f"{EXPECTATION}:" in told
        assert plain in site.page("id/ps.assessment.reasoning/")
        site.edit("docs/ask.md", ("# ", "[nowhere](nowhere.md)\n\n# "))
        site.edit(EXPECTATION, ("id: ps.assessment.Reasoning", "id: ps.assessment.reasoning"))
        site.hear("nowhere.md")  # the YAML is mended: only now are links looked at
        site.hear("The last good build stays on screen.")
        assert "nowhere.md" not in site.page("ask/")

        site.edit("docs/ask.md", ("[nowhere](nowhere.md)\n\n# ", "# Now: "))
        while "Now: " not in site.page("ask/"):
            known = site.build_after(known)
        assert "Now: " in site.page("ask/")
        assert plain in site.page("id/ps.assessment.reasoning/")
