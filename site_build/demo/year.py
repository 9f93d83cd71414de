"""The made-up year: one month after another, each with its draw, its audits and what follows from earlier ones.

Fifteen months from October 2024, which are five quarters; the whole of 2025 is among them. Audits are
of the first edition until `MOVED`, then of the newest: what was begun with an edition stays with it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from practice_audit.sampling.auditors import Auditor
from practice_audit.sampling.draw import Question, draw_cases
from practice_audit.sampling.history import Audited
from practice_audit.sampling.moderation import draw_audits
from practice_audit.sampling.writing import Made, moderation_record, selection_record
from site_build.demo import desk, moderating
from site_build.demo.auditing import audited, corrected, prepared
from site_build.demo.families import said_of_audit
from site_build.demo.making import marked
from site_build.demo.people import AUDITORS, QUALITY, Chance, Service, service
from site_build.demo.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practice_audit.model import Catalogue
    from site_build.demo.making import Record

SEED: Final = "a-sample-year"
RECORDS: Final = 1200
MONTHS: Final = tuple(date(2024 + (9 + each) // 12, (9 + each) % 12 + 1, 1) for each in range(15))
MOVED: Final = date(2025, 1, 13)
"""The day on which the newest edition came into force, in this made-up year."""
_FIRST_MOVED: Final = 4
"""The first month that lies after it as a whole."""
PERIODS: Final = ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
YEAR: Final = "2025"
MADE_ON: Final = date(2026, 1, 12)
"""The day of the reports."""
_OF_EVERY_YEAR: Final = 66
"""Records that a year has however large it is: draws, samples and notes of meetings."""
_BESIDES: Final = 0.08
"""The share of complaints, referrals and the like among the records."""
_FOR_EACH_AUDIT: Final = 4.53
"""Records that come of an audit, on the whole: so many that the last month comes out like the others."""
_NO_NOTE: Final = frozenset({("meeting.slt-performance", 4), ("meeting.slt-performance", 9), ("meeting.audit-qa", 8)})
"""Meetings without a note, by month."""
_MODERATED: Final = 0.24
_SECOND: Final = 0.22
_CORRECTED: Final = 0.03
_OF_THE_AUDIT: Final = 0.08
_TOLD_OF: Final = 0.7
_ABOUT_ACTIONS: Final = (
    ("actions", desk.update, 2, 0.85),
    ("actions", desk.update, 3, 0.6),
    ("recheck", desk.recheck, 4, 0.25),
)
"""What comes of the actions of an audit: the tool, after how many months, and how often."""
_LARGEST: Final = 5  # records of one audit in its month, at most
_USUAL: Final = 2.7


@dataclass
class _State:
    """What the year has come to."""

    seed: str
    editions: tuple[Catalogue, Catalogue]
    service: Service
    records: list[Record] = field(default_factory=list)
    audits: list[Audited] = field(default_factory=list)
    unmoderated: dict[str, Record] = field(default_factory=dict)
    later: defaultdict[int, list[Callable[[], Record]]] = field(default_factory=lambda: defaultdict(list))

    def has(self, tool_id: str, month: int) -> bool:
        """Whether the edition of this month has a tool."""
        return any(tool.id == tool_id for tool in self.edition(MONTHS[month] + timedelta(days=14)).tools)

    def edition(self, day: date) -> Catalogue:
        """The edition in force on a day."""
        return self.editions[day >= MOVED]


def year(earlier: Catalogue, newest: Catalogue, *, number: int = RECORDS, seed: str = SEED) -> list[Record]:
    """So many finished records, in the order in which they were finished.

    Raises ValueError where there are too few for the draws and meetings of a year.
    """
    state = _State(seed=seed, editions=(earlier, newest), service=service(seed, max(120, number * 3 // 4)))
    for month in range(len(MONTHS)):
        _follow_up(state, month)
        _meet(state, month)
        _keep(state, month, number)
        _audit(state, month, number)
    if len(state.records) != number:
        raise ValueError(f"A year of {number} records cannot be made: it comes to {len(state.records)}.")
    return sorted(state.records, key=lambda record: (record["completed"], record["record_id"]))


def _often(month: int, rate: float) -> int:
    """How many times in this month something happens that happens so often in a month, on the whole."""
    return int(rate * (month + 1) + 1e-9) - int(rate * month + 1e-9)


def _follow_up(state: _State, month: int) -> None:
    """What earlier months left to do: moderations, updates, re-checks."""
    state.records += [make() for make in state.later.pop(month, ())]
    if month == 0 or not state.unmoderated:
        return
    chance = Chance(state.seed, "moderation", month)
    meeting = MONTHS[month] + timedelta(days=4)
    number = max(1, int(_MODERATED * len(state.unmoderated)))
    pool = tuple(sorted(state.unmoderated))
    drawn, problems = draw_audits(pool, seed=f"{state.seed}-{month}", number=number, meeting_on=meeting)
    if drawn is None:
        raise ValueError(problems[0].message)
    now = f"{(meeting + timedelta(days=1)).isoformat()}T10:00:00Z"
    made = Made(record_id=chance.id(), now=now, by=QUALITY[0], role=QUALITY[1])
    edition = state.edition(meeting)
    sample = marked(moderation_record(edition, drawn, made))
    state.records.append(sample)
    moderated = {name: state.unmoderated.pop(name) for _, name in sorted((t, n) for n, t in drawn.drawn)}
    if not state.has("moderation-1", month):
        return
    edition = state.editions[1]
    for audit in moderated.values():
        begun = chance.day(max(MOVED, meeting + timedelta(days=2)), meeting + timedelta(days=13))
        moderation = moderating.first(chance, edition, audit, sample, begun)
        state.records.append(moderation)
        if chance.happens(_SECOND):
            again = begun + timedelta(days=7)
            state.records.append(moderating.second(chance, edition, audit, moderation, again))


def _meet(state: _State, month: int) -> None:
    """The regular meetings, but for those that nobody noted."""
    if not state.has("meeting-note", month):
        return
    chance = Chance(state.seed, "meetings", month)
    for place, kind in enumerate(desk.MEETINGS):
        if (kind, month) not in _NO_NOTE:
            held = chance.day(
                MONTHS[month] + timedelta(days=12 + 3 * place), MONTHS[month] + timedelta(days=15 + 3 * place)
            )
            _agree(state, chance, desk.meeting(chance, state.edition(held), kind, held), month)
    if month % 3 == 2:  # noqa: PLR2004 - the last month of a quarter
        held = MONTHS[month] + timedelta(days=23)
        _agree(state, chance, desk.meeting(chance, state.edition(held), desk.QUARTERLY, held), month)


def _agree(state: _State, chance: Chance, record: Record, month: int) -> None:
    """A record of the desk; what is agreed in it is told of later, as a rule."""
    state.records.append(record)
    later = month + 3
    if "owner_role" in str(record["answers"]) and later < len(MONTHS) and chance.happens(_TOLD_OF):
        on = chance.day(MONTHS[later] + timedelta(days=6), MONTHS[later] + timedelta(days=25))
        state.later[later].append(partial(desk.update, chance, state.editions[1], record, on))


def _keep(state: _State, month: int, number: int) -> None:
    """Complaints, what staff say, referrals and reviews by others, as often as the size of the year has it."""
    size = number / RECORDS
    kinds = (
        (desk.complaint, "complaint-learning", 4.2),
        (desk.you_said, "you-said", 1.0),
        (desk.referrals, "referral-review", 2.4),
        (desk.outside, "external-review", 0.34),
    )
    for make, tool_id, rate in kinds:
        if state.has(tool_id, month):
            chance = Chance(state.seed, tool_id, month)
            for _ in range(_often(month, rate * size)):
                day = chance.day(MONTHS[month] + timedelta(days=14), MONTHS[month] + timedelta(days=26))
                _agree(state, chance, make(chance, state.edition(day), day), month)


def _audit(state: _State, month: int, number: int) -> None:
    """The draw of the month and the audits of the cases that were drawn; the last month fills up the year."""
    last = month == len(MONTHS) - 1
    rate = max(1.0, (number * (1 - _BESIDES) - _OF_EVERY_YEAR) / (len(MONTHS) * _FOR_EACH_AUDIT))
    left = number - len(state.records) - 1
    drawn = max(0, int(left / _USUAL)) if last else min(_often(month, rate), _room(state, month, number))
    for place, setting in enumerate(_drawn(state, month, drawn) if drawn else ()):
        chance = Chance(state.seed, "audit", month, setting.drawn.case.case_ref)
        to_come = drawn - place - 1 if last else -number
        if number - len(state.records) - to_come < _LARGEST:
            state.records.append(prepared(chance, setting))
        else:
            _remember(state, chance, setting, audited(chance, setting), month)
    if last and state.has("complaint-learning", month):
        chance = Chance(state.seed, "filling up")
        day = MONTHS[month] + timedelta(days=27)
        while len(state.records) < number:
            state.records.append(desk.complaint(chance, state.editions[1], day))


def _room(state: _State, month: int, number: int) -> int:
    """How many audits there is room for, beside all that is still to come: a small year is filled early."""
    to_come = sum(map(len, state.later.values())) + len(state.unmoderated) // 2
    every_month = _OF_EVERY_YEAR / len(MONTHS) + _BESIDES * number / len(MONTHS)
    left = number - len(state.records) - to_come - (len(MONTHS) - 1 - month) * every_month
    return max(0, int(left / _LARGEST))


def _drawn(state: _State, month: int, number: int) -> Iterator[Setting]:
    """The selection record of a month goes among the records, and each case that is drawn comes with its setting."""
    selected = MONTHS[month] + timedelta(days=1)
    told = selected + timedelta(days=1)
    edition = state.edition(selected)
    question = Question(
        seed=f"{state.seed}-{selected:%Y-%m}",
        number=number,
        selected_on=selected,
        frame=state.service.frame,
        auditors=tuple(Auditor(auditor_ref=code) for code in AUDITORS),
        audits=tuple(state.audits),
    )
    draw, problems = draw_cases(question)
    if draw is None:
        raise ValueError(problems[0].message)
    chance = Chance(state.seed, "selection", month)
    now = f"{told.isoformat()}T16:00:00Z"
    made = Made(record_id=chance.id(), now=now, by=QUALITY[0], role=QUALITY[1], told_on=told)
    selection = marked(selection_record(edition, draw, made))
    state.records.append(selection)
    for each in draw.drawn:
        yield Setting(
            catalogue=edition,
            drawn=each,
            selection=selection,
            age=state.service.ages[each.case.case_ref],
            month=month,
            told=told,
            begun=chance.day(told + timedelta(days=5), told + timedelta(days=15)),
        )


def _remember(state: _State, chance: Chance, setting: Setting, made: list[Record], month: int) -> None:
    """The records of an audit, perhaps with a correction, and what is to come of it."""
    audit = made[-1]
    if chance.happens(_CORRECTED):
        audit = corrected(chance, setting.catalogue, audit, setting.done + timedelta(days=3))
        made = [*made, audit]
    state.records += made
    record_id = audit["record_id"]
    state.audits.append(Audited(case_ref=setting.drawn.case.case_ref, completed_on=setting.done, record_id=record_id))
    state.unmoderated[record_id] = audit
    for later, make in _to_come(chance, state.editions[1], setting, audit, month):
        if later < len(MONTHS):
            state.later[later].append(make)


def _to_come(
    chance: Chance, newest: Catalogue, setting: Setting, audit: Record, month: int
) -> Iterator[tuple[int, Callable[[], Record]]]:
    """Later records about an audit, each with its month."""
    tools = {tool.id for tool in newest.tools}
    if "ila.g.actions" in audit["answers"]:
        for tool_id, make, after, share in _ABOUT_ACTIONS:
            later = month + after
            if tool_id in tools and chance.happens(share) and _FIRST_MOVED <= later < len(MONTHS):
                on = chance.day(MONTHS[later] + timedelta(days=6), MONTHS[later] + timedelta(days=25))
                yield later, partial(make, chance, newest, audit, on)
    if "feedback-process" in {tool.id for tool in setting.catalogue.tools} and chance.happens(_OF_THE_AUDIT):
        yield month + 1, partial(said_of_audit, chance, setting)
