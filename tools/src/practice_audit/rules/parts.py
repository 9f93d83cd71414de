"""The parts that questions play in the rules: the only names by which rules find answers.

A tool gives a question a `part` and, for rows, fields with the ids below; then every rule about
that part applies to it. `values` are the answers that a rule knows by their value: a tool that uses
the part offers at least these. Reading any other value is safe: it is simply not the known one.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One part: what it holds, which values rules know, which row fields rules read."""

    about: str
    values: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


_EVIDENCE = ("what", "where", "seen_on", "kind", "links")
_ACTIONS = ("action", "link", "barrier", "owner_role", "due", "complex", "discussed_on", "discussion_outcome")
_CASES = ("case_ref", "area", "practitioner_ref", "auditor_ref", "last_audit_on")
_SERVICES = ("service", "role", "ref", "comment", "on_file", "spoken_to")
_AGREED = ("finding", "action", "owner_role", "due", "link")
_UPDATES = ("ref", "action", "status", "changed_on", "evidence", "effect", "reason")
_RECHECKED = ("ref", "action", "expectation", "earlier", "today", "seen")
_REFERRALS = ("referral_ref", "information", "decision", "action_taken")
_VOICES = ("who", "state", "way", "consent", "reason")

PARTS: Mapping[str, Part] = MappingProxyType(
    {
        # who and what
        "case-ref": Part(about="code of the case"),
        "service": Part(about="service that holds the case"),
        "area": Part(about="area or team area"),
        "plan-kind": Part(about="kind of plan"),
        "assessment-kind": Part(about="kind of assessment"),
        "age-band": Part(about="age band of the child"),
        "edition": Part(about="edition of the standards, shown"),
        "author-ref": Part(about="staff code of whoever fills in the tool"),
        "author-role": Part(about="role of whoever fills in the tool"),
        "manager-ref": Part(about="staff code of the manager of the case"),
        "practitioner-ref": Part(about="staff code of the worker of the case"),
        # selection and preparation
        "selection-record": Part(about="selection record that drew the case"),
        "selection-method": Part(about="how the case was chosen", values=("random",)),
        "selected-on": Part(about="date of the selection"),
        "previous-audit-on": Part(about="date of the last audit of the case"),
        "independent": Part(about="declaration of no connection with the case", values=("yes",)),
        "area-told-on": Part(about="date on which the area team was told"),
        "areas-told": Part(about="area teams of drawn cases, and when they were told", fields=("area", "told_on")),
        "family-told-on": Part(about="date on which the family was told"),
        "leaflet": Part(about="whether the family has the leaflet", values=("yes", "no")),
        "checklist": Part(about="the Pre-Audit Checklist, a record of another tool"),
        "checklist-on": Part(about="date on which the checklist was finished"),
        "conversation-planned-on": Part(about="planned date of the conversation, which may lie ahead"),
        "read-from": Part(about="date on which reading of the file began"),
        "read-to": Part(about="date on which reading of the file ended"),
        "extract": Part(about="which part or period of the file was read"),
        "standards-read": Part(about="whether the standards and their changes were read", values=("yes",)),
        # the checklist, where the practitioner speaks to the auditor
        "worker-proud": Part(about="what the worker is proud of: told first in the conversation"),
        "worker-changed": Part(about="what is better for the child, as the worker sees it"),
        "worker-hard": Part(about="what got in the way of the worker"),
        "worker-asks": Part(about="what the worker wants the auditor to look at or ask"),
        # case recording, inside a section that has an area
        "reviewed": Part(about="whether the area was reviewed", values=("yes", "no")),
        "quality": Part(about="opinion on the quality of recording"),
        "found": Part(about="what was found in the area"),
        "best-practice": Part(about="whether what was found follows best practice"),
        "evidence": Part(about="pieces of evidence", values=("strength", "development"), fields=_EVIDENCE),
        "strengths": Part(about="good practice in the area, or none found"),
        "development": Part(about="what needs to develop in the area, or nothing found"),
        "services": Part(about="services that work with the child", fields=_SERVICES),
        "joined-up": Part(about="whether there is one joined-up plan"),
        # conversation
        "conversation-on": Part(about="date of the conversation"),
        "conversation-with": Part(about="with whom it was held", values=("role.practitioner", "role.manager")),
        "conversation-questions": Part(about="questions asked", fields=("question", "prompted_by", "reply")),
        "shared-good": Part(about="good practice that was shared", values=("yes",)),
        "shared-development": Part(about="areas for development that were shared", values=("yes",)),
        "reflection": Part(about="how the worker sees the involvement"),
        "helped-worker": Part(about="what was of use to the worker"),
        "helped-auditor": Part(about="what the auditor learned"),
        # family voice
        "parent-contact-on": Part(about="date of the first contact with the parent or carer"),
        "parent-outcome": Part(about="what came of it", values=("took_part",)),
        "parent-way": Part(about="way of giving feedback that suits the family"),
        "parent-feedback": Part(about="feedback of the parent or carer"),
        "child-consent": Part(about="consent for the child to take part", values=("given",)),
        "child-consent-by": Part(about="who agreed for the child"),
        "child-feedback": Part(about="feedback of the child"),
        "voice-summary": Part(about="what the family said and what it changes"),
        "complaint": Part(about="whether a complaint was raised", values=("yes",)),
        "complaint-explained": Part(about="whether the complaint route was explained", values=("yes",)),
        "voices": Part(about="whose voice was heard, and why not where it was not", fields=_VOICES),
        "own-consent": Part(about="whether whoever gives feedback wants to", values=("yes", "no")),
        "more-say": Part(about="where a form for families shows further ways to have a say"),
        "process-offer": Part(about="whether a way to comment on the audit was offered", values=("yes",)),
        # judgement
        "grade": Part(about="overall grade: the id of a grade item"),
        "why": Part(about="why this grade"),
        "evidence-basis": Part(about="evidence rows that the judgement rests on"),
        "evidence-words": Part(about="how that evidence supports the grade"),
        "higher": Part(about="what would have earned a higher grade"),
        "good": Part(about="good service delivery"),
        "barriers": Part(about="barriers of the service, or none found"),
        "warning-reply": Part(about="why the grade is right although the answers seem to disagree"),
        # actions and finish
        "actions": Part(about="the action plan", values=("yes", "no"), fields=_ACTIONS),
        "no-action": Part(about="why something that is not met needs no action"),
        "actions-discussed": Part(about="whether complex actions were talked over", values=("yes",)),
        "good-example": Part(about="whether this is a good example"),
        "themes": Part(about="themes for the quarterly report"),
        "completed-on": Part(about="date on which the audit was finished"),
        # selection and moderation sample
        "population": Part(about="number of cases that could be drawn"),
        "sample-size": Part(about="number of cases drawn"),
        "seed": Part(about="random seed of the draw"),
        "cases": Part(about="the cases drawn", fields=_CASES),
        "audits": Part(about="the audits drawn for moderation", fields=("audit_ref",)),
        "meeting-on": Part(about="date of the meeting that fixed the number"),
        "number": Part(about="number of audits to moderate"),
        "pool": Part(about="number of completed audits in the pool"),
        # moderation
        "moderated-first": Part(about="the audit that a first moderation looks at, a record of another tool"),
        "moderated-again": Part(about="the audit that a second moderation looks at, a record of another tool"),
        "first-moderation": Part(about="the first moderation of the same audit, a record of another tool"),
        "moderation-sample": Part(about="the moderation sample in which the audit was drawn"),
        "provisional-grade": Part(about="grade from the evidence alone, before the auditor's judgement is seen"),
        "unfolded": Part(about="when the auditor's judgement was shown", values=("blind", "open")),
        "justified": Part(about="whether the evidence justifies the grade", values=("yes", "partly", "no")),
        "justified-why": Part(about="why the evidence does or does not justify the grade"),
        "grade-view": Part(about="the moderated grade, beside the auditor's: the id of a grade item"),
        "learning": Part(about="learning points for the auditor, or none"),
        "fed-back-on": Part(about="date on which the learning points were fed back"),
        "on-file": Part(about="whether the moderation is recorded on the case file", values=("yes", "no")),
        "on-file-on": Part(about="date of the note on the case file"),
        # what the quality team keeps
        "updated": Part(about="the record whose actions are told of, a record of another tool"),
        "action-updates": Part(about="how far the actions of that record are", fields=_UPDATES),
        "rechecked-audit": Part(about="the audit that is looked at again, a record of another tool"),
        "rechecked": Part(about="expectations that actions answer, then and today", fields=_RECHECKED),
        "agreed-actions": Part(about="what was found or recommended, each with its action", fields=_AGREED),
        "meeting": Part(about="which meeting it was: the id of a meeting", values=("meeting.audit-qa",)),
        "meeting-chair": Part(about="role or team of whoever chaired the meeting"),
        "held-on": Part(about="date of a meeting, a review or a reply"),
        "reported": Part(about="what was reported at a meeting"),
        "feedback-kind": Part(about="whether it is a complaint or a compliment", values=("complaint", "compliment")),
        "procedure": Part(about="procedure of a complaint", values=("corporate", "statutory")),
        "in-time": Part(about="whether a complaint was answered in time", values=("yes", "no")),
        "learnt": Part(about="what a complaint, compliment or review teaches"),
        "shared-with": Part(about="who was told what was learnt"),
        "staff-said": Part(about="what staff said"),
        "we-did": Part(about="what was done about what staff said"),
        "progress": Part(about="how far the answer to staff is", values=("in_hand", "done")),
        "promise": Part(about="whether it belongs to a Promise", values=("yes", "no")),
        "outside-review": Part(about="which review from outside it was: the id of a review"),
        "scope": Part(about="what a review looked at"),
        "referrals": Part(about="the referrals that were looked at, each judged", fields=_REFERRALS),
    }
)
