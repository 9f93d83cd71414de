"""The parts that all charts are drawn with: texts, patterns, colours for light, dark and paper.

Each drawing carries its colours for paper as attributes, so that it is right without any style sheet;
`STYLE` turns them for a dark screen and for forced colours. No part is told by its colour alone.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from practice_audit.report import shown
from practice_audit.report.markup import element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from practice_audit.report.markup import Attributes

LETTERS: Final = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans', sans-serif"
WIDTH: Final = 640
SIZE: Final = 14  # of letters
LETTER: Final = 8.2  # how wide one is at most, on the average; a computer without Arial has wider ones
LINE: Final = 17

INK, MUTED, RULE, GRID, SERIES, PAPER = "#0b0c0c", "#4a5356", "#5d6f75", "#d5dddf", "#1d4a55", "#ffffff"

STYLE: Final = """
@media screen and (prefers-color-scheme: dark) {
  .c-ink { fill: #eef3f4 } .c-muted { fill: #b9c5c8 } .c-rule { stroke: #94a6ac } .c-grid { stroke: #3d4c51 }
  .c-fill { fill: #8fd3df } .c-edge { stroke: #8fd3df } .c-paper { fill: #14191b } .c-halo { stroke: #14191b }
}
@media (forced-colors: active) {
  .c-chart { forced-color-adjust: none }
  .c-ink, .c-muted, .c-fill { fill: CanvasText } .c-rule, .c-edge { stroke: CanvasText }
  .c-grid { stroke: CanvasText; stroke-opacity: .25 }
  .c-paper { fill: Canvas } .c-halo { stroke: Canvas }
}
"""
"""What a drawing needs of a style sheet, besides its own attributes."""

Place: TypeAlias = tuple[float, float]
"""Pixels from the left and from the top."""
Drawn: TypeAlias = "tuple[float, list[ET.Element]]"
"""The height of a drawing, and what is in it."""
Anchor: TypeAlias = Literal["start", "middle", "end"]
Letters: TypeAlias = Literal["plain", "muted", "point", "signal"]

_HALO: Final = {"stroke": PAPER, "stroke-width": "5", "stroke-linejoin": "round", "paint-order": "stroke"}

PATTERNS: Final = ("solid", "stripes", "dots", "plain", "lines", "grid")
"""How the first, second ... series is filled: told apart in grey, too."""


def framed(identity: str, title: str, description: str, made: Drawn, *, styled: bool) -> ET.Element:
    """A whole drawing: an image with a title and a description, with ids that begin with `identity`."""
    height, children = made
    head = [
        element("title", {"id": f"{identity}-title"}, title),
        element("desc", {"id": f"{identity}-desc"}, description),
    ]
    if styled:
        head.append(element("style", {}, STYLE))
    about: Attributes = {
        "class": "c-chart",
        "role": "img",
        "aria-labelledby": f"{identity}-title",
        "aria-describedby": f"{identity}-desc",
        "viewBox": f"0 0 {WIDTH} {height:.0f}",
        "width": WIDTH,
        "height": f"{height:.0f}",
        "font-family": LETTERS,
        "font-size": SIZE,
    }
    return element("svg", about, *head, *children)


def text(place: Place, said: str, anchor: Anchor = "start", kind: Letters = "plain") -> ET.Element:
    """One line of text, whose letters stand at `place`. That of a point stays legible on lines."""
    looks: dict[str, Attributes] = {
        "plain": {"class": "c-ink", "fill": INK},
        "muted": {"class": "c-muted", "fill": MUTED},
        "point": {"class": "c-ink c-halo", "fill": INK, **_HALO},
        "signal": {"class": "c-ink c-halo", "fill": INK, **_HALO, "font-weight": "bold"},
    }
    x, y = map(float, place)
    return element("text", {**looks[kind], "x": x, "y": y, "text-anchor": anchor}, shown.line(said))


def wrapped(said: str, room: float, lines: int = 2) -> list[str]:
    """A text in lines that fit into so many pixels; what does not fit into them ends in an ellipsis."""
    return textwrap.wrap(shown.line(said), max(int(room / LETTER), 4), max_lines=lines, placeholder=" …") or [""]


def cut(said: str, letters: int) -> str:
    """A text of so many letters at most."""
    said = shown.line(said)
    return said if len(said) <= letters else said[: letters - 1].rstrip() + "…"


def wide(said: str) -> float:
    """How wide a text is, about."""
    return len(said) * LETTER


def rule(start: Place, end: Place, kind: Literal["rule", "grid"] = "rule", dashes: str = "") -> ET.Element:
    """A straight line: a `rule`, or one of the `grid`."""
    stroke = {"rule": RULE, "grid": GRID}[kind]
    ends = dict(zip(("x1", "y1", "x2", "y2"), map(float, (*start, *end)), strict=True))
    dashed = {"stroke-dasharray": dashes} if dashes else {}
    return element("line", {"class": f"c-{kind}", "stroke": stroke, "stroke-width": "1.5", **ends, **dashed})


def box(identity: str, at: int, place: tuple[float, float, float, float]) -> ET.Element:
    """A bar of the series `at`, at x, y, width and height, with its pattern and an edge."""
    pattern = PATTERNS[at % len(PATTERNS)]
    solid, plain = {"class": "c-fill c-edge", "fill": SERIES}, {"class": "c-paper c-edge", "fill": PAPER}
    filled = {"class": "c-edge", "fill": f"url(#{identity}-{pattern})"}
    about = {"solid": solid, "plain": plain}.get(pattern, filled)
    corner = dict(zip(("x", "y", "width", "height"), map(float, place), strict=True))
    return element("rect", {**about, "stroke": SERIES, "stroke-width": "1.5", **corner})


def patterns(identity: str, series: int) -> ET.Element:
    """The patterns that so many series are filled with."""
    line = {"class": "c-edge", "stroke": SERIES, "stroke-width": "2"}
    marks = {
        "stripes": [element("path", {**line, "d": "M-2 2 2-2M0 8 8 0M6 10 10 6"})],
        "dots": [element("circle", {"class": "c-fill", "fill": SERIES, "cx": 4, "cy": 4, "r": "1.6"})],
        "lines": [element("path", {**line, "d": "M0 4H8"})],
        "grid": [element("path", {**line, "stroke-width": "1", "d": "M0 4H8M4 0V8"})],
    }
    made = [
        element(
            "pattern",
            {"id": f"{identity}-{name}", "width": 8, "height": 8, "patternUnits": "userSpaceOnUse"},
            element("rect", {"class": "c-paper", "fill": PAPER, "width": 8, "height": 8}),
            *marks[name],
        )
        for name in PATTERNS[:series]
        if name in marks
    ]
    return element("defs", {}, *made)
