"""Around what one audit of the made-up year is made. Knows nothing of what is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from site_build.demo.making import value

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from practice_audit.sampling.draw import Drawn
    from site_build.demo.making import Answers, Record

AUDIT: Final = "ila"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Around what an audit is made: the edition, the case, its place in the year, and the days of its month."""

    catalogue: Catalogue
    drawn: Drawn
    selection: Record
    age: str
    month: int
    told: date
    begun: date

    @property
    def talk(self) -> date:
        """The day of the talk with the worker, and of the contact with the family."""
        return self.begun + timedelta(days=5)

    @property
    def done(self) -> date:
        """The day on which the audit is finished."""
        return self.begun + timedelta(days=8)


def header(setting: Setting) -> Answers:
    """Which case it is: what stands first in a checklist and in an audit."""
    case = setting.drawn.case
    early = case.plan_kind == "early_help"
    return {
        "hdr.case_ref": value(case.case_ref),
        "hdr.service": value("early_help" if early else "social_work"),
        "hdr.area": value(case.area),
        "hdr.plan_kind": value(case.plan_kind),
        "hdr.assessment_kind": value("early_help_assessment" if early else "child_and_family_assessment"),
        "hdr.child_age_band": value(setting.age),
    }
