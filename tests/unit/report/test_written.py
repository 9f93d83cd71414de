"""A report in each format: everything is there, as what it is, where its readers look for it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest
from docx.oxml.ns import qn

from practice_audit.report import shown
from practice_audit.report.charts.drawings import alternative
from practice_audit.report.layout import Report, Withheld
from practice_audit.report.writers import csv_folder, linking, markdown, web_page, word_document, workbook
from practice_audit.report.writers.arranging import arranged, charts, sections, tables
from tests.report_sample import BY_TEAM, SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

HANDBOOK = "https://handbook.example/"
TABLES = [table for _, table in tables(arranged(SAMPLE))]


class _Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def page() -> _Page:
    """The sample as a page."""
    return _Page(web_page.page(SAMPLE, handbook=HANDBOOK))


@pytest.fixture(scope="module")
def excel() -> bytes:
    """The sample as a workbook."""
    return workbook.workbook(SAMPLE)


@pytest.fixture(scope="module")
def word() -> bytes:
    """The sample as a Word document."""
    return word_document.document(SAMPLE)


@pytest.fixture(scope="module")
def book(excel: bytes) -> Any:
    """The workbook, read back."""
    return openpyxl.load_workbook(io.BytesIO(excel))


@pytest.fixture(scope="module")
def opened(word: bytes) -> Any:
    """The Word document, read back."""
    return docx.Document(io.BytesIO(word))


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """The sample as a folder of CSV files."""
    return {name: content.decode("utf-8-sig") for name, content in csv_folder.files(SAMPLE)}


def _words(report: Report) -> Iterator[str]:
    """Every text of the sample that any format has to have."""
    yield from (report.title, shown.period(report), report.lead)
    yield from (text for label, value in report.facts for text in (label, shown.fact(value)))
    for _, section in sections(report):
        yield section.title
        for block in section.blocks:
            for name in ("text", "title", "note", "none" if not getattr(block, "items", ()) else "title"):
                yield from getattr(block, name, "").split("\n")
            for point in getattr(block, "items", ()):
                yield from (*point.text.split("\n"), *point.details, *point.links)
            for column in getattr(block, "columns", ()):
                yield column.title


def test_the_page_holds_everything_and_needs_nothing(page: _Page) -> None:
    """All words and figures stand in one file without a script, a picture or a style sheet from elsewhere."""
    said = " ".join(page.text.split())
    assert [words for words in _words(arranged(SAMPLE)) if words not in said] == []
    assert not {"script", "img", "link", "iframe", "object"} & {name for name, _ in page.elements}
    assert not [
        about for _, about in page.elements for name in about if name.startswith("on") or name in {"style", "src"}
    ]
    policy = next(about["content"] for about in page.all("meta") if about.get("http-equiv"))
    assert policy is not None
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'", policy
    )


def test_the_page_can_be_found_about_in(page: _Page) -> None:
    """Headings go down step by step, the contents lead to each section, and ids stand once."""
    levels = [int(name[1]) for name, _ in page.elements if re.fullmatch(r"h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    ids = [about["id"] for _, about in page.elements if about.get("id")]
    assert len(ids) == len(set(ids))
    leads = {str(about["href"]) for about in page.all("a")}
    inside = {lead[1:] for lead in leads if lead.startswith("#")}
    assert inside <= set(ids)
    assert len(inside) == len(list(sections(SAMPLE))) + 1
    assert {lead for lead in leads if not lead.startswith("#")} == {
        f"{HANDBOOK}id/{identity}/" for identity in ("s02.a.03", "p01", "s05.c.01")
    }


def test_tables_of_the_page_are_read_cell_by_cell(page: _Page) -> None:
    """Each table has a caption and heads of columns and rows, in a frame that can be scrolled by keyboard."""
    assert len(page.all("caption")) == len(page.all("table")) == len(TABLES)
    scopes = [about.get("scope") for about in page.all("th")]
    assert scopes.count("col") == sum(len(table.columns) for table in TABLES)
    assert scopes.count("row") == sum(len(table.rows) for table in TABLES)
    frames = [about for about in page.all("div") if about.get("role") == "region"]
    assert {about["tabindex"] for about in frames} == {"0"}
    names = [about["aria-label"] for about in frames]
    assert len(names) == len(set(names)) == len(TABLES) + len(list(charts(SAMPLE)))


def test_a_sample_says_so_on_every_page(page: _Page, book: Any, opened: Any, files: dict[str, str]) -> None:
    """Made-up records are told from real ones in each format, at the top and on each printed page."""
    real = replace(SAMPLE, sample=False)
    assert page.text.count(shown.SAMPLE) == 2  # in the title and in the page; the style sheet has it by number
    assert "".join(f"\\{ord(letter):06x}" for letter in shown.SAMPLE) in page.text
    assert all(
        shown.SAMPLE in (sheet.oddFooter.left.text or "") and sheet["A2"].value == shown.SAMPLE for sheet in book
    )
    assert shown.SAMPLE in opened.sections[0].footer.paragraphs[0].text
    assert shown.SAMPLE in files["README.txt"]
    assert shown.SAMPLE in markdown.text(SAMPLE)
    every = (
        web_page.page(real).decode(),
        markdown.text(real),
        *(part.decode() for _, part in csv_folder.files(real)),
        _inside(workbook.workbook(real)),
        _inside(word_document.document(real, letters=False)),
    )
    assert [text for text in every if shown.SAMPLE in text] == []


def test_ids_lead_nowhere_without_a_handbook() -> None:
    """A page that knows no handbook shows ids as texts; an odd address is refused, and so is an odd id."""
    assert not [about for about in _Page(web_page.page(SAMPLE)).all("a") if not str(about["href"]).startswith("#")]
    assert linking.address(HANDBOOK, "s02.a.03") == f"{HANDBOOK}id/s02.a.03/"
    assert linking.address(HANDBOOK, "../x") == linking.address(HANDBOOK, 'x" onclick="') == ""
    for odd in ("javascript:alert(1)//", "https://x.example", '"', "//x.example/", "https://x.example/?q/"):
        with pytest.raises(ValueError, match="not the address"):
            web_page.page(SAMPLE, handbook=odd)


def test_the_workbook_has_a_sheet_for_each_table(book: Any) -> None:
    """First cover, contents, notes, columns and texts, then one table a sheet with its head in sight."""
    names = ["Cover", "Contents", "Notes", "Columns", "Text"]
    assert book.sheetnames[:5] == names
    assert len(book.sheetnames) == 5 + len(TABLES)
    listed = [row[0].value for row in book["Contents"].iter_rows(min_row=5)]
    assert listed == book.sheetnames[5:]
    for name, table in zip(listed, TABLES, strict=True):
        sheet = book[name]
        assert sheet["A1"].value == table.title
        assert [cell.value for cell in sheet[4]] == [column.title for column in table.columns]
        assert sheet.freeze_panes == "B5"
        assert sheet.print_title_rows == "$4:$4"
        assert list(sheet.tables) == [f"table_{table.id}"]


def test_cells_of_the_workbook_are_what_they_are(book: Any) -> None:
    """A count is a number, a percentage a part of one with its sign, a day a date; what is withheld is words."""
    teams = [[cell.value for cell in row] for row in book["Grades by team"].iter_rows(min_row=5)]
    assert teams[0] == ["Assessment and intervention north", 0, 9, 14, "fewer than 5", 26, 0.654]
    assert book["Grades by team"]["G5"].number_format == "0%"
    assert book["Actions by status"]["B7"].number_format == "#,##0"
    assert book["Actions by status"]["C5"].value == dt.datetime(2026, 1, 31)  # noqa: DTZ001 - a day has no zone
    assert book["Actions by status"]["C5"].number_format == "d mmmm yyyy"
    assert book["Actions by status"]["C7"].value is None
    assert book["Days to action"]["B6"].number_format == "#,##0.0"
    assert [row[1].value for row in book["Cover"].iter_rows(min_row=5, max_row=6)] == [
        dt.datetime(2025, 10, 1),  # noqa: DTZ001 - as above
        dt.datetime(2025, 12, 31),  # noqa: DTZ001 - as above
    ]


@pytest.mark.parametrize("sign", ["x", "\N{CAT FACE}", "\u202e"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(sign: str) -> None:
    """Excel counts a sign of many bits as two letters, and a hidden one is shown by its number."""
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(replace(SAMPLE, lead=sign * 32_768))))
    cell = book["Cover"]["B4"].value
    assert len(cell.encode("utf-16-le")) <= 2 * 32_767
    assert cell.startswith(shown.text(sign) * 4_000)
    assert cell.endswith("The whole text is among the CSV files.")
    whole = workbook.workbook(replace(SAMPLE, lead="x" * 32_767))
    assert openpyxl.load_workbook(io.BytesIO(whole))["Cover"]["B4"].value == "x" * 32_767


def test_the_folder_explains_each_of_its_columns(files: dict[str, str]) -> None:
    """columns.csv has every column of every file, and no other; a file is named after its table's id."""
    tables_in = {f"table_{table.id}.csv" for table in TABLES}
    assert set(files) == tables_in | {
        f"{name}.csv" for name in ("report", "facts", "sections", "words", "tables", "columns", "totals", "withheld")
    } | {"README.txt"}
    rows = {
        name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in files.items() if name[-1] == "v"
    }
    told = {(row["table"], row["column"]) for row in rows["columns.csv"]}
    heads = {name[:-4]: files[name].removeprefix("\ufeff").split("\r\n")[0] for name in rows}
    has = {(name, column) for name, head in heads.items() for column in head.split(",")}
    plain = {(table, column) for table, column in has if column not in {"report", "row_number"}}
    assert told == plain | {("every file", "report"), ("every table", "row_number")}
    assert {row["report"] for found in rows.values() for row in found} == {SAMPLE.id}
    assert all(row["meaning"] or row["table"].startswith("table_") for row in rows["columns.csv"])


def test_figures_of_the_folder_stay_figures(files: dict[str, str]) -> None:
    """A column of numbers holds nothing else; what is withheld is empty, with its place and reason in a list."""
    rows = list(csv.DictReader(io.StringIO(files["table_grades_by_team.csv"], newline="")))
    assert rows[0] == {
        "report": SAMPLE.id,
        "row_number": "1",
        "team": "Assessment and intervention north",
        "inadequate": "0",
        "requires_improvement": "9",
        "good": "14",
        "outstanding": "",
        "audits": "26",
        "good_or_better": "65.4",
    }
    withheld = list(csv.DictReader(io.StringIO(files["withheld.csv"], newline="")))
    hidden = sum(isinstance(cell, Withheld) for table in TABLES for row in table.rows for cell in row)
    assert len(withheld) == hidden
    assert [row["words"] for row in withheld if (row["table"], row["at_row"]) == ("table_grades_by_team", "4")] == [
        "fewer than 5",
        "fewer than 10 audits",
    ]
    assert files["table_actions_by_status.csv"].split("\r\n")[1].endswith(",Open,14,2026-01-31")


def test_the_folder_is_what_excel_opens() -> None:
    """Each file begins with a byte order mark and ends its lines as RFC 4180 says."""
    for _, content in csv_folder.files(SAMPLE):
        assert content.startswith(b"\xef\xbb\xbf")
    assert csv_folder.files(SAMPLE)[-1][1].count(b"\r\n") == len(TABLES[-1].rows) + 1


def test_the_document_has_real_headings_and_heads(opened: Any) -> None:
    """Sections are headings of their level, each table's first row is marked as its head, the language is British."""
    heads = [(p.style.name, p.text) for p in opened.paragraphs if p.style.name.startswith("Heading")]
    assert ("Heading 1", "Grades") in heads
    assert ("Heading 2", "Over time") in heads
    assert ("Heading 2", "Strengths") in heads
    assert [len(table.rows) - 1 for table in opened.tables] == [len(table.rows) for table in TABLES]
    for table, given in zip(opened.tables, TABLES, strict=True):
        assert [cell.text for cell in table.rows[0].cells] == [column.title for column in given.columns]
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    languages = {one.get(qn("w:val")) for one in opened.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert (opened.core_properties.title, opened.core_properties.language) == (SAMPLE.title, "en-GB")
    foot = opened.sections[0].footer.paragraphs[0]._p
    assert [one.get(qn("w:instr")) for one in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_a_picture_of_the_document_says_what_it_shows(opened: Any) -> None:
    """Each chart is a picture with its message and what is to be seen; without letters there are words instead."""
    drawn = [shape._inline.docPr for shape in opened.inline_shapes]
    without = docx.Document(io.BytesIO(word_document.document(SAMPLE, letters=False)))
    assert len(without.inline_shapes) == 0
    assert [p.text for p in without.paragraphs].count(word_document.NOT_DRAWN) == len(list(charts(SAMPLE)))
    said = "\n".join(p.text for p in opened.paragraphs)
    for number, (_, chart) in enumerate(charts(SAMPLE)):
        assert chart.description in said
        if drawn:  # a computer without any letters has none
            assert drawn[number].get("title") == chart.title
            assert drawn[number].get("descr") == alternative(chart)


def test_markdown_holds_everything() -> None:
    """All words stand in the text, tables as tables and ids as links to the handbook."""
    made = markdown.text(SAMPLE, handbook=HANDBOOK)
    assert "| All teams | *fewer than 5* | 27 | 51 | 9 | 89 | 67% |" in made
    assert f"[s02.a.03]({HANDBOOK}id/s02.a.03/)" in made
    assert "### Over time" in made
    assert [markdown.escaped(said) for said in ("Referral & Assessment", "a &amp; b", "&#38;")] == [
        "Referral & Assessment",
        "a &#38;amp; b",
        "&#38;&#35;38;",
    ]
    for words in ("None was recorded.", "Status: open", BY_TEAM.note, "the upper one is worked out as 104.8%"):
        assert words in made


def test_equal_reports_give_equal_bytes(excel: bytes, word: bytes) -> None:
    """No format has a time of its making but the report's own day, and no part of a file the clock's."""
    for write in (web_page.page, markdown.text, csv_folder.files):
        assert write(SAMPLE) == write(SAMPLE)
    assert (workbook.workbook(SAMPLE), word_document.document(SAMPLE)) == (excel, word)
    for content in (excel, word):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = parts.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2026-01-12T"}


def _inside(content: bytes) -> str:
    """Every part of a file of Word or Excel that is text."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels")))
