"""Actions followed over many records, and what re-checks found: plain values for a report.

Records go in one by one and are not kept, so a report can stream them. Which rows are actions, the
parts of their questions say (`rules.following`). A record that a correction replaced counts no longer;
what was said of its actions counts for the correction. Knows nothing of registers, files or pages.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_audit.records import tool_of
from practice_audit.rules.following import agreed
from practice_audit.rules.reading import date_of, mapping, rows_of, text_of, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Recheck:
    """One expectation that was looked at again: `earlier` and `today` are met, partly, not_met, na or not_judged."""

    expectation: str
    earlier: str
    today: str
    change: Change
    on: date
    ref: str
    origin_id: str
    recheck_id: str


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
    status: Status
    on: date
    completed: str
    evidence: str
    effect: str
    reason: str


def tracked_actions(records: Iterable[Record], on: date, catalogues: Catalogues) -> Iterator[TrackedAction]:
    """Every action that was agreed by this day, oldest first, as it stands on this day."""
    yield from _filled(records, catalogues).tracked(on)


def rechecks(records: Iterable[Record], catalogues: Catalogues) -> Iterator[Recheck]:
    """Every expectation that was looked at again, oldest first."""
    yield from _filled(records, catalogues).rechecked()


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
        self._again: list[Recheck] = []
        self._corrected_by: dict[str, str] = {}

    def add(self, record: Record) -> None:
        """Take what one record says; a draft, one made for practice or one of an unknown tool says nothing."""
        catalogue = self._catalogues(record["edition"])
        tool = tool_of(catalogue, record) if catalogue else None
        if tool is None or record.get("status") != "complete" or "practice" in record:
            return
        identity = record["record_id"]
        rows = record["relates_to"]
        self._corrected_by |= {row["record_id"]: identity for row in rows if row["relation"] == "replaces"}
        self._agreed += _origins(tool, record)
        self._told += _updates(tool, record)
        self._again += _looked_at(tool, record)

    def tracked(self, on: date) -> Iterator[TrackedAction]:
        """The actions that were agreed by this day, oldest first, as they stand on this day."""
        told = defaultdict[tuple[str, str], list[_Told]](list)
        for update in self._told:
            if update.said_in not in self._corrected_by and update.on <= on:
                told[self._newest(update.target), update.ref].append(update)
        again = defaultdict[tuple[str, str], list[Recheck]](list)
        for recheck in self.rechecked():
            if recheck.on <= on:
                again[recheck.origin_id, recheck.ref].append(recheck)
        for origin in sorted(self._agreed, key=lambda each: (each.agreed_on, each.record["id"])):
            identity = origin.record["id"]
            if origin.agreed_on <= on and identity not in self._corrected_by:
                updates = told[identity, origin.ref]
                newest = max(updates, key=lambda each: (each.on, each.completed, each.said_in), default=None)
                yield _as_it_stands(origin, newest, again[identity, origin.ref], on)

    def rechecked(self) -> Iterator[Recheck]:
        """The expectations that were looked at again, oldest first; `origin_id` names the newest correction."""
        for found in sorted(self._again, key=lambda each: (each.on, each.recheck_id)):
            if found.recheck_id not in self._corrected_by:
                values = {name: getattr(found, name) for name in Recheck.__dataclass_fields__}
                yield Recheck(**{**values, "origin_id": self._newest(found.origin_id)})

    def _newest(self, record_id: str) -> str:
        """The last correction of a record, or the record itself."""
        seen = set[str]()
        while record_id in self._corrected_by and record_id not in seen:
            seen.add(record_id)
            record_id = self._corrected_by[record_id]
        return record_id


def _filled(records: Iterable[Record], catalogues: Catalogues) -> Ledger:
    ledger = Ledger(catalogues)
    for record in records:
        ledger.add(record)
    return ledger


def _as_it_stands(origin: _Origin, told: _Told | None, again: list[Recheck], on: date) -> TrackedAction:
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
    )


def _together(again: list[Recheck]) -> Change | None:
    """What the newest re-check found of all expectations of an action: worse if any is, else better if any is."""
    newest = again[-1].recheck_id if again else ""
    found = {each.change for each in again if each.recheck_id == newest}
    order = (Change.WORSE, Change.IMPROVED, Change.SAME, Change.NO_TELLING)
    return next((change for change in order if change in found), None)


def _origins(tool: Tool, record: Record) -> Iterator[_Origin]:
    about = {"id": record["record_id"], "type": record["record_type"]}
    for action in agreed(tool, mapping(record["answers"])):
        yield _Origin(
            record=about,
            ref=action.ref,
            text=action.text("action"),
            link=action.text("link"),
            owner_role=action.text("owner_role"),
            due=date_of(action.fields.get("due")).day,
            complex=action.text("complex") == "yes",
            agreed_on=_finished(tool, record),
        )


def _updates(tool: Tool, record: Record) -> Iterator[_Told]:
    target = text_of(_by_part(tool, record, "updated"))
    for row in _rows(tool, record, "action-updates"):
        on = date_of(row.get("changed_on")).day
        if on is not None and text_of(row.get("status")) in set(Status):
            yield _Told(
                said_in=record["record_id"],
                target=target,
                ref=text_of(row.get("ref")),
                status=Status(text_of(row.get("status"))),
                on=on,
                completed=trimmed(record["completed"]),
                evidence=text_of(row.get("evidence")),
                effect=text_of(row.get("effect")),
                reason=text_of(row.get("reason")),
            )


def _looked_at(tool: Tool, record: Record) -> Iterator[Recheck]:
    target = text_of(_by_part(tool, record, "rechecked-audit"))
    for row in _rows(tool, record, "rechecked"):
        earlier, today = text_of(row.get("earlier")), text_of(row.get("today"))
        if today:
            yield Recheck(
                expectation=text_of(row.get("expectation")),
                earlier=earlier,
                today=today,
                change=change_of(earlier, today),
                on=_finished(tool, record),
                ref=text_of(row.get("ref")),
                origin_id=target,
                recheck_id=record["record_id"],
            )


def _finished(tool: Tool, record: Record) -> date:
    """When a record was finished: as its author says, else when it was made."""
    told = date_of(mapping(record["answers"]).get(tool.record.get("completed_on", ""))).day
    return told or date.fromisoformat(record["completed"][:10])


def _rows(tool: Tool, record: Record, part: str) -> Iterator[Mapping[str, object]]:
    yield from (row for _, row in rows_of(_by_part(tool, record, part)))


def _by_part(tool: Tool, record: Record, part: str) -> object:
    """The answer of the question that plays a part; None where the tool has none."""
    first = next(iter(tool.by_part.get(part, ())), None)
    return mapping(record["answers"]).get(first.id) if first else None
