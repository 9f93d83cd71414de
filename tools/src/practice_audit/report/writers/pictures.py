"""A drawing as a picture (PNG), for formats that take none. For the command line only: resvg is compiled.

A computer may have no letters that the drawing could be written with. That is looked for, because a
picture without its words says nothing: then there is no picture.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from practice_audit.report.charts.parts import LETTERS, PAPER

ZOOM: Final = 1.5
"""How many dots of a picture make one of the drawing: 150 to an inch on paper, and small enough for e-mail."""
_TRIAL: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">{}</svg>'
_WORD: Final = f'<text x="1" y="15" font-family="{LETTERS}">word</text>'


def png(drawing: str, *, letters: bool = True) -> bytes | None:
    """The picture of an SVG drawing; None where the computer has no letters (or is told to use none)."""
    return _painted(drawing, letters=letters) if _can_write(letters) else None


@cache
def _can_write(letters: bool) -> bool:  # noqa: FBT001 - kept for each answer
    """Whether a word leaves a trace."""
    return _painted(_TRIAL.format(_WORD), letters=letters) != _painted(_TRIAL.format(""), letters=False)


def _painted(drawing: str, *, letters: bool) -> bytes:
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - only who paints a picture needs it

    return bytes(svg_to_bytes(svg_string=drawing, background=PAPER, zoom=ZOOM, skip_system_fonts=not letters))
