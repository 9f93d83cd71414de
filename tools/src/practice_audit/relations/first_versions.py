"""Which day counts of a record that corrects another: that of its first version.

A correction is made weeks after the work, often in another quarter. It takes the place of what it corrects,
so it counts on the day on which that would have counted: once, and in the quarter that was told of it
already. Corrections are few: of each the first version is looked up beforehand, then records stream.
Knows nothing of registers, files or reports.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

from practice_audit.records import FIRST_VERSION
from practice_audit.rules.reading import date_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Record: TypeAlias = Mapping[str, Any]


def first_versions(
    pairs: Iterable[tuple[str, str]], record_of: Callable[[str], Record | None]
) -> dict[str, dict[str, Any]]:
    """The first version of each correction, by the number of the correction: no more of it than its days.

    `pairs` are corrections with what they replace, in any order; `record_of` gives a record by its number.
    Where the first version is not there, it is the oldest one that is; a correction of nothing that is
    there has none. Of several the one that was made first decides.
    """
    replaces = defaultdict[str, list[str]](list)
    for correction, replaced in pairs:
        replaces[correction].append(replaced)
    days: dict[str, dict[str, Any] | None] = {}

    def of(record_id: str) -> dict[str, Any] | None:
        if record_id not in days:
            record = record_of(record_id)
            days[record_id] = _days(record) if record else None
        return days[record_id]

    found = {}
    for correction in replaces:
        earlier = list(filter(None, map(of, _oldest(correction, replaces, of))))
        if earlier:
            found[correction] = min(earlier, key=lambda each: (each["completed"], each["record_id"]))
    return found


def dated(records: Iterable[Record], first: Mapping[str, Record]) -> Iterator[Record]:
    """These records; a correction with its first version, whose days `records.finished_on` then gives."""
    for record in records:
        version = first.get(record["record_id"])
        yield {**record, FIRST_VERSION: version} if version else record


def _oldest(correction: str, replaces: Mapping[str, list[str]], of: Callable[[str], Record | None]) -> Iterator[str]:
    """The oldest versions that are there, along every line of corrections that ends in this one."""
    seen, queue = {correction}, [correction]
    while queue:
        one = queue.pop()
        before = [each for each in replaces.get(one, ()) if each not in seen and of(each) is not None]
        seen.update(before)
        queue += before
        if not before and one != correction:
            yield one


def _days(record: Record) -> dict[str, Any]:
    answers = record["answers"]
    return {
        "record_id": record["record_id"],
        "completed": record["completed"],
        "answers": {name: answer for name, answer in answers.items() if date_of(answer).day},
    }
