"""What the cells of a list may say: kinds of plan and services as the audit tool names them, and codes.

Knows nothing of files or rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practice_audit.rules.guard import KINDS, hits
from practice_audit.rules.reading import CODE
from practice_audit.sampling.first_names import is_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practice_audit.model import Catalogue
    from practice_audit.rules.guard import Hit

AUDIT: Final = "ila"
"""The tool whose cases are drawn."""
_CODE: Final = re.compile(CODE)
_PLAIN: Final = re.compile(r"[^\W_](?:[^\W_]|[ &'’.,/()–-]){0,59}")
_SHORT: Final = {
    "early_help": ("EH",),
    "child_in_need": ("CIN", "CIN plan", "Child in Need plan"),
    "child_protection": ("CP", "CP plan", "Child Protection plan"),
    "child_looked_after": ("CLA", "Children Looked After"),
}
"""What systems write for a kind of plan, beside its value and its label."""
_NEVER: Final = frozenset({"email", "nhs", "telephone", "name", "address", "birth"})
_NEVER_IN_CODES: Final = frozenset({"nhs", "telephone"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """The words of one edition: values by label or value (see `key`), and capitalised words that are no names.

    `plan_labels` are the kinds of plan as people read them.
    """

    plan_kinds: Mapping[str, str]
    services: Mapping[str, str]
    names: frozenset[str] = frozenset()
    plan_labels: tuple[str, ...] = ()


def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """The words that the audit tool of an edition offers for kinds of plan and services."""
    offered: dict[str, dict[str, str]] = {"plan-kind": {}, "service": {}}
    for question in catalogue.tool(AUDIT).questions.values():
        if question.part in offered:
            for option in question.options:
                offered[question.part].update({key(each): option.value for each in (option.value, option.label)})
    plans = offered["plan-kind"]
    plans.update({key(each): value for value, short in _SHORT.items() if value in plans.values() for each in short})
    return Vocabulary(
        plan_kinds=plans,
        services=offered["service"],
        names=catalogue.own_words,
        plan_labels=tuple(plan_words(catalogue).values()),
    )


def plan_words(catalogue: Catalogue) -> dict[str, str]:
    """What the audit tool calls each kind of plan, by its value."""
    questions = catalogue.tool(AUDIT).questions.values()
    return {option.value: option.label for each in questions if each.part == "plan-kind" for option in each.options}


def key(text: str) -> str:
    """A text as it is looked up: whatever its capitals, spaces and kind of apostrophe."""
    return " ".join(text.replace("’", "'").split()).casefold()


def is_code(text: str) -> bool:
    """Whether a text can be the code of a case or a person: with a digit, without a space."""
    return _CODE.search(text) is not None


def is_plain(text: str) -> bool:
    """Whether a text can be the name of an area or a service: no sign that another program would act on."""
    return _PLAIN.fullmatch(text) is not None


def refused_kind(hit: Hit) -> bool:
    """Whether a hit in words keeps a list out: whatever is sure, and what is likely to stand for a person."""
    return hit.sure or hit.kind in _NEVER


def detail_in_words(text: str, names: frozenset[str]) -> str:
    """What a name of an area, a service or a group seems to be instead ("a name"), or "".

    Two words with capitals may be a place: only a first name beside another word makes them a person's.
    `names` are words that are nobody's name (`Catalogue.own_words`).
    """
    found = next((KINDS[hit.kind] for hit in _hits(text) if refused_kind(hit)), "")
    return found or (KINDS["name"] if is_name(text, names) else "")


def perhaps_a_name(text: str, names: frozenset[str]) -> bool:
    """Whether two words of an area or a service are written like a first and a last name; places are, too."""
    return any(hit.kind == "name" for hit in hits(text, names))


def detail_in_code(text: str) -> str:
    """What a code seems to be instead ("a telephone number"), or ""."""
    return next((KINDS[hit.kind] for hit in _hits(text) if hit.sure or hit.kind in _NEVER_IN_CODES), "")


def can_be_looked_up(text: str) -> bool:
    """Whether a code may be a number that others can look up: worth a word, and no reason to stop."""
    return any(hit.kind == "number" for hit in _hits(text))


@lru_cache(maxsize=2**16)  # codes and names stand in many rows, and each is looked at more than once
def _hits(text: str) -> tuple[Hit, ...]:
    return hits(text)
