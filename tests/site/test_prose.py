"""Hand-written pages: what the law asks for is there, and what is not known is said to be unknown."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from macros.codes import problem_codes
from macros.dates import in_words, review_due
from macros.prose import Prose, accessibility_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from macros import Handbook
    from tests.site.document import Document


@pytest.mark.parametrize(
    "heading",
    [
        "Feedback and contact information",
        "Reporting accessibility problems",
        "Enforcement procedure",
        "Compliance status",
        "Non-accessible content",
        "Non-compliance with the accessibility regulations",
        "Disproportionate burden",
        "Content that is not within the scope of the accessibility regulations",
        "What we are doing to improve accessibility",
        "Preparation of this accessibility statement",
    ],
)
def test_accessibility_statement_has_every_required_part(heading: str, documents: Mapping[str, Document]) -> None:
    """The parts that the regulations of 2018 require stand as headings."""
    assert heading in [text for _, text in documents["accessibility/"].headings]


def test_accessibility_statement_names_the_law_and_the_standard(documents: Mapping[str, Document]) -> None:
    """The sentences that may not be changed are there, and nothing is left to fill in."""
    text = documents["accessibility/"].text
    assert "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018" in text
    assert "Equality Advisory and Support Service (EASS)" in text
    assert "version 2.2 AA standard" in text
    assert "[" not in text


def test_accessibility_statement_lists_every_known_issue(documents: Mapping[str, Document]) -> None:
    """Each known issue stands on the page with its success criterion."""
    text = documents["accessibility/"].text
    issues = accessibility_facts()["issues"]
    for issue in issues:
        assert " ".join(issue["what"].split()) in text
        assert issue["criterion"] in text
    assert ("partially compliant" in text) == bool(issues)


def test_accessibility_statement_was_reviewed_in_the_last_year(handbook: Handbook) -> None:
    """A statement older than a year fails the build's tests: review it, then change reviewed_on."""
    facts = accessibility_facts()
    assert review_due(facts["reviewed_on"], 12) >= handbook.built_on
    assert dt.date.fromisoformat(facts["prepared_on"]) <= dt.date.fromisoformat(facts["reviewed_on"])


def test_figures_of_the_automatic_test_come_from_its_results(handbook: Handbook) -> None:
    """With results the statement gives their figures; without, it says that nothing was measured."""
    results = {"tested_on": "2026-11-20", "engine": "axe-core 4.14.1", "pages": 7, "runs": 28, "violations": 0}
    with_results = Prose(replace(handbook, results=results), "accessibility/").accessibility("tests")
    assert f"on {in_words('2026-11-20')}, looked at 7 pages in 28 runs with axe-core 4.14.1 and found 0 problems" in (
        with_results
    )
    without = Prose(replace(handbook, results={}), "accessibility/").accessibility("tests")
    assert "Not measured in this build" in without


def test_what_is_not_set_shows_as_a_gap(handbook: Handbook) -> None:
    """An empty setting is never an empty space on a page."""
    prose = Prose(handbook, "ask/")
    assert "not set yet" in prose.value("retention", "records_months") or handbook.setting(
        "retention", "records_months"
    )
    empty = replace(handbook, settings={**handbook.settings, "organisation": {"council": ""}})
    assert "organisation.council" in Prose(empty, "ask/").value("organisation", "council")


def test_data_protection_page_says_what_it_must(documents: Mapping[str, Document]) -> None:
    """Personal data though coded, special categories, retention, what the council decides, consent is not the basis."""
    page = documents["data-protection/"]
    headings = [text for _, text in page.headings]
    assert "Consent to take part is not the lawful basis" in headings
    assert "What the council has to decide" in headings
    for words in ("pseudonymous, not anonymous", "special categories", "impact assessment", "lawful basis"):
        assert words in page.text


def test_data_protection_page_counts_from_the_forms(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Every tool stands in the table of what records hold."""
    text = documents["data-protection/"].text
    assert all(tool.title in text for tool in handbook.catalogue.tools)


def test_how_to_keep_text_from_spelling_services_is_said(documents: Mapping[str, Document]) -> None:
    """The policies that stop online spelling services and leave the local check on stand where IT looks, and here."""
    for page in ("data-protection/", "check/"):
        for policy in ("SpellCheckServiceEnabled", "MicrosoftEditorProofingEnabled", "SpellcheckEnabled"):
            assert policy in documents[page].text


def test_every_code_and_every_rule_stands_on_its_page(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Each code has an anchor on the page of codes, and each rule on that of rules."""
    page = documents["problem-codes/"]
    assert set(problem_codes()) <= set(page.ids)
    assert {rule.id for rule in handbook.catalogue.rules} <= set(documents["rules/"].ids)
    assert all(title in page.text for title in problem_codes().values())
