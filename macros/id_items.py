"""What the permanent page of an entry of the framework shows, as labelled rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import addresses
from macros.facts import facts
from macros.handbook import Link
from macros.id_tools import asked_link
from macros.rows import Row, capital
from macros.views import about, tool_link, tool_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.graph import Asked
    from macros.handbook import Handbook
    from macros.rows import Shown
    from practice_audit.model import Item

EXAMINED = frozenset({"expectation", "indicator"})
"""The kinds that a question of a tool can examine."""

FORM = "form."
"""What stands before the name of a form that the framework names."""


def item_rows(handbook: Handbook, subject: str) -> Shown:
    """The rows of an entry."""
    item = handbook.graph.items[subject]
    serving = tuple(one for one in handbook.graph.named_by(subject) if _serves(handbook, one, subject))
    parts = tuple(part.id for part in handbook.graph.parts(subject))
    shown = {subject, *item.all_links, *serving, *parts, item.part_of}
    naming = tuple(one for one in handbook.graph.named_by(subject) if one not in shown)
    own = tuple(_details(handbook, item))
    told = {link.id for row in own for link in row.links}
    rows = (
        Row(label="Where it stands", links=_standing(handbook, item)),
        Row(label="When it applies", texts=(capital(item.applies),)),
        *own,
        Row(label="Principles behind it", links=handbook.links(item.principles)),
        Row(label="What good looks like", links=handbook.links(item.indicators), ids=True),
        Row(label="Expectations it shows", links=handbook.links(item.expectations), ids=True),
        Row(label="Expectations that serve it", links=handbook.links(serving), ids=True),
        Row(label="What it holds", links=handbook.links(parts), ids=True),
        Row(label="Linked to", links=handbook.links(one for one in item.links if one not in told), ids=True),
        *_examined(handbook, item),
        Row(label="Linked from", links=handbook.links(naming), ids=True),
        Row(label="Also called", texts=(", ".join(item.aliases),)),
        *_from(handbook, item.source, item.origin),
    )
    level = (handbook.word("levels", item.level),) if item.level else ()
    proposed = ("Level proposed, not agreed",) if item.level and item.level_status == "proposed" else ()
    return rows, {"lead": item.text if item.title else "", "tags": (*level, *proposed)}


def _serves(handbook: Handbook, one: str, principle: str) -> bool:
    item = handbook.graph.items.get(one)
    return item is not None and principle in item.principles


def _standing(handbook: Handbook, item: Item) -> tuple[Link, ...]:
    words = [handbook.name(item.part_of)] if item.part_of else [handbook.word("kinds_plural", item.kind)]
    if item.part_of.startswith("ps."):
        words = ["Practice Standards", *words, item.group]
    elif item.part_of.startswith("wgll."):
        words = ["What Good Looks Like", *words]
    elif item.kind == "guidance":
        words.append(handbook.word("guidance", about(item)))
    place = addresses.reading(item.id)
    return (Link(id=item.id, text=", ".join(filter(None, words)), href=place),) if place else ()


def details(handbook: Handbook, item: Item) -> tuple[Row, ...]:
    """What only an item of its kind has, as labelled rows."""
    return tuple(row for row in _details(handbook, item) if row.links or any(row.texts))


def _details(handbook: Handbook, item: Item) -> Iterator[Row]:
    details = item.details
    if item.kind == "grade":
        actions = "At least one action is required." if details["actions"] == "required" else "Actions are optional."
        yield Row(label="Actions", texts=(actions,))
        yield Row(label="Beside the report of 2012", texts=(details.get("in_2012", ""),))
    if item.kind == "term":
        yield Row(label="The letters stand for", texts=(details.get("expansion", ""),))
        yield Row(label="How we know", texts=(handbook.word("expansion_sources", details["expansion_source"]),))
    if item.kind == "form":
        tool = tool_of(handbook, item)
        none = () if tool else (handbook.word("forms", "no_tool"),)
        yield Row(label="Tool", texts=none, links=(tool,) if tool else ())
    if item.kind == "indicator":
        compound = "It holds more than one demand." if details.get("compound") else ""
        certainty = handbook.word("certainties", details["certainty"])
        yield Row(label="In the source’s table", texts=tuple(filter(None, (certainty, compound))))
    if item.kind == "process":
        yield from _process(handbook, item)
    if details.get("part"):
        yield Row(label="A part played", texts=("Someone plays it for a time. Their own role stays what it is.",))
    if item.kind == "feedback-channel":
        yield Row(label="Who takes part", texts=(details["who"] or "The source does not say.",))
    if "period" in details:
        yield Row(label="Period", texts=(str(details["period"]),))
    yield from (Row(label=fact.label, texts=fact.texts) for fact in facts(handbook, item))


def _process(handbook: Handbook, process: Item) -> Iterator[Row]:
    """Who does a process and when, what goes in and comes of it, with what, and what this handbook does for it."""
    graph, details = handbook.graph, process.details
    tools = tuple(
        tool_link(graph.tools[one]) if one in graph.tools else handbook.link(one)
        for one in process.links
        if one in graph.tools or one in graph.sections or one.startswith(FORM)
    )
    rules = (one for one in process.links if one in graph.rules)
    yield Row(label="Who", texts=(details["who"],))
    yield Row(label="When", texts=(details["when"],))
    yield Row(label="What goes in", texts=tuple(details["takes"]))
    yield Row(label="What comes of it", texts=tuple(details["gives"]))
    yield Row(label="With what", links=tools, texts=() if tools else ("There is no tool or form in this handbook.",))
    yield Row(label="Rules", links=handbook.links(rules), ids=True)
    yield Row(label="In this handbook", texts=(details["here"],))


def _examined(handbook: Handbook, item: Item) -> Iterator[Row]:
    direct = {_key(one): one for one in handbook.graph.asked_in(item.id)}
    through = {_key(one): one for indicator in item.indicators for one in handbook.graph.asked_in(indicator)}
    indirect = (one for key, one in through.items() if key not in direct)
    yield Row(label="Examined by", links=tuple(map(asked_link, direct.values())))
    yield Row(label="Examined through what good looks like", links=tuple(map(asked_link, indirect)))
    if item.kind in EXAMINED and not direct and not through:
        yield Row(label="Not yet examined", texts=("No question of an audit tool asks about it yet.",))


def _key(asked: Asked) -> tuple[str, str]:
    return asked.tool.id, asked.question.id


def _from(handbook: Handbook, source: str, origin: str) -> Iterator[Row]:
    yield Row(label="Source", texts=(*handbook.source(source), handbook.word("origins", origin)))
