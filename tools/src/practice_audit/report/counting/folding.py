"""One pass over records: each is counted in the quarter in which it was finished or held, then let go.

    folded = fold(records, catalogue_of, Around(as_at=day, quoted=period.quarters, replaced=register.replaced()))

Records come as plain JSON values from any source, in any order, corrections with their first versions
(`first_versions.dated`). What a correction replaced is passed
over, and so are drafts, practice records and those of an edition or a tool that is not known here; how
many, the tallies say. Whoever calls has validated the records. Knows no database, no page, and no
words that readers see.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from practice_audit.made_up import is_made_up
from practice_audit.records import finished_on
from practice_audit.report.counting.plans import Plan, plan_of
from practice_audit.report.counting.tallies import Tally, Text, newest_first
from practice_audit.rules.days import quarter_of
from practice_audit.rules.reading import choices_of, mapping, rows_of, text_of, trimmed
from practice_audit.rules.voice import CHILD, GAPS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from practice_audit.model import Catalogue
    from practice_audit.report.counting.plans import Judged, Key

    Record: TypeAlias = Mapping[str, Any]
    CatalogueOf: TypeAlias = Callable[[str], Catalogue | None]

HEARD: Final = frozenset({"heard", "observed"})
_RANK: Final = {"not_met": 0, "partly": 1, "met": 2, "na": 3}
REFERRALS: Final = ("information", "consent", "decision", "action_taken")
"""What is judged about each referral."""


class Takes(Protocol):
    """Whatever wants to see every record that is complete, such as a ledger of actions."""

    def add(self, record: Record) -> None:
        """Take one record in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Folded:
    """All that a report needs of the records.

    `quarters` are the tallies by quarter; what was passed over is counted there under "left-out". Words are kept
    of the `quoted` ones only. `drafts` counts what belongs to no quarter. `took_part` are those of the asked staff
    codes that took part in the asked days. `later` are the months of records that are of days to come.
    """

    as_at: str
    quoted: Collection[str] = frozenset()
    quarters: dict[str, Tally] = field(default_factory=dict)
    drafts: Counter[str] = field(default_factory=Counter)
    took_part: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)

    @property
    def made_up(self) -> int:
        """How many of the records that were counted are made up, in whichever quarter."""
        return sum(tally.counts["made-up",] for tally in self.quarters.values())

    def tally(self, quarter: str) -> Tally:
        """The tally of a quarter; an empty one where no record was finished in it."""
        return self.quarters.get(quarter) or Tally()

    def of_quarter(self, quarter: str) -> Tally:
        """The tally of a quarter, to be added to."""
        if quarter not in self.quarters:
            self.quarters[quarter] = Tally(quotes=quarter in self.quoted)
        return self.quarters[quarter]


@dataclass(frozen=True, kw_only=True, slots=True)
class Staff:
    """Whose experience of audit is asked for: staff codes in lower case, and the days that count (ISO 8601 text)."""

    codes: Collection[str]
    first: str
    last: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What the records are counted with.

    `as_at` is the last day that counts. `replaced` are the records that a correction replaces; `ledgers`
    see those, too. `themes` gives the theme of a standard by its id: a piece of evidence counts once in each.
    `quoted` are the quarters of which words are kept beside the numbers. A note of what was held by `as_at` counts
    where it was there by `made_on`, if that is given.
    """

    as_at: dt.date
    replaced: Collection[str] = frozenset()
    staff: Staff | None = None
    ledgers: tuple[Takes, ...] = ()
    themes: Mapping[str, str] = field(default_factory=dict)
    quoted: Collection[str] = frozenset()
    made_on: dt.date | None = None


def fold(
    records: Iterable[Record],
    catalogue_of: CatalogueOf,
    around: Around,
) -> Folded:
    """Count records of work that was finished by a day; of those of later days only their months are kept."""
    folded = Folded(as_at=around.as_at.isoformat(), quoted=around.quoted)
    there_by = around.made_on.isoformat() if around.made_on else "9999"
    plans: dict[tuple[str, str], Plan | None] = {}
    for record in records:
        if record.get("status") != "complete" or record.get("practice") is True:
            folded.drafts["draft"] += 1
            continue
        name = (record["edition"], record["record_type"])
        if name not in plans:
            plans[name] = plan_for(catalogue_of, around.themes, *name)
        plan = plans[name]
        for ledger in around.ledgers:
            ledger.add(record)
        if record["record_id"] in around.replaced:
            _leave_out(folded, plan, record, "replaced")
            continue
        if plan is None:
            _leave_out(folded, plan, record, "unknown")
            continue
        day = finished_on(record, plan.day).isoformat()
        if day > folded.as_at:
            folded.later.add(day[:7])
        elif not (plan.is_held and str(record["completed"])[:10] > there_by):
            _count(folded.of_quarter(quarter_of(day)), plan, record, day)
            if around.staff is not None and around.staff.first <= day <= around.staff.last:
                _took_part(folded, plan, record, around.staff)
    return folded


def plan_for(catalogue_of: CatalogueOf, themes: Mapping[str, str], edition: str, record_type: str) -> Plan | None:
    """How records of a tool and an edition are read; None where one of them is not known here."""
    catalogue = catalogue_of(edition)
    tool = next((each for each in catalogue.tools if each.id == record_type), None) if catalogue else None
    return plan_of(catalogue, tool, themes) if catalogue and tool else None


def _leave_out(folded: Folded, plan: Plan | None, record: Record, why: str) -> None:
    """Count a record that is passed over in the quarter to which it would have belonged."""
    day = finished_on(record, plan.day if plan else "").isoformat()
    if day <= folded.as_at:
        folded.of_quarter(quarter_of(day)).counts["left-out", why] += 1


def _count(tally: Tally, plan: Plan, record: Record, day: str) -> None:
    """Add one record to the tally of its quarter."""
    counts, answers = tally.counts, record["answers"]
    counts[plan.record_key] += 1
    if is_made_up(record):
        counts["made-up",] += 1
    if plan.judged:
        _standards(counts, plan, answers, plan.judged)
    for question, judged in plan.rows:
        for _, row in rows_of(answers.get(question)):
            _standards(counts, plan, row, judged)
    for question, name in plan.choices:
        value = text_of(answers.get(question))
        if value:
            counts[name, value] += 1
    for question in plan.family:
        _chosen(counts, plan, question, answers.get(question))
    _texts(tally, plan, record, day)


def _texts(tally: Tally, plan: Plan, record: Record, day: str) -> None:
    """What of a record is more than an answer to count."""
    if plan.is_audit:
        _audit(tally, plan, record, day)
    for question in plan.evidence:
        _evidence(tally, plan, record, question, day)
    for question in plan.parts.get("voices", ()):
        _voices(tally, plan, record, question, day)
    if plan.moderates:
        _moderation(tally, plan, record, day)
    if plan.learning or "staff-said" in plan.parts or "referrals" in plan.parts:
        _kept_by_the_team(tally, plan, record, day)


def _standards(counts: Counter[Key], plan: Plan, answers: Mapping[str, Any], judged: Iterable[Judged]) -> None:
    keys = plan.keys
    counts.update(keys[found_of] for found_of in outcomes_of(answers, judged).items() if found_of in keys)


def outcomes_of(answers: Mapping[str, Any], judged: Iterable[Judged]) -> dict[str, str]:
    """Each expectation once: where several answers of one audit are about it, the least good one counts."""
    found: dict[str, str] = {}
    for each in judged:
        answer = answers.get(each.question)
        if answer is None:
            continue
        outcome = answer.get("value")
        rank = _RANK.get(outcome)
        if rank is None:
            continue
        named = choices_of(answer, "which") if each.several and rank < _RANK["met"] else each.linked
        for one in named:
            if _RANK[found.setdefault(one, outcome)] > rank:
                found[one] = outcome
    return found


def _audit(tally: Tally, plan: Plan, record: Record, day: str) -> None:
    counts, answers = tally.counts, record["answers"]
    counts[("audit", plan.edition)] += 1
    counts[("month", day[:7])] += 1
    grade, area = text_of(answers.get(plan.first("grade"))), text_of(answers.get(plan.first("area")))
    counts["grade", plan.edition, grade] += 1
    counts["grade-by-area", area, plan.edition, grade] += 1
    if text_of(answers.get(plan.first("complaint"))) == "yes":
        counts[("complaint", "raised")] += 1
        if text_of(answers.get(plan.first("complaint-explained"))) == "yes":
            counts[("complaint", "explained")] += 1
    _example(tally, plan, record, day, "audit")


def _example(tally: Tally, plan: Plan, record: Record, day: str, whose: str) -> None:
    """A good example that somebody flagged, with their words."""
    answer = record["answers"].get(plan.first("good-example"))
    if text_of(answer) == "yes":
        tally.counts[("example", whose)] += 1
        words = trimmed(mapping(answer).get("detail"))
        if words:
            tally.keep(("example", whose), _text(record, newest_first(day), "", words))


def _chosen(counts: Counter[Key], plan: Plan, question: str, answer: object) -> None:
    value = text_of(answer)
    for one in (value,) if value else choices_of(answer):
        counts[("answer", plan.tool, plan.edition, question, one)] += 1


def _evidence(tally: Tally, plan: Plan, record: Record, question: str, day: str) -> None:
    counts = tally.counts
    for place, row in rows_of(record["answers"].get(question)):
        kind = text_of(row.get("kind"))
        counts[("evidence", kind)] += 1
        links = choices_of(row.get("links"))
        for theme in {plan.themes.get(link, "") for link in links}:
            counts[("noted", theme, kind)] += 1
        for link in links:
            counts[("seen", plan.edition, link, kind)] += 1
        words = text_of(row.get("what")) if tally.quotes else ""
        if words:
            text = _text(record, newest_first(day), f"{question}/{place:03d}", words)
            for link in links:
                tally.keep(("shown", plan.edition, link, kind), text)


def _voices(tally: Tally, plan: Plan, record: Record, question: str, day: str) -> None:
    child = set()
    for place, row in rows_of(record["answers"].get(question)):
        who, state = text_of(row.get("who")), text_of(row.get("state"))
        if who == CHILD:
            child.add(state)
        tally.counts[("voice", who, state)] += 1
        reason = text_of(row.get("reason"))
        if reason and state in GAPS:
            tally.keep(("reason", who), _text(record, newest_first(day), f"{place:03d}", reason, (state,)))
    if child:
        heard = "missing" if child.isdisjoint(HEARD) else "heard"
        tally.counts["child-in-audit", heard] += 1
        tally.counts["child-by-area", text_of(record["answers"].get(plan.first("area"))), heard] += 1


def _moderation(tally: Tally, plan: Plan, record: Record, day: str) -> None:
    """The auditor's grade beside the moderator's. Neither takes the place of the other (R089)."""
    answers = record["answers"]
    about = mapping(answers.get(plan.first("moderated-first") or plan.first("moderated-again")))
    theirs, finished = trimmed(mapping(about.get("kept")).get("grade")), trimmed(about.get("completed_on"))[:10]
    by = finished if finished < plan.since else ""  # the day tells of an earlier edition
    tally.counts["moderation", plan.moderates] += 1
    tally.counts["pair", plan.moderates, plan.edition, by, theirs, text_of(answers.get(plan.first("grade-view")))] += 1
    if text_of(answers.get(plan.first("learning"))):
        tally.counts["learning", plan.moderates] += 1
    _example(tally, plan, record, day, "moderation")


def _kept_by_the_team(tally: Tally, plan: Plan, record: Record, day: str) -> None:
    """Meetings, complaints, reviews from outside, answers to staff and referrals that were looked at."""
    answers = record["answers"]
    held = text_of(answers.get(plan.first("held-on"))) or day
    if plan.learning == "meeting":
        meeting = text_of(answers.get(plan.first("meeting")))
        tally.counts["meeting", meeting, held[:7]] += 1
        for reported in choices_of(answers.get(plan.first("reported"))):
            tally.counts["reported", meeting, reported] += 1
    for told in choices_of(answers.get(plan.first("shared-with"))) if plan.first("shared-with") else ():
        tally.counts[f"told-{plan.learning}", told] += 1
    learnt = text_of(answers.get(plan.first("learnt")))
    if plan.learning and learnt:
        subject = text_of(answers.get(plan.first("outside-review") or plan.first("feedback-kind")))
        tally.counts["learnt", plan.learning] += 1
        tally.keep(("learnt", plan.learning), _text(record, newest_first(held), "", learnt, (subject,)))
    said = text_of(answers.get(plan.first("staff-said")))
    if said:
        facts = (text_of(answers.get(plan.first("we-did"))), text_of(answers.get(plan.first("progress"))))
        tally.counts["said",] += 1
        tally.keep(("said",), _text(record, newest_first(held), "", said, facts))
    for question in plan.parts.get("referrals", ()):
        for _, row in rows_of(answers.get(question)):
            tally.counts["referrals",] += 1
            for name in REFERRALS:
                tally.counts["referral", name, text_of(row.get(name))] += 1


def _took_part(folded: Folded, plan: Plan, record: Record, staff: Staff) -> None:
    """Staff codes that are asked for, where a record that looks at practice has them: author, workers, managers."""
    if plan.looks:
        folded.took_part.update(code for code in _codes(plan, record) if code in staff.codes)


def _codes(plan: Plan, record: Record) -> Iterator[str]:
    yield trimmed(mapping(record.get("author")).get("ref")).casefold()
    for part in ("practitioner-ref", "manager-ref"):
        for question in plan.parts.get(part, ()):
            yield text_of(record["answers"].get(question)).casefold()
    for question, fields in plan.workers:
        for _, row in rows_of(record["answers"].get(question)):
            yield from (text_of(row.get(name)).casefold() for name in fields)


def _text(record: Record, rank: str, place: str, words: str, facts: tuple[str, ...] = ()) -> Text:
    return Text(rank=rank, record=record["record_id"], place=place, text=words, facts=facts)
