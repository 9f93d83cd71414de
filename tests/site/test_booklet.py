"""The booklet: the PDF that `make booklet` writes, read back, and what it is made from."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import venv
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from pypdf import PdfReader

from macros import render
from macros.booklet import booklet, edition_line
from macros.dates import in_words
from practice_audit.model import Item
from site_build import booklet as maker
from site_build import bootstrap, build_date, content
from site_build.content import Shown
from site_build.paths import BOOKLETS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from macros import Handbook
    from macros.booklet import Part

LIBRARIES = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0.0.dylib", "libpango-1.0-0.dll")
FRONT = ["Vision and purpose", "Practice Model", "Practice Standards", "What Good Looks Like", "Grades", "Methods"]


class Mark(NamedTuple):
    """One bookmark. `page` counts from 1."""

    title: str
    depth: int
    page: int


def command(**env: str) -> subprocess.CompletedProcess[str]:
    """What `python -m site_build booklet` does and says, in an environment without our own switches."""
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONWARNDEFAULTENCODING"}
    run = [sys.executable, "-m", "site_build", "booklet"]
    return subprocess.run(
        run, cwd=ROOT, env={**plain, **env}, check=False, capture_output=True, text=True, encoding="utf-8"
    )


def squeezed(text: str) -> str:
    """A text without white space, soft hyphens and typographic ligatures: where lines break is the printer's."""
    for ligature, letters in {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "\u00ad": ""}.items():
        text = text.replace(ligature, letters)
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def handbook(root: Path) -> Handbook:
    """What the booklet is made of: the edition that readers find on the site."""
    return content.read(root, build_date.today(), shown=Shown.PUBLISHED)


@pytest.fixture(scope="module")
def made(handbook: Handbook) -> bytes:
    """The booklet as the command writes it."""
    done = command(PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stdout + done.stderr
    written = BOOKLETS / f"{handbook.catalogue.edition.id}.pdf"
    assert done.stdout.splitlines()[-1] == str(written)
    assert "Ignored" not in done.stderr, "the style sheet says what WeasyPrint does not know"
    return written.read_bytes()


@pytest.fixture(scope="module")
def pdf(made: bytes) -> PdfReader:
    """The booklet, opened."""
    return PdfReader(io.BytesIO(made))


@pytest.fixture(scope="module")
def sheets(pdf: PdfReader) -> list[str]:
    """The text of each page, squeezed."""
    return [squeezed(page.extract_text()) for page in pdf.pages]


@pytest.fixture(scope="module")
def bookmarks(pdf: PdfReader) -> list[Mark]:
    """The bookmarks, in their order."""

    def read(outline: list[Any], depth: int) -> Iterator[Mark]:
        for each in outline:
            if isinstance(each, list):
                yield from read(each, depth + 1)
            else:
                page = pdf.get_destination_page_number(each)
                assert page is not None
                yield Mark(str(each.title), depth, page + 1)

    return list(read(pdf.outline, 0))


def foot(handbook: Handbook) -> str:
    """What stands at the foot of every page but the first, before the number of the page."""
    return squeezed(f"{handbook.control['title']} {edition_line(handbook)}. Made on {in_words(handbook.built_on)}.")


def every(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts and what stands in them, in reading order."""
    for part in parts:
        yield part
        yield from every(part.parts)


def test_the_document_says_what_it_is(pdf: PdfReader, handbook: Handbook) -> None:
    """The file carries tags, its language, a title that viewers show, and the build's date."""
    root: dict[str, Any] = pdf.root_object
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"] == {"/Marked": True}
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert pdf.metadata is not None
    assert pdf.metadata.title == f"{handbook.control['title']}: {booklet(handbook).edition}"
    assert str(pdf.metadata["/CreationDate"]) == f"D:{handbook.built_on:%Y%m%d}"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_the_title_page_says_which_edition_it_is(sheets: list[str], handbook: Handbook) -> None:
    """The first page holds title, sub-title, edition, approval, review and the build's date."""
    control = handbook.control
    wanted = [control["title"], control["subtitle"], f"edition {handbook.catalogue.edition.id}"]
    wanted += [control["approved_by"], in_words(control["approved_on"]), handbook.review_due_in_words]
    wanted += [f"Made on {in_words(handbook.built_on)}"]
    assert [words for words in wanted if squeezed(words) not in sheets[0]] == []


def test_each_page_has_its_foot(sheets: list[str], handbook: Handbook) -> None:
    """Every page names title, edition and date of the build, and every page but the first its number."""
    assert squeezed(booklet(handbook).edition) in sheets[0]
    at_foot = foot(handbook)
    lacking = [n for n, sheet in enumerate(sheets, 1) if at_foot not in sheet or f"Page{n}of{len(sheets)}" not in sheet]
    assert lacking == [1]


def test_every_expectation_and_indicator_stands_once(sheets: list[str], handbook: Handbook) -> None:
    """The words of each expectation and of each indicator are in the booklet, and are there one time only."""
    whole = "".join(
        re.sub(r"Page\d+of\d+", "", sheet.replace(foot(handbook), ""), count=1) if n else sheet
        for n, sheet in enumerate(sheets)
    )
    found = {
        item.id: whole.count(squeezed(item.text)) for item in handbook.catalogue.of_kind("expectation", "indicator")
    }
    assert len(found) > 100
    assert {identity: count for identity, count in found.items() if count != 1} == {}
    others = [item for item in handbook.catalogue.items if item.id not in found]
    assert [item.id for item in others if squeezed(item.text) not in whole] == []


def test_every_item_stands_in_one_part(handbook: Handbook) -> None:
    """No item of the framework is left out of the booklet, and none stands in it twice."""
    shown = [item.id for part in booklet(handbook).parts for item in part.items]
    assert sorted(shown) == sorted(handbook.catalogue.by_id)


def test_chapters_sections_and_groups_have_bookmarks(bookmarks: list[Mark], handbook: Handbook) -> None:
    """The bookmarks are the headings of the booklet, as deep as they stand, in order of pages."""
    parts = booklet(handbook).parts
    assert [part.title for part in parts[: len(FRONT)]] == FRONT
    assert [mark.title for mark in bookmarks] == ["Contents", *(part.title for part in every(parts))]
    assert [mark.page for mark in bookmarks] == sorted(mark.page for mark in bookmarks)
    depths = {mark.title: mark.depth for mark in bookmarks}
    chapters = handbook.catalogue.of_kind("chapter", "indicator-section")
    assert {item.title: depths[item.title] for item in chapters} == {item.title: 1 for item in chapters}
    groups = {item.group for item in handbook.catalogue.of_kind("expectation") if item.group}
    assert {depths[group] for group in groups} == {2}


def test_the_contents_give_the_right_pages(bookmarks: list[Mark], sheets: list[str]) -> None:
    """Each line of the contents ends in the page on which its heading stands."""
    contents, *rest = bookmarks
    listing = "".join(sheets[contents.page - 1 : rest[0].page - 1])
    assert [mark for mark in rest if f"{squeezed(mark.title)}{mark.page}" not in listing] == []
    assert [mark for mark in rest if squeezed(mark.title) not in sheets[mark.page - 1]] == []


def test_links_lead_somewhere_and_are_tagged(pdf: PdfReader) -> None:
    """Every link names a place in the booklet, has words for it, and belongs to a tag that says it is a link."""
    structure: Any = pdf.root_object["/StructTreeRoot"]
    numbers = structure["/ParentTree"]["/Nums"]
    tags = dict(zip(numbers[::2], numbers[1::2], strict=True))
    links = [each.get_object() for page in pdf.pages for each in page.get("/Annots", [])]
    assert len(links) > 100
    assert {str(link["/Dest"]) for link in links} <= set(pdf.named_destinations)
    assert {tags[link["/StructParent"]].get_object()["/S"] for link in links} == {"/Link"}
    assert all(link["/Contents"] for link in links)


def test_headings_go_down_one_step_at_a_time(pdf: PdfReader) -> None:
    """The tags of headings begin at the first level, and none is skipped on the way down."""
    structure: Any = pdf.root_object["/StructTreeRoot"]
    levels = [int(tag[2]) for tag in tagged(structure) if re.fullmatch(r"/H[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(after - before for before, after in pairwise(levels)) == 1


def tagged(element: Mapping[str, Any]) -> Iterator[str]:
    """The tags below an element of the structure, in reading order."""
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(inner := kid.get_object(), "get") and "/S" in inner:
            yield str(inner["/S"])
            yield from tagged(inner)


def test_the_same_input_gives_the_same_bytes(made: bytes, handbook: Handbook) -> None:
    """The booklet made again, by a Python that orders its sets in another way, is the same byte for byte."""
    assert command(PYTHONHASHSEED="2").returncode == 0
    assert (BOOKLETS / f"{handbook.catalogue.edition.id}.pdf").read_bytes() == made


@pytest.mark.usefixtures("made")
def test_without_pango_the_command_says_what_to_install(tmp_path: Path) -> None:
    """Where the library cannot be loaded, the words are about it, the code is 2, and no booklet is written."""
    for name in LIBRARIES:
        tmp_path.joinpath(name).write_bytes(b"")  # found first, and no library
    done = command(LD_LIBRARY_PATH=str(tmp_path), DYLD_LIBRARY_PATH=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.strip() == maker.NO_PANGO
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0" in done.stderr
    assert done.stdout == ""


def test_what_is_not_installed_is_found(tmp_path: Path) -> None:
    """A package of the lock file counts as missing in another version, or not at all, but for other systems not."""
    lock = tmp_path / "lock.txt"
    lines = ("click==0.1 \\", "    --hash=sha256:00", "no-such-thing==1.0", "    # via click", "")
    lock.write_text("\n".join((*lines, "other==1.0 ; sys_platform == 'no-such-system' \\")), encoding="utf-8")
    assert maker.missing(lock) == ["click==0.1", "no-such-thing==1.0"]


def test_the_lock_file_is_enough(tmp_path: Path) -> None:
    """In an empty environment, what the first booklet installs is all that WeasyPrint needs."""
    venv.create(tmp_path, with_pip=True)
    python = tmp_path / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    bootstrap.install(python, "--require-hashes", "-r", str(maker.LOCK))
    set_it = "import weasyprint; print(weasyprint.HTML(string='<p>One').write_pdf()[:5])"
    done = subprocess.run([python, "-c", set_it], check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.strip() == "b'%PDF-'", done.stderr


def test_a_draft_says_that_it_is_not_in_force(handbook: Handbook) -> None:
    """An edition that is not published says so on its title page and in the line that every page carries."""
    draft, published = (replace(handbook, in_force=in_force) for in_force in (False, True))
    assert "Draft, not in force." in render(draft, "booklet.html.jinja", "", booklet(draft))
    assert edition_line(draft) == f"{edition_line(published)}: draft, not in force"
    assert "not in force" not in render(published, "booklet.html.jinja", "", booklet(published))


def test_what_nobody_has_approved_is_not_shown_as_approved(handbook: Handbook) -> None:
    """The title page of an edition without approval names no day of it."""
    edition = replace(handbook.catalogue.edition, status="draft")
    draft = replace(handbook, catalogue=replace(handbook.catalogue, edition=edition), in_force=False)
    assert "<dt>Approved on</dt>" not in render(draft, "booklet.html.jinja", "", booklet(draft))
    assert "<dt>Approved on</dt>" in render(handbook, "booklet.html.jinja", "", booklet(handbook))


@pytest.mark.parametrize(("kind", "heading"), [("leaflet-point", "How are we doing?"), ("tool", "Audit tools")])
def test_a_kind_that_comes_later_gets_its_part(handbook: Handbook, kind: str, heading: str) -> None:
    """Items of a kind that the booklet knows stand under its heading, and those of another kind under their own."""
    item = Item(id="new.one", kind=kind, title="A new one", text="It is new.", source="S1.0")
    more = replace(handbook, catalogue=replace(handbook.catalogue, items=(*handbook.catalogue.items, item)))
    (part,) = [part for part in booklet(more).parts if item in part.items]
    assert part.title == heading
    assert all(one.kind == kind for one in part.items)
