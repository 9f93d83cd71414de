"""Actions: agreed in the period, done in the period, and all of them as they stand on the report's day.

Takes actions as `tracking` tells them, one by one, and keeps numbers and a few texts. An action belongs
to the theme of the standard that it serves. Nobody's code is kept: owners are roles.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from practice_audit.findings import Action, Due
from practice_audit.report.periods import in_words, quarter_of
from practice_audit.report.tallies import Tally, Text, newest_first
from practice_audit.report.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from practice_audit.report.lines import Lines
    from practice_audit.report.periods import Period

STATES: Final = ("open", "in_hand", "done", "not_done")
NO_THEME: Final = ""
_NO_DATE: Final = Due(precision="none", words=say("no_date"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Numbers and texts of actions.

    `tally` counts under ("state", state), ("owner", role, "overdue" or "waiting"), ("overdue", theme),
    ("agreed", theme), ("done", theme), ("effect", "told" or "untold"), ("agreed-in", quarter),
    ("done-in", quarter), ("lacks", "owner" or "due") and ("recheck", standard, change).
    """

    tally: Tally

    def number(self, *key: str) -> int:
        """How many there are under a name."""
        return self.tally.total(*key)


def stand(
    tracked: Iterable[Any], rechecked: Iterable[Any], lines: Lines, themes: frozenset[str], period: Period
) -> Standing:
    """What actions and re-checks come to. They come as `tracking.TrackedAction` and `tracking.Recheck`."""
    tally = Tally()
    for action in tracked:
        _take(tally, action, _theme_of(action.link, lines, themes), period)
    for recheck in rechecked:
        if period.first <= recheck.on <= period.last:
            tally.counts["recheck", recheck.expectation, _word(recheck.change)] += 1
    return Standing(tally=tally)


def _take(tally: Tally, action: Any, theme: str, period: Period) -> None:
    state = _word(action.status)
    due = action.due.isoformat() if action.due else ""
    changed = action.changed_on.isoformat() if action.changed_on else ""
    told = action.effect if state == "done" else action.reason if state == "not_done" else ""
    agreed_on = action.agreed_on.isoformat()
    facts = (due, action.owner_role, state, action.link, changed, told, agreed_on, theme)

    def text(rank: str) -> Text:
        return Text(rank=rank, record=action.origin_id, place=action.ref, text=action.text, facts=facts)

    soonest = text(due or "9999")
    tally.counts["state", state] += 1
    if state in STATES[:2]:
        tally.counts["owner", action.owner_role, "overdue" if action.overdue else "waiting"] += 1
    if action.overdue:
        tally.counts["overdue", theme] += 1
        tally.keep(("overdue",), soonest)
    tally.counts["agreed-in", quarter_of(agreed_on)] += 1
    in_period = [period.first <= day <= period.last for day in (action.agreed_on, action.changed_on) if day]
    if state in STATES[:2] or any(in_period):
        tally.counts["every",] += 1
        tally.keep(("every",), soonest)
    if period.first <= action.agreed_on <= period.last:
        tally.counts["agreed", theme] += 1
        tally.keep(("agreed", theme), soonest)
        for name, value in (("owner", action.owner_role), ("due", due)):
            if not value:
                tally.counts["lacks", name] += 1
                tally.keep(("lacks", name), soonest)
    if state == "done" and action.changed_on:
        tally.counts["done-in", quarter_of(changed)] += 1
        if period.first <= action.changed_on <= period.last:
            tally.counts["done", theme] += 1
            tally.counts["effect", "told" if told else "untold"] += 1
            tally.keep(("done", theme), text(newest_first(changed)))


def _word(value: Any) -> str:
    """An enumerated state as the word that forms use: "in_hand"."""
    return str(getattr(value, "value", value)).replace("-", "_")


def _theme_of(link: str, lines: Lines, themes: frozenset[str]) -> str:
    item = lines.item(link) if link else None
    if item is None:
        return NO_THEME
    return item.id if item.id in themes else item.part_of if item.part_of in themes else NO_THEME


def as_actions(texts: Iterable[Text], prefix: str, letter: str, name: Callable[[str], str]) -> tuple[Action, ...]:
    """Kept actions as findings have them: ids count up from 01 after the prefix and the letter of their list."""
    return tuple(
        _as_action(text, f"a{prefix}.{letter}.{number:02d}", name) for number, text in enumerate(texts, start=1)
    )


def _as_action(text: Text, identity: str, name: Callable[[str], str]) -> Action:
    due, owner, state, _, _, told, _, _ = text.facts
    return Action(
        id=identity,
        text=text.text,
        due=Due(precision="day", date=due, words=in_words(dt.date.fromisoformat(due))) if due else _NO_DATE,
        owner_role=name(owner) if owner else "",
        status=state.replace("_", "-"),
        note=told,
    )
