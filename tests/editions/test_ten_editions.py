"""Ten editions, one after the other: every link of each leads to something for ever."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from macros import addresses
from practice_audit.editions import in_time
from practice_audit.fingerprints import subjects
from tests.site.document import Document, broken_links, documents_of

if TYPE_CHECKING:
    from tests.editions.office import Office

FIRST = 2023
EDITIONS = 10
DRAFT = "It says something else."


@pytest.fixture(scope="module")
def decade(tmp_path_factory: pytest.TempPathFactory, _published: Office) -> Office:
    """An office after ten publications: each year an entry is added, reworded in the next, gone in the third.

    It works on the eleventh edition, a draft, while `make build` makes the handbook.
    """
    office = _published.copied(tmp_path_factory.mktemp("decade"))
    chapter = office.catalogue.of_kind("chapter")[0].id
    model = next(one for one in office.catalogue.of_kind("expectation") if one.part_of == chapter)
    for number in range(1, EDITIONS):
        edition = str(FIRST + number)
        office.begin(edition, f"{edition}-03-28")
        said: list[dict[str, object]] = [
            {"id": f"{chapter}.year-{number}", "change": "new", "reason": "It was asked for."}
        ]
        office.put_in(
            model.id,
            {
                "id": f"{chapter}.year-{number}",
                "kind": "expectation",
                "text": f"What year {number} brought is done.",
                "level": "info",
                "principles": list(model.principles),
                "indicators": [],
                "source": "S1.2",
                "origin": "design",
            },
        )
        if number > 1:
            office.change(f"{chapter}.year-{number - 1}", text=f"In year {number} it is done better.")
            said.append({"id": f"{chapter}.year-{number - 1}", "change": "raised", "reason": "It was too little."})
        if number > 2:
            office.take_out(f"{chapter}.year-{number - 2}")
            successors = [f"{chapter}.year-{number}"]
            gone = {"id": f"{chapter}.year-{number - 2}", "change": "merged", "reason": "It is one with the new one."}
            said.append({**gone, "successors": successors})
        office.count_again()
        office.write_changes(edition, said)
        office.run("edition", "publish")
    office.begin("2033", "2033-03-28")
    with office.editing("standards/edition.yaml") as data:
        data["status"] = "draft"
    office.change(model.id, text=DRAFT)
    office.run("build")
    return office


@pytest.fixture(scope="module")
def documents(decade: Office) -> dict[str, Document]:
    """Every page of that handbook."""
    return documents_of(decade.root / "site")


def test_every_link_of_every_edition_resolves(decade: Office, documents: dict[str, Document]) -> None:
    """No link, anchor, script or style of any page of any edition leads to nothing."""
    editions = {address.split("/")[1] for address in documents if address.startswith("editions/2")}
    assert editions == {str(FIRST + number) for number in range(EDITIONS)}
    assert broken_links(decade.root / "site", documents) == []


def test_every_id_of_every_edition_has_both_its_links(decade: Office, documents: dict[str, Document]) -> None:
    """The link that follows the latest and the link that pins an edition are there for each id that ever was."""
    for number in range(EDITIONS):
        edition = str(FIRST + number)
        index = json.loads((decade.root / "site" / "editions" / edition / "index.json").read_text(encoding="utf-8"))
        assert set(index) == set(subjects(decade.published(edition)))
        for identity, entry in index.items():
            assert addresses.permanent(identity) in documents
            page, _, anchor = entry["address"].partition("#")
            assert anchor == "" or anchor in documents[page].ids


def test_what_was_merged_again_and_again_leads_to_what_is_there(decade: Office, documents: dict[str, Document]) -> None:
    """Compared over nine years, an id that went leads to what its successors' successors are today."""
    chapter = decade.catalogue.of_kind("chapter")[0].id
    told = json.loads(decade.run("edition", "diff", "2024", "2032", "--format", "json"))
    gone = {one["id"]: one["successors"] for one in told["changes"] if one["what"] == "gone"}
    assert gone == {f"{chapter}.year-1": [f"{chapter}.year-9"]}
    page = documents[addresses.permanent(f"{chapter}.year-1")].text
    assert "Retired in edition 2026." in page
    assert "until 27 March 2025" in page


def test_any_two_editions_are_compared(documents: dict[str, Document]) -> None:
    """Each pair has its page."""
    ids = [str(FIRST + number) for number in range(EDITIONS)]
    pairs = {f"editions/changes/{one}-{other}/" for one in ids for other in ids if in_time(one) < in_time(other)}
    assert pairs <= set(documents)
    assert len(pairs) == EDITIONS * (EDITIONS - 1) // 2


def test_a_reader_sees_no_draft(documents: dict[str, Document]) -> None:
    """`make build` goes on showing the newest published edition, word for word, whatever the YAML says."""
    assert not any(DRAFT in page.source for page in documents.values())
    assert "revision/" not in documents
    assert f"edition {FIRST + EDITIONS - 1}" in documents[""].text
