"""Texts that want to be code, in every text of every tool: nothing runs, and nothing is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from practice_audit import records
from tests.e2e.forms import (
    TOOLS,
    as_draft,
    choose_file,
    drafts,
    example,
    expect_all_kept,
    expect_engine,
    go,
    open_draft,
    view,
)
from tests.e2e.payloads import CORPUS, intruders, joined, laden, set_traps, spoken, texts
from tests.e2e.sheets import paper, squeezed

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from practice_audit.model import Catalogue
    from tests.making import Run

TEXTS = "() => [...document.querySelectorAll('.qa-view--on :is(textarea, input[type=text])')].map((one) => one.value)"
ALL_SHOWN = "(texts) => texts.every((one) => document.querySelector('.qa-view--on').textContent.includes(one))"
NEXT_TEXT = """
(from) => {
  const all = [...document.querySelectorAll(".qa-view--on :is(textarea, input[type=text])")];
  for (const [place, one] of all.entries()) {
    const words = one.closest("[data-type]")?.dataset.type;
    if (place < from || !one.checkVisibility() || !["text", "narrative"].includes(words)) continue;
    one.focus();
    one.select();
    return { place, long: one.tagName === "TEXTAREA" };
  }
  return null;
}
"""


@pytest.fixture
def trapped(context: BrowserContext) -> Page:
    """A page that tells what ran in it."""
    set_traps(context)
    return context.new_page()


def test_the_corpus_is_large() -> None:
    """More than a hundred texts, each another one."""
    assert len(CORPUS) == len(set(CORPUS)) > 100


@pytest.mark.parametrize("tool", TOOLS)
def test_opened_and_shown_nothing_runs_and_nothing_is_lost(trapped: Page, catalogue: Catalogue, tool: str) -> None:
    """A draft full of them opens, stands in its controls and among all answers as it is, and is kept as it is."""
    draft = as_draft(example(tool))
    draft["answers"] = laden(catalogue.tool(tool), draft["answers"])
    wanted = list(spoken(draft["answers"]))
    assert wanted
    open_draft(trapped, draft)
    expect_engine(trapped)
    stood: set[str] = set()
    for section in catalogue.tool(tool).sections:
        go(trapped, section.id)
        stood.update(trapped.evaluate(TEXTS))
        assert intruders(trapped) == [], section.id
    assert [text for text in wanted if text not in stood] == []
    go(trapped, "check")
    trapped.wait_for_function(ALL_SHOWN, arg=wanted)
    assert intruders(trapped) == []
    expect_all_kept(trapped)
    (kept,) = drafts(trapped)
    assert kept["record"]["answers"] == draft["answers"]


@pytest.mark.parametrize("tool", TOOLS)
def test_typed_nothing_runs_and_nothing_is_lost(trapped: Page, catalogue: Catalogue, tool: str) -> None:
    """What is typed over every text is what is kept, letter by letter."""
    open_draft(trapped, as_draft(example(tool)))
    expect_engine(trapped)
    shares, typed = texts(), []
    for section in catalogue.tool(tool).sections:
        go(trapped, section.id)
        found = trapped.evaluate(NEXT_TEXT, 0)
        while found:
            typed.append(joined(next(shares), long=found["long"]))
            trapped.keyboard.insert_text(typed[-1])
            found = trapped.evaluate(NEXT_TEXT, found["place"] + 1)
        assert intruders(trapped) == [], section.id
    go(trapped, "tasks")
    expect_all_kept(trapped)
    assert typed
    (kept,) = drafts(trapped)
    assert [text for text in typed if text not in set(spoken(kept["record"]["answers"]))] == []


@pytest.mark.parametrize("tool", TOOLS)
def test_as_a_record_it_is_read_printed_and_imported(
    trapped: Page, catalogue: Catalogue, tool: str, run: Run, tmp_path: Path
) -> None:
    """A finished record full of them is shown and printed as text, and enters the register word for word."""
    record = example(tool)
    record["answers"] = laden(catalogue.tool(tool), record["answers"])
    record["content_sha256"] = records.seal(record)
    wanted = list(spoken(record["answers"]))
    choose_file(trapped, tool, record)
    trapped.wait_for_url("**/form/#record")
    expect(view(trapped)).to_have_id("record")
    trapped.wait_for_function(ALL_SHOWN, arg=wanted)
    printed = "".join(paper(trapped))
    assert squeezed("<script>alert(1)</script>") in printed
    assert squeezed("{{7*7}}") in printed
    assert intruders(trapped) == []
    file = tmp_path / "record.json"
    file.write_text(records.text(record), encoding="utf-8")
    judged = run("validate", file)
    assert "\x1b" not in judged.output
    assert judged.exit_code == 0, judged.output
    register = tmp_path / "register.db"
    assert run("import", file, "--register", register).exit_code == 0
    assert "1 record" in run("list", "--register", register).stderr


HOSTILE_KEYS = [
    '{"__proto__": {"polluted": 1}, %s',
    '{"constructor": {"prototype": {"polluted": 1}}, %s',
    '{"answers": {"__proto__": {"polluted": 1}, "constructor": {"value": "x"}, "toString": {"value": "x"}}, %s',
    '{"sitting": {"__proto__": {"polluted": 1}, "sections_done": [], "last_section": ""}, %s',
    '{"case": {"__proto__": {"polluted": 1}, "ref": "CR-0417"}, %s',
]


@pytest.mark.parametrize("head", HOSTILE_KEYS)
def test_names_of_the_language_are_ordinary_keys(trapped: Page, head: str) -> None:
    """A file whose keys are names of the language changes nothing of it, whether it opens or is refused in words."""
    draft = as_draft(example("pre-audit"))
    key = next(iter(json.loads(head % '"x": 1}')))
    rest = {name: value for name, value in draft.items() if name != key}
    choose_file(trapped, "pre-audit", head % json.dumps(rest, ensure_ascii=False)[1:])
    opened, refused = trapped.locator(".qa-view--on[id=tasks]"), trapped.locator("[data-outcome=refused]")
    expect(opened.or_(refused).locator("visible=true").first).to_be_visible()
    assert intruders(trapped) == []
