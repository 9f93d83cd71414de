"""Codes of cases, records and people: all that stand in a record, and whether a text holds one in any spelling.

A code is compared by its letters and digits alone: “PR-31”, “pr 31” and “PR31” are one. Knows no figures.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from practice_audit.rules.reading import mapping, rows_of, text_of, trimmed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from practice_audit.model import Tool

ASKED: Final = "ref"
"""The type of a question, or of a field of a row, that asks for a code."""
_LONG: Final = 4
"""A code of so many letters and digits counts inside of other words, too; a shorter one only as words by itself."""


def plain(text: str) -> str:
    """The letters and digits of a text, in plain form and in lower case."""
    return "".join(_words(text))


def codes_of(tool: Tool, record: Mapping[str, Any]) -> set[str]:
    """Every code in a record, plain: its own, those of cases and authors, and every answer that is a code."""
    answers = mapping(record["answers"])
    found = {plain(record["record_id"])}
    for about in (record, *map(mapping, answers.values())):  # an answer that names another record has its codes
        found |= {case_of(about), author_of(about)}
    for question in tool.questions.values():
        answer = answers.get(question.id)
        if question.type == ASKED:
            found.add(plain(text_of(answer)))
        fields = [field.id for field in question.fields if field.type == ASKED]
        for _, row in rows_of(answer) if fields else ():
            found.update(plain(text_of(row.get(field))) for field in fields)
    return found - {""}


def case_of(record: Mapping[str, object]) -> str:
    """The code of the case that a record, or an answer, is about, plain; "" where there is none."""
    return plain(trimmed(mapping(record.get("case")).get("ref")))


def author_of(record: Mapping[str, object]) -> str:
    """The code of whoever made a record, or the one that an answer names, plain; "" where there is none."""
    return plain(trimmed(mapping(record.get("author")).get("ref")))


def holds_a_code(text: str, codes: Collection[str]) -> bool:
    """Whether a text holds one of these plain codes, however it is spelt."""
    words = _words(text)
    whole = "".join(words)
    if any(code in whole for code in codes if len(code) >= _LONG):
        return True
    short = {code for code in codes if len(code) < _LONG}
    runs = ("".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, first + _LONG))
    return not short.isdisjoint(runs)


def _words(text: str) -> list[str]:
    """The runs of letters and digits in a text, in plain form and in lower case."""
    flat = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = (each for each in flat if unicodedata.category(each) not in {"Cf", "Mn"})  # what joins or marks is no gap
    return "".join(each if each.isalnum() else " " for each in kept).split()
