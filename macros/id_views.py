"""What the permanent page of an id shows: one view for every kind, made of labelled rows.

Rows come in the same order on every page, and a row without content is left out. Addresses are
relative to the site's root.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import addresses, findings_views, training_views
from macros.facts import facts
from macros.graph import TOOL
from macros.handbook import Link
from macros.rows import Row
from macros.views import about, tool_link, tool_of
from practice_audit.documents import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.graph import Asked
    from macros.handbook import Handbook
    from macros.histories import Chapter
    from practice_audit.documents import Json
    from practice_audit.model import Item, Question

EXAMINED = frozenset({"expectation", "indicator"})
"""The kinds that a question of a tool can examine."""

FORM = "form."
"""What stands before the name of a form that the framework names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Failing:
    """One example of a rule not met: what is read, and the answer before and after it was mended."""

    tool: str
    about: str
    message: str
    remedy: str
    failing: str
    mended: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Era:
    """One edition in the history of an id, in words; dates as ISO 8601 text, "" where they are open.

    `place` is where the id stands in that edition for good; `text` what it said where that is new, at this `level`.
    """

    edition: str
    since: str
    until: str
    is_draft: bool
    what: str
    reason: str
    text: str
    level: str
    place: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Everything on the permanent page of one id.

    `gone` stands where it is retired; `pinned` is its place for good; `report` is the report that it comes from.
    """

    id: str
    kind: str
    title: str
    lead: str
    tags: tuple[str, ...]
    rows: tuple[Row, ...]
    page: str
    examples: tuple[Failing, ...] = ()
    history: tuple[Era, ...] = ()
    gone: Row | None = None
    pinned: Link | None = None
    report: str = ""


def identity(handbook: Handbook, subject: str) -> Identity:
    """The page of any id: of the framework, of a tool, of what stands beside them, or of one that is gone."""
    if subject in handbook.graph.found:
        rows, above = findings_views.identity(handbook, subject)
        return _made(handbook, subject, rows, **above)
    if subject in handbook.histories.gone:
        return _gone(handbook, subject)
    if subject in handbook.training.by_id:
        rows, above = training_views.identity(handbook, subject)
        return _made(handbook, subject, rows, **above)
    makers = {"tool": _tool, "section": _section, "question": _question, "rule": _rule}
    return makers.get(handbook.kind(subject), _item)(handbook, subject)


def _gone(handbook: Handbook, subject: str) -> Identity:
    """The page that an id leaves behind: what it is now, why, and what it said."""
    gone = handbook.histories.gone[subject]
    now = "It is now:" if gone.successors else "Nothing replaced it."
    row = Row(label=f"Retired in edition {gone.edition}. {now}", links=handbook.links(gone.successors), ids=True)
    return _made(handbook, subject, (), gone=row)


def eras(handbook: Handbook, subject: str) -> tuple[Era, ...]:
    """The editions in the history of an id, oldest first."""
    return tuple(_era(handbook, subject, chapter) for chapter in handbook.histories.of(subject))


def _era(handbook: Handbook, subject: str, chapter: Chapter) -> Era:
    change = chapter.change
    if change is not None:
        what, reason = handbook.word("changes", change.change), change.reason
    elif chapter.is_new:
        what, reason = "In the framework since this edition.", ""
    else:
        what, reason = ("Changed.", "") if chapter.text else ("Unchanged.", "")
    published = any(edition.edition.id == chapter.edition for edition in handbook.editions)
    return Era(
        edition=chapter.edition,
        since=chapter.since,
        until=chapter.until,
        is_draft=not published and not handbook.in_force,
        what=what,
        reason=reason,
        text=chapter.text,
        level=handbook.word("levels", chapter.level) if chapter.level else "",
        place=pinned(handbook, chapter.edition, subject) if published else "",
    )


def pinned(handbook: Handbook, edition: str, identity: str) -> str:
    """Where an id stands in one published edition for good, or "" where it does not stand in it."""
    subject = handbook.histories.subject(edition, identity)
    if subject is None:
        return ""
    anchor, held = identity, subject
    while held.container:
        held = handbook.histories.subject(edition, held.container) or held
    if subject.kind == "tool":
        place = addresses.tool(identity.removeprefix(TOOL))
    elif held.kind == "tool":
        place = addresses.form(held.id.removeprefix(TOOL), anchor)
    else:
        place = addresses.reading(identity)
    return addresses.edition(edition) + place if place else ""


def _made(handbook: Handbook, subject: str, rows: Iterable[Row], **more: Json) -> Identity:
    where = "on_its_page" if subject in handbook.training.by_id else "on_a_page"
    taught = Row(label=handbook.word("learning", where), links=training_views.naming(handbook, subject))
    before = Row(label="Takes the place of", links=handbook.links(handbook.histories.before(subject)), ids=True)
    filled = tuple(row for row in (*rows, before, taught) if row.links or any(row.texts))
    kind = handbook.word("kinds", handbook.kind(subject))
    made = {"title": handbook.name(subject), "lead": "", "tags": (), **more}
    history = eras(handbook, subject)
    newest = next((era for era in reversed(history) if era.place), None)
    place = Link(id=newest.edition, text=newest.edition, href=newest.place) if newest else None
    return Identity(
        id=subject,
        kind=kind,
        rows=filled,
        page=addresses.permanent(subject),
        history=history,
        pinned=place,
        **made,
    )


def _item(handbook: Handbook, subject: str) -> Identity:
    item = handbook.graph.items[subject]
    serving = tuple(one for one in handbook.graph.named_by(subject) if _serves(handbook, one, subject))
    parts = tuple(part.id for part in handbook.graph.parts(subject))
    shown = {subject, *item.all_links, *serving, *parts, item.part_of}
    naming = tuple(one for one in handbook.graph.named_by(subject) if one not in shown)
    own = tuple(_details(handbook, item))
    told = {link.id for row in own for link in row.links}
    rows = (
        Row(label="Where it stands", links=_standing(handbook, item)),
        Row(label="When it applies", texts=(_capital(item.applies),)),
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
    return _made(handbook, subject, rows, lead=item.text if item.title else "", tags=(*level, *proposed))


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
    yield Row(label="Examined by", links=tuple(map(_asked, direct.values())))
    yield Row(label="Examined through what good looks like", links=tuple(map(_asked, indirect)))
    if item.kind in EXAMINED and not direct and not through:
        yield Row(label="Not yet examined", texts=("No question of an audit tool asks about it yet.",))


def _key(asked: Asked) -> tuple[str, str]:
    return asked.tool.id, asked.question.id


def _asked(asked: Asked) -> Link:
    text = f"{asked.tool.title}, section {asked.number}: {asked.question.ask}"
    return Link(id=asked.question.id, text=text, href=addresses.permanent(asked.question.id))


def _from(handbook: Handbook, source: str, origin: str) -> Iterator[Row]:
    yield Row(label="Source", texts=(*handbook.source(source), handbook.word("origins", origin)))


def _tool(handbook: Handbook, subject: str) -> Identity:
    tool = handbook.graph.tools[subject]
    sections = (section for section in tool.sections)
    rows = (
        Row(label="Where it stands", links=(tool_link(tool),)),
        Row(label="Method", links=handbook.links((tool.method,))),
        Row(label="Who fills it in", links=handbook.links(tool.roles)),
        Row(
            label="Sections",
            links=tuple(
                Link(id=section.id, text=section.title, href=addresses.permanent(section.id)) for section in sections
            ),
        ),
        Row(label="Rules of a finished record", links=handbook.links(tool.completion), ids=True),
        Row(label="Linked from", links=handbook.links(handbook.graph.named_by(subject)), ids=True),
        Row(label="Version", texts=(str(tool.version),)),
    )
    return _made(handbook, subject, rows, lead=tool.lead)


def _section(handbook: Handbook, subject: str) -> Identity:
    tool, section, number = handbook.graph.sections[subject]
    place = f"{tool.title}, section {number} of {len(tool.sections)}"
    rows = (
        Row(
            label="Where it stands",
            links=(Link(id=subject, text=place, href=addresses.form(tool.id, subject)),),
        ),
        Row(label="Where to begin reading", links=handbook.links(filter(None, (section.area,)))),
        Row(label="Questions", links=handbook.links(question.id for question in section.questions), ids=True),
        Row(label="Linked from", links=handbook.links(handbook.graph.named_by(subject)), ids=True),
    )
    return _made(handbook, subject, rows, title=section.title, lead=section.lead)


def _question(handbook: Handbook, subject: str) -> Identity:
    every = handbook.graph.questions[subject]
    question = every[0].question
    rows = (
        Row(
            label="Where it stands",
            links=tuple(
                Link(
                    id=subject,
                    text=f"{one.tool.title}, section {one.number}, {one.section.title}",
                    href=addresses.form(one.tool.id, subject),
                )
                for one in every
            ),
        ),
        Row(label="Hint", texts=(question.hint,)),
        Row(label="When it is asked", texts=(_when(question),)),
        Row(label="How it is answered", texts=(handbook.word("answers", question.type), *_choices(question))),
        Row(label="Parts of a row", texts=tuple(part.ask for part in question.fields)),
        Row(label="Must it be answered?", texts=(_required(handbook, question),)),
        Row(label="What you will read when it is not answered", texts=(question.missing,)),
        Row(label="What it examines", links=handbook.links(question.links), ids=True),
        Row(label="Rules it serves", links=handbook.links(question.rules), ids=True),
        Row(label="Linked from", links=handbook.links(handbook.graph.named_by(subject)), ids=True),
        Row(label="Origin", texts=(handbook.word("origins", question.origin),)),
    )
    return _made(handbook, subject, rows)


def _choices(question: Question) -> tuple[str, ...]:
    labels = "; ".join(option.label for option in question.options)
    return (labels,) if labels else ()


def _when(question: Question) -> str:
    return f"Only if {question.when_words}." if question.when_words else ""


def _required(handbook: Handbook, question: Question) -> str:
    if question.required_when is not None:
        return "Depends on other answers"
    return handbook.word("required", question.required)


def _rule(handbook: Handbook, subject: str) -> Identity:
    rule = handbook.graph.rules[subject]
    asked = handbook.graph.asked_in(subject)
    examples = tuple(_failing(handbook, subject))
    first = (one.question for one in asked)
    read = (question.missing for question in first if question.rules[:1] == (subject,))
    told = (example.message for example in examples)
    rows = (
        Row(label="Why", texts=(*handbook.source(rule.source), handbook.word("origins", rule.origin))),
        Row(label="How much it matters", texts=(handbook.word("severities", rule.severity),)),
        Row(label="Where it is held", texts=(_capital(", ".join(_held(handbook, rule.enforced))),)),
        Row(label="Which records it looks at", links=tuple(map(tool_link, handbook.graph.checked_by(subject)))),
        Row(label="Which questions it looks at", links=tuple(_asked(one) for one in asked)),
        Row(label="What you will read when it is not met", texts=tuple(filter(None, dict.fromkeys((*read, *told))))),
        Row(label="Linked to", links=handbook.links(rule.links), ids=True),
        Row(
            label="Linked from",
            links=handbook.links(one for one in handbook.graph.named_by(subject) if one not in rule.links),
            ids=True,
        ),
    )
    return _made(handbook, subject, rows, lead=rule.statement, examples=examples)


def _held(handbook: Handbook, enforced: Iterable[str]) -> Iterator[str]:
    return (handbook.word("enforced", where) for where in enforced)


def _failing(handbook: Handbook, rule: str) -> Iterator[Failing]:
    for example in handbook.examples:
        problem = example.problem
        if problem.code == rule:
            yield Failing(
                tool=handbook.name(TOOL + example.tool),
                about=example.about,
                message=problem.message,
                remedy=problem.remedy,
                failing=_shown(example.record, problem.pointer),
                mended=_shown(example.mended, problem.pointer),
            )


def _shown(record: Json, pointer: str) -> str:
    """The answer that a pointer names, or the one row of it, or the entry of the envelope, as JSON; "" for none."""
    steps = pointer.split("/")[1:]
    depth = 4 if steps[2:3] == ["rows"] else 2
    try:
        value = resolve(record, "".join(f"/{step}" for step in steps[:depth]))
    except LookupError:
        return ""
    return "" if value is record else json.dumps(value, indent=2, ensure_ascii=False)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
