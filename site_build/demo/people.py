"""The made-up service: teams, people by code, cases. Knows nothing of records."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final, TypeVar

from practice_audit.sampling.frame import Case, Frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value = TypeVar("Value")

AREAS: Final = ("East", "North", "South", "West")
MUFFLED: Final = "South"
"""The area in which the voice of the child is weak."""
AUDITORS: Final = tuple(f"AU-{number:02}" for number in range(1, 19))
MODERATORS: Final = tuple(f"HS-{number:02}" for number in range(1, 5))
SECONDS: Final = (("PS-01", "role.psw"), ("CO-01", "role.chief-officer"))
TEAM_SIZE: Final = 7
TEAMS: Final = tuple((area, f"TM-{2 * place + each:02}") for place, area in enumerate(AREAS) for each in (1, 2))
QUALITY: Final = ("QA-02", "role.capacity-tm")
NEW_STAFF: Final = 9
"""So many practitioners have no case yet, and were never part of an audit."""
_PLANS: Final = {"child_in_need": 38, "child_protection": 24, "child_looked_after": 18, "early_help": 20}
_AGES: Final = {"unborn": 2, "0-4": 26, "5-10": 34, "11-15": 28, "16-17": 10}


class Chance(Random):
    """A stream of choices of its own for each name, so that one more choice here changes none elsewhere."""

    def __init__(self, seed: str, *names: object) -> None:
        super().__init__("/".join((seed, *map(str, names))))

    def happens(self, share: float) -> bool:
        """Whether something happens that happens in this share of cases."""
        return self.random() < share

    def one(self, values: Sequence[Value]) -> Value:
        """One of the values, each as likely as the next."""
        return values[int(self.random() * len(values))]

    def weighed(self, weights: Mapping[Value, float]) -> Value:
        """One of the keys, as often as its weight says."""
        left = self.random() * sum(weights.values())
        for value, weight in weights.items():
            left -= weight
            if left < 0:
                return value
        return next(reversed(list(weights)))

    def some(self, values: Sequence[Value], number: int) -> list[Value]:
        """So many different values, or all that there are."""
        left = list(values)
        return [left.pop(int(self.random() * len(left))) for _ in range(min(number, len(left)))]

    def day(self, first: date, last: date) -> date:
        """A day of these, both included; Sundays and Saturdays become the Friday before, but not before the first."""
        day = first + timedelta(days=int(self.random() * ((last - first).days + 1)))
        return max(first, day - timedelta(days=max(0, day.weekday() - 4)))

    def id(self) -> str:
        """A record number."""
        return str(uuid.UUID(int=int(self.random() * 2**53) << 75 | int(self.random() * 2**53) << 22, version=4))


@dataclass(frozen=True, kw_only=True)
class Service:
    """Everybody by code, and every open case with the age band of its child."""

    frame: Frame
    ages: Mapping[str, str]
    staff: Mapping[str, str]


def service(seed: str, cases: int) -> Service:
    """A service with so many open cases; `staff` gives the group of each code, as the report asks for it."""
    chance = Chance(seed, "service")
    teams = {
        manager: [f"PR-{place * TEAM_SIZE + each:02}" for each in range(1, TEAM_SIZE + 1)]
        for place, (_, manager) in enumerate(TEAMS)
    }
    made, ages = [], {}
    for number in range(1, cases + 1):
        area, manager = chance.one(TEAMS)
        ref = f"SAMPLE-{number:05}"
        plan = chance.weighed(_PLANS)
        ages[ref] = chance.weighed(_AGES)
        made.append(
            Case(
                case_ref=ref,
                service="Early Help" if plan == "early_help" else "Children’s Social Work",
                area=area,
                plan_kind=plan,
                practitioner_ref=chance.one(teams[manager]),
                manager_ref=manager,
            )
        )
    first_new = len(TEAMS) * TEAM_SIZE + 1
    staff = {code: f"Team {area}" for area, manager in TEAMS for code in (manager, *teams[manager])}
    staff |= {f"PR-{first_new + each:02}": "Newly qualified staff" for each in range(NEW_STAFF)}
    return Service(frame=Frame.of(tuple(made)), ages=ages, staff=staff)
