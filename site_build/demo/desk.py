"""What the quality team keeps in the made-up year: updates, re-checks, meetings, complaints and the like.

Each function makes one record of a tool of the desk. Knows no calendar.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from site_build.demo import texts
from site_build.demo.making import Asked, day, finished, rows, value
from site_build.demo.people import AUDITORS, QUALITY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.model import Catalogue
    from site_build.demo.making import Answers, Record
    from site_build.demo.people import Chance

TOOLS: Final = frozenset(
    {"actions", "recheck", "meeting-note", "complaint-learning", "you-said", "external-review", "referral-review"}
)
MEETINGS: Final = {"meeting.slt-qa": "role.chief-officer", "meeting.slt-performance": "role.chief-officer",
                   "meeting.audit-qa": "team.capacity-change"}  # fmt: skip
QUARTERLY: Final = "meeting.qa-staff-quarterly"
_OWNERS: Final = ("role.sdm", "role.tm", "role.hos", "role.ap")
_LATER: Final = {"met": 0.62, "partly": 0.86}


def update(chance: Chance, catalogue: Catalogue, agreed: Record, on: date) -> Record:
    """How far the actions of a record are: some done with their effect, some in hand, a few given up."""

    def fill(answers: Answers) -> None:
        spoken_of = 0
        for row in answers["ac.b.actions"]["rows"]:
            if not spoken_of or chance.happens(0.9):
                spoken_of += 1
                row.update(_told(chance, on))

    answers = {"ac.b.author_ref": value(QUALITY[0]), "ac.b.author_role": value(QUALITY[1])}
    return _record(chance, catalogue, "actions", on, answers, loads={"ac.a.record": agreed}, fill=fill)


def _told(chance: Chance, on: date) -> dict[str, Any]:
    status = chance.weighed({"done": 72, "in_hand": 22, "not_done": 6})
    told: dict[str, Any] = {"status": value(status), "changed_on": day(on - timedelta(days=int(chance.random() * 6)))}
    if status == "done":
        told |= {"evidence": value(chance.one(texts.EVIDENCE)), "effect": value(chance.one(texts.EFFECT))}
    if status == "not_done":
        told["reason"] = value(chance.one(texts.REASON))
    return told


def recheck(chance: Chance, catalogue: Catalogue, audit: Record, on: date) -> Record:
    """What is found today of the standards that the actions of an audit answer."""

    def fill(answers: Answers) -> None:
        for row in answers["rc.b.expectations"]["rows"]:
            mark = chance.random()
            today = next((found for found, below in _LATER.items() if mark < below), "not_met")
            row.update(today=value(today), seen=value(chance.one(texts.WHERE)))

    author = next(code for code in chance.some(AUDITORS, 2) if code != audit["author"]["ref"])
    answers = {"rc.b.author_ref": value(author), "rc.b.author_role": value("role.auditor")}
    return _record(chance, catalogue, "recheck", on, answers, loads={"rc.a.audit": audit}, fill=fill)


def meeting(chance: Chance, catalogue: Catalogue, kind: str, on: date) -> Record:
    """The note of a meeting, with what was recommended there."""
    told = chance.some(texts.RECOMMENDED, int(chance.random() * 3))
    answers = {
        "mn.a.meeting": value(kind),
        "mn.a.held_on": day(on),
        "mn.a.chair": value(MEETINGS.get(kind, "team.capacity-change")),
        "mn.a.reported": value(["audits", *chance.some(("data", "report.voice", "additional"), 1)]),
        "mn.b.discussed": value(chance.one(texts.DISCUSSED)),
        "mn.b.recommendations": _agreed(chance, on, told),
    }
    return _record(chance, catalogue, "meeting-note", on, {**answers, **_author("mn.b")})


def complaint(chance: Chance, catalogue: Catalogue, on: date) -> Record:
    """What a complaint or a compliment teaches."""
    kind = chance.weighed({"complaint": 58, "compliment": 42})
    learnt = chance.one(texts.LEARNT if kind == "complaint" else texts.THANKED)
    told = [(learnt, "Write the letter to families anew")] if kind == "complaint" and chance.happens(0.4) else []
    answers = {
        "cl.a.kind": value(kind),
        "cl.a.procedure": value(chance.weighed({"corporate": 55, "statutory": 45})),
        "cl.a.in_time": value(chance.weighed({"yes": 78, "no": 22})),
        "cl.a.closed_on": day(on),
        "cl.a.theme": value(chance.one(catalogue.of_kind("chapter")).id),
        "cl.b.learning": value(learnt),
        "cl.b.shared_with": value(["staff"]) if chance.happens(0.7) else {"none": True},
        "cl.b.actions": _agreed(chance, on, told),
        "cl.b.author_ref": value("CS-01"),
        "cl.b.author_role": value("role.head-complaints"),
    }
    return _record(chance, catalogue, "complaint-learning", on, answers)


def you_said(chance: Chance, catalogue: Catalogue, on: date) -> Record:
    """What staff said, and what was done."""
    said, did = chance.one(texts.SAID)
    promise = chance.happens(0.4)
    told = [(said, "Put it right by the end of the next quarter, and tell staff")] if promise else []
    answers = {
        "ys.a.source": value(chance.one(("consultation", "feedback.workforce.health-check"))),
        "ys.a.said": value(said),
        "ys.a.said_on": day(on - timedelta(days=20)),
        "ys.a.promise": value("yes" if promise else "no"),
        "ys.a.progress": value(chance.one(("in_hand", "done"))),
        "ys.a.did": value(did),
        "ys.a.actions": _agreed(chance, on, told),
    }
    return _record(chance, catalogue, "you-said", on, {**answers, **_author("ys.a")})


def outside(chance: Chance, catalogue: Catalogue, on: date) -> Record:
    """What somebody from outside found."""
    review, scope, learnt = chance.one(texts.REVIEWED)
    answers = {
        "xr.a.review": value(review),
        "xr.a.reviewed_on": day(on),
        "xr.a.scope": value(scope),
        "xr.a.learning": value(learnt),
        "xr.a.shared_with": value(["leaders", "staff"]),
        "xr.a.actions": _agreed(chance, on, [(learnt, "Agree with partners how it is done, and look again")]),
    }
    return _record(chance, catalogue, "external-review", on, {**answers, **_author("xr.a")})


def referrals(chance: Chance, catalogue: Catalogue, on: date) -> Record:
    """The referrals of a week, looked at together."""
    weights: Mapping[str, float] = {"met": 72, "partly": 19, "not_met": 9}
    found = [
        {
            "referral_ref": value(f"SAMPLE-R{int(chance.random() * 90000) + 10000}"),
            **{name: value(chance.weighed(weights)) for name in ("information", "consent", "decision", "action_taken")},
        }
        for _ in range(4 + int(chance.random() * 8))
    ]
    answers = {"rr.a.held_on": day(on), "rr.a.chair": value("role.chief-officer"), "rr.a.referrals": rows(*found)}
    return _record(chance, catalogue, "referral-review", on, {**answers, **_author("rr.a")})


def _author(prefix: str) -> Answers:
    return {f"{prefix}.author_ref": value(QUALITY[0]), f"{prefix}.author_role": value(QUALITY[1])}


def _agreed(chance: Chance, on: date, told: list[tuple[str, str]]) -> Any:
    """Rows of what was found and what will be done; a tick where there is none."""
    if not told:
        return {"none": True}
    return rows(
        *(
            {
                "finding": value(finding),
                "action": value(action),
                "owner_role": value(chance.one(_OWNERS)),
                "due": day(on + timedelta(days=30 + 7 * int(chance.random() * 10))),
            }
            for finding, action in told
        )
    )


def _record(chance: Chance, catalogue: Catalogue, tool_id: str, on: date, answers: Answers, **more: Any) -> Record:
    """A record of the desk, finished on its day."""
    completed_on = catalogue.tool(tool_id).record["completed_on"]
    answers = {**answers, completed_on: day(on)}
    return finished(catalogue, Asked(tool=tool_id, record_id=chance.id(), begun=on, done=on, answers=answers, **more))
