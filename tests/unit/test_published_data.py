"""One edition as JSON, CSV and workbook: complete, the same twice, and never anything but texts."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from macros import columns
from macros.handbook import WORDS
from practice_audit import spreadsheets
from site_build import published_data, published_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from practice_audit.model import Catalogue
    from practice_audit.sources import Sources

SITE = "https://handbook.example/"
HOSTILE = (
    *("=1+1", "@SUM(A1)", "+44", "-1", "\t=1+1", "\r=1", "\n=1", "  =1+1", "'=1+1", "''@x", "\uff1d1+1"),
    *("http://example.org/", "mailto:a@example.org", "internal:Sheet1!A1", "12", "1e5", "0012", "2023-03-28", "TRUE"),
    *("{=SUM(A1)}", '=HYPERLINK("http://example.org/")', "<b>&amp;</b>", 'He said "no", twice', "one\ntwo", "_x0041_"),
)
"""Texts that a spreadsheet would like to be something else."""
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
AGAIN = """
import hashlib, json, sys
from practice_audit.model import Catalogue
from site_build import published_data
given = json.load(sys.stdin)
made = published_data.files(Catalogue.from_json(given["catalogue"]), given["words"])
print([hashlib.sha256(content).hexdigest() for _, content in made])
"""


@pytest.fixture(scope="module")
def words() -> Mapping[str, Mapping[str, str]]:
    """The words around the framework."""
    read: Mapping[str, Mapping[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def hostile(catalogue: Catalogue) -> Catalogue:
    """An edition whose first entries, questions and rules are nothing but such texts."""
    items = tuple(
        replace(item, title=text, text=text, group=text, applies=text, aliases=(text, "x"), details={"note": text})
        for item, text in zip(catalogue.items, HOSTILE, strict=False)
    )
    section = catalogue.tools[0].sections[0]
    questions = tuple(
        replace(section.questions[0], id=f"x.{number}", ask=text, hint=text, short=text, when_words=text)
        for number, text in enumerate(HOSTILE)
    )
    tool = replace(catalogue.tools[0], title=HOSTILE[0], sections=(replace(section, questions=questions),))
    rules = tuple(
        replace(rule, title=text, statement=text) for rule, text in zip(catalogue.rules, HOSTILE, strict=False)
    )
    edition = replace(catalogue.edition, control={**catalogue.edition.control, "title": HOSTILE[0]})
    return replace(catalogue, edition=edition, items=items, tools=(tool,), rules=rules)


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _sheets(content: bytes) -> Mapping[str, list[dict[str, str]]]:
    """The tables of a workbook as they are read back, by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    made = {}
    for name in columns.SHEETS:
        head, *rows = book[name].iter_rows(values_only=True)
        made[name] = [{key: _line_ends(value or "") for key, value in zip(head, row, strict=True)} for row in rows]
    return made


def _line_ends(text: str) -> str:
    """The text with the one sign that openpyxl leaves as the file writes it."""
    return text.replace("_x000D_", "\r")


def _as_written(text: str) -> str:
    """The text of a cell of the table, as docs/data.md tells to get it back."""
    return text[1:] if re.match(rf"'+({FORMULA.pattern})", text) else text


def test_json_holds_every_entry_with_its_address(catalogue: Catalogue, words: Mapping[str, Mapping[str, str]]) -> None:
    """Items, tools, questions and rules all stand in framework.json, each with its whole permanent address."""
    made = json.loads(published_data.framework_json(catalogue, words, SITE))
    assert [(one["id"], one["text"], one["title"]) for one in made["items"]] == [
        (item.id, item.text, item.title) for item in catalogue.items
    ]
    assert [(one["id"], one["statement"]) for one in made["rules"]] == [
        (rule.id, rule.statement) for rule in catalogue.rules
    ]
    asked = [
        (question["id"], question["ask"], len(question["fields"]))
        for tool in made["tools"]
        for section in tool["sections"]
        for question in section["questions"]
    ]
    assert asked == [
        (question.id, question.ask, len(question.fields))
        for tool in catalogue.tools
        for question in tool.questions.values()
    ]
    assert made["digest"] == catalogue.digest
    assert made["edition"]["id"] == catalogue.edition.id
    for entry in (*made["items"], *made["tools"], *made["rules"]):
        assert entry["address"] == f"{SITE}id/{entry['id']}/"


def test_every_key_stands_in_every_entry(catalogue: Catalogue, words: Mapping[str, Mapping[str, str]]) -> None:
    """Programs need not ask whether a key is there: empty values are written too."""
    made = published_data.document(catalogue, words)
    for entries in (made["items"], made["tools"], made["rules"]):
        assert len({tuple(entry) for entry in entries}) == 1


def test_csv_reads_back_row_by_row(catalogue: Catalogue, words: Mapping[str, Mapping[str, str]]) -> None:
    """The table has the promised columns, ends its lines as RFC 4180 says, and has each entry in a row."""
    content = published_data.framework_csv(catalogue, words)
    assert content.startswith("\ufeff".encode())
    assert content.split(b"\r\n")[0].decode("utf-8-sig") == ",".join(columns.TABLE)
    assert content.count(b"\n") == content.count(b"\r\n")
    rows = _rows(content)
    questions = [question.id for tool in catalogue.tools for question in tool.questions.values()]
    assert [row["id"] for row in rows] == [
        *(item.id for item in catalogue.items),
        *questions,
        *(rule.id for rule in catalogue.rules),
    ]
    by_id = {row["id"]: row for row in rows}
    for item in catalogue.items:
        row = by_id[item.id]
        assert (row["text"], row["title"], row["kind"]) == (item.text, item.title, item.kind)
        assert tuple(row["links"].split()) == item.links
        assert tuple(row["principles"].split()) == item.principles
        assert json.loads(row["details"] or "{}") == item.details
    assert {row["kind"] for row in rows} >= {"question", "rule"}
    assert all(row["text"] for row in rows)


def test_no_choice_or_name_holds_what_divides_them(
    catalogue: Catalogue, words: Mapping[str, Mapping[str, str]]
) -> None:
    """Ids hold no space, and names, choices and parts of rows hold no bar, so that cells can be divided again."""
    for row in _rows(published_data.framework_csv(catalogue, words)):
        assert not re.search(r"\s", row["id"])
    asked = [question for tool in catalogue.tools for question in tool.questions.values()]
    labels = [option.label for question in asked for option in question.options]
    parts = [part.ask for question in asked for part in question.fields]
    names = [alias for item in catalogue.items for alias in item.aliases]
    assert [text for text in (*labels, *parts, *names) if "|" in text] == []
    assert labels
    assert parts
    assert names


def test_no_cell_of_the_csv_can_be_a_formula(hostile: Catalogue, words: Mapping[str, Mapping[str, str]]) -> None:
    """A text that a spreadsheet would work out has an apostrophe before it; taking it away gives back the text."""
    rows = _rows(published_data.framework_csv(hostile, words))
    assert [cell for row in rows for cell in row.values() if FORMULA.match(cell)] == []
    items = [row for row in rows if row["kind"] not in {"question", "rule"}]
    rules = [row for row in rows if row["kind"] == "rule"]
    assert [_as_written(row["text"]) for row in items] == list(HOSTILE)
    assert [_as_written(row["title"]) for row in rules] == list(HOSTILE[: len(rules)])
    assert "'=1+1" in {row["text"] for row in rows}
    assert "http://example.org/" in {row["text"] for row in rows}


@given(some.text(alphabet=some.sampled_from("'=+-@\t\r\n ab\uff1d"), max_size=8))
def test_any_text_becomes_harmless_and_can_be_had_back(text: str) -> None:
    """However apostrophes, spaces and signs are mixed, the cell is no formula and stands for one text only."""
    made = spreadsheets.harmless(text)
    assert not FORMULA.match(made)
    assert _as_written(made) == text


def test_texts_of_this_edition_stand_in_the_csv_as_they_are(
    catalogue: Catalogue, words: Mapping[str, Mapping[str, str]]
) -> None:
    """No text of today begins like a formula, as the page says, so no cell is changed."""
    rows = _rows(published_data.framework_csv(catalogue, words))
    assert [cell for row in rows for cell in row.values() if _as_written(cell) != cell] == []


def test_workbook_reads_back_cell_by_cell(catalogue: Catalogue, words: Mapping[str, Mapping[str, str]]) -> None:
    """Each sheet has its columns and a row for each entry, with the values of framework.json."""
    made = published_data.document(catalogue, words, SITE)
    sheets = _sheets(published_data.framework_xlsx(catalogue, words, SITE))
    for name, names in columns.SHEETS.items():
        assert tuple(sheets[name][0]) == names
    for sheet, entries in (("Items", made["items"]), ("Rules", made["rules"]), ("Links", published_data.links(made))):
        assert sheets[sheet] == [
            {key: published_data.cell(key, value) for key, value in entry.items()} for entry in entries
        ]
    assert [(row["tool"], row["id"]) for row in sheets["Questions"]] == [
        (f"tool.{tool.id}", question.id) for tool in catalogue.tools for question in tool.questions.values()
    ]


def test_every_text_of_the_workbook_is_a_text_cell(hostile: Catalogue, words: Mapping[str, Mapping[str, str]]) -> None:
    """What looks like a formula, a link, a number or a date stays the text that it is, with no link on it."""
    content = published_data.framework_xlsx(hostile, words)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 1000
    control = hostile.edition.control
    approved = dt.datetime.fromisoformat(control["approved_on"])
    revised = dt.datetime.fromisoformat(control["revised_on"])
    assert [cell.value for cell in cells if cell.data_type != "s"] == [approved, revised, control["review_months"]]
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    assert [row["text"] for row in _sheets(content)["Items"]] == list(HOSTILE)
    assert [row["ask"] for row in _sheets(content)["Questions"]] == list(HOSTILE)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        written = {name: parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))}
    assert not [name for name, text in written.items() if "<f>" in text or "<hyperlink" in text]
    assert not [name for name, text in written.items() if "relationships/hyperlink" in text]


def test_workbook_is_ready_to_read(catalogue: Catalogue, words: Mapping[str, Mapping[str, str]]) -> None:
    """The head of each table stays in sight and has filters; dates are dates; the first sheet says what it is."""
    book = openpyxl.load_workbook(io.BytesIO(published_data.framework_xlsx(catalogue, words)))
    assert book.sheetnames == ["About", *columns.SHEETS]
    for name in columns.SHEETS:
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert sheet["A1"].font.bold
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True) if row[0]}
    assert about["Digest"] == catalogue.digest
    assert about["Approved on"].date().isoformat() == catalogue.edition.control["approved_on"]
    assert published_data.LICENCE in about["Licence"]
    assert set(columns.ITEMS) <= set(about)


def test_links_lead_from_known_ids_to_known_ids(
    catalogue: Catalogue, sources: Sources, words: Mapping[str, Mapping[str, str]]
) -> None:
    """Each link stands once, and leads from an entry to another, or to what a report found."""
    made = list(published_data.links(published_data.document(catalogue, words)))
    assert len(made) == len({tuple(link.values()) for link in made}) > len(catalogue.items)
    sections = [section for tool in catalogue.tools for section in tool.sections]
    questions = [question.id for section in sections for question in section.questions]
    entries = {*catalogue.by_id, *questions, *(rule.id for rule in catalogue.rules)}
    tools = {f"tool.{tool.id}" for tool in catalogue.tools} | {section.id for section in sections}
    findings = {identity for report in sources.findings for identity in report.by_id}
    assert {link["from"] for link in made} <= entries
    assert {link["to"] for link in made} <= entries | tools | findings


def test_same_edition_gives_the_same_bytes_in_any_place_and_time(
    catalogue: Catalogue, words: Mapping[str, Mapping[str, str]], root: Path
) -> None:
    """Made again, in processes where it is another day, each file has the same bytes."""
    given = json.dumps({"catalogue": catalogue.to_json(), "words": words})
    zones = ("Etc/GMT+12", "Pacific/Kiritimati")
    made = {
        subprocess.run(
            [sys.executable, "-c", AGAIN],
            input=given,
            env={**os.environ, "TZ": zone, "PYTHONPATH": os.pathsep.join((str(root / "tools" / "src"), str(root)))},
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout
        for zone in zones
    }
    assert len(made) == 1
    assert published_data.files(catalogue, words) == published_data.files(catalogue, words)


def test_workbook_holds_no_time_of_its_making(catalogue: Catalogue, words: Mapping[str, Mapping[str, str]]) -> None:
    """The one date among its properties is the day of approval, and no part of the file has another time."""
    with zipfile.ZipFile(io.BytesIO(published_data.framework_xlsx(catalogue, words))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {f"{catalogue.edition.control['approved_on']}T"}


def test_text_too_long_for_a_cell_is_refused(catalogue: Catalogue, words: Mapping[str, Mapping[str, str]]) -> None:
    """A spreadsheet would cut it short without a word; the build says so instead."""
    long = replace(catalogue.items[0], text="x" * 32_768)
    with pytest.raises(ValueError, match="32768 letters"):
        published_data.framework_xlsx(replace(catalogue, items=(long,)), words)


def test_every_column_and_every_key_is_explained_and_no_other(words: Mapping[str, Mapping[str, str]]) -> None:
    """words.yaml says what each column and each key of framework.json holds, and nothing of one that is gone."""
    used = set(columns.places())
    assert used <= set(words["data"])
    for part, key in _keys(published_schema.framework_schema(words)):
        used.add(f"{part}.{key}" if f"{part}.{key}" in words["data"] else key)
    assert set(words["data"]) == used


def _keys(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    parts = {"document": schema, "edition": schema["properties"]["edition"], **schema["$defs"]}
    parts["question"] = {"properties": {**parts.pop("field")["properties"], **parts["question"]["properties"]}}
    for part, shape in parts.items():
        for key in shape["properties"]:
            yield part, key


def test_licence_is_that_of_the_repository(root: Path) -> None:
    """The data says the licence that LICENSE and pyproject.toml say, and no other."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["license"] == published_data.LICENCE
    assert (root / "LICENSE").read_text(encoding="utf-8").startswith(f"{published_data.LICENCE} License")
