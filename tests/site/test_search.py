"""People find things by word, by letters and by id."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from site_build.search_terms import parts, synonyms, widened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Page

    from macros import Handbook

ASK = """
async (queries) => {
  const index = await (await fetch("/search/search_index.json")).json();
  const config = JSON.parse(document.querySelector("#__config").textContent);
  const worker = new Worker(config.search);
  const tell = (message) => new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.postMessage(message);
  });
  await tell({ type: 0, data: { config: index.config, docs: index.docs, options: { suggest: false } } });
  const found = {};
  for (const query of queries) {
    const answer = await tell({ type: 2, data: query });
    found[query] = answer.data.items.map((page) => page[0].location);
  }
  worker.terminate();
  return found;
}
"""
"""Asks the theme's own search worker, as the search box does."""


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    """The search index as it is served."""
    found: dict[str, Any] = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return found


def _ask(page: Page, address: str, queries: Sequence[str]) -> dict[str, list[str]]:
    page.goto(address)
    found: dict[str, list[str]] = page.evaluate(ASK, list(queries))
    return found


def test_every_id_has_an_entry_with_its_id_in_the_title(index: dict[str, Any], handbook: Handbook) -> None:
    """Each permanent page is in the index, and its title holds the id."""
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    for subject in handbook.graph.subjects:
        assert f"({subject})" in titles[f"id/{subject}/"]


def test_forms_are_not_in_the_index(index: dict[str, Any]) -> None:
    """The answers of a form would drown everything else."""
    assert [entry["location"] for entry in index["docs"] if "/form/" in entry["location"]] == []


def test_an_id_finds_its_own_page_first(page: Page, address: str, handbook: Handbook) -> None:
    """A whole id typed into the search leads to its permanent page; upper and lower case are the same."""
    ids = [
        "ps.assessment.reasoning",
        "wgll.referral.01",
        "R053",
        "ila.c1.analysis",
        "grade.positive",
        "pm.working-with",
    ]
    assert all(handbook.known(one) for one in ids)
    found = _ask(page, address, [*ids, "r053"])
    assert {one: found[one][0] for one in ids} == {one: f"id/{one}/" for one in ids}
    assert found["r053"][0] == "id/R053/"


def test_a_part_of_an_id_finds_its_page(page: Page, address: str) -> None:
    """The beginning of an id, and its last part alone, lead to the page."""
    found = _ask(page, address, ["ps.assessment", "reasoning", "first-language"])
    assert "id/ps.assessment.reasoning/" in found["ps.assessment"]
    assert "id/ps.assessment.reasoning/" in found["reasoning"][:5]
    assert "id/ps.assessment.first-language/" in found["first-language"][:3]


def test_letters_and_words_find_each_other(page: Page, address: str) -> None:
    """Letters find a page that only spells out the words, and words find a page that has the letters."""
    found = _ask(page, address, ["CIN", "independent reviewing officer", "IRO"])
    assert "id/ps.plans.type/" in found["CIN"]
    assert "id/method.iro-monitoring/" in found["independent reviewing officer"]
    assert "id/role.iro/" in found["IRO"]


def test_every_card_is_found_by_its_words(page: Page, address: str, handbook: Handbook) -> None:
    """Searching for the sentence of an indicator leads to its page."""
    cards = handbook.catalogue.of_kind("indicator")[::8]
    found = _ask(page, address, [card.text for card in cards])
    for card in cards:
        assert f"id/{card.id}/" in found[card.text][:3]


def test_the_page_about_this_browser_is_found(page: Page, address: str) -> None:
    """Whoever looks after computers finds the page /check/ by the words of their trade."""
    for query, found in _ask(page, address, ["webassembly", "what works in this browser"]).items():
        assert found[0].startswith("check/"), query


def test_typing_in_the_search_box_shows_results(page: Page, address: str) -> None:
    """A person who types a word sees pages that hold it, and no synonyms as labels."""
    page.goto(address)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("genogram")
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text(re.compile("genogram", re.IGNORECASE))
    assert page.locator(".md-search-result .md-tags:visible").count() == 0


def test_synonyms_are_only_added_where_they_are_missing() -> None:
    """A page with both the letters and the words gets nothing."""
    letters = {"CIN": "Child in Need"}
    assert synonyms("a child in need", letters) == ["CIN"]
    assert synonyms("CIN plans", letters) == ["Child in Need"]
    assert synonyms("Child in Need (CIN)", letters) == []
    assert synonyms("nothing of the kind", letters) == []


def test_only_permanent_pages_get_parts_of_ids() -> None:
    """An id is divided at its dots, hyphens and underscores."""
    assert parts("id/ps.assessment.first-language/") == ["ps", "assessment", "first", "language"]
    assert parts("standards/assessment/#ps.assessment.timely") == []


def test_the_rest_of_the_index_stays_as_it_is() -> None:
    """Only tags are added; entries, order and settings are kept."""
    index = {"config": {"lang": ["en"]}, "docs": [{"location": "about/", "title": "About", "text": "<p>x</p>"}]}
    assert widened(index, {"CIN": "Child in Need"}) == index
