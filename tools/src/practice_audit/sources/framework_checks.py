"""Checks the framework as a whole: document control, numbers, ids, links and their mirrors.

Each check looks at entries that may be half empty (their schema has said so) and reports to the file
in which the fault stands.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from typing import TYPE_CHECKING, Final

from practice_audit.problems import pointer_to
from practice_audit.sources.shapes import group_of, text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from practice_audit.documents import Json
    from practice_audit.model import Edition, Item, Rule
    from practice_audit.sources.codes import Placed
    from practice_audit.sources.framework import Framework

_CONTROL: Final = {
    "title": "the title",
    "purpose": "the purpose",
    "author_role": "the role of the author",
    "owner_role": "the role of the owner",
    "approved_by": "who approved it",
    "approved_on": "the date of approval",
    "review_months": "how often it is reviewed",
    "distribution": "who receives it",
    "stored": "where it is kept",
}
_ANNOUNCE: Final = "Mend it; if a later release brings it, announce it."
_ITEM_ID: Final = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+")
_PREFIXES: Final = {
    "document-field": ("doc.",),
    "value": ("vision.",),
    "quotation": ("vision.",),
    "principle": ("pm.",),
    "chapter": ("ps.",),
    "expectation": ("ps.", "pm.intro."),
    "indicator-section": ("wgll.",),
    "indicator": ("wgll.",),
    "purpose": ("qa.purpose.",),
    "key-area": ("qa.area.",),
    "grade": ("grade.",),
    "grading-criterion": ("grade.",),
    "method": ("method.",),
    "starting-point": ("cro.",),
    "role": ("role.",),
    "team": ("team.",),
    "term": ("term.",),
    "meeting": ("meeting.",),
    "report": ("report.",),
    "data-product": ("data.",),
    "feedback-channel": ("feedback.",),
    "external-review": ("ext.",),
    "leaflet-point": ("leaflet.",),
    "guidance": ("guide.",),
    "process": ("process.",),
    "form": ("form.",),
}
_COUNTS: Final[Mapping[str, tuple[str, str, Callable[[Item], int]]]] = {
    "principles": ("R005", "principles", lambda item: item.kind == "principle"),
    "framing": ("STD035", "statements before the principles", lambda item: item.id.startswith("pm.intro.")),
    "chapters": ("R006", "chapters", lambda item: item.kind == "chapter"),
    "expectations": (
        "STD035",
        "expectations in the chapters",
        lambda item: item.kind == "expectation" and item.part_of != "",
    ),
    "indicator_sections": ("STD035", "sections of indicators", lambda item: item.kind == "indicator-section"),
    "indicators": ("STD035", "indicators", lambda item: item.kind == "indicator"),
    "expectation_indicator_links": (
        "STD035",
        "pairs of an expectation of the chapters and an indicator",
        lambda item: len(item.indicators) if item.part_of else 0,
    ),
    "values": ("STD035", "values", lambda item: item.kind in {"value", "quotation"}),
    "purposes": ("STD035", "purposes", lambda item: item.kind == "purpose"),
    "key_areas": ("STD035", "key areas", lambda item: item.kind == "key-area"),
    "grades": ("R009", "grades", lambda item: item.kind == "grade"),
    "grading_criteria": ("STD035", "things that a judgement shows", lambda item: item.kind == "grading-criterion"),
    "methods": ("STD035", "methods", lambda item: item.kind == "method"),
    "starting_points": ("STD035", "starting points", lambda item: item.kind == "starting-point"),
    "roles": ("STD035", "roles", lambda item: item.kind == "role"),
    "teams": ("STD035", "teams", lambda item: item.kind == "team"),
    "terms": ("STD035", "words in the A to Z", lambda item: item.kind == "term"),
    "document_fields": ("STD035", "entries of document control", lambda item: item.kind == "document-field"),
    "meetings": ("STD035", "meetings", lambda item: item.kind == "meeting"),
    "reports": ("STD035", "reports", lambda item: item.kind == "report"),
    "data_products": ("STD035", "data products", lambda item: item.kind == "data-product"),
    "obsessions": ("R015", "obsessions", lambda item: item.id.startswith("data.obsession.")),
    "feedback_channels": ("STD035", "ways to give feedback", lambda item: item.kind == "feedback-channel"),
    "external_reviews": ("STD035", "reviews from outside", lambda item: item.kind == "external-review"),
    "leaflet_points": ("STD035", "points of the leaflet", lambda item: item.kind == "leaflet-point"),
    "guidance_statements": ("STD035", "statements of guidance", lambda item: item.kind == "guidance"),
    "processes": ("STD035", "processes", lambda item: item.kind == "process"),
    "forms": ("STD035", "forms", lambda item: item.kind == "form"),
}
_LEAFLET: Final = {
    "leaflet.welcome": "that the council wants to hear from families",
    "leaflet.who-asked": "what families are asked about",
    "leaflet.what-qa-is": "what the framework is for",
    "leaflet.limits": "that past decisions stay as they are, and that a family's words help others",
    "leaflet.how": "that friendly workers will phone or meet",
    "leaflet.not-complaint": "that feedback is no complaint, and how to complain",
    "leaflet.children-more": "how children can have more of a say",
    "leaflet.parents-more": "how parents and carers can have more of a say",
    "leaflet.missing": "what a family may choose, and what happens next",
}
"""The points of the family leaflet in their order (R044), in words for whoever lost one."""

_FIXED: Final = {"principles": 10, "chapters": 4, "grades": 4, "obsessions": 3}  # as R005, R006, R009 and R015 say


def check_control(editions: list[Placed[Edition]], settings: Json) -> None:
    """Document control is whole (R001, R003), and only an approved edition is current (R004)."""
    for edition in editions:
        control = edition.value.control
        for key, words in _CONTROL.items():
            if not control.get(key):
                edition.report("R001", f"Document control does not say {words}.", f"Add “{key}”.", f"/control/{key}")
        if not control.get("replaces"):
            message = "The edition does not name the documents that it replaces."
            edition.report("R003", message, "Add them under “replaces”.", "/control/replaces")
        approved_on = text_of(control, "approved_on")
        if approved_on and date_of(approved_on) is None:
            message = f"“{approved_on}” is not a real date."
            edition.report("R001", message, "Write the year first: “2023-03-28”.", "/control/approved_on")
        _check_revision(edition)
        if edition.value.status == "current":
            _check_approval(edition, text_of(group_of(settings, "organisation"), "leadership_team"))


def _check_revision(edition: Placed[Edition]) -> None:
    """The day of a revision is a real one, after the approval, and the edition's id has a number of its own."""
    revised_on, approved_on = (text_of(edition.value.control, key) for key in ("revised_on", "approved_on"))
    if not revised_on:
        return
    if date_of(revised_on) is None:
        message, remedy = f"“{revised_on}” is not a real date.", "Write the year first: “2023-09-28”."
    elif revised_on <= approved_on:
        message, remedy = "The edition is said to be revised before it was approved.", "Mend “revised_on”."
    elif "." not in edition.value.id:
        message = f"Edition {edition.value.id} is said to be revised, but its id is that of an approval."
        remedy = f"Name it “{edition.value.id}.1”, or take “revised_on” out."
    else:
        return
    edition.report("R001", message, remedy, "/control/revised_on")


def _check_approval(edition: Placed[Edition], approver: str) -> None:
    control = edition.value.control
    if approver and text_of(control, "approved_by") not in {approver, ""}:
        message = f"The edition is marked current, but the {approver} has not approved it."
        edition.report("R004", message, "Write “status: draft” until it has.", "/status")
    approved_on = text_of(control, "approved_on")
    if date_of(approved_on) and approved_on[:4] != edition.value.id[:4]:
        message = f"Edition {edition.value.id} was approved in {approved_on[:4]}: an edition is named after that year."
        edition.report("R004", message, "Mend the id or the date.", "/id")


def date_of(text: str) -> dt.date | None:
    """The day that a text in ISO 8601 names; None where there is no such day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def check_order(editions: list[Placed[Edition]], paths: Collection[str]) -> None:
    """The reading order names files that are there."""
    for edition in editions:
        for number, path in enumerate(texts_of(edition.document.value, "order")):
            if path and path not in paths:
                report_unknown(edition, path, paths, f"/order/{number}")


def check_counts(framework: Framework) -> None:
    """The numbers in edition.yaml are those of the entries (R005, R006, R009 and others)."""
    for edition in framework.editions:
        for key, declared in edition.value.counts.items():
            if key not in _COUNTS:
                continue
            code, words, counted = _COUNTS[key]
            found = sum(int(counted(placed.value)) for placed in framework.items)
            if found != declared:
                message = f"edition.yaml says {declared} {words}, but there are {found}."
                remedy = "Look for an entry that is missing or too many; if the number is wrong, mend it."
                edition.report(code, message, remedy, f"/counts/{key}")
            elif found != _FIXED.get(key, found):
                message = f"There are {found} {words}, but rule {code} says {_FIXED[key]}."
                edition.report(code, message, "Keep to the rule, or change the rule first.", f"/counts/{key}")


def check_items(framework: Framework) -> None:
    """Each entry by itself: the form of its id (R010), its place (R007, R008), its grade (R009)."""
    by_id = framework.by_id()
    ranks = [placed.value.details.get("rank") for placed in framework.items if placed.value.kind == "grade"]
    for placed in framework.items:
        item = placed.value
        prefixes = _PREFIXES.get(item.kind, ("",))
        if not _ITEM_ID.fullmatch(item.id):
            message = f"The id “{item.id}” is not written as ids are."
            placed.report("R010", message, "Lower case, dots between levels, hyphens inside a level.", "/id")
        elif not item.id.startswith(prefixes):
            message = f"The id “{item.id}” is that of another kind of entry than {item.kind}."
            placed.report("R010", message, f"Ids of this kind begin with {' or '.join(prefixes)}", "/id")
        if item.part_of and not item.id.startswith(item.part_of + "."):
            code = "R007" if item.kind == "expectation" else "R008"
            message = f"“{item.id}” stands in “{item.part_of}”, which its id does not say."
            placed.report(code, message, "Move the entry to its own file.", "/id")
        if item.kind == "expectation" and not item.principles:
            placed.report("R007", f"“{item.id}” names no principle.", "Add one under “principles”.", "/principles")
        if item.kind == "indicator" and not item.expectations and not _names_a_principle(item, by_id):
            message = f"“{item.id}” names neither an expectation nor a principle."
            placed.report("R008", message, "Add one under “expectations”, or a principle under “links”.")
        if item.kind == "grade":
            _check_grade(placed, ranks)


def _names_a_principle(item: Item, by_id: Mapping[str, Placed[Item]]) -> bool:
    return any(link in by_id and by_id[link].value.kind in {"principle", "expectation"} for link in item.links)


def _check_grade(placed: Placed[Item], ranks: list[Json]) -> None:
    grade = placed.value
    position = ranks.index(grade.details.get("rank")) + 1
    if grade.details.get("rank") != position or ranks.count(grade.details.get("rank")) > 1:
        message = f"The rank of “{grade.id}” is not its place in the list."
        placed.report("R009", message, "Ranks go 1, 2, 3, 4 from the top grade down.", "/details/rank")
    if "practice standards" not in grade.text.casefold():
        message = f"“{grade.id}” is not defined against the Practice Standards."
        placed.report("R009", message, "Say what the work does of what the Practice Standards require.", "/text")


def check_leaflet(framework: Framework) -> None:
    """The family leaflet holds all its points (R044).

    An edition has a leaflet if it holds a point of one, or the rule itself. What is missing is reported
    where it would stand: at the point that comes before it, else at the first point there is, else at
    the rule.
    """
    points = {placed.value.id: placed for placed in framework.items if placed.value.kind == "leaflet-point"}
    rule = next((placed for placed in framework.rules if placed.value.id == "R044"), None)
    place: Placed[Item] | Placed[Rule] | None = next(iter(points.values()), rule)
    before = ""
    for key, words in _LEAFLET.items():
        if key in points:
            place, before = points[key], key
        elif place is not None:
            where = f"after “{before}”" if before else "at the head of standards/leaflet.yaml"
            message = f"The leaflet does not say {words}: “{key}” is missing."
            place.report("R044", message, f"Write it again {where}, with the kind leaflet-point.")


def check_mirrors(framework: Framework) -> None:
    """An expectation and an indicator name each other, or neither names the other."""
    by_id = framework.by_id()
    for placed in framework.items:
        item = placed.value
        for key, other_key, others in (
            ("indicators", "expectations", item.indicators),
            ("expectations", "indicators", item.expectations),
        ):
            for number, other_id in enumerate(others):
                other = by_id.get(other_id)
                if other is None or item.id in getattr(other.value, other_key):
                    continue
                where = f"{other.place.path}:{other.place.line}"
                message = f"“{item.id}” names “{other_id}”, which does not name it back ({where})."
                remedy = f"Add “{item.id}” to “{other_key}” there, or take “{other_id}” out here."
                placed.report("STD034", message, remedy, pointer_to(key, number))


def check_links(framework: Framework, others: Collection[str]) -> set[str]:
    """Every id that an entry or rule names is there, or announced; `others` are ids outside the framework.

    Returns the announced ids that were named.
    """
    by_id = framework.by_id()
    announced = {placed.value for placed in framework.announced}
    known = {*by_id, *others, *(rule.value.id for rule in framework.rules)}
    named: set[str] = set()
    kinds = {"principles": "principle", "indicators": "indicator", "expectations": "expectation"}
    for placed, key, number, link in _links(framework):
        under = pointer_to(key, number)
        if link == placed.value.id:
            placed.report("STD037", f"“{link}” links to itself.", "Take the link out.", under)
        elif key in kinds and link in by_id and by_id[link].value.kind != kinds[key]:
            message = f"“{link}” is not one of the {key}: it is of the kind {by_id[link].value.kind}."
            placed.report("STD036", message, "Move it to “links”.", under)
        elif link in announced and key == "links":
            named.add(link)
        elif link not in known:
            report_missing(placed, link, known | announced, framework.retired, under)
    return named


def check_changes(framework: Framework) -> None:
    """Each change of this edition has one word, and what the word says can be."""
    seen: set[str] = set()
    for placed in framework.changes:
        change = placed.value
        if change.id in seen:
            message = f"“{change.id}” stands twice among the changes."
            placed.report("STD064", message, "Keep the one that says most.", "/id")
        seen.add(change.id)
        if change.change == "moved" and len(change.successors) > 1:
            message = f"“{change.id}” is said to be moved to {len(change.successors)} places."
            placed.report("STD064", message, "Name one successor, or write “split”.", "/successors")


def _links(framework: Framework) -> Iterator[tuple[Placed[Item] | Placed[Rule], str, int, str]]:
    for placed in framework.items:
        for key in ("principles", "indicators", "expectations", "links"):
            for number, link in enumerate(getattr(placed.value, key)):
                yield placed, key, number, link
    for rule in framework.rules:
        for number, link in enumerate(rule.value.links):
            yield rule, "links", number, link


def report_missing(  # noqa: PLR0913 - where it stands, and what else it may have meant
    placed: Placed[Json],
    link: str,
    known: Collection[str],
    retired: Mapping[str, tuple[str, ...]],
    under: str,
    *,
    otherwise: str = _ANNOUNCE,
) -> None:
    """A link to an id that is not there: retired, with what it is now, or never heard of."""
    if link not in retired:
        report_unknown(placed, link, known, under, otherwise=otherwise)
        return
    now = " or ".join(f"“{one}”" for one in retired[link])
    remedy = f"Point at {now} instead." if now else "Take the link out: nothing takes its place."
    placed.report("STD031", f"“{link}” is retired.", remedy, under)


def report_unknown(
    placed: Placed[Json], link: str, known: Collection[str], under: str, *, otherwise: str = _ANNOUNCE
) -> None:
    """A link that leads nowhere, with the id that was probably meant, or what to do `otherwise`."""
    near = difflib.get_close_matches(link, sorted(known), 1, 0.75)
    remedy = f"Did you mean “{near[0]}”?" if near else otherwise
    placed.report("STD031", f"There is no “{link}”.", remedy, under)


def check_announced(framework: Framework, known: Collection[str], named: Collection[str]) -> None:
    """What is announced is not there yet, and something links to it."""
    for placed in framework.announced:
        if placed.value in known:
            message = f"“{placed.value}” is announced, but it is there now."
            placed.report("STD032", message, "Take it out of this list.")
        elif placed.value not in named:
            message = f"“{placed.value}” is announced, but nothing links to it."
            placed.report("STD033", message, "Take it out of this list until something does.")
