"""Before the file is read: edition, standards, area team, family, leaflet: R016, R017, R026 to R028."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.editions import MEANING
from practice_audit.rules import reading
from practice_audit.rules.answers_present import absent, lacks_detail
from practice_audit.rules.dates import not_before
from practice_audit.rules.days import in_words
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from practice_audit.problems import Problem
    from practice_audit.rules.audit import Audit


@rule("R016")
def edition_and_version_are_stated(audit: Audit) -> Iterator[Problem]:
    """The record says which edition of the standards and which version of the tool it used (S1.4-CRO)."""
    if not reading.trimmed(audit.record.get("edition")):
        yield audit.problem(
            "R016",
            "/edition",
            "Say which edition of the standards the record was judged against",
            "Open the record in the handbook and save it again: the edition is filled in.",
        )
    version = reading.mapping(audit.record.get("tool")).get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        yield audit.problem(
            "R016",
            "/tool/version",
            "Say which version of the tool the record was made with",
            "Open the record in the handbook and save it again: the version is filled in.",
        )


@rule("R017")
def changed_standards_were_read(audit: Audit) -> Iterator[Problem]:
    """If this edition was approved between start of reading and completion, the auditor read it (S1.4-CRO).

    Where it changed what is expected, the record says which changes were read.
    """
    answer = audit.one("standards-read")
    began, approved = audit.day("read-from"), _approved_on(audit)
    if answer is None or began is None or approved is None:
        return
    until = audit.day("completed-on") or audit.today
    if not began < approved <= until:
        return
    if answer.text != "yes":
        yield audit.problem(
            "R017",
            answer.pointer,
            f"Read the standards that were approved on {in_words(approved)}, while you were reading the file, "
            "and select yes",
            "Open “What changed in this edition” and look for the questions that it touches.",
        )
    elif answer.text in answer.question.details and any(change.change in MEANING for change in audit.catalogue.changes):
        yield from lacks_detail(audit, answer, "R017", "Say which changes of the standards you read")


def _approved_on(audit: Audit) -> date | None:
    return reading.date_of({"value": audit.catalogue.edition.control.get("approved_on")}).day


@rule("R026")
def area_team_was_told(audit: Audit) -> Iterator[Problem]:
    """The area team of each case was told of its selection, on a date (S1.4-VOICE)."""
    for part in ("area-told-on", "areas-told"):
        yield from (absent(audit, answer, "R026") for answer in audit.all(part) if not answer.settled)
    teams = audit.one("areas-told")
    told = {row.text("area").casefold() for row in audit.rows("areas-told")}
    for row in audit.rows("cases") if teams and teams.rows else ():
        area = row.text("area")
        if area and area.casefold() not in told:
            yield audit.problem(
                "R026",
                f"{row.pointer}/area",
                f"The area of {row.words.lower()} must be among the area teams that were told",
                "Tell this area team and add it, with the date.",
            )


@rule("R027")
def family_was_told_first(audit: Audit) -> Iterator[Problem]:
    """Child and parent or carer knew of the audit by the day of the auditor's first contact (S1.4-VOICE)."""
    told, contact = audit.one("family-told-on"), audit.one("parent-contact-on")
    if told and not told.settled:
        yield absent(audit, told, "R027")
    if told and contact and told.day:
        yield from not_before(audit, "R027", contact, told.day, "when the family was told")


@rule("R028")
def leaflet_was_given(audit: Audit) -> Iterator[Problem]:
    """The leaflet that explains the audit was given to child and family, or there is a reason (S1.4-VOICE)."""
    for answer in audit.all("leaflet"):
        if not answer.settled:
            yield absent(audit, answer, "R028")
        elif answer.text == "no" and not answer.reason:
            yield from lacks_detail(audit, answer, "R028", "Say why the leaflet was not given")
