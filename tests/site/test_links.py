"""links.json and links.csv: every permanent link for other systems, each id once, with what became of it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from macros import addresses
from practice_audit.model import Item
from site_build import links
from tests.site.two_editions import ADDED, BEFORE, GONE, LOST, REWORDED, two_editions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from macros import Handbook
    from practice_audit.documents import Json
    from tests.site.document import Document


@pytest.fixture(scope="module")
def revised(handbook: Handbook) -> Handbook:
    """A handbook of two editions."""
    return two_editions(handbook)


@pytest.fixture(scope="module")
def rows(revised: Handbook) -> Mapping[str, Mapping[str, Json]]:
    """The rows of its links by id."""
    return {row["id"]: row for row in links.as_json(revised)}


def test_every_id_stands_in_the_list_once(handbook: Handbook, revised: Handbook, site: Path) -> None:
    """What is there today in its order, learning material and reading lists too, then what is gone; never two rows."""
    assert [row["id"] for row in links.as_json(revised)] == [*handbook.graph.subjects, GONE, LOST]
    listed = json.loads((site / "links.json").read_text(encoding="utf-8"))
    ids = [row["id"] for row in listed]
    assert len(ids) == len(set(ids))
    assert set(ids) == {*handbook.graph.subjects, *handbook.histories.gone}
    assert {"reading.first-week", "training.working-together"} <= set(ids)


def test_links_on_the_site_lead_to_its_pages(site: Path, documents: Mapping[str, Document], handbook: Handbook) -> None:
    """Both links of each row lead to a page that was built, and to an element of it where they name one."""
    for row in json.loads((site / "links.json").read_text(encoding="utf-8")):
        for link in filter(None, (row["latest"], row["pinned"])):
            page, _, anchor = link.removeprefix(handbook.site_url).partition("#")
            assert page in documents, row["id"]
            assert not anchor or anchor in documents[page].ids, row["id"]


def test_a_current_id_has_both_links(revised: Handbook, rows: Mapping[str, Mapping[str, Json]]) -> None:
    """One link follows the latest edition, the other pins the newest one that has the id."""
    newest = revised.catalogue.edition.id
    assert rows[REWORDED] == {
        "id": REWORDED,
        "kind": "expectation",
        "name": "The plan is written in plain words.",
        "status": "current",
        "latest": f"id/{REWORDED}/",
        "pinned": f"editions/{newest}/standards/plans/#{REWORDED}",
        "edition": newest,
        "successors": [],
    }
    assert rows[ADDED]["pinned"] == f"editions/{newest}/standards/plans/#{ADDED}"


def test_a_retired_id_says_what_it_is_now(rows: Mapping[str, Mapping[str, Json]]) -> None:
    """It keeps its page, is pinned to the last edition that had it, and names its successors, or none."""
    gone, lost = rows[GONE], rows[LOST]
    assert (gone["status"], gone["latest"], gone["name"]) == ("retired", f"id/{GONE}/", f"This is what {GONE} said.")
    assert (gone["edition"], gone["pinned"]) == (BEFORE, f"editions/{BEFORE}/standards/plans/#{GONE}")
    assert gone["successors"] == [REWORDED, ADDED]
    assert (lost["status"], lost["successors"]) == ("retired", [])


def test_what_is_of_no_edition_is_never_pinned(rows: Mapping[str, Mapping[str, Json]]) -> None:
    """Learning material and reading lists have the one link that follows them."""
    for identity, kind in (("reading.first-week", "reading-list"), ("training.working-together", "material")):
        row = rows[identity]
        assert (row["kind"], row["status"], row["latest"]) == (kind, "current", addresses.permanent(identity))
        assert (row["pinned"], row["edition"], row["successors"]) == ("", "", [])


def test_before_the_first_publication_nothing_is_pinned(handbook: Handbook) -> None:
    """An edition that nobody has published has no words for ever."""
    unpublished = replace(handbook, editions=())
    assert {(row["pinned"], row["edition"]) for row in links.as_json(unpublished)} == {("", "")}


def test_links_are_whole_where_the_site_knows_its_address(revised: Handbook) -> None:
    """With the site's own address before them, they can be used as they are."""
    at = "https://handbook.example/"
    for row in links.as_json(replace(revised, site_url=at)):
        assert row["latest"].startswith(f"{at}id/")
        assert row["pinned"] == "" or row["pinned"].startswith(f"{at}editions/")


def test_the_table_holds_the_same(revised: Handbook, site: Path) -> None:
    """links.csv has the rows of links.json, successors joined by a space; so it is on the site."""
    table = list(csv.DictReader(io.StringIO(links.as_csv(revised))))
    told = [{**row, "successors": " ".join(row["successors"])} for row in links.as_json(revised)]
    assert table == told
    assert f",{REWORDED} {ADDED}\r\n" in links.as_csv(revised)
    listed = json.loads((site / "links.json").read_text(encoding="utf-8"))
    written = list(csv.DictReader(io.StringIO((site / "links.csv").read_text(encoding="utf-8"))))
    assert [(row["id"], row["latest"]) for row in written] == [(row["id"], row["latest"]) for row in listed]


def test_no_name_is_taken_for_a_formula(handbook: Handbook) -> None:
    """A spreadsheet that opens the table shows a name that begins with an equals sign, and works nothing out."""
    odd = Item(id="term.odd", kind="term", title="=1+1", text="An odd word.", source="S1.2")
    catalogue = replace(handbook.catalogue, items=(*handbook.catalogue.items, odd))
    table = csv.DictReader(io.StringIO(links.as_csv(replace(handbook, catalogue=catalogue))))
    assert next(row["name"] for row in table if row["id"] == "term.odd") == "'=1+1"


def test_trainers_can_read_what_each_column_holds(documents: Mapping[str, Document]) -> None:
    """The page for trainers explains every column, links to both files, and tells the two kinds of link apart."""
    page = documents["for/trainers/"]
    cells = [" ".join(text.split()) for text in page.text.split("What it holds")[1:]]
    assert cells
    assert all(column in cells[0] for column in links.COLUMNS)
    assert {"../../links.json", "../../links.csv", "../../learning/"} <= set(page.links)
    assert "A link that follows the latest edition" in page.text
    assert "A link that pins an edition" in page.text
