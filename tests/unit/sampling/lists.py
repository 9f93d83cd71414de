"""Small lists for a draw: cases, auditors and what is asked of them, and a vocabulary."""

from __future__ import annotations

from datetime import date
from typing import Any

from practice_audit.sampling.auditors import Auditor
from practice_audit.sampling.draw import Draw, Question, draw_cases
from practice_audit.sampling.frame import Case, Frame
from practice_audit.sampling.vocabulary import Vocabulary

ON = date(2026, 7, 6)
WORDS = Vocabulary(
    plan_kinds={"child_in_need": "child_in_need", "child in need": "child_in_need", "none_yet": "none_yet"},
    services={"early_help": "early_help", "early help": "early_help", "children's social work": "social_work"},
)
HEADER = "case_ref,service,area,plan_kind,practitioner_ref,manager_ref,other_refs,last_audit_on\n"
ROW = "CR-1,Early Help,East,Child in Need,PR-1,MG-1,HV-1; SC-2,2024-02-29\n"


def case(number: int, area: str = "East", plan_kind: str = "child_in_need", **more: Any) -> Case:
    """The case CASE-0007 for 7."""
    values = {"service": "early_help", "practitioner_ref": f"PR-{number % 7}", "manager_ref": "MG-1", **more}
    return Case(case_ref=f"CASE-{number:04}", area=area, plan_kind=plan_kind, **values)


def cases(number: int, **more: Any) -> tuple[Case, ...]:
    """As many cases of one group, from CASE-0001."""
    return tuple(case(each, **more) for each in range(1, number + 1))


def question(frame: tuple[Case, ...], number: int = 5, **more: Any) -> Question:
    """A draw of these cases."""
    return Question(**{"seed": "2026-Q3", "number": number, "selected_on": ON, "frame": Frame.of(frame), **more})


def drawn(frame: tuple[Case, ...], number: int = 5, **more: Any) -> Draw:
    """What comes of a draw of these cases that can be done."""
    draw, problems = draw_cases(question(frame, number, **more))
    assert draw, problems
    return draw


def refs(draw: Draw) -> list[str]:
    """The references of the cases that were drawn, in the order of the draw."""
    return [each.case.case_ref for each in draw.drawn]


def auditors(*refs_: str, most: int | None = None) -> tuple[Auditor, ...]:
    """Auditors by code, each with the same limit."""
    return tuple(Auditor(auditor_ref=ref, max_cases=most) for ref in sorted(refs_))
