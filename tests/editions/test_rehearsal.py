"""A new year, rehearsed with the real framework: nothing that anybody linked to or recorded is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from macros import addresses
from practice_audit import records, sources
from practice_audit.fingerprints import subjects
from site_build.examples import example_records, stamped
from tests.site.document import broken_links

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editions.conftest import Year


def test_nothing_is_published_without_a_word(year: Year) -> None:
    """As long as a change has no word, each is named with its place and the way out."""
    for identity in (*year.revised.changed, year.revised.added):
        assert f"STD063 “{identity}”" in year.refused
    for identity in year.revised.gone:
        assert f"R010 “{identity}” is gone" in year.refused
    assert "Add it to standards/changes/2024.yaml" in year.refused


def test_the_difference_is_exactly_the_eight_changes(year: Year) -> None:
    """Whatever links came and went with them, eight changes were made; a split names its successors."""
    told = json.loads(year.office.run("edition", "diff", "2023", "2024", "--format", "json"))
    revised = year.revised
    assert {one["id"]: one["words"] for one in told["changes"]} == {
        word["id"]: [word["change"]] for word in revised.words
    }
    successors = {one["id"]: one["successors"] for one in told["changes"]}
    assert successors[revised.split] == list(revised.parts)
    assert successors[revised.moved] == [revised.moved_to]
    assert (successors[revised.retired], successors[revised.raised]) == ([], [])
    assert told["links"] == []
    text = year.office.run("edition", "diff", "2023", "2024")
    assert "Changes: 8." in text
    page = year.documents["editions/changes/2023-2024/"].text
    assert all(one["id"] in page for one in told["changes"])


def test_suspect_links_are_those_that_point_at_changed_items(year: Year) -> None:
    """Each link to what says something else now is to be looked at again, and no other."""
    first, second = map(subjects, year.editions)
    expected = {
        (source, target)
        for source, subject in second.items()
        for target in subject.links
        if target in year.revised.changed and source in first and target in first[source].links
    }
    assert expected
    suspects = {(one["source"], one["target"]) for one in year.status["suspects"] if not one["edition"]}
    assert suspects == expected


def test_what_people_learn_from_is_suspect_where_its_text_changed(year: Year) -> None:
    """Learning material and reading lists wait to be looked at again, and say so on both pages of the link."""
    chosen = {
        (source, target.id)
        for source, target in sources.read(year.office.root).training.chosen()
        if target.id in year.revised.changed
    }
    assert chosen
    told = {(one["source"], one["target"], one["edition"]) for one in year.status["suspects"] if one["edition"]}
    assert told == {(source, target, "2023") for source, target in chosen}
    words = "written for edition 2023; this text has changed since"
    for source, target in chosen:
        assert words in year.documents[addresses.permanent(source)].text
        assert words in year.documents[addresses.permanent(target)].text


def test_old_and_new_addresses_resolve(year: Year) -> None:
    """Every id of either edition has its permanent page; what is gone says what it is now; no link is broken."""
    for catalogue in year.editions:
        missing = [one for one in subjects(catalogue) if addresses.permanent(one) not in year.documents]
        assert missing == []
    revised = year.revised
    for identity, successors in (
        (revised.split, revised.parts),
        (revised.moved, (revised.moved_to,)),
        (revised.retired, ()),
    ):
        text = year.documents[addresses.permanent(identity)].text
        assert "Retired in edition 2024." in text
        assert all(successor in text for successor in successors)
    assert broken_links(year.site, year.documents) == []


def test_what_took_a_place_and_what_is_gone_lead_to_each_other(year: Year) -> None:
    """A successor's page names what it replaced; a retired id is cited with the last edition that had it."""
    revised = year.revised
    for old, new in ((revised.split, revised.parts[0]), (revised.moved, revised.moved_to)):
        assert f"id/{old}/" in " ".join(year.documents[addresses.permanent(new)].links)
        assert "Takes the place of" in year.documents[addresses.permanent(new)].text
        gone = year.documents[addresses.permanent(old)].text
        assert "Last in edition 2023." in gone
        assert f", edition 2023, {old}" in gone


@pytest.mark.parametrize("edition", ["2023", "2024"])
def test_every_edition_stays_readable_at_its_own_address(year: Year, edition: str) -> None:
    """Each id stands at its place in each edition that had it, in that edition's words."""
    index = json.loads((year.site / "editions" / edition / "index.json").read_text(encoding="utf-8"))
    assert set(index) == set(subjects(year.office.published(edition)))
    for identity, entry in index.items():
        page, _, anchor = entry["address"].partition("#")
        assert page in year.documents, identity
        assert not anchor or anchor in year.documents[page].ids, identity
    text = year.documents[f"editions/{edition}/standards/plans/"].text
    assert ("So it was put in 2024" in text) is (edition == "2024")
    assert ("no longer in force" in text) is (edition == "2023")


@pytest.mark.parametrize("edition", ["2023", "2024"])
def test_paper_names_the_edition_that_it_is_printed_from(year: Year, edition: str) -> None:
    """The style of printed pages is that of the edition below whose address they stand, and names it."""
    loads = year.documents[f"editions/{edition}/standards/plans/"].loads
    assert [load for load in loads if load.endswith("edition.css")] == ["../../edition.css"]
    style = (year.site / "editions" / edition / "edition.css").read_text(encoding="utf-8")
    assert f'edition {edition}"' in style
    assert 'edition 2024"' in (year.site / "assets" / "edition.css").read_text(encoding="utf-8")


def test_a_page_leads_to_itself_in_other_editions(year: Year) -> None:
    """Pages that each edition has of its own name the others, at the root as well; pages without an edition do not."""
    for address in ("standards/assessment/", "editions/2023/standards/assessment/", "editions/2024/grades/"):
        links = year.documents[address].links
        page = address.removeprefix("editions/2023/").removeprefix("editions/2024/")
        for edition in ("2023", "2024"):
            assert any(link.endswith(f"editions/{edition}/{page}") for link in links), (address, edition)
    assert not any("editions/2023" in link for link in year.documents["accessibility/"].links)


def test_permanent_links_are_told_to_machines(year: Year) -> None:
    """links.json names every id of every edition once, with what became of it."""
    rows = json.loads((year.site / "links.json").read_text(encoding="utf-8"))
    assert len({row["id"] for row in rows}) == len(rows)
    first, second = map(subjects, year.editions)
    assert {row["id"] for row in rows} >= {*first, *second}
    gone = {row["id"]: row["successors"] for row in rows if row["status"] == "retired"}
    assert set(gone) == year.revised.gone
    assert gone[year.revised.split] == list(year.revised.parts)
    pinned = {row["id"]: row["pinned"] for row in rows}
    assert pinned[year.revised.retired].startswith("editions/2023/")


def old_records(year: Year) -> list[dict[str, Any]]:
    """The example records that pass every check, made with the first edition."""
    first = year.editions[0]
    sound = [example for example in example_records(first) if not example.expected]
    return [stamped(first, example.record) for example in sound]


def test_records_of_the_first_edition_still_validate(year: Year, tmp_path: Path) -> None:
    """Old records are judged by their own edition, with nothing but what is installed."""
    for number, record in enumerate(old_records(year)):
        (tmp_path / f"{number}.json").write_text(records.text(record), encoding="utf-8")
    said = year.office.practice_audit("validate", str(tmp_path))
    assert ", 0 with problems." in said


def test_the_command_line_tells_what_applied_on_a_day(year: Year) -> None:
    """Edition and text in force on a day; before the first approval there was none."""
    before = year.office.run("edition", "on", "2024-03-26", year.revised.reworded)
    assert before.startswith("Edition 2023, in force from 2023-03-28.")
    assert "So it was put in" not in before
    assert "So it was put in 2024." in year.office.run("edition", "on", "2024-03-27", year.revised.reworded)
    assert "No edition kept here was in force" in year.office.run("edition", "on", "2020-01-01", code=2)
    said = year.office.run("edition", "on", "2024-03-27", year.revised.retired, code=2)
    assert f"Edition 2024 has no “{year.revised.retired}”. It stands in: 2023." in said


def test_links_stay_suspect_until_someone_confirms_them(year: Year) -> None:
    """Publishing does not make a link right: the next year begins with those that nobody looked at."""
    office, target = year.office, year.revised.reworded
    office.begin("2025", "2025-03-27")
    waiting = json.loads(office.run("edition", "status", "--format", "json", code=0))["suspects"]
    learnt_from = {(one["source"], one["target"]) for one in waiting if one["edition"]}
    assert {(one["source"], one["target"]) for one in waiting} == {
        (one["source"], one["target"]) for one in year.status["suspects"]
    }
    office.run("edition", "confirm", "all", target)
    left = {
        (one["source"], one["target"])
        for one in json.loads(office.run("edition", "status", "--format", "json"))["suspects"]
    }
    still = {(one["source"], one["target"]) for one in waiting if one["target"] != target}
    assert left == still | learnt_from
