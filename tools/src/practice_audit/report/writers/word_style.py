"""How the Word document of a report looks, as styles that a team can change in Word: letters, headings, tables.

The few things that python-docx has no words for are written as elements here. Of the texts of a report
only the titles of tables come here, as attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTERS: Final = "Arial"
ACT: Final = "1D4A55"
LANGUAGE: Final = "en-GB"
_ROOM: Final = 16.4  # centimetres between the margins
_SIZES: Final = {"Normal": 10.5, "Title": 22, "Subtitle": 13, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12}
_SPACES: Final = {
    "Normal": (4, 4),
    "Caption": (8, 3),
    "List Bullet": (3, 1),
    "List Bullet 2": (0, 1),
    "Heading 1": (16, 3),
    "Heading 2": (12, 2),
    "Heading 3": (8, 2),
    "Heading 4": (8, 2),
}
"""How many points lie above and below a paragraph."""
_PLAIN: Final = ("Title", "Subtitle", "Caption", "Intense Quote", *(f"Heading {level}" for level in range(1, 10)))


def set_up(document: Any) -> None:
    """A4, one family of letters, British English, and a table that is read line by line."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - only who writes a document needs it
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)
    styles = document.styles
    _language(styles.element, "lang")
    _language(document.settings.element, "themeFontLang")
    for name, after in (("Table Text", 0), ("Table Note", 6)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = styles["Normal"], Pt(9)
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(0 if name == "Table Text" else 4),
            Pt(after),
        )
        style.paragraph_format.line_spacing = 1.1
    for name in ("Normal", *_PLAIN):
        style = styles[name]
        _letters(style.element)
        style.font.name = LETTERS
        style.font.color.rgb = RGBColor.from_string("000000" if name == "Normal" else ACT)
        style.font.italic = False
        if name in _SIZES:
            style.font.size = Pt(_SIZES[name])
    for name, (above, below) in _SPACES.items():
        styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Pt(above), Pt(below)
        styles[name].paragraph_format.line_spacing = 1.1
    styles["Caption"].font.size = Pt(11)
    styles["Caption"].font.color.rgb = RGBColor(0, 0, 0)
    for name in ("Header", "Footer"):
        styles[name].font.size = Pt(9)
        _tabs(styles[name])
    _table_style(styles)


def mark_up(table: Any, title: str) -> None:
    """Mark the first row of a table (its element) as its head, which comes again on each page.

    No row is parted by a page's end.
    """
    for row in table.tr_lst:
        row.get_or_add_trPr().append(_element("w:cantSplit"))
    table.tr_lst[0].trPr.append(_element("w:tblHeader"))
    table.tblPr.append(_element("w:tblCaption", val=title))


def share_width(table: Any, wanted: Sequence[int]) -> None:
    """Share the width of the page out among the columns of a table (its element), as each wants beside the others."""
    from docx.shared import Cm  # noqa: PLC0415

    table.tblPr.autofit = False
    widths = [Cm(_ROOM * one / sum(wanted)) for one in wanted]
    for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row in table.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width


def write(paragraph: Any, lines: Sequence[str], *, italic: bool = False) -> None:
    """Write lines into the element of a paragraph, with a break between each two."""
    run = _below(paragraph, "w:r")
    if italic:
        _below(_below(run, "w:rPr"), "w:i")
    for at, line in enumerate(lines):
        if at:
            _below(run, "w:br")
        text = _below(run, "w:t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def page_number(paragraph: Any, code: str) -> None:
    """A number that Word fills in: PAGE or NUMPAGES."""
    run = _element("w:r")
    text = _element("w:t")
    text.text = "1"
    run.append(text)
    made = _element("w:fldSimple", instr=code)
    made.append(run)
    paragraph._p.append(made)  # noqa: SLF001


def _below(parent: Any, name: str) -> Any:
    """A new element at the end of another."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = parent.makeelement(qn(name))
    parent.append(made)
    return made


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _language(part: Any, name: str) -> None:
    """What the words are in, for those who have them read aloud."""
    for language in part.iter(f"{{*}}{name}"):
        for key in language.attrib:
            if key.endswith("}val"):
                language.set(key, LANGUAGE)


def _letters(style: Any) -> None:
    """Take out the letters of the theme, which would win over those of the style."""
    for fonts in style.iter("{*}rFonts"):
        for key in [key for key in fonts.attrib if "heme" in key]:
            del fonts.attrib[key]


def _tabs(style: Any) -> None:
    """The right end of a head or foot lies at the right margin."""
    from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    stops = style.paragraph_format.tab_stops
    for stop in list(stops):
        stop._tab.getparent().remove(stop._tab)  # noqa: SLF001
    stops.add_tab_stop(Cm(8.2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Cm(16.4), WD_TAB_ALIGNMENT.RIGHT)


def _table_style(styles: Any) -> None:
    """Lines between rows only, and a bold head: readable without colour."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415

    made = styles.add_style("Report Table", WD_STYLE_TYPE.TABLE)
    made.base_style = styles["Normal Table"]
    borders = _element("w:tblBorders")
    for side, size in (("top", "8"), ("bottom", "8"), ("insideH", "4")):
        borders.append(_element(f"w:{side}", val="single", sz=size, space="0", color="8A979B"))
    margins = _element("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "70"), ("bottom", "50"), ("right", "70")):
        margins.append(_element(f"w:{side}", w=width, type="dxa"))
    about = _element("w:tblPr")
    about.append(borders)
    about.append(margins)
    made.element.append(about)
    first = _element("w:tblStylePr", type="firstRow")
    bold = _element("w:rPr")
    bold.append(_element("w:b"))
    first.append(bold)
    made.element.append(first)
