"""Which columns the published tables have, in their order. What each holds is said in words.yaml, under `data`.

The build makes the files by these lists, and the page about them shows the same lists. Knows nothing
of values, files or markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ITEMS = (
    *("id", "kind", "kind_name", "title", "text", "level", "level_status", "applies", "part_of", "group"),
    *("principles", "indicators", "expectations", "links", "aliases", "source", "origin", "details", "address"),
)
LINKS = ("from", "to", "column")
QUESTIONS = (
    *("id", "tool", "tool_title", "section", "section_title", "ask", "short", "type", "hint", "required", "asked_when"),
    *("options", "options_from", "fields", "links", "rules", "origin", "address"),
)
RULES = ("id", "title", "statement", "severity", "enforced", "links", "source", "origin", "address")
TABLE = (
    *("id", "kind", "kind_name", "title", "text", "level", "level_status", "applies", "part_of", "group"),
    *("principles", "indicators", "expectations", "links", "rules", "aliases", "tool", "type", "hint", "required"),
    *("asked_when", "options", "options_from", "fields", "severity", "enforced", "source", "origin", "details"),
    "address",
)

SHEETS: Mapping[str, tuple[str, ...]] = {"Items": ITEMS, "Links": LINKS, "Questions": QUESTIONS, "Rules": RULES}
"""The sheets of framework.xlsx that hold tables, in their order."""

TABLES: Mapping[str, tuple[str, ...]] = {**SHEETS, "framework.csv": TABLE}
"""Every published table by its name."""


def places() -> dict[str, tuple[str, ...]]:
    """Every column with the names of the tables that have it, in the order in which columns first come."""
    found: dict[str, list[str]] = {}
    for table, columns in TABLES.items():
        for column in columns:
            found.setdefault(column, []).append(table)
    return {column: tuple(tables) for column, tables in found.items()}
