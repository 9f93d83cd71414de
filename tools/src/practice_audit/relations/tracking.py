"""Actions followed over many records, and what re-checks found: plain values for a report.

Records go in one by one and are not kept, so a report can stream them. Which rows are actions, the
parts of their questions say (`rules.following`). A record that a correction replaced counts no longer;
what was said of its actions counts for the actions of the correction that have the same words. Knows
nothing of registers, files or pages.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.records import finished_on, tool_of
from practice_audit.rules.following import ACTION_PARTS, agreed, found_as
from practice_audit.rules.reading import date_of, mapping, rows_of, text_of, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from practice_audit.model import Catalogue, Tool

    Record: TypeAlias = Mapping[str, Any]
    Catalogues: TypeAlias = Callable[[str], Catalogue | None]

_RANK: Final = {"not_met": 0, "partly": 1, "met": 2}


class Status(StrEnum):
    """How far an action is."""

    OPEN = "open"
    IN_HAND = "in_hand"
    DONE = "done"
    NOT_DONE = "not_done"


class Change(StrEnum):
    """What a re-check found of an expectation, beside what was found before; NO_TELLING where one was not judged."""

    IMPROVED = "improved"
    SAME = "same"
    WORSE = "worse"
    NO_TELLING = "no_telling"


@dataclass(frozen=True, kw_only=True, slots=True)
class TrackedAction:
    """One agreed action as it stands on a day.

    `link` is the standard it serves, "" where none was named. `changed_on` is None while nobody has told of
    it. `overdue`: due before that day, and neither done nor given up. `ref` is its name in its record,
    `<question id>/<row id>`. `rechecked` is what the newest re-check of it found, None where there is none.
    `history` is all that was told of it by that day, oldest first: the day and the state.
    """

    text: str
    link: str
    owner_role: str
    due: date | None
    complex: bool
    status: Status
    changed_on: date | None
    evidence: str
    effect: str
    reason: str
    overdue: bool
    origin_id: str
    origin_type: str
    ref: str
    agreed_on: date
    rechecked: Change | None
    history: tuple[tuple[date, Status], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Recheck:
    """One expectation that was looked at again: `earlier` and `today` are met, partly, not_met, na or not_judged.

    `ref` names its action; "" where the newest correction of the record has no such action any more.
    """

    expectation: str
    earlier: str
    today: str
    change: Change
    on: date
    ref: str
    origin_id: str
    recheck_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Form:
    """Where records of a tool speak of actions: whether they agree any, and their questions, "" for one it has not.

    `updates` are rows about the actions of the record in `updated`, `looks_again` rows about those in `rechecked`.
    """

    tool: Tool
    agrees: bool
    updated: str
    updates: str
    rechecked: str
    looks_again: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Origin:
    """An action as it was agreed."""

    record: Mapping[str, str]
    ref: str
    text: str
    link: str
    owner_role: str
    due: date | None
    complex: bool
    agreed_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """What an update says of one action."""

    said_in: str
    target: str
    ref: str
    words: str
    status: Status
    on: date
    completed: str
    evidence: str
    effect: str
    reason: str


def change_of(earlier: str, today: str) -> Change:
    """Whether an expectation is met better than before."""
    if earlier not in _RANK or today not in _RANK:
        return Change.NO_TELLING
    before, now = _RANK[earlier], _RANK[today]
    return Change.SAME if now == before else Change.IMPROVED if now > before else Change.WORSE


class Ledger:
    """Takes complete records in any order and keeps of them only actions, updates and re-checks."""

    def __init__(self, catalogues: Catalogues) -> None:
        self._catalogues = catalogues
        self._agreed: list[_Origin] = []
        self._told: list[_Told] = []
        self._again: list[tuple[Recheck, str]] = []
        self._words: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._corrected_by: dict[str, str] = {}
        self._forms: dict[tuple[str, str], _Form | None] = {}

    def add(self, record: Record) -> None:
        """Take what one record says; a draft, one made for practice or one of an unknown tool says nothing."""
        form = self._form(record)
        if form is None or record.get("status") != "complete" or "practice" in record:
            return
        identity = record["record_id"]
        rows = record["relates_to"]
        self._corrected_by |= {row["record_id"]: identity for row in rows if row["relation"] == "replaces"}
        if form.agrees:
            agreed_here = tuple(_origins(form.tool, record))
            self._agreed += agreed_here
            self._words[identity] |= {origin.ref: origin.text for origin in agreed_here}
        if form.updates:
            self._told += _updates(form, record)
        if form.looks_again:
            self._again += _looked_at(form, record)

    def tracked(self, on: date) -> Iterator[TrackedAction]:
        """The actions that were agreed by this day, oldest first, as they stand on this day."""
        told = defaultdict[tuple[str, str], list[_Told]](list)
        for update in self._told:
            if update.said_in not in self._corrected_by and update.on <= on:
                told[self._now(update.target, update.ref, update.words)].append(update)
        again = defaultdict[tuple[str, str], list[Recheck]](list)
        for recheck in self.rechecked():
            if recheck.on <= on:
                again[recheck.origin_id, recheck.ref].append(recheck)
        for origin in sorted(self._agreed, key=lambda each: (each.agreed_on, each.record["id"])):
            identity = origin.record["id"]
            if origin.agreed_on <= on and identity not in self._corrected_by:
                updates = sorted(told[identity, origin.ref], key=lambda each: (each.on, each.completed, each.said_in))
                yield _as_it_stands(origin, updates, again[identity, origin.ref], on)

    def rechecked(self) -> Iterator[Recheck]:
        """The expectations that were looked at again, oldest first, beside the actions of the newest correction."""
        for found, words in sorted(self._again, key=lambda each: (each[0].on, each[0].recheck_id)):
            if found.recheck_id not in self._corrected_by:
                origin_id, ref = self._now(found.origin_id, found.ref, words)
                yield replace(found, origin_id=origin_id, ref=ref)

    def _form(self, record: Record) -> _Form | None:
        """Where records of its tool and edition speak of actions; None where one of the two is not known here."""
        name = record["edition"], record["record_type"]
        if name not in self._forms:
            catalogue = self._catalogues(record["edition"])
            tool = tool_of(catalogue, record) if catalogue else None
            self._forms[name] = _form_of(tool) if tool else None
        return self._forms[name]

    def _now(self, record_id: str, ref: str, words: str) -> tuple[str, str]:
        """The newest correction of a record, and what an action of the record is called there; "" if it is not there.

        `words` are those in which the action is spoken of, for a record that is not here.
        """
        newest = self._newest(record_id)
        if newest == record_id:
            return newest, ref
        return newest, found_as(ref, self._words[record_id].get(ref, words), self._words[newest])

    def _newest(self, record_id: str) -> str:
        """The last correction of a record, or the record itself."""
        seen = set[str]()
        while record_id in self._corrected_by and record_id not in seen:
            seen.add(record_id)
            record_id = self._corrected_by[record_id]
        return record_id


def _as_it_stands(origin: _Origin, updates: list[_Told], again: list[Recheck], on: date) -> TrackedAction:
    told = updates[-1] if updates else None
    status = told.status if told else Status.OPEN
    closed = status in {Status.DONE, Status.NOT_DONE}
    return TrackedAction(
        text=origin.text,
        link=origin.link,
        owner_role=origin.owner_role,
        due=origin.due,
        complex=origin.complex,
        status=status,
        changed_on=told.on if told else None,
        evidence=told.evidence if told else "",
        effect=told.effect if told else "",
        reason=told.reason if told else "",
        overdue=origin.due is not None and origin.due < on and not closed,
        origin_id=origin.record["id"],
        origin_type=origin.record["type"],
        ref=origin.ref,
        agreed_on=origin.agreed_on,
        rechecked=_together(again),
        history=tuple((update.on, update.status) for update in updates),
    )


def _together(again: list[Recheck]) -> Change | None:
    """What the newest re-check found of all expectations of an action: worse if any is, else better if any is."""
    newest = again[-1].recheck_id if again else ""
    found = {each.change for each in again if each.recheck_id == newest}
    order = (Change.WORSE, Change.IMPROVED, Change.SAME, Change.NO_TELLING)
    return next((change for change in order if change in found), None)


def _form_of(tool: Tool) -> _Form:
    parts = ("updated", "action-updates", "rechecked-audit", "rechecked")
    updated, updates, rechecked, again = (next((each.id for each in tool.by_part.get(part, ())), "") for part in parts)
    agrees = any(tool.by_part.get(part) for part in ACTION_PARTS)
    return _Form(tool=tool, agrees=agrees, updated=updated, updates=updates, rechecked=rechecked, looks_again=again)


def _origins(tool: Tool, record: Record) -> Iterator[_Origin]:
    about = {"id": record["record_id"], "type": record["record_type"]}
    actions = tuple(agreed(tool, mapping(record["answers"])))
    if not actions:
        return
    agreed_on = finished_on(record, tool.finished_in)
    for action in actions:
        yield _Origin(
            record=about,
            ref=action.ref,
            text=action.text("action"),
            link=action.text("link"),
            owner_role=action.text("owner_role"),
            due=date_of(action.fields.get("due")).day,
            complex=action.text("complex") == "yes",
            agreed_on=agreed_on,
        )


def _updates(form: _Form, record: Record) -> Iterator[_Told]:
    answers = mapping(record["answers"])
    target = text_of(answers.get(form.updated))
    for _, row in rows_of(answers.get(form.updates)):
        on = date_of(row.get("changed_on")).day
        if on is not None and text_of(row.get("status")) in set(Status):
            yield _Told(
                said_in=record["record_id"],
                target=target,
                ref=text_of(row.get("ref")),
                words=text_of(row.get("action")),
                status=Status(text_of(row.get("status"))),
                on=on,
                completed=trimmed(record["completed"]),
                evidence=text_of(row.get("evidence")),
                effect=text_of(row.get("effect")),
                reason=text_of(row.get("reason")),
            )


def _looked_at(form: _Form, record: Record) -> Iterator[tuple[Recheck, str]]:
    """What a re-check found, each with the words of the action."""
    answers = mapping(record["answers"])
    target, on = text_of(answers.get(form.rechecked)), finished_on(record, form.tool.finished_in)
    for _, row in rows_of(answers.get(form.looks_again)):
        earlier, today = text_of(row.get("earlier")), text_of(row.get("today"))
        if today:
            found = Recheck(
                expectation=text_of(row.get("expectation")),
                earlier=earlier,
                today=today,
                change=change_of(earlier, today),
                on=on,
                ref=text_of(row.get("ref")),
                origin_id=target,
                recheck_id=record["record_id"],
            )
            yield found, text_of(row.get("action"))
