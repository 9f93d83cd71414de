"""Cases drawn at random, and a draw compared with its receipt, for the page: lists in, files and rows out.

Asks the same questions in the same order as the commands `sample` and `sample --verify`, so the same lists,
seed and day give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practice_audit.desk import drawing
from practice_audit.desk.session import left_out, told
from practice_audit.desk.taking import take
from practice_audit.problems import Problem, Unreadable
from practice_audit.sampling import files
from practice_audit.sampling import receipt as receipts
from practice_audit.sampling.auditors import read_auditors
from practice_audit.sampling.draw import Question, draw_cases
from practice_audit.sampling.frame import read_cases
from practice_audit.sampling.history import history_of
from practice_audit.sampling.tickets import SHOWN
from practice_audit.sampling.verifying import verify_cases
from practice_audit.sampling.vocabulary import AUDIT, plan_words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.desk.session import Asked, Session
    from practice_audit.desk.taking import Taken
    from practice_audit.sampling.auditors import Auditor
    from practice_audit.sampling.draw import Draw
    from practice_audit.sampling.frame import Frame
    from practice_audit.sampling.history import History

    Answer = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Lists:
    """Both lists, with what is worth a warning; `frame` is None where one of them cannot be used."""

    frame: Frame | None
    auditors: tuple[Auditor, ...] | None
    problems: list[Answer]


def draw(session: Session, asked: Asked) -> Answer:
    """A draw. The payload has all that a person chose and typed, and {record_id, now, today}.

    The answer has `fields`, the parts of the page that are to be put right by what they lack; or `problems`
    that stand against a draw, such as a file that is still locked; or the draw: `drawn`, `excluded`, `replaced`,
    `population`, `files`, `draft`.
    """
    fields, on = drawing.days(asked, selected_on=True, told_on=False)
    fields |= drawing.seed_and_number(asked) | drawing.who(asked)
    if on["told_on"] and on["selected_on"] and on["told_on"] < on["selected_on"]:
        fields["told_on"] = "before"
    fields |= {} if asked.place("cases") is not None else {"cases": "missing"}
    lists = _lists(session, asked)
    if fields or lists.frame is None:
        return {"fields": fields, "problems": lists.problems}
    taken, past = _history(session, asked, lists.frame)
    if taken and (locked := drawing.still_locked(taken)):
        return {"fields": {}, "problems": [*lists.problems, *locked], "records": left_out(taken)}
    selected_on = on["selected_on"] or asked.today
    done, found = draw_cases(
        Question(
            seed=asked.text("seed"),
            number=drawing.number(asked) or 0,
            selected_on=selected_on,
            frame=lists.frame,
            auditors=lists.auditors,
            audits=past.of_cases((case.case_ref for case in lists.frame.cases), selected_on) if past else (),
        )
    )
    problems = [*lists.problems, *told(found)]
    counted = left_out(taken) if taken else None
    if done is None:
        return {"fields": {}, "problems": problems, "records": counted}
    written = files.of_cases(session.editions.newest, done, drawing.made(asked, on["told_on"]))
    shown = {"records": counted, **_shown(done, plan_words(session.editions.newest))}
    return drawing.answered(session, asked, written, problems, shown)


def verify(session: Session, asked: Asked) -> Answer:
    """A draw done again from its receipt; the payload is {files, receipt, cases, auditors, records, today}."""
    place = asked.place("receipt")
    lists = _lists(session, asked)
    fields = {"receipt": "missing"} if place is None else {}
    fields |= {"cases": "missing"} if asked.place("cases") is None else {}
    if place is None or lists.frame is None:
        return {"fields": fields, "problems": lists.problems}
    taken, past = _history(session, asked, lists.frame)
    try:
        known = receipts.read(asked.data(place), receipts.CASES)
        differences = verify_cases(known, lists.frame, lists.auditors, past)
    except Unreadable as unreadable:
        return drawing.unusable(asked, place, unreadable)
    return {
        "fields": {},
        "problems": [],
        "differences": told(differences),
        "seed": str(known["seed"]),
        "day": str(known["selected_on"]),
        "records": left_out(taken) if taken else None,
    }


def _lists(session: Session, asked: Asked) -> _Lists:
    """Both lists, read as the command line reads them."""
    known = vocabulary(session.editions.newest)
    problems: list[Problem] = []
    frame: Frame | None = None
    auditors: tuple[Auditor, ...] | None = None
    for key in ("cases", "auditors"):
        place = asked.place(key)
        if place is None:
            continue
        name = asked.files.names[place]
        try:
            data = asked.list_data(place)
        except Unreadable as unreadable:
            problems += unreadable.problems
            continue
        if key == "cases":
            frame, found = read_cases(data, known, asked.today)
        else:
            auditors, found = read_auditors(data, known)
        problems += (problem.at(name, problem.line, problem.column) for problem in found)
    lacking = asked.place("auditors") is not None and auditors is None
    return _Lists(frame=None if lacking else frame, auditors=auditors, problems=told(problems))


def _history(session: Session, asked: Asked, frame: Frame) -> tuple[Taken | None, History | None]:
    """What the chosen records say of the cases of the list; None where none were chosen."""
    places = list(asked.records)
    if not places:
        return None, None
    taken = take(asked.files, places, session.editions, asked.today, asked.progress)
    shelf = taken.shelf
    found = (
        record
        for ref in sorted({case.case_ref.casefold() for case in frame.cases})
        for record in shelf.of_case(AUDIT, ref)
    )
    return taken, history_of(found, session.editions.known)


def _shown(done: Draw, plans: Mapping[str, str]) -> Answer:
    """The draw as rows for the page."""
    return {
        "population": done.population,
        "drawn": [
            {
                "ticket": each.ticket[:SHOWN],
                "case": each.case.case_ref,
                "area": each.case.area,
                "plan": plans.get(each.case.plan_kind, each.case.plan_kind),
                "auditor": each.auditor_ref or "",
            }
            for each in done.drawn
        ],
        "excluded": [
            {
                "case": each.case_ref,
                "reason": each.reason.value,
                "audited_on": each.audited_on.isoformat() if each.audited_on else "",
            }
            for each in done.excluded
        ],
        "replaced": [
            {"case": each.case_ref, "reason": each.reason.value, "replaced_by": each.replaced_by}
            for each in done.replaced
        ],
    }
