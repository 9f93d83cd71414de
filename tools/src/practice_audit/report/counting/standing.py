"""Actions: agreed in the period, done in the period, and all of them as they stand on the report's day.

Takes actions as `relations.tracking` tells them, one by one, and keeps numbers and a few texts. An action belongs
to the theme of the standard that it serves. It is done once: in the first quarter at whose end it was
agreed and done, whatever is told of it later. Nobody's code is kept: owners are roles.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.findings import Action, Due
from practice_audit.report.counting.tallies import Tally, Text, newest_first
from practice_audit.report.periods import before, in_words
from practice_audit.report.words import say
from practice_audit.rules.days import quarter_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from practice_audit.relations.tracking import Recheck, TrackedAction
    from practice_audit.report.counting.trend_lines import Lines
    from practice_audit.report.periods import Period

STATES: Final = ("open", "in_hand", "done", "not_done")
NO_THEME: Final = ""
_NO_DATE: Final = Due(precision="none", words=say("no_date"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Numbers and texts of actions.

    `tally` counts under ("state", state), ("owner", role, "overdue" or "waiting"), ("overdue", theme),
    ("agreed", theme), ("done", theme), ("effect", "told" or "untold"), ("agreed-in", quarter),
    ("done-in", quarter), ("lacks", "owner" or "due") and ("recheck", standard, change), and of the period before
    under ("overdue-before",) and ("done-before",).
    """

    tally: Tally

    def number(self, *key: str) -> int:
        """How many there are under a name."""
        return self.tally.total(*key)


def stand(
    tracked: Iterable[TrackedAction],
    rechecked: Iterable[Recheck],
    lines: Lines,
    themes: frozenset[str],
    period: Period,
) -> Standing:
    """What actions and re-checks come to."""
    tally = Tally()
    for action in tracked:
        _take(tally, action, _theme_of(action.link, lines, themes), period)
    for recheck in rechecked:
        if period.first <= recheck.on <= period.last:
            tally.counts["recheck", recheck.expectation, recheck.change.value] += 1
    return Standing(tally=tally)


def add_before(standing: Standing, earlier: Iterable[TrackedAction], period: Period) -> None:
    """Add what the period before comes to, from the actions as they stood on its own last day."""
    counts, quarters = standing.tally.counts, before(period).quarters
    for action in earlier:
        counts["overdue-before",] += action.overdue
        counts["done-before",] += action.status.value == "done" and done_in(action) in quarters


def _take(tally: Tally, action: TrackedAction, theme: str, period: Period) -> None:
    state = action.status.value
    due = action.due.isoformat() if action.due else ""
    since, done = _since(action), done_in(action)
    changed = since.isoformat() if since else ""
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
    in_period = [period.first <= day <= period.last for day in (action.agreed_on, since) if day]
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
    if done:
        tally.counts["done-in", done] += 1
    if state == "done" and done in period.quarters:
        tally.counts["done", theme] += 1
        tally.counts["effect", "told" if told else "untold"] += 1
        tally.keep(("done", theme), text(newest_first(changed)))


def done_in(action: TrackedAction) -> str:
    """The first quarter at whose end an action was agreed and done, as far as its days tell; "" where there is none.

    What was done before its record was finished is told of in the quarter in which it was agreed: none earlier has it.
    """
    at_the_end: dict[str, str] = {
        quarter_of(max(on, action.agreed_on).isoformat()): state.value for on, state in action.history
    }
    return next((quarter for quarter, state in at_the_end.items() if state == "done"), "")


def _since(action: TrackedAction) -> dt.date | None:
    """The first day of the state that an action is in: telling it again does not make it newer."""
    found = None
    for on, state in reversed(action.history):
        if state != action.status:
            break
        found = on
    return found


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
