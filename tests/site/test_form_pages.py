"""The form documents of the tools as they are built: everything is there without a script, and every id agrees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from macros import desk
from practice_audit.forms.making import form as form_of
from practice_audit.forms.offers import FIRST_ROW, asks_which
from practice_audit.forms.places import control_id
from site_build.paths import ROOT, SHELL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from macros import Handbook
    from practice_audit.forms.view import Field, Form
    from practice_audit.model import Catalogue, Question, Tool
    from tests.site.document import Document

TEMPLATES = ROOT / "macros"
ASKED = re.compile(r"""\b(?:say|lines)\(\s*["']([^"']+)["']""")
"""A key that is asked for as it stands."""
NAMED = re.compile(r"""["'`]([a-z_]+(?:\.[\w${}.*]+)?)["'`]""")
"""Anything that may be a key, perhaps with a part that is filled in: `status.${status}`, "grading.*"."""
SIDES = ("", "/detail", "/which", "/where", "/reason", "/none", "/day", "/month", "/year")


def document_of(documents: Mapping[str, Document], tool: Tool) -> Document:
    """The built form document of a tool."""
    return documents[f"tools/{tool.id}/form/"]


def pointers(question: Question) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place of an answer that a problem can be at, each with an answer that has this place."""
    chosen = next(iter(question.details), "")
    for side in SIDES:
        yield f"/answers/{question.id}{side}", {"value": chosen}
    for field in question.fields:
        for side in SIDES:
            yield f"/answers/{question.id}/rows/0/{field.id}{side}", {"rows": [{"id": FIRST_ROW, field.id: {}}]}


def fields_of(form: Form) -> Iterator[Field]:
    """Every field of a form, those of the first row of each list included."""
    for section in form.sections:
        for field in section.fields:
            yield field
            if field.rows:
                yield from field.rows.row


def test_every_problem_can_be_mended_at_a_control_of_the_page(
    catalogue: Catalogue, documents: Mapping[str, Document]
) -> None:
    """The id that a problem is given as its control stands in the form, wherever in an answer the problem is."""
    missing = [
        (tool.id, pointer, control)
        for tool in catalogue.tools
        for question in tool.questions.values()
        for pointer, answer in pointers(question)
        if (control := control_id(pointer, {"answers": {question.id: answer}}, tool, catalogue))
        and control not in document_of(documents, tool).ids
        and applies(question, pointer, catalogue)
    ]
    assert missing == []


def applies(question: Question, pointer: str, catalogue: Catalogue) -> bool:
    """Whether an answer of this question can have a problem at this place."""
    names = {field.id: field for field in question.fields}
    parts = pointer.split("/")[3:]
    if parts[:1] == ["rows"]:
        return "fixed" not in names[parts[2]].screen and has_side(names[parts[2]], "".join(parts[3:]), catalogue)
    return has_side(question, "".join(parts), catalogue)


def has_side(question: Question, side: str, catalogue: Catalogue) -> bool:
    """Whether answers of this question have this side."""
    return {
        "": True,
        "none": bool(question.or_none),
        "reason": question.or_reason is not None,
        "where": question.type == "ready",
        "detail": bool(question.details),
        "which": asks_which(question, catalogue),
    }.get(side, question.type == "date")


def test_no_id_stands_twice_in_a_form(catalogue: Catalogue, documents: Mapping[str, Document]) -> None:
    """Error links, labels and descriptions lead to one element each."""
    for tool in catalogue.tools:
        ids = document_of(documents, tool).ids
        assert sorted({key for key in ids if ids.count(key) > 1}) == []


def test_browsers_are_asked_for_no_suggested_words(catalogue: Catalogue, site: Path) -> None:
    """A long answer goes to no service that guesses the next words; the spelling check of the computer stays on."""
    for tool in catalogue.tools:
        page = (site / "tools" / tool.id / "form" / "index.html").read_text(encoding="utf-8")
        areas = re.findall(r"<textarea[^>]*>", page)
        assert [area for area in areas if 'writingsuggestions="false"' not in area or "spellcheck" in area] == []


def test_the_whole_form_can_be_read_without_a_script(handbook: Handbook, documents: Mapping[str, Document]) -> None:
    """Every section, question, hint, option and reason is text in the page, and no section is hidden in it."""
    for tool in handbook.catalogue.tools:
        document = document_of(documents, tool)
        form = form_of(tool, handbook.catalogue, handbook.settings)
        words = [word for section in form.sections for word in (section.title, section.lead)]
        for field in fields_of(form):
            words += [field.ask, field.hint, field.only_if]
            words += [choice.label for choice in field.choices if field.widget != "select"]
            words += [reveal.input.label for reveal in field.reveals if reveal.input]
            words += [field.none.label] if field.none else []
            words += [field.reason.label] if field.reason else []
        assert [word for word in words if " ".join(word.split()) not in document.text] == []
        assert not re.search(r'<section class="qa-view"[^>]* data-section[^>]* hidden', document.source)


@pytest.mark.parametrize(
    ("part", "files"),
    [
        ("script", sorted((SHELL / "audit").rglob("*.mjs"))),
        ("page", sorted([*TEMPLATES.rglob("form/*.jinja"), *TEMPLATES.glob("form_views.py")])),
    ],
)
def test_words_and_their_places_agree(handbook: Handbook, part: str, files: list[Path]) -> None:
    """Every key that the page asks for has words, and every word has a place where it is asked for."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    keys = set(leaves(handbook.wording[part]))
    keys |= set(leaves(desk.words()["script"])) if part == "script" else set()
    named = set(NAMED.findall(source))
    assert sorted({key for key in ASKED.findall(source) if not any(stands_for(key, has) for has in keys)}) == []
    assert sorted(key for key in keys if not any(stands_for(name, key) for name in named)) == []


def leaves(words: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The keys of all texts, with dots between the groups; one and several, or a list, count as one text."""
    for key, value in words.items():
        if isinstance(value, dict) and set(value) != {"one", "other"}:
            yield from leaves(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"


def stands_for(name: str, key: str) -> bool:
    """Whether a key, perhaps with a part that is filled in, means this text."""
    parts = re.split(r"\$\{[^}]*\}|\.\*$", name)
    return re.fullmatch(".*".join(map(re.escape, parts)), key) is not None
