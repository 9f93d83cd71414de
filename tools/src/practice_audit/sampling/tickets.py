"""The order of a draw: everything gets a ticket from the seed and its own reference, and the lowest are drawn.

    ticket("2026-Q3", "CASE-0007")  ->  "023d1a59…"

SHA-256 of the seed, a comma and the reference, as hexadecimal digits. It depends on nothing else: not on
the order of the list, on what else is in it, on the machine or on the version of a language. Anyone can
work it out with another program. Knows nothing of cases.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from practice_audit.problems import HIDDEN_CHARACTERS, Problem
from practice_audit.rules.guard import personal_data

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN: Final = 12
"""As many digits of a ticket as people compare."""
_LONGEST: Final = 80
_HIDDEN: Final = re.compile(HIDDEN_CHARACTERS)

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "DRW010": "The seed cannot be used",
    "DRW011": "The number to draw cannot be used",
}


def ticket(seed: str, reference: str) -> str:
    """The ticket of a reference: 64 hexadecimal digits. The lowest is drawn first."""
    return hashlib.sha256(f"{seed},{reference}".encode()).hexdigest()


def seed_problem(seed: str) -> Problem | None:
    """Why a draw cannot be started with this seed; None if it can."""
    trouble = ""
    if not seed or seed != seed.strip():
        trouble = "The seed is empty, or it begins or ends with a space"
    elif len(seed) > _LONGEST:
        trouble = f"The seed has more than {_LONGEST} characters"
    elif _HIDDEN.search(seed):
        trouble = "The seed holds a character that cannot be seen"
    elif personal_data(seed):
        trouble = "The seed looks like a personal detail"
    if not trouble:
        return None
    remedy = "Take a word, a date or a number that was agreed before the list was made, for example 2026-Q3."
    return Problem(code="DRW010", message=f"{trouble}.", remedy=remedy)


def number_problem(number: int) -> Problem | None:
    """Why this many cannot be drawn from any list; None if they can."""
    if number >= 1:
        return None
    return Problem(code="DRW011", message="The number to draw is less than 1.", remedy="Give the number to draw.")
