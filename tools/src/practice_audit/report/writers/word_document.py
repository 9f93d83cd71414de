"""A report as a Word document: real headings, tables whose head comes again on each page, charts with their text.

For the command line only: python-docx and resvg are compiled, and are asked for when a document is
written. No field but the numbers of pages, no link, and the report's day as the time of its making.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from practice_audit.report import shown
from practice_audit.report.charts import drawings
from practice_audit.report.layout import Chart, Paragraph, Points, Table, Withheld
from practice_audit.report.writers import pictures
from practice_audit.report.writers.arranging import for_pages
from practice_audit.report.writers.word_style import mark_up, page_number, set_up, share_width, write
from practice_audit.rules.days import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from practice_audit.report.layout import Block, Column, Report, Section

NOT_DRAWN: Final = "The chart is not drawn here: this computer has no letters for it. Its figures are in the table."
_FIXED: Final = (1980, 1, 1, 0, 0, 0)
_DEEPEST: Final = 9
_WIDE: Final = 16.0  # centimetres of a drawing on the page
_WIDEST: Final = 40  # letters of a column, when widths are shared out
_ROOM: Final = 88  # letters that a row of a table has room for, about
_LONGEST: Final = 250  # letters of a property that Word takes


def document(report: Report, *, letters: bool = True) -> bytes:
    """The document of a report; its charts are pictures, with the `letters` of this computer.

    Raises ImportError where the extra `docx` is not installed.
    """
    import docx  # noqa: PLC0415 - only who writes a document needs it

    made = for_pages(report)
    opened = docx.Document()
    set_up(opened)
    about = opened.core_properties
    about.title, about.subject = shown.line(made.title)[:_LONGEST], shown.period(made)
    about.author, about.language, about.revision = "", "en-GB", 1
    about.comments = shown.SAMPLE if made.sample else ""
    about.created = about.modified = dt.datetime(made.made_on.year, made.made_on.month, made.made_on.day)  # noqa: DTZ001 - a day has no zone
    _head_and_foot(opened, made)
    writer = _Writer(document=opened, letters=letters, styles={one.name: one.style_id for one in opened.styles})
    writer.top(made)
    for section in made.sections:
        writer.section(section, 1)
    writer.words(f"Made on {in_words(made.made_on)}.", "Table Note")
    out = io.BytesIO()
    opened.save(out)
    return _with_fixed_dates(out.getvalue())


def _head_and_foot(document: Any, report: Report) -> None:
    """The title, the days, the mark of a sample and the number of the page, on every page."""
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{shown.line(report.title)}\t\t{shown.period(report)}"
    foot = section.footer.paragraphs[0]
    foot.text = f"{shown.SAMPLE if report.sample else ''}\t\tPage "
    page_number(foot, "PAGE")
    foot.add_run(" of ")
    page_number(foot, "NUMPAGES")


def _with_fixed_dates(content: bytes) -> bytes:
    """The same document; its parts have one date, not the clock's."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for part in made.infolist():
            named = zipfile.ZipInfo(part.filename, _FIXED)
            named.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(named, made.read(part))
    return out.getvalue()


@dataclass(kw_only=True)
class _Writer:
    """Writes parts in their order, and numbers tables and charts."""

    document: Any
    letters: bool
    styles: Mapping[str, str]
    tables: dict[str, int] = field(default_factory=dict)
    drawings: int = 0

    def top(self, report: Report) -> None:
        """What the report is."""
        self.words(shown.line(report.title), "Title")
        if report.sample:
            self.words(shown.SAMPLE, "Intense Quote")
        self.words(shown.period(report), "Subtitle")
        self.words(report.lead)
        for label, value in report.facts:
            paragraph = self.document.add_paragraph()
            paragraph.add_run(f"{shown.line(label)}: ").bold = True
            paragraph.add_run(_text(shown.fact(value)))

    def words(self, said: str, style: str | None = None) -> Any:
        """A paragraph."""
        made = self.document.add_paragraph()
        made._p.style = self.styles[style] if style else None  # noqa: SLF001 - by name it is sought for each time
        write(made._p, shown.lines(said))  # noqa: SLF001 - python-docx goes letter by letter
        return made

    def section(self, section: Section, level: int) -> None:
        """A section with what is in it."""
        self.words(shown.line(section.title), f"Heading {min(level, _DEEPEST)}")
        for block in section.blocks:
            self._block(block, min(level + 1, _DEEPEST))
        for one in section.sections:
            self.section(one, level + 1)

    def _block(self, block: Block, level: int) -> None:
        if isinstance(block, Paragraph):
            self.words(block.text, "Intense Quote" if block.warning else None)
        elif isinstance(block, Points):
            self._points(block, level)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Chart):
            self._chart(block)

    def _points(self, points: Points, level: int) -> None:
        if points.title:
            self.words(shown.line(points.title), f"Heading {level}")
        for point in points.items:
            ids = [f"{shown.HANDBOOK}: {shown.line(', '.join(point.links))}"] if point.links else []
            details = (*point.details, *ids)
            told = [self.words(point.text, "List Bullet"), *(self.words(one, "List Bullet 2") for one in details)]
            for paragraph in told[:-1]:
                paragraph.paragraph_format.keep_with_next = True
        if not points.items:
            self.words(points.none)

    def _chart(self, chart: Chart) -> None:
        from docx.shared import Cm  # noqa: PLC0415

        self.drawings += 1
        self.words(
            f"Chart {self.drawings}: {shown.line(chart.title)}", "Caption"
        ).paragraph_format.keep_with_next = True
        picture = pictures.png(drawings.alone(chart, styled=False), letters=self.letters)
        if picture is None:
            self.words(NOT_DRAWN)
        else:
            placed = self.document.add_picture(io.BytesIO(picture), width=Cm(_WIDE))
            about = placed._inline.docPr  # noqa: SLF001 - python-docx has no other way to the text of a picture
            about.set("title", shown.line(chart.title))
            about.set("descr", drawings.alternative(chart))
            about.set("name", f"Chart {self.drawings}")
        self.words(drawings.described(chart))

    def _table(self, table: Table) -> None:
        number = self.tables.setdefault(table.id, len(self.tables) + 1)
        self.words(f"Table {number}: {shown.line(table.title)}", "Caption").paragraph_format.keep_with_next = True
        places = shown.places_of(table)
        texts = [[shown.cell(*one) for one in zip(row, table.columns, places, strict=True)] for row in table.rows]
        made = self.document.add_table(rows=2, cols=len(table.columns))._tbl  # noqa: SLF001 - cell by cell it takes long
        made.tblStyle_val = self.styles["Report Table"]
        mark_up(made, shown.line(table.title))
        share_width(made, _widths(table, texts))
        head, pattern = made.tr_lst
        for row in (head, pattern):
            self._set(row, table.columns)
        _fill(head, [(shown.line(column.title), False) for column in table.columns])
        made.remove(pattern)
        for row, said in zip(table.rows, texts, strict=True):
            withheld = (isinstance(cell, Withheld) for cell in row)
            made.append(_fill(deepcopy(pattern), zip(said, withheld, strict=True)))
        if table.note:
            self.words(table.note, "Table Note")

    def _set(self, row: Any, columns: Iterable[Column]) -> None:
        """How the cells of a row are set: figures to the right."""
        for cell, column in zip(row.tc_lst, columns, strict=True):
            paragraph = cell.p_lst[0]
            paragraph.style = self.styles["Table Text"]
            if shown.is_figure(column):
                paragraph.get_or_add_pPr().jc_val = 2  # WD_ALIGN_PARAGRAPH.RIGHT


def _fill(row: Any, texts: Iterable[tuple[str, bool]]) -> Any:
    """Write a text into each cell of a row; what is withheld in italics."""
    for cell, (text, withheld) in zip(row.tc_lst, texts, strict=True):
        write(cell.p_lst[0], shown.lines(text), italic=withheld)
    return row


def _text(said: str) -> str:
    """A text as python-docx takes it: a line end becomes a break in the paragraph."""
    return "\n".join(shown.lines(said))


def _widths(table: Table, texts: Sequence[Sequence[str]]) -> list[int]:
    """How much room each column gets beside the others: for its longest word, and a part of what is left over.

    A column of days has room for a whole day, and whoever has longer texts gets more of the rest.
    """
    least, more = [], []
    for at, column in enumerate(table.columns):
        said = [shown.line(column.title).split(), *(row[at].split() for row in texts)]
        whole = max(len(" ".join(words)) for words in said)
        word = max(len(word) for words in said for word in words or "-")
        least.append(min(whole if column.kind == "date" else word, _WIDEST) + 2)
        more.append(0 if shown.is_figure(column) else max(min(whole // 2, _WIDEST) - least[-1], 0))
    left = max(_ROOM - sum(least), 0)
    return [10 * one + 10 * left * extra // (sum(more) or 1) for one, extra in zip(least, more, strict=True)]
