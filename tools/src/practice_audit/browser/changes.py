"""What changed in the standards, for an auditor who used an earlier edition, or who began in one (R017).

Works on a published comparison of two editions (`editions.Comparison.to_json`). Only changes of
meaning count: a better word for the same thing, or another place, is nothing to learn. Knows
nothing of where the comparison comes from, or of what a computer remembers.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from practice_audit.editions import MEANING
from practice_audit.rules.audit import Audit
from practice_audit.rules.reading import mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.browser.session import Session

STANDARDS: Final = ("principle", "expectation", "indicator", "grade", "grading-criterion")
"""Kinds of entries that an auditor judges by."""


def changes(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """`payload` is {comparison}: {before, after, count, touching, changes, noted}.

    `changes` are [{id, name, words, touches}], `words` the keys of what was said of it, `touches` whether
    a question of this tool looks at it. `noted` is the line for the record: what was read.
    """
    comparison = mapping(payload["comparison"])
    asked = {link for question in session.tool.questions.values() for link in question.links}
    found = list(_of_meaning(comparison.get("changes"), asked))
    before, after = str(comparison.get("before", "")), str(comparison.get("after", ""))
    ids = ", ".join(one["id"] for one in found)
    return {
        "before": before,
        "after": after,
        "count": len(found),
        "touching": sum(1 for one in found if one["touches"]),
        "changes": found,
        "noted": session.words.say("changes_noted", before=before, after=after, ids=ids) if found else "",
    }


def _of_meaning(entries: object, asked: Iterable[str]) -> Iterator[dict[str, Any]]:
    for entry in entries if isinstance(entries, list) else ():
        one = mapping(entry)
        said = one.get("words")
        words = [word for word in said if word in MEANING] if isinstance(said, list) else []
        if not words or one.get("kind") not in STANDARDS:
            continue
        others = one.get("successors")
        ids = {one.get("id"), *(others if isinstance(others, list) else ())}
        yield {
            "id": str(one.get("id")),
            "name": str(one.get("name")),
            "words": list(dict.fromkeys(words)),
            "touches": not ids.isdisjoint(asked),
        }


def since(session: Session, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Which two editions to compare for a draft; `payload` is {record, editions, used}.

    `editions` are the published ones, oldest first, [{edition, since}]; `used` is the edition last used
    on this computer, or "". The earliest counts of: the one last used, that of a loaded record, the one
    in force when reading began, the draft's own. `before` is "" where nothing came after it; `later` is
    the day of the first edition that came after the draft's own, or "".
    """
    record = mapping(payload["record"])
    days = {str(mapping(one).get("edition")): str(mapping(one).get("since")) for one in payload["editions"]}
    order, own = list(days), str(record.get("edition"))
    audit = Audit(catalogue=session.catalogue, tool=session.tool, record=record, today=date.max)
    began = audit.day("read-from")
    in_force = [edition for edition, day in days.items() if began is not None and day <= began.isoformat()]
    loaded = mapping(mapping(record.get("sitting")).get("loaded"))
    known = [own, str(payload.get("used") or ""), *in_force[-1:]]
    known += [str(mapping(told).get("edition")) for told in loaded.values()]
    places = [order.index(edition) for edition in known if edition in days]
    first = min(places, default=len(order))
    later = order[order.index(own) + 1 :][:1] if own in days else []
    is_behind = first < len(order) - 1
    return {
        "before": order[first] if is_behind else "",
        "after": order[-1] if is_behind else "",
        "later": days[later[0]] if later else "",
    }
