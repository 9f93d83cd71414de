"""What reading pages show, as plain values: the catalogue arranged for readers, without markup.

One function a page. Addresses are relative to the site's root; templates make links of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from macros import addresses
from macros.graph import TOOL
from macros.handbook import Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from macros.graph import Asked
    from macros.handbook import Handbook
    from practice_audit.model import Item, Tool

CHAPTERS = "ps."


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One item on a reading page. `page` is its permanent page; `asked` are sections of forms."""

    item: Item
    page: str
    principles: tuple[Link, ...] = ()
    indicators: tuple[Link, ...] = ()
    expectations: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    asked: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Entries under one heading. `anchor` is the heading's id."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]
    lead: str = ""
    page: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A chapter of the Practice Standards.

    `proposed`: its levels are not agreed yet. `explains`: some of it is not checked on a case.
    """

    item: Item
    groups: tuple[Group, ...]
    count: int
    proposed: bool
    explains: bool
    tools: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """The words of the glossary that begin with one letter."""

    letter: str
    items: tuple[Item, ...]


def asked_in(handbook: Handbook, identities: Iterable[str]) -> tuple[Link, ...]:
    """The sections of forms with a question about any of these ids, each once, as links to the first one."""
    found: dict[str, Link] = {}
    asked = [one for identity in identities for one in handbook.graph.asked_in(identity)]
    for one in sorted(asked, key=lambda one: _place(handbook, one)):
        text = f"{one.tool.title}, section {one.number}"
        found.setdefault(text, Link(id=one.question.id, text=text, href=addresses.form(one.tool.id, one.question.id)))
    return tuple(found.values())


def _place(handbook: Handbook, asked: Asked) -> tuple[int, int, int]:
    tools = handbook.catalogue.tools
    return tools.index(asked.tool), asked.number, asked.section.questions.index(asked.question)


def entry(handbook: Handbook, item: Item) -> Entry:
    """One item with what it points at. A principle's expectations are those that name it."""
    serving = handbook.graph.named_by(item.id) if item.kind == "principle" else ()
    expectations = (*item.expectations, *(one for one in serving if handbook.kind(one) == "expectation"))
    return Entry(
        item=item,
        page=addresses.permanent(item.id),
        principles=handbook.links(item.principles),
        indicators=handbook.links(item.indicators),
        expectations=tuple(
            Link(id=link.id, text=link.text, href=addresses.reading(link.id)) for link in handbook.links(expectations)
        ),
        links=handbook.links(link for link in item.links if link not in expectations),
        asked=(*_read_in(handbook, item), *asked_in(handbook, (item.id, *item.indicators))),
    )


def _read_in(handbook: Handbook, item: Item) -> tuple[Link, ...]:
    """The sections of forms that are about one place where reading begins."""
    found = handbook.graph.sections.values()
    return tuple(
        Link(id=section.id, text=f"{tool.title}, section {number}", href=addresses.form(tool.id, section.id))
        for tool, section, number in found
        if section.area == item.id
    )


def entries(handbook: Handbook, items: Iterable[Item]) -> tuple[Entry, ...]:
    """Several items, in their order."""
    return tuple(entry(handbook, item) for item in items)


def _kinds(handbook: Handbook, *kinds: str, prefix: str = "") -> tuple[Entry, ...]:
    found = (item for item in handbook.catalogue.items if item.kind in kinds and item.id.startswith(prefix))
    return entries(handbook, found)


def chapters(handbook: Handbook) -> tuple[Chapter, ...]:
    """The chapters of the Practice Standards, each with its groups of expectations."""
    return tuple(chapter(handbook, item) for item in handbook.catalogue.of_kind("chapter"))


def chapter(handbook: Handbook, item: Item) -> Chapter:
    """One chapter with its groups, in the order of its file."""
    parts = handbook.graph.parts(item.id)
    groups = tuple(
        Group(title=title, anchor=f"group-{number}", entries=entries(handbook, members))
        for number, (title, members) in enumerate(groupby(parts, key=lambda part: part.group), start=1)
    )
    tools = dict.fromkeys(asked.tool.id for part in parts for asked in handbook.graph.asked_in(part.id))
    return Chapter(
        item=item,
        groups=groups,
        count=len(parts),
        proposed=any(part.level_status == "proposed" for part in parts),
        explains=any(part.level == "info" for part in parts),
        tools=tuple(tool_link(handbook.graph.tools[TOOL + tool]) for tool in tools),
    )


def introduction(handbook: Handbook) -> tuple[Entry, ...]:
    """What stands before the chapters of the Practice Standards."""
    return _kinds(handbook, "framing", "demand", prefix=CHAPTERS)


def practice_model(handbook: Handbook) -> tuple[Group, ...]:
    """How the service works, and the principles in their order."""
    model = [item for item in handbook.catalogue.items if item.id.startswith("pm.")]
    framing = [item for item in model if item.kind != "principle"]
    principles = [item for item in model if item.kind == "principle"]
    return (
        Group(title="How the service works", anchor="model", entries=entries(handbook, framing)),
        Group(title="The principles", anchor="principles", entries=entries(handbook, principles)),
    )


def good(handbook: Handbook) -> tuple[Group, ...]:
    """The sections of What Good Looks Like."""
    return tuple(
        Group(
            title=section.title,
            anchor=section.id,
            lead=section.text,
            page=addresses.permanent(section.id),
            links=tuple(
                Link(id=link.id, text=link.text, href=addresses.reading(link.id) or link.href)
                for link in handbook.links(section.links)
            ),
            entries=entries(handbook, handbook.graph.parts(section.id)),
        )
        for section in handbook.catalogue.of_kind("indicator-section")
    )


def grades(handbook: Handbook) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The grades from the top down, and what a good judgement shows."""
    ordered = sorted(handbook.catalogue.of_kind("grade"), key=lambda grade: int(grade.details["rank"]))
    return entries(handbook, ordered), _kinds(handbook, "grading-criterion")


def methods(handbook: Handbook) -> tuple[Group, ...]:
    """The methods of today, where to begin reading a file, and the methods of earlier years."""
    every = _kinds(handbook, "method")
    years = sorted({one.item.details["period"] for one in every if "period" in one.item.details})
    today = tuple(one for one in every if "period" not in one.item.details)
    begin = _kinds(handbook, "starting-point")
    return (
        Group(title="Methods in use", anchor="in-use", entries=today),
        Group(title="Where to begin reading a file", anchor="starting-points", entries=begin),
        *(
            Group(
                title=f"Methods of {year}",
                anchor=f"methods-{year}",
                entries=tuple(one for one in every if one.item.details.get("period") == year),
            )
            for year in years
        ),
    )


def guidance(handbook: Handbook) -> tuple[Group, ...]:
    """The statements of guidance by what they are about, each group with the methods that it names."""
    return tuple(
        Group(
            title=handbook.word("guidance", part),
            anchor=part,
            entries=entries(handbook, items),
            links=tuple(
                Link(id=link.id, text=link.text, href=addresses.reading(link.id))
                for link in handbook.links(dict.fromkeys(link for item in items for link in item.links))
                if link.id in handbook.graph.items and handbook.kind(link.id) == "method"
            ),
        )
        for part, items in _guidance(handbook).items()
    )


def guided(handbook: Handbook) -> dict[str, tuple[Link, ...]]:
    """For each method, by its id, the groups of guidance that name it."""
    found: dict[str, tuple[Link, ...]] = {}
    for group in guidance(handbook):
        for method in group.links:
            found[method.id] = (*found.get(method.id, ()), guidance_link(group))
    return found


def guidance_link(group: Group) -> Link:
    """A link to one group of guidance on its page."""
    page, _, _ = addresses.reading(group.entries[0].item.id).partition("#")
    return Link(id="", text=group.title, href=f"{page}#{group.anchor}")


def about(statement: Item) -> str:
    """What a statement of guidance is about: the second part of its id."""
    return statement.id.split(".")[1]


def _guidance(handbook: Handbook) -> dict[str, list[Item]]:
    """The statements by what they are about, in their order."""
    found: dict[str, list[Item]] = {}
    for item in handbook.catalogue.of_kind("guidance"):
        found.setdefault(about(item), []).append(item)
    return found


def forms(handbook: Handbook) -> tuple[Group, ...]:
    """The forms that have a tool, those that have none, and those of earlier years; no group is empty."""
    every = _kinds(handbook, "form")
    having = tuple(one for one in every if tool_of(handbook, one.item))
    others = tuple(one for one in every if one not in having)
    years = sorted({one.item.details["period"] for one in others if "period" in one.item.details})
    groups = (
        Group(title="Forms with a tool", anchor="with-a-tool", entries=having),
        Group(
            title="Forms without a tool",
            anchor="without-a-tool",
            entries=tuple(one for one in others if "period" not in one.item.details),
        ),
        *(
            Group(
                title=f"Forms of {year}",
                anchor=f"forms-{year}",
                lead=f"They come from the report of {year}. This framework does not say whether they are still in use.",
                entries=tuple(one for one in others if one.item.details.get("period") == year),
            )
            for year in years
        ),
    )
    return tuple(group for group in groups if group.entries)


def tool_of(handbook: Handbook, form: Item) -> Link | None:
    """A link to the tool of a form, which has the form's name; None where this edition has no such tool."""
    return tool_named(handbook, form.id.removeprefix("form."))


def roles(handbook: Handbook) -> tuple[Group, ...]:
    """Roles, and teams."""
    return (
        Group(title="Roles", anchor="roles", entries=_kinds(handbook, "role")),
        Group(title="Teams", anchor="teams", entries=_kinds(handbook, "team")),
    )


def purpose(handbook: Handbook) -> tuple[Group, ...]:
    """What the council wants, and what quality assurance is for."""
    return (
        Group(title="Our vision and values", anchor="vision", entries=_kinds(handbook, "value", "quotation")),
        Group(title="Why we do quality assurance", anchor="purposes", entries=_kinds(handbook, "purpose")),
        Group(
            title="What the framework is and does",
            anchor="framework",
            entries=_kinds(handbook, "framing", "demand", prefix="qa."),
        ),
        Group(title="Six places to look", anchor="key-areas", entries=_kinds(handbook, "key-area")),
    )


def glossary(handbook: Handbook) -> tuple[Letter, ...]:
    """The words we use, from A to Z, in the order of people and not of computers."""
    terms = sorted(handbook.catalogue.of_kind("term"), key=lambda term: _plain(term.title))
    return tuple(
        Letter(letter=letter, items=tuple(items))
        for letter, items in groupby(terms, key=lambda term: _plain(term.title)[0].upper())
    )


def _plain(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter.isalnum() or letter == " ").strip()


def tool_link(tool: Tool) -> Link:
    """A link to the start page of a tool."""
    return Link(id=TOOL + tool.id, text=tool.title, href=addresses.tool(tool.id))


def tool_named(handbook: Handbook, identity: str) -> Link | None:
    """A link to the start page of a tool by its id, or None where this edition has no such tool."""
    tool = handbook.graph.tools.get(TOOL + identity)
    return tool_link(tool) if tool else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """Every id of one kind, for the list of all ids."""

    kind: str
    title: str
    links: tuple[Link, ...]


def everything(handbook: Handbook) -> tuple[Kind, ...]:
    """Every id with a page, by kind, in the order in which the kinds first come."""
    found: dict[str, list[Link]] = {}
    for identity in handbook.graph.subjects:
        found.setdefault(handbook.kind(identity), []).append(handbook.link(identity))
    return tuple(
        Kind(kind=kind, title=handbook.word("kinds_plural", kind), links=tuple(links)) for kind, links in found.items()
    )
