"""Drawings of figures: right without colour, without sight and without any style sheet."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest

from practice_audit.report.charts import drawings
from practice_audit.report.layout import Chart, Column, Table, Withheld
from practice_audit.report.writers.arranging import arranged
from practice_audit.report.writers.arranging import charts as charts_of
from tests.report_sample import SAMPLE

SPACE = "{http://www.w3.org/2000/svg}"
CHARTS = {chart.id: chart for _, chart in charts_of(arranged(SAMPLE))}
STACKED, LIMITS, RUN, BARS = (CHARTS[name] for name in ("grades_by_team", "good_over_time", "days_run", "expectations"))


def _root(chart: Chart) -> ET.Element:
    return ET.fromstring(drawings.alone(chart))  # noqa: S314 - our own


def _texts(chart: Chart) -> list[str]:
    return [text.text or "" for text in _root(chart).iter(f"{SPACE}text")]


def _lines(chart: Chart) -> int:
    """How many stretches the line of values has."""
    return len(
        [path for path in _root(chart).iter(f"{SPACE}path") if re.fullmatch(r"M\S+ \S+L\S+ \S+", path.get("d", ""))]
    )


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_drawing_says_what_it_is(chart: Chart) -> None:
    """It is one image, whose title is the message and whose description says what is to be seen."""
    root = _root(chart)
    ids = {one.get("id"): one for one in root.iter() if one.get("id")}
    assert root.get("role") == "img"
    assert ids[root.get("aria-labelledby")].text == chart.title
    assert chart.description in (ids[root.get("aria-describedby")].text or "")
    allowed = ("svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "circle", "line", "text")
    assert {one.tag for one in root.iter()} <= {SPACE + name for name in allowed}
    used = re.findall(r"url\(#([^)]+)\)", ET.tostring(root, encoding="unicode"))
    assert set(used) <= set(ids)


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_nothing_is_drawn_beyond_the_edge(chart: Chart) -> None:
    """Every text begins and ends inside the drawing, also with wide letters."""
    root = _root(chart)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    for text in root.iter(f"{SPACE}text"):
        x, y, long = float(text.get("x", "")), float(text.get("y", "")), 8.2 * len(text.text or "")
        start = {"start": x, "middle": x - long / 2, "end": x - long}[text.get("text-anchor", "")]
        assert start >= -1, text.text
        assert start + long <= width + 1, text.text
        assert 10 <= y <= height, text.text


def test_bars_are_told_apart_without_colour() -> None:
    """Each bar carries the name of its series and its value; series have different patterns."""
    texts = _texts(BARS)
    assert "Last quarter: 88%" in texts
    assert "This quarter: 91%" in texts
    fills = {box.get("fill") for box in _root(BARS).iter(f"{SPACE}rect") if box.get("stroke")}
    assert len(fills) == 2


def test_parts_of_a_bar_have_a_key_and_their_figures() -> None:
    """Four grades have four patterns, each with its name in the key; a part with room has its figure."""
    texts = _texts(STACKED)
    assert texts[:4] == ["Inadequate", "Requires improvement", "Good", "Outstanding"]
    assert {"27", "51", "30 in all"} <= set(texts)
    assert "and fewer than 5" in texts
    key = [box.get("fill") for box in _root(STACKED).iter(f"{SPACE}rect") if box.get("width") == "18"]
    assert len(set(key)) == 4


def test_a_part_too_small_for_its_figure_has_it_above() -> None:
    """Every part of a bar has its figure; those of small parts stand above them, beside one another."""
    parts = tuple(Column(id=f"c{n}", title=f"Part {n}", kind="count") for n in range(5))
    table = Table(
        id="small", title="Small", columns=(Column(id="who", title="Who"), *parts), rows=(("All", 1, 12, 1, 3, 900),)
    )
    chart = replace(STACKED, id="small", table=table, label="who", series=tuple(part.id for part in parts))
    texts = [text for text in _root(chart).iter(f"{SPACE}text") if text.text in {"1", "12", "3", "900"}]
    assert [text.text for text in texts] == ["1", "12", "1", "3", "900"]
    starts = [(float(text.get("x", "")), 8.2 * len(text.text or "")) for text in texts[:-1]]
    assert all(start + wide <= after for (start, wide), (after, _) in pairwise(starts))
    assert len({text.get("y") for text in texts[:-1]}) == 1


def test_a_point_that_stands_out_has_another_shape_and_words() -> None:
    """A signal is a diamond with its value, the key says what a diamond means, and so do the sentences."""
    assert {"stands out", "92%"} <= set(_texts(LIMITS))
    assert "Stands out: 2025-Q3." in drawings.notes(LIMITS)
    assert "stands out" not in _texts(RUN)
    assert any(text.startswith("◆ ") for text in _texts(BARS))


def test_a_withheld_point_is_a_gap_with_a_mark() -> None:
    """Nothing is drawn through a quarter that is not shown; the key and the sentences say so."""
    gap = LIMITS.table.rows[2]
    assert isinstance(gap[2], Withheld)
    assert "not shown" in _texts(LIMITS)
    assert "Not shown (fewer than 10 audits): 2023-Q3." in drawings.notes(LIMITS)
    # Of eleven stretches two are missing beside the gap, and one where comparison ends.
    assert _lines(LIMITS) == 11 - 2 - 1
    assert _lines(RUN) == 5


def test_comparison_ends_in_sight() -> None:
    """A break is a line with words on it, and a sentence names the first row after it."""
    assert "comparison ends" in _texts(LIMITS)
    assert "Not comparable with what comes before: 2024-Q3." in drawings.notes(LIMITS)


def test_limits_of_a_percentage_are_drawn_between_0_and_100_and_said_so() -> None:
    """A limit beyond what a percentage can be is drawn at its end, and its value is told."""
    assert "Upper limit 100%" in _texts(LIMITS)
    assert "The limits are drawn between 0% and 100%: the upper one is worked out as 104.8%." in drawings.notes(LIMITS)
    inside = replace(LIMITS, upper=90.0)
    assert "Upper limit 90%" in _texts(inside)
    assert not [note for note in drawings.notes(inside) if "limits" in note]


def test_a_long_name_on_the_axis_has_two_lines() -> None:
    """A quarter in words is read with its year, and none begins where another ends."""
    rows = tuple((f"October to December {2000 + place}", 12, 50.0 + place) for place in range(12))
    drawn = _texts(replace(LIMITS, table=replace(LIMITS.table, rows=rows)))
    assert [text for text in drawn if "December" in text] == ["December 2000", "December 2004", "December 2008"]
    assert not any(text.endswith("…") for text in drawn)


def test_lines_across_have_their_names() -> None:
    """The median of a run chart and the mean and limits of the other are named with their values."""
    assert "Median 27.8" in _texts(RUN)
    assert {"Mean 67%", "Lower limit 29%"} <= set(_texts(LIMITS))


@pytest.mark.parametrize("kind", ["bars", "stacked", "run", "limits"])
def test_a_chart_of_nothing_can_be_drawn(kind: str) -> None:
    """No rows, one row, and rows with nothing to show make a drawing, not a fault."""
    label, figure = "quarter", "good_or_better"
    table = LIMITS.table
    rows = (
        (),
        table.rows[:1],
        (("2024-Q1", 4, None),),
        (("2024-Q1", 4, Withheld(words="fewer than 5")),),
        (("x", 0, 0),),
    )
    for given in rows:
        chart = Chart(
            id="x",
            kind=kind,  # type: ignore[arg-type]  # from the list above
            title="Nothing",
            description="Nothing.",
            table=replace(table, rows=given),
            label=label,
            series=(figure,),
        )
        assert _texts(chart)


def test_a_drawing_is_the_same_each_time() -> None:
    """The same chart gives the same text, with nothing of the clock in it."""
    assert drawings.alone(LIMITS) == drawings.alone(LIMITS)


def test_the_words_of_a_picture_say_its_message_and_its_figures() -> None:
    """Whoever hears them only knows what sight gives: each figure where there are few, the ends of many."""
    told = {chart.id: drawings.alternative(chart) for _, chart in charts_of(SAMPLE)}
    assert told["days_run"].startswith("Actions are done in about four weeks. A line over six months")
    assert told["days_run"].endswith("Mar 2025: 30.0; Apr 2025: 26.0; May 2025: 12.5; Jun 2025: 27.0.")
    assert "2023-Q3: fewer than 10 audits; 2023-Q4: 57%" in told["good_over_time"]
    assert "Children in care: Inadequate 0, Requires improvement 5, Good 19, Outstanding 6;" in told["grades_by_team"]
    line = next(chart for _, chart in charts_of(SAMPLE) if chart.id == "good_over_time")
    longer = replace(line, table=replace(line.table, rows=line.table.rows * 2))
    assert drawings.alternative(longer).endswith("lowest 52% (2023-Q1), highest 92% (2025-Q3), last 67% (2025-Q4).")
    many = replace(longer, kind="bars", signals=(), breaks=())
    more = replace(many, table=replace(many.table, rows=many.table.rows * 2))
    assert drawings.alternative(more).endswith("lowest 52% (2023-Q1), highest 92% (2025-Q3).")
