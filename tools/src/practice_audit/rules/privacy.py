"""The free text of a record, and R170: nothing in it identifies a person.

What is as good as sure (`guard`) is an error. What only may be a personal detail is a warning, unless
the record marks that kind of it "not a person's detail" in that answer. Codes, references, dates and
digests are not searched, and what matched is never repeated. A name cannot be told from other words
for certain, so the form asks people to use roles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.problems import Severity, pointer_parts
from practice_audit.rules import reading
from practice_audit.rules.guard import KINDS, hits
from practice_audit.rules.reading import CODE
from practice_audit.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.problems import Problem
    from practice_audit.rules.answers import Answer
    from practice_audit.rules.audit import Audit
    from practice_audit.rules.guard import Hit

MARKS: Final = "not_personal"
"""The key of a record that holds its marks: `[{"field", "kind"}]`, absent where there are none."""
_FREE = ("text", "narrative")
_TYPED = ("detail", "where", "reason")
_LOADED = ("author", "case", "gaps", "kept")
_USE_A_ROLE = (
    "Use roles and codes: mother, Child A, social worker, CR-0417. Give no place or number that others can look up."
)
_LOOK_AGAIN = "If it stands for a person, use a role. If not, say beside the answer that it is not a person’s detail."


@dataclass(frozen=True, kw_only=True)
class FreeText:
    """One piece of free text as it was typed. `side` is the part of the answer, "" for what was loaded with a file."""

    answer: Answer
    side: str
    pointer: str
    text: str


def free_texts(answers: Iterable[Answer]) -> Iterator[FreeText]:
    """Every piece of free text of these answers, in order, each with its pointer."""
    for answer in answers:
        sides = reading.mapping(answer.raw)
        if _is_typed(answer) and answer.text:
            yield FreeText(answer=answer, side="value", pointer=answer.pointer, text=str(sides["value"]))
        for side in _TYPED:
            text = sides.get(side)
            if isinstance(text, str) and text.strip():
                yield FreeText(answer=answer, side=side, pointer=f"{answer.pointer}/{side}", text=text)
        for part in _LOADED:
            if part in sides:
                for text in _strings(sides[part]):
                    yield FreeText(answer=answer, side="", pointer=answer.pointer, text=text)


def seen_in(found: FreeText, known: frozenset[str]) -> tuple[Hit, ...]:
    """What one piece of free text seems to hold. Two capitalised words from a list are an entry of it, and no name."""
    return hits(found.text, None if found.answer.question.options_from else known)


def field_of(answer: Answer) -> str:
    """What marks call an answer: `<question>`, or `<question>/<row id>/<field>`; a row keeps its id when others go."""
    _, question, *rest = pointer_parts(answer.pointer)
    if not rest:
        return question
    return f"{question}/{reading.trimmed(answer.row_answers.get('id'))}/{answer.question.id}"


def marks_of(record: Mapping[str, object]) -> frozenset[tuple[str, str]]:
    """The marks of a record, as pairs of field and kind; whatever else stands there is none."""
    rows = record.get(MARKS)
    pairs = (reading.mapping(row) for row in (rows if isinstance(rows, list) else ()))
    return frozenset((str(row.get("field")), str(row.get("kind"))) for row in pairs)


@rule("R170")
def no_personal_data(audit: Audit) -> Iterator[Problem]:
    """Free text holds no e-mail address, telephone, NHS or insurance number, postcode or birth date (product)."""
    marked, own = marks_of(audit.record), audit.catalogue.own_words
    for found in free_texts(audit.everything):
        seen = seen_in(found, own)
        if not seen:
            continue
        sure = {hit.kind for hit in seen if hit.sure}
        for kind in (kind for kind in KINDS if kind in sure):
            message = f"Take what looks like {KINDS[kind]} out of “{found.answer.question.ask}”. Use a role instead"
            yield audit.problem("R170", found.pointer, message, _USE_A_ROLE)
        doubtful = {hit.kind for hit in seen} - sure if found.side else set()  # of a loaded file, its author judged
        field = field_of(found.answer) if doubtful else ""
        for kind in (kind for kind in KINDS if kind in doubtful and (field, kind) not in marked):
            message = f"Look again at “{found.answer.question.ask}”: it may hold {KINDS[kind]}"
            yield audit.problem("R170", found.pointer, message, _LOOK_AGAIN, severity=Severity.WARNING)


def _is_typed(answer: Answer) -> bool:
    """Whether the answer is free text, or one of a local list that the tool does not know."""
    if answer.question.type in _FREE:
        return True
    return bool(answer.question.options_from) and all(option.value != answer.text for option in answer.question.options)


def _strings(value: object) -> Iterator[str]:
    """Every text inside a JSON value, but for codes of cases and people (`ref`); one that is no code is a text."""
    if isinstance(value, str):
        yield value
    named = [each for key, each in value.items() if not _is_code(key, each)] if isinstance(value, dict) else value
    for each in named if isinstance(named, list) else ():
        yield from _strings(each)


def _is_code(key: object, value: object) -> bool:
    return key == "ref" and isinstance(value, str) and re.search(CODE, value) is not None
