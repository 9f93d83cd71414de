"""The one seam where a report becomes markup: elements as a tree, escaped by Python's own serialiser.

Text goes in as text, and nowhere in the package is markup glued from strings. Knows HTML and SVG
only as names of elements.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_audit.report import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

Node: TypeAlias = "ET.Element | str"
Attributes: TypeAlias = "Mapping[str, str | float]"
SVG: Final = "http://www.w3.org/2000/svg"


def element(name: str, attributes: Attributes | None = None, *children: Node) -> ET.Element:
    """An element with texts and elements in it. Hidden characters of every text are shown by number."""
    made = ET.Element(name, {key: _written(value) for key, value in (attributes or {}).items()})
    for child in children:
        if not isinstance(child, str):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + shown.text(child)
        else:
            made.text = (made.text or "") + shown.text(child)
    return made


def in_lines(text: str) -> tuple[Node, ...]:
    """A text with a break at each of its line ends."""
    first, *others = shown.lines(text)
    return (first, *(node for other in others for node in (element("br"), other)))


def html(root: ET.Element) -> str:
    """A page of HTML. What stands in a `style` element is written as it is: it has to be our own."""
    return "<!DOCTYPE html>\n" + ET.tostring(root, encoding="unicode", method="html") + "\n"


def svg(root: ET.Element) -> str:
    """A drawing as a file of its own."""
    alone = ET.Element("svg", {"xmlns": SVG, **root.attrib})
    alone.extend(root)
    return ET.tostring(alone, encoding="unicode", short_empty_elements=True) + "\n"


def _written(value: str | float) -> str:
    """An attribute; a place in a drawing is as exact as a hundredth of a pixel."""
    if isinstance(value, str):
        return shown.text(value)
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
