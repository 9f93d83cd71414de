"""What somebody who makes a report says beside the records. Knows no records and no figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from practice_audit.report.periods import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a report is to look back on, and what only people know.

    `planned` is the number of audits that were planned, if it is known. `staff` are the people whose
    experience of audit is asked for: the group of each staff code; None where no list is given. `sample`
    marks a report of made-up records; one that counts records of the demo marks itself.
    """

    period: Period
    made_on: dt.date
    planned: int | None = None
    staff: Mapping[str, str] | None = None
    sample: bool = False

    @property
    def as_at(self) -> dt.date:
        """The day as of which actions stand: the last of the period, or that of the making where it comes first."""
        return min(self.period.last, self.made_on)

    @property
    def codes(self) -> dict[str, str]:
        """The group of each staff code, in lower case: codes are the same however they are typed."""
        return {code.casefold(): group for code, group in (self.staff or {}).items()}

    def groups(self, took_part: Collection[str]) -> tuple[tuple[str, int, int], ...] | None:
        """Each group: how many people it has, and how many of them took part; None where no list is given."""
        if self.staff is None:
            return None
        codes = self.codes
        return tuple(
            (
                group,
                sum(each == group for each in codes.values()),
                sum(each == group and code in took_part for code, each in codes.items()),
            )
            for group in sorted(set(codes.values()))
        )

    def without(self, took_part: Collection[str]) -> tuple[str, ...]:
        """The staff codes of those who did not take part, as they stand in the list."""
        return tuple(sorted(code for code in self.staff or {} if code.casefold() not in took_part))
