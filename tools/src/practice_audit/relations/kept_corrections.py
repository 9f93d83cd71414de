"""What is wrong with the corrections that a register holds already: those that entered before R175 was asked.

Today none of these enters. Where one is here, a report counts work twice, or not at all, so `verify` names the
records and says what to do. Takes envelopes, not whole records, so that a damaged text is in nobody's way.
Knows nothing of the database.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from practice_audit.problems import Problem
from practice_audit.relations.corrections import pair

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "REG010": "Corrections in the register replace each other in a circle",
    "REG011": "A correction in the register cannot stand beside what it corrects",
}

_ANEW: Final = (
    "Keep the register as it is. Export it, leave out the correction that is wrong, and import the others into a new "
    "register, with the counts of the export."
)


def faults(
    pairs: Sequence[tuple[str, str]], envelopes: Mapping[str, Mapping[str, Any]], purged: Collection[str]
) -> Iterator[Problem]:
    """What speaks against corrections, each with the id that it replaces.

    `envelopes` are those of the records that are here, whether they correct or are corrected: `record_id`,
    `record_type`, `completed`, `author`, `case`. `purged` were deleted when their time was over.
    """
    pairs = [each for each in pairs if all(isinstance(end, str) for end in each)]  # of a damaged register, too
    onward, back = _grouped(pairs), _grouped((target, correction) for correction, target in pairs)
    yield from _circles(onward)
    yield from _of_several(onward)
    yield from _twice(back)
    for correction, target in sorted(pairs):
        if target in purged:
            yield _purged(correction, target)
        elif correction in envelopes and target in envelopes and correction != target:
            remedy = f"Ask the author of {correction[:8]} which record it corrects. {_ANEW}"
            for problem in pair(envelopes[correction], envelopes[target], ("", ""), remedy):
                yield replace(problem, code="REG011", pointer="")


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What stands on the right, by what stands on the left, both in order."""
    found = defaultdict[str, list[str]](list)
    for left, right in sorted(pairs):
        found[left].append(right)
    return dict(found)


def _circles(onward: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Corrections that replace each other, so that none of them counts."""
    seen = set[str]()
    for start in onward:
        circle = _around(onward, start) if start not in seen else set[str]()
        seen |= circle
        if circle:
            yield Problem(
                code="REG010",
                message=f"Corrections replace each other in a circle, so none of them counts: {_names(circle)}.",
                remedy=_ANEW,
            )


def _around(onward: Mapping[str, Sequence[str]], start: str) -> set[str]:
    """The records of the circles that go through one record; none where it is on no circle."""
    reached = _reached(onward, start)
    return {each for each in reached if start in _reached(onward, each)} if start in reached else set()


def _reached(onward: Mapping[str, Sequence[str]], start: str) -> set[str]:
    """Every record to which one leads, directly or over others."""
    found, waiting = set[str](), [start]
    while waiting:
        new = set(onward.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def _of_several(onward: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Corrections that replace more than one record, so that one of these may be other work that counts no longer."""
    for correction, targets in onward.items():
        if len(targets) > 1:
            yield _fault(
                f"The correction {correction[:8]} replaces more than one record, so none of these counts: "
                f"{_names(targets)}.",
                f"Ask the author of {correction[:8]} which record it corrects. {_ANEW} What else is wrong then gets a "
                "correction of its own.",
            )


def _twice(back: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Records that several corrections replace, of which more than one counts."""
    for target, corrections in back.items():
        counting = {each for each in _reached(back, target) if each not in back}
        if len(corrections) > 1 and len(counting) > 1:
            yield _fault(
                f"The record {target[:8]} is replaced by more than one correction, {_names(corrections)}. "
                f"These count in its place, so its work counts {len(counting)} times: {_names(counting)}.",
                f"Ask their authors which one is right. {_ANEW} What the other one put right goes into a correction "
                "of the one that stays.",
            )


def _purged(correction: str, target: str) -> Problem:
    return _fault(
        f"The correction {correction[:8]} replaces {target[:8]}, which was deleted when its time was over. Its work "
        "counts in the totals already, so it counts twice.",
        "The next practice-audit purge deletes the correction, too.",
    )


def _names(record_ids: Collection[str]) -> str:
    return ", ".join(each[:8] for each in sorted(record_ids))


def _fault(message: str, remedy: str) -> Problem:
    return Problem(code="REG011", message=message, remedy=remedy)
