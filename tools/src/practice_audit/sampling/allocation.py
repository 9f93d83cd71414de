"""Who reads which case: an auditor who has no part in it, and the same load for all as far as that goes.

Cases are given out one after the other. Each goes to the least loaded auditor that can be reached, also
by moving cases given out before; so the loads stay as even as they can be (an optimal semi-matching:
Harvey, Ladner, Lovász and Tamir, Journal of Algorithms 59, 2006), and no case is left while room can be made for it.
Equal choices are decided by ticket. Knows nothing of strata or days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_audit.sampling.tickets import ticket

if TYPE_CHECKING:
    from practice_audit.sampling.auditors import Auditor
    from practice_audit.sampling.frame import Case


class Allocation:
    """Cases with their auditors, filled one by one."""

    def __init__(self, auditors: tuple[Auditor, ...], seed: str) -> None:
        self._auditors = {auditor.auditor_ref: auditor for auditor in auditors}
        self._seed = seed
        self._choices: dict[str, tuple[str, ...]] = {}
        self._able: set[str] = set()  # all who have no part in at least one case
        self._held: dict[str, list[str]] = {ref: [] for ref in self._auditors}
        self.auditor_of: dict[str, str] = {}

    @property
    def loads(self) -> dict[str, int]:
        """How many cases each auditor has, by code."""
        return {ref: len(cases) for ref, cases in sorted(self._held.items())}

    def connected_with_all(self, case: Case) -> bool:
        """Whether every auditor has a part in the case."""
        return all(ref.casefold() in case.workers for ref in self._auditors)

    def add(self, case: Case) -> bool:
        """Give a case to an auditor, moving others where that helps; False, and no change, where nobody is left."""
        self._choices[case.case_ref] = self._unconnected(case)
        self._able.update(self._choices[case.case_ref])
        came_from = self._reachable(case.case_ref)
        free = [ref for ref in came_from if self._has_room(ref)]
        if not free:
            del self._choices[case.case_ref]
            return False
        taker = min(free, key=lambda ref: len(self._held[ref]))  # the first of those found, where loads are equal
        while True:
            moved = came_from[taker]
            giver = self.auditor_of.get(moved)
            self.auditor_of[moved] = taker
            self._held[taker].append(moved)
            if giver is None:
                return True
            self._held[giver].remove(moved)
            taker = giver

    def _unconnected(self, case: Case) -> tuple[str, ...]:
        """The auditors without a part in a case, by ticket."""
        able = [ref for ref in self._auditors if ref.casefold() not in case.workers]
        return tuple(sorted(able, key=lambda ref: ticket(self._seed, f"{case.case_ref},{ref}")))

    def _has_room(self, ref: str) -> bool:
        most = self._auditors[ref].max_cases
        return most is None or len(self._held[ref]) < most

    def _reachable(self, case_ref: str) -> dict[str, str]:
        """The auditors who could take a case more, nearest first, each with the case that would come to them."""
        came_from: dict[str, str] = {}
        waiting = [case_ref]
        for case in waiting:
            for ref in self._choices[case]:
                if ref not in came_from:
                    came_from[ref] = case
                    waiting.extend(self._held[ref])
            if len(came_from) == len(self._able):  # there is nobody else to be found
                break
        return came_from
