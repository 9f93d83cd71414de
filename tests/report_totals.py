"""The totals of a period counted again from record files by plain loops, without a line of the engine.

    python tests/report_totals.py FOLDER CATALOGUE.json 2023-07-01 2023-09-30

prints them as JSON. A test holds every number of a report against them. Records of one edition.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

WORST_FIRST = ("not_met", "partly", "met", "na")
CHOICES = ("single", "multi", "scale5", "yesno", "yesnona", "met", "ready", "level")


def totals(folder: Path, catalogue: dict[str, Any], first: str, last: str) -> dict[str, Any]:
    """Every total of the records in a folder, from the first to the last day; actions as they stand on the last."""
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    replaced = corrections(records)
    tools = {tool["id"]: tool for tool in catalogue["tools"]}
    expectations = {item["id"] for item in catalogue["items"] if item["kind"] == "expectation"}
    themes = themes_of(catalogue)
    found: dict[str, Any] = {}
    for record in records:
        if record["record_id"] not in replaced:
            oldest = first_version(record, records)
            day = counted_on(tools[oldest["record_type"]], oldest)
            if first <= day <= last:
                count_record(found, tools[record["record_type"]], record, expectations, day)
                count_notes(found, tools[record["record_type"]], record, themes)
    count_actions(found, records, tools, first, last)
    for one in found.get("listed", []):
        add(found, "in_theme", themes.get(one["link"], ""), "waiting", number=int(one["state"] in ("open", "in_hand")))
        for name in ("agreed", "done", "overdue"):
            add(found, "in_theme", themes.get(one["link"], ""), name, number=int(one[name]))
    return found


def themes_of(catalogue: dict[str, Any]) -> dict[str, str]:
    """The chapter of each standard, and the section of each indicator."""
    names = {item["id"] for item in catalogue["items"] if item["kind"] in ("chapter", "indicator-section")}
    return {item["id"]: item["part_of"] for item in catalogue["items"] if item.get("part_of") in names}


def corrections(records: list[dict[str, Any]]) -> dict[str, str]:
    """Each record that was corrected, with its correction."""
    return {
        row["record_id"]: record["record_id"]
        for record in records
        for row in record["relates_to"]
        if row["relation"] == "replaces"
    }


def first_version(record: dict[str, Any], records: list[dict[str, Any]]) -> dict[str, Any]:
    """What a record corrects in the end; itself, where it is no correction."""
    for row in record["relates_to"]:
        if row["relation"] == "replaces":
            earlier = (one for one in records if one["record_id"] == row["record_id"])
            return next((first_version(one, records) for one in earlier), record)
    return record


def add(found: dict[str, Any], *names: str, number: int = 1) -> None:
    """One more under these names."""
    for name in names[:-1]:
        found = found.setdefault(name, {})
    found[names[-1]] = found.get(names[-1], 0) + number


def questions(tool: dict[str, Any]) -> list[dict[str, Any]]:
    """Every question of a tool."""
    return [question for section in tool["sections"] for question in section["questions"]]


def by_part(tool: dict[str, Any], record: dict[str, Any], part: str) -> dict[str, Any]:
    """The answer of the first question that plays a part."""
    for question in questions(tool):
        if question.get("part") == part:
            answer: dict[str, Any] = record["answers"].get(question["id"], {})
            return answer
    return {}


def finished(tool: dict[str, Any], record: dict[str, Any]) -> str:
    """When the work of a record was finished."""
    answer = record["answers"].get(tool["record"].get("completed_on", ""), {})
    return str(answer.get("value") or record["completed"][:10])


def counted_on(tool: dict[str, Any], record: dict[str, Any]) -> str:
    """When a record counts: when a meeting was held, otherwise when the work was finished."""
    return str(by_part(tool, record, "held-on").get("value") or finished(tool, record))


AUDITS = (
    ("service", "service"),
    ("area", "area"),
    ("plan", "plan-kind"),
    ("age", "age-band"),
    ("parent", "parent-outcome"),
    ("child", "child-consent"),
)
OTHERS = ("justified", "on-file", "feedback-kind", "procedure", "in-time", "outside-review")


def count_record(
    found: dict[str, Any], tool: dict[str, Any], record: dict[str, Any], expectations: set[str], day: str
) -> None:
    """All that one record says, but for its actions."""
    add(found, "records", tool["id"])
    parts = {question.get("part") for question in questions(tool)}
    if "grade" in parts and not parts & {"moderated-first", "moderated-again"}:
        count_audit(found, tool, record, day)
    count_standards(found, tool, record, expectations)
    count_answers(found, tool, record)
    count_voices(found, tool, record)
    for which, part in (("first", "moderated-first"), ("second", "moderated-again")):
        if part in parts:
            theirs = by_part(tool, record, part)["kept"]["grade"]
            add(found, "moderations", which)
            if by_part(tool, record, "learning").get("value"):
                add(found, "learning", which)
            add(found, "pairs", which, theirs, by_part(tool, record, "grade-view")["value"])
    for part in OTHERS:
        value = by_part(tool, record, part).get("value")
        if value:
            add(found, part, value)
    count_kept(found, tool, record, parts)


def count_kept(found: dict[str, Any], tool: dict[str, Any], record: dict[str, Any], parts: set[str | None]) -> None:
    """What the quality team keeps: meetings, who was told what was learnt, referrals."""
    if "meeting" in parts:
        meeting = by_part(tool, record, "meeting")["value"]
        add(found, "meetings", meeting, by_part(tool, record, "held-on")["value"][:7])
        for what in by_part(tool, record, "reported").get("value", []):
            add(found, "reported", what, "leaders" if meeting.startswith("meeting.slt") else "others")
    for whose in by_part(tool, record, "shared-with").get("value", []):
        add(found, "told", "outside" if "outside-review" in parts else "feedback", whose)
    for row in by_part(tool, record, "referrals").get("rows", []):
        add(found, "referrals")
        for name in ("information", "consent", "decision", "action_taken"):
            add(found, "referral", name, row[name]["value"])


def count_audit(found: dict[str, Any], tool: dict[str, Any], record: dict[str, Any], day: str) -> None:
    """What only an audit says."""
    add(found, "audits")
    add(found, "months", day[:7])
    area = by_part(tool, record, "area").get("value", "")
    add(found, "grades", by_part(tool, record, "grade")["value"])
    add(found, "area_grades", area, by_part(tool, record, "grade")["value"])
    for name, part in AUDITS:
        value = by_part(tool, record, part).get("value")
        if value:
            add(found, name, value)


def count_answers(found: dict[str, Any], tool: dict[str, Any], record: dict[str, Any]) -> None:
    """Evidence, and the choices of a form that families fill in."""
    for question in questions(tool):
        answer = record["answers"].get(question["id"], {})
        for row in answer.get("rows", []) if question["type"] == "evidence" else []:
            for link in row["links"]["value"]:
                add(found, "evidence", link, row["kind"]["value"])
        if tool.get("readers") and question["type"] in CHOICES and not question.get("part", "").startswith("author"):
            value = answer.get("value")
            for one in value if isinstance(value, list) else [value] if value else []:
                add(found, "answers", tool["id"], question["id"], one)


def count_notes(found: dict[str, Any], tool: dict[str, Any], record: dict[str, Any], themes: dict[str, str]) -> None:
    """Each piece of evidence once, and once in each theme that it speaks of; what was learnt, and what staff said."""
    for question in questions(tool):
        answer = record["answers"].get(question["id"], {})
        for row in answer.get("rows", []) if question["type"] == "evidence" else []:
            kind = row["kind"]["value"]
            add(found, "pieces", kind)
            for theme in {themes.get(link, "") for link in row["links"]["value"]}:
                add(found, "noted", theme, kind)
    parts = {question.get("part") for question in questions(tool)}
    for whose, part in (("outside", "outside-review"), ("feedback", "feedback-kind")):
        if part in parts and by_part(tool, record, "learnt").get("value"):
            add(found, "learnt", whose)
    if by_part(tool, record, "staff-said").get("value"):
        add(found, "said")
    if "grade" in parts and by_part(tool, record, "complaint").get("value") == "yes":
        add(found, "complaints")
    if by_part(tool, record, "good-example").get("value") == "yes":
        add(found, "examples", "moderation" if parts & {"moderated-first", "moderated-again"} else "audit")


def count_voices(found: dict[str, Any], tool: dict[str, Any], record: dict[str, Any]) -> None:
    """Whose voice was heard."""
    states = []
    for row in by_part(tool, record, "voices").get("rows", []):
        add(found, "voices", row["who"]["value"], row["state"]["value"])
        if row["who"]["value"] == "child":
            states.append(row["state"]["value"])
    if states:
        heard = "yes" if "heard" in states or "observed" in states else "no"
        add(found, "child_heard", heard)
        add(found, "area_heard", by_part(tool, record, "area").get("value", ""), heard)


def count_standards(
    found: dict[str, Any], tool: dict[str, Any], record: dict[str, Any], expectations: set[str]
) -> None:
    """Each expectation once: its least good answer in this record."""
    worst: dict[str, str] = {}
    for question in questions(tool):
        answer = record["answers"].get(question["id"], {})
        if question["type"] != "met" or answer.get("value") not in WORST_FIRST:
            continue
        linked = [link for link in question.get("links", []) if link in expectations]
        if answer["value"] in ("partly", "not_met") and len(linked) > 1:
            linked = [link for link in linked if link in answer.get("which", [])]
        for link in linked:
            before = worst.get(link, "na")
            if WORST_FIRST.index(answer["value"]) <= WORST_FIRST.index(before):
                worst[link] = answer["value"]
    for link, outcome in worst.items():
        add(found, "standards", link, outcome)


def newest(replaced: dict[str, str], identity: str) -> str:
    """The last correction of a record."""
    seen: list[str] = []
    while identity in replaced and identity not in seen:
        seen.append(identity)
        identity = replaced[identity]
    return identity


Telling = tuple[str, str, str, str]
"""What an update says of an action: the day, when and in which record it was told, and the state."""


def told_of_actions(
    records: list[dict[str, Any]], tools: dict[str, Any], replaced: dict[str, str], last: str
) -> dict[tuple[str, str], list[Telling]]:
    """The updates of each action by the last day, the newest last."""
    told: dict[tuple[str, str], list[Telling]] = {}
    for record in records:
        tool = tools[record["record_type"]]
        if record["record_id"] in replaced:
            continue
        target = newest(replaced, by_part(tool, record, "updated").get("value", ""))
        for row in by_part(tool, record, "action-updates").get("rows", []):
            changed = row.get("changed_on", {}).get("value", "")
            name = (target, row["ref"]["value"])
            say = (changed, record["completed"], record["record_id"], row.get("status", {}).get("value", ""))
            if changed and changed <= last:
                told[name] = sorted([*told.get(name, []), say])
    return told


def quarter_end(day: str) -> str:
    """The last day of the quarter of a day."""
    return f"{day[:4]}-{('03-31', '06-30', '09-30', '12-31')[(int(day[5:7]) - 1) // 3]}"


def done_first(tellings: list[Telling], agreed_on: str) -> str:
    """The end of the first quarter at whose end an action was agreed, and done."""
    ends = {quarter_end(one[0]) for one in tellings} | {quarter_end(agreed_on)}
    for end in sorted(one for one in ends if agreed_on <= one):
        by_then = [one[3] for one in tellings if one[0] <= end]
        if by_then and by_then[-1] == "done":
            return end
    return ""


def since(tellings: list[Telling]) -> str:
    """The first day of the state that an action is in."""
    day = ""
    for place, one in enumerate(tellings):
        if all(other[3] == tellings[-1][3] for other in tellings[place:]):
            day = day or one[0]
    return day


def count_actions(
    found: dict[str, Any], records: list[dict[str, Any]], tools: dict[str, Any], first: str, last: str
) -> None:
    """Actions that were agreed by the last day, with the newest state that anybody told by then; and re-checks."""
    replaced = corrections(records)
    told = told_of_actions(records, tools, replaced, last)
    for record in records:
        tool = tools[record["record_type"]]
        day = finished(tool, first_version(record, records))
        if record["record_id"] in replaced or day > last:
            continue
        for row in by_part(tool, record, "rechecked").get("rows", []):
            if row.get("today") and first <= day:
                add(
                    found,
                    "rechecks",
                    row["expectation"]["value"],
                    change(row["earlier"]["value"], row["today"]["value"]),
                )
        for question in questions(tool):
            if question.get("part") in ("actions", "agreed-actions"):
                for row in record["answers"].get(question["id"], {}).get("rows", []):
                    name = (record["record_id"], f"{question['id']}/{row['id']}")
                    tellings = told.get(name, [])
                    state, changed = tellings[-1][3] if tellings else "open", since(tellings)
                    agreed, done = first <= day, state == "done" and first <= done_first(tellings, day)
                    add(found, "agreed", number=int(agreed))
                    add(found, "done", number=int(done))
                    late = count_action(found, row, state, last)
                    if agreed or changed >= first or state in ("open", "in_hand"):
                        one = {"text": row["action"]["value"], "due": row["due"]["value"], "state": state}
                        one |= {"link": row.get("link", {}).get("value", ""), "changed": changed, "on": day}
                        one |= {"agreed": agreed, "done": done, "overdue": late}
                        found.setdefault("listed", []).append(one)


def count_action(found: dict[str, Any], row: dict[str, Any], state: str, last: str) -> bool:
    """One action as it stands; whether it is overdue."""
    add(found, "states", state)
    if state not in ("open", "in_hand"):
        return False
    owner, late = row["owner_role"]["value"], row["due"]["value"] < last
    add(found, "owners", owner, "all")
    add(found, "owners", owner, "overdue", number=int(late))
    add(found, "overdue", number=int(late))
    return bool(late)


def change(earlier: str, today: str) -> str:
    """What a re-check found: better, the same or worse."""
    rank = {"not_met": 0, "partly": 1, "met": 2}
    if earlier not in rank or today not in rank:
        return "no_telling"
    if rank[today] == rank[earlier]:
        return "same"
    return "improved" if rank[today] > rank[earlier] else "worse"


if __name__ == "__main__":
    made = totals(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), *sys.argv[3:5])
    sys.stdout.write(json.dumps(made, indent=2, sort_keys=True) + "\n")
