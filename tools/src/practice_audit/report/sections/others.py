"""The sections on what is no audit: complaints, reviews from outside, meetings, answers to staff, other records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from practice_audit.report.counting.figures import ordered
from practice_audit.report.counting.folding import REFERRALS
from practice_audit.report.layout import Cell, Paragraph, Point, Points, Section, Table
from practice_audit.report.periods import last_day, month_in_words
from practice_audit.report.sections.cells import column, counting, in_data, in_words, or_else, shares
from practice_audit.report.words import say
from practice_audit.rules.outcomes import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practice_audit.report.counting.figures import Figures
    from practice_audit.report.layout import Block

MONTHLY: Final = ("meeting.slt-qa", "meeting.slt-performance", "meeting.audit-qa")
"""The meetings that are held each month (R120, R121, R122)."""
QUARTERLY: Final = ("meeting.qa-staff-quarterly",)
"""Those that are held each quarter (R157)."""
LEADERS: Final = frozenset({"meeting.slt-qa", "meeting.slt-performance"})
"""The meetings of senior leaders."""
_ANSWERS: Final = (("kind", "feedback-kind"), ("procedure", "procedure"), ("in_time", "in-time"))


def complaints(figures: Figures) -> Section:
    """Complaints and compliments: what audits say of them, and what the learning log holds (R134, R149)."""
    now = figures.now
    blocks: list[Block] = [
        Paragraph(
            text=say(
                "complaints.audits",
                n=now.total("complaint", "raised"),
                explained=now.total("complaint", "explained"),
            )
        )
    ]
    for name, part in _ANSWERS:
        blocks.extend(_answers(figures, name, part))
    blocks.extend((*_learning(figures, "feedback"), _told(figures, "feedback")))
    return Section(id="complaints", title=say("section.complaints"), blocks=tuple(blocks))


def external(figures: Figures) -> Section:
    """What reviews from outside found."""
    counts = figures.now.by_last("outside")
    rows = tuple((figures.name(name), number) for name, number in sorted(counts.items()))
    table = Table(
        id="outside_reviews",
        title=say("table.outside"),
        columns=(column("review"), column("records", "count")),
        rows=rows,
    )
    blocks = (*or_else(table, Paragraph(text=say("none"))), *_learning(figures, "outside"), _told(figures, "outside"))
    return Section(id="external", title=say("section.external"), blocks=blocks)


def _answers(figures: Figures, name: str, part: str) -> list[Block]:
    counts = figures.now.by_last(part)
    labels = figures.labels(part)
    rows = [(labels.get(value, value), number) for value, number in ordered(counts, labels)]
    title = say(f"table.{name}")
    table = in_data(shares(f"log_{name}", title, column("answer"), rows, column("number", "count")))
    if not rows:
        return [table]
    whole = sum(number for _, number in rows)
    told = (say("told.count", label=label, n=number, share=in_words(number, whole)) for label, number in rows)
    return [Paragraph(text=say("told.counts", title=title, counts=", ".join(told))), table]


def _learning(figures: Figures, whose: str) -> list[Block]:
    labels = figures.labels("feedback-kind")
    items = tuple(
        Point(text=text.text, details=tuple(filter(None, (_subject(figures, labels, text.facts[0]),))))
        for text in figures.now.of("learnt", whose)
    )
    return [
        *_different(figures.now.total("learnt", whose), items, "learnt"),
        Points(items=items, none=say("none"), title=say("learnt.title")),
    ]


def _told(figures: Figures, whose: str) -> Table:
    """Who was told what was learnt (R134)."""
    labels, counts = figures.labels("shared-with"), figures.now.by_last(f"told-{whose}")
    return Table(
        id=f"told_{whose}",
        title=say(f"table.told_{whose}"),
        columns=(column("told"), column("records", "count")),
        rows=tuple((label, counts[value]) for value, label in labels.items()),
        where="everywhere" if counts else "told",
    )


def _different(records: int, items: Sequence[Point], words: str) -> list[Block]:
    """How many records there are, where fewer texts are listed: equal ones are told once."""
    return [Paragraph(text=say(f"{words}.from", n=records, listed=len(items)))] if records > len(items) else []


def _subject(figures: Figures, labels: dict[str, str], value: str) -> str:
    return labels.get(value) or (figures.name(value) if value else "")


def meetings(figures: Figures) -> Section:
    """The regular meetings, and when there is no note of one (R120 to R122, R157)."""
    tallies = figures.folded.quarters.values()
    months = figures.period.months
    held = {
        (meeting, month): sum(tally.total("meeting", meeting, month) for tally in tallies)
        for meeting in (*MONTHLY, *QUARTERLY)
        for month in months
    }
    every = [*((one, [[month] for month in months]) for one in MONTHLY)]
    every += [(one, [list(months[start : start + 3]) for start in range(0, len(months), 3)]) for one in QUARTERLY]
    labels = figures.labels("meeting")
    rows: list[tuple[Cell, ...]] = []
    for meeting, spans in every:
        absent = [span for span in spans if _is_over(figures, span) and not any(held[meeting, month] for month in span)]
        notes = sum(held[meeting, month] for month in months)
        when = ", ".join(_when(span) for span in absent)
        title = labels.get(meeting) or figures.name(meeting)
        rows.append((title, notes, len(absent), when or say("meetings.none_missing")))
    table = Table(
        id="meetings",
        title=say("table.meetings"),
        columns=(column("meeting"), column("held", "count"), column("missing", "count"), column("which")),
        rows=tuple(rows),
    )
    return Section(id="meetings", title=say("section.meetings"), blocks=(table, *_reported(figures)))


def _reported(figures: Figures) -> list[Block]:
    """What meetings were told of, those of senior leaders apart: audits, other reviews, voices, complaints (R126)."""
    labels = figures.labels("reported")
    by_leaders: Counter[str] = Counter()
    in_all: Counter[str] = Counter()
    for (meeting, what), number in figures.now.under("reported").items():
        in_all[what] += number
        by_leaders[what] += number if meeting in LEADERS else 0
    table = Table(
        id="reported",
        title=say("table.reported"),
        columns=(column("reported"), column("to_leaders", "count"), column("to_any", "count")),
        rows=tuple((label, by_leaders[what], in_all[what]) for what, label in labels.items()),
        where="everywhere" if in_all else "told",
    )
    never = [label for what, label in labels.items() if not by_leaders[what]]
    if not never or not figures.is_over:
        return [table]
    return [table, Paragraph(text=say("reported.never", what="; ".join(never)), warning=not by_leaders["audits"])]


def _is_over(figures: Figures, months: Sequence[str]) -> bool:
    """Whether these months are over, of a quarter all three: until then no meeting of theirs is missing."""
    return last_day(months[-1]) <= figures.day


def _when(months: Sequence[str]) -> str:
    first, last = month_in_words(months[0]), month_in_words(months[-1])
    return first if first == last else say("span", first=first, last=last)


def workforce(figures: Figures) -> Section:
    """What staff said and what was done about it (R133)."""
    labels = figures.labels("progress")
    items = tuple(
        Point(
            text=say("said.said", said=text.text),
            details=tuple(
                filter(
                    None,
                    (say("said.did", did=text.facts[0]) if text.facts[0] else "", labels.get(text.facts[1], "")),
                )
            ),
        )
        for text in figures.now.of("said")
    )
    blocks = (*_different(figures.now.total("said"), items, "said"), Points(items=items, none=say("none")))
    return Section(id="workforce", title=say("section.workforce"), blocks=blocks)


def referrals(figures: Figures) -> Section:
    """The weekly look at referrals: how many, and what was judged of each (R140)."""
    now = figures.now
    number = now.total("referrals")
    known: dict[str, str] = {}
    for name in REFERRALS:
        known.update(figures.field_labels("referrals", name))
    given = {key[-1] for key in now.under("referral") if key[-1]}
    values = [value for value, _ in ordered(dict.fromkeys((*known, *given), 1), OUTCOMES)]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (say(f"referral.{name}"), *(now.total("referral", name, value) for value in values)) for name in REFERRALS
    )
    table = Table(
        id="referrals",
        title=say("table.referrals"),
        columns=(
            column("judged_part"),
            *(counting(value.replace("-", "_"), _outcome(known, value), "referrals_judged") for value in values),
        ),
        rows=rows,
    )
    count = Paragraph(text=say("referrals.count", n=number))
    blocks = (count, table) if number else (Paragraph(text=say("none")), in_data(table))
    return Section(id="referrals", title=say("section.referrals"), blocks=blocks)


def _outcome(known: dict[str, str], value: str) -> str:
    if value in known:
        return known[value]
    return say(f"column.{value}") if value in {"met", "partly", "not_met", "na"} else value


def forms(figures: Figures) -> Section:
    """How many records of each form the period has: together they are all records that were counted."""
    counts = {key[0]: 0 for key in figures.now.under("record")}
    for key, number in figures.now.under("record").items():
        counts[key[0]] += number
    titles = {name: tool.title if (tool := figures.tool(name)) else name for name in counts}
    rows = tuple(sorted((titles[name], number) for name, number in counts.items()))
    table = Table(
        id="records",
        title=say("table.tools"),
        columns=(column("form"), column("records", "count")),
        rows=rows,
        total=(say("column.all_records"), sum(counts.values())),
    )
    return Section(id="other", title=say("section.other"), blocks=(table,))


def left_out(figures: Figures) -> Section:
    """What the report leaves out, and how many; and what was deleted of earlier quarters, which it looks back on."""
    tallies, first = figures.folded.quarters, figures.period.quarters[0]
    gone = sum(tally.total("left-out", "purged") for quarter, tally in tallies.items() if quarter < first)
    left = figures.folded.drafts + figures.now.by_last("left-out") + Counter({"purged-earlier": gone})
    items = tuple(Point(text=say(f"left.{reason}", n=number)) for reason, number in sorted(left.items()))
    return Section(id="left-out", title=say("section.left-out"), blocks=(Points(items=items, none=say("none")),))
