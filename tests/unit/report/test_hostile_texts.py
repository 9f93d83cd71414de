"""Texts that want to be code, in every place of a report, in every format: each is read back as the text it is."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import docx
import markdown as reader  # type: ignore[import-untyped]
import openpyxl  # type: ignore[import-untyped]
import pytest
from docx.oxml.ns import qn

from practice_audit.problems import HIDDEN_CHARACTERS
from practice_audit.report import shown
from practice_audit.report.writers import csv_folder, markdown, page_style, web_page, word_document, workbook
from tests.report_sample import laden, payloads

if TYPE_CHECKING:
    from practice_audit.report.layout import Report

TEXTS: Final = payloads()
HANDBOOK: Final = "https://handbook.example/"
FORMULA: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
HIDDEN: Final = re.compile(HIDDEN_CHARACTERS.replace(r"\x00-\x1f", r"\x00-\x09\x0b-\x1f"))  # but for line ends
EXTENSIONS: Final = (
    *("tables", "attr_list", "def_list", "footnotes", "abbr", "admonition", "md_in_html", "toc"),
    *("pymdownx.superfences", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "pymdownx.details"),
    *("pymdownx.tasklist", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.inlinehilite"),
)
"""More than the site's own: every reader's way to make something of a sign."""


class _Marks(HTMLParser):
    """The elements of HTML with their attributes, and the words in it without spaces."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data


def _close(text: str) -> str:
    """A text without spaces and line ends, to be found whatever a format makes of them."""
    return "".join(shown.text(text).split())


@pytest.fixture(scope="module")
def report() -> Report:
    """A report of nothing but such texts."""
    return laden(TEXTS)


def test_the_corpus_has_every_kind() -> None:
    """Formulas, scripts, links, directions, invisible letters, controls, halves of letters, fields and Markdown."""
    said = "\n".join(TEXTS)
    assert len(TEXTS) > 250
    for one in (
        "=cmd|",
        "<script>",
        "javascript:",
        "\u202e",
        "\u200b",
        "\x00",
        "\x1b",
        "\ud800",
        "{ PAGE }",
        "{{ 1+1 }}",
    ):
        assert one in said


def test_the_page_shows_texts_as_texts(report: Report) -> None:
    """No payload is an element, an attribute or a link of the page; each stands in it as it reads."""
    content = web_page.page(report, handbook=HANDBOOK).decode()
    made = _Marks(content)
    ours = {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "a",
            "header",
            "h1",
            "h2",
            "h3",
            "p",
            "dl",
            "dt",
            "dd",
            "nav",
        ),
        *(
            "ul",
            "li",
            "main",
            "section",
            "figure",
            "figcaption",
            "span",
            "div",
            "svg",
            "desc",
            "defs",
            "pattern",
            "rect",
        ),
        *("path", "circle", "line", "text", "table", "caption", "thead", "tbody", "tr", "th", "td", "footer", "br"),
    }
    assert {name for name, _ in made.elements} <= ours
    names = {name for _, about in made.elements for name in about}
    assert not {name for name in names if name.startswith("on")} | (names & {"style", "src", "srcset", "xlink:href"})
    leads = {str(about["href"]) for name, about in made.elements if name == "a"}
    assert all(re.fullmatch(r"#[a-z0-9-]+|https://handbook\.example/id/[A-Za-z0-9._-]+/", lead) for lead in leads)
    said = "".join(made.said.split())
    assert [text for text in TEXTS if _close(text) not in said] == []
    assert not HIDDEN.search(content)
    assert content.count("<style>") == 1
    assert content.count("</style>") == 1


def test_no_title_gets_out_of_the_style_sheet() -> None:
    """In the head of printed pages a title is letters by number; the policy names the sheet as it stands."""
    for title in (
        "</style><script>alert(1)</script>",
        '"; } * { display: none } "',
        "\\22 }*{}",
        "*/ @import url(//x);",
    ):
        content = web_page.page(laden(TEXTS[:2], title)).decode()
        (sheet,) = re.findall(r"<style>(.*?)</style>", content, re.DOTALL)
        assert page_style.digest(sheet) in content
        assert title not in sheet
        assert "".join(f"\\{ord(letter):06x}" for letter in title) in sheet


def test_no_cell_of_the_workbook_is_more_than_its_text(report: Report) -> None:
    """Every cell reads back as a text, a figure or a day; there is no formula, no link and no code in a foot."""
    content = workbook.workbook(report)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    said = {_close(str(cell.value)) for cell in cells}
    assert [text for text in TEXTS if _close(text) not in said] == []
    assert len({name.lower() for name in book.sheetnames}) == len(book.sheetnames) == len(TEXTS) + 5
    parts = _parts(content)
    odd = re.compile(r"<f[ >]|<hyperlink|relationships/hyperlink|calculatedColumnFormula|<definedName [^>]*>[^<]*!REF")
    assert [name for name, text in parts.items() if odd.search(text)] == []
    assert [name for name, text in parts.items() if HIDDEN.search(text)] == []
    assert [name for name in parts if "external" in name.lower() or "vba" in name.lower()] == []


def test_no_text_is_a_code_in_the_head_of_a_printed_sheet() -> None:
    """A title that has the signs of Excel's heads and feet in it is printed as it reads."""
    title = '&P of &[Page] &D &G &"Arial,Bold"&24 x'
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(laden(TEXTS[:4], title))))
    head = _parts(workbook.workbook(laden(TEXTS[:4], title)))["xl/worksheets/sheet1.xml"]
    assert "\uff06P of \uff06[Page] \uff06D \uff06G" in head
    assert book["Cover"]["A1"].value == title


def test_no_cell_of_the_folder_is_a_formula(report: Report) -> None:
    """No cell begins as a formula does; taking away the apostrophe gives back the text; no file has an odd name."""
    every: list[str] = []
    for name, content in csv_folder.files(report):
        assert re.fullmatch(r"[a-z0-9_]+\.csv|README\.txt", name)
        if name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
            assert len({len(row) for row in rows}) == 1
            assert len(set(rows[0])) == len(rows[0])
            assert all(re.fullmatch(r"[a-z0-9_]+", column) for column in rows[0])
            every += [cell for row in rows for cell in row]
    assert [cell for cell in every if FORMULA.match(cell)] == []
    assert not [cell for cell in every if HIDDEN.search(cell)]
    said = {_close(cell) for cell in every}
    assert [text for text in TEXTS if not {_close(text), f"'{_close(text)}"} & said] == []


def test_the_document_holds_texts_and_no_fields(report: Report) -> None:
    """No link, no field but the numbers of pages, nothing from elsewhere; each payload is read back as a text."""
    content = word_document.document(report, letters=False)
    opened = docx.Document(io.BytesIO(content))
    said = {"".join(one.text.split()) for one in opened.element.iter(qn("w:p"))}
    assert [text for text in TEXTS if _close(text) not in said] == []
    parts = _parts(content)
    every = "\n".join(parts.values())
    assert sorted(set(re.findall(r'w:instr="([^"]*)"', every))) == ["NUMPAGES", "PAGE"]
    for odd in ("<w:hyperlink", "w:instrText", "w:fldChar", 'TargetMode="External"', "w:altChunk", "attachedTemplate"):
        assert odd not in every, odd
    assert not HIDDEN.search(every)


def test_a_picture_of_the_document_says_texts_as_texts() -> None:
    """What a picture says for those who do not see it holds payloads as they read, and stays one attribute."""
    some = tuple(text for text in TEXTS if '"' in text)[:4]
    content = word_document.document(laden(some))
    said = {_close(shape._inline.docPr.get("descr")) for shape in docx.Document(io.BytesIO(content)).inline_shapes}
    assert not said or all(
        any(_close(text) in one for one in said) for text in some
    )  # a computer without letters has none
    assert "javascript:" not in "".join(re.findall(r'Target="([^"]*)"', "\n".join(_parts(content).values())))


def test_markdown_is_read_as_texts(report: Report) -> None:
    """The site's reader, with every way to make something of a sign, makes nothing of a payload but its words."""
    written = markdown.text(report, handbook=HANDBOOK)
    made = _Marks(reader.markdown(written, extensions=list(EXTENSIONS)))
    ours = {*("h1", "h2", "p", "strong", "em", "ul", "li", "br", "table", "thead", "tbody", "tr", "th", "td", "a")}
    assert {name for name, _ in made.elements} <= ours
    leads = {str(about.get("href")) for name, about in made.elements if name == "a"}
    assert all(re.fullmatch(r"https://handbook\.example/id/[A-Za-z0-9._-]+/", lead) for lead in leads)
    said = "".join(made.said.split())
    assert [text for text in TEXTS if _close(text) not in said] == []
    assert not HIDDEN.search(written)
    assert "{{" not in written
    assert "{%" not in written


def _parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))}
