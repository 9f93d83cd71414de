"""The case recording overview: areas, evidence, services: R029, R051 to R053, R055 to R058."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from practice_audit.rules.answers_present import absent, lacks_detail
from practice_audit.rules.registry import rule
from practice_audit.rules.selection import staff_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practice_audit.problems import Problem
    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit

_OVERALL = ("why", "evidence-words", "higher", "good", "barriers")
_CODE = re.compile(r"[\w-]{3,}")  # shorter ones are too likely to be words


def _reviewed(audit: Audit) -> Iterator[Mapping[str, Answer]]:
    """Answers by part of each area that was reviewed."""
    for _, parts in audit.areas:
        if "reviewed" in parts and parts["reviewed"].text == "yes":
            yield parts


def _all_there(audit: Audit, code: str, *wanted: str) -> Iterator[Problem]:
    for parts in _reviewed(audit):
        for part in wanted:
            if part in parts and not parts[part].settled:
                yield absent(audit, parts[part], code)


@rule("R029")
def about_the_service_as_a_whole(audit: Audit) -> Iterator[Problem]:
    """The judgement names no worker by staff code, and the services involved are listed (S1.4-CRO)."""
    codes = staff_codes(audit)
    for part in _OVERALL:
        for answer in audit.all(part):
            if codes.intersection(word.casefold() for word in _CODE.findall(answer.text)):
                yield audit.problem(
                    "R029",
                    answer.pointer,
                    f"There is a staff code in “{answer.question.ask}”. Write of the service, not of one worker",
                    "Use a role, or say what the service did.",
                )
    for services in audit.all("services"):
        if not services.settled:
            yield absent(audit, services, "R029")


@rule("R051")
def each_area_is_reviewed(audit: Audit) -> Iterator[Problem]:
    """Each area is reviewed, or has a reason for not being reviewed (S1.4-CRO)."""
    for _, parts in audit.areas:
        reviewed = parts.get("reviewed")
        if reviewed is None:
            continue
        if not reviewed.settled:
            yield absent(audit, reviewed, "R051")
        elif reviewed.text == "no" and not reviewed.reason:
            yield from lacks_detail(audit, reviewed, "R051", f"Say why this was not reviewed: {reviewed.called}")


@rule("R052")
def opinion_with_both_sides(audit: Audit) -> Iterator[Problem]:
    """Each reviewed area has strengths and areas for development, or says that there are none (S1.4-CRO)."""
    yield from _all_there(audit, "R052", "strengths", "development")


@rule("R053")
def evidence_has_its_place(audit: Audit) -> Iterator[Problem]:
    """Each reviewed area has at least one piece of evidence, each with its place on the file (S1.4-CRO)."""
    for parts in _reviewed(audit):
        evidence = parts.get("evidence")
        if evidence is None:
            continue
        if not evidence.rows:
            yield absent(audit, evidence, "R053")
        for row in evidence.rows:
            where = row.field("where")
            if where and not where.settled:
                yield absent(audit, where, "R053")


@rule("R055")
def extract_is_named(audit: Audit) -> Iterator[Problem]:
    """The record says which part or period of the file was read (S1.4-CRO)."""
    yield from (absent(audit, answer, "R055") for answer in audit.all("extract") if not answer.settled)


@rule("R056")
def each_service_is_listed(audit: Audit) -> Iterator[Problem]:
    """Each service has a comment and says whether its recording is on file; the plan is joined up (S1.4-CRO)."""
    for services in audit.all("services"):
        if not services.settled:
            yield absent(audit, services, "R056")
        for row in services.rows:
            for name in ("service", "comment", "on_file"):
                field = row.field(name)
                if field and not field.settled and field.question.required != "optional":
                    yield absent(audit, field, "R056")
    if len(audit.rows("services")) > 1:
        yield from (absent(audit, answer, "R056") for answer in audit.all("joined-up") if not answer.settled)


@rule("R057")
def findings_are_told(audit: Audit) -> Iterator[Problem]:
    """Each reviewed area carries a narrative of what was found (S1.4-CRO)."""
    yield from _all_there(audit, "R057", "found")


@rule("R058")
def best_practice_is_weighed(audit: Audit) -> Iterator[Problem]:
    """Each reviewed area says whether it follows best practice, beside its evidence (S1.4-CRO)."""
    yield from _all_there(audit, "R058", "best-practice", "evidence")
