"""The browser is killed at random moments while a script types: nothing that was said to be saved is lost."""

from __future__ import annotations

import hashlib
import json
import os
import random
import secrets
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_build.paths import BUILD
from tests.e2e.forms import expect_saved, go, question, wait_for_case
from tests.e2e.killing import Rounds, own_browser

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Playwright

FEW, MANY = 5, 200
MOST = 4
"""Times as many rounds, where a slow disk leaves too few saves to look for."""
AT_ONCE = 20
"""Rounds of a drill in one profile; then what they found is written down."""
PROGRESS = BUILD / "drills" / "killed.json"


def a_seed() -> int:
    """What a run is random by: KILL_SEED where it is set, so that a run can be done again."""
    return int(os.environ.get("KILL_SEED", "0")) or secrets.randbelow(2**32)


def some_rounds(playwright: Playwright, address: str, profile: Path, seed: int, kills: int) -> Rounds:
    """So many kills in one profile, and a look at what the last one has left; seed and figures are printed."""
    rounds = Rounds(profile=profile, address=address, chance=random.Random(seed))  # noqa: S311 - a run that can be done again
    done = 0
    while done <= kills or (rounds.acknowledged < kills and done < MOST * kills):  # a slow disk saves less often
        rounds.once(playwright)
        done += 1
    sys.stdout.write(f"KILL_SEED={seed}: {kills} kills, {rounds.acknowledged} saves, {len(rounds.faults)} faults\n")
    return rounds


def test_a_killed_browser_keeps_what_was_saved(playwright: Playwright, address: str, tmp_path: Path) -> None:
    """An answer that was saved is there at the next start, although every process of the browser was killed."""
    with own_browser(playwright, tmp_path) as (page, _):
        page.goto(f"{address}tools/pre-audit/form/#new")
        expect_saved(page)
        go(page, "pa.a")
        question(page, "hdr.case_ref-value").fill("CR-0417")
        wait_for_case(page, "CR-0417")
    with own_browser(playwright, tmp_path) as (page, _):
        page.goto(f"{address}tools/pre-audit/")
        expect(page.locator("#drafts li")).to_contain_text("Case CR-0417")


def test_a_few_random_kills_lose_nothing(playwright: Playwright, address: str, tmp_path: Path) -> None:
    """After each of a few kills while somebody types, every acknowledged save is there and every draft can be read."""
    rounds = some_rounds(playwright, address, tmp_path, a_seed(), FEW)
    assert rounds.faults == []
    assert rounds.acknowledged >= FEW


@pytest.mark.drill
def test_two_hundred_random_kills_lose_nothing(
    playwright: Playwright, address: str, site: Path, tmp_path: Path
) -> None:
    """The same two hundred times; a stopped run is taken up again with the same site."""
    digest = _digest(site)
    done = _done(digest)
    while len(done) * AT_ONCE < MANY:
        seed = a_seed()
        rounds = some_rounds(playwright, address, tmp_path / str(seed), seed, AT_ONCE)
        assert rounds.faults == [], f"KILL_SEED={seed}"
        done.append({"seed": seed, "kills": AT_ONCE, "acknowledged": rounds.acknowledged})
        _keep(digest, done)
    assert sum(one["acknowledged"] for one in done) >= MANY


def _digest(site: Path) -> str:
    """The scripts of the forms as one number."""
    summed = hashlib.sha256()
    for path in sorted((site / "assets" / "audit").rglob("*.mjs")):
        summed.update(path.name.encode() + b"\0" + path.read_bytes())
    return summed.hexdigest()


def _done(digest: str) -> list[dict[str, int]]:
    if not PROGRESS.exists():
        return []
    kept = json.loads(PROGRESS.read_text(encoding="utf-8"))
    return list(kept["done"]) if kept["site"] == digest else []


def _keep(digest: str, done: list[dict[str, int]]) -> None:
    PROGRESS.parent.mkdir(parents=True, exist_ok=True)
    half = PROGRESS.with_suffix(".part")
    half.write_text(json.dumps({"site": digest, "done": done}, indent=1), encoding="utf-8", newline="\n")
    half.replace(PROGRESS)
