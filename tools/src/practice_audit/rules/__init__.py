"""The rules of a record as pure functions of (catalogue, tool, record): what is asked, what is wrong.

    asked(tool, answers)        ids of the questions that apply to this record
    required(tool, answers)     ids of those that a finished record must answer
    answered(tool, answers)     ids of those asked that hold an answer, complete or not
    missing(tool, answers)      required and not answered, in document order
    normalised(tool, answers)   answers as a finished record holds them, and what could not be read
    check(...)                  every problem of the answers, in document order
    expectation_outcomes(...)   how often each expectation was met, partly, not_met or na
    RULES                       rule id -> function; a tool's `completion` says which of them run
    PARTS                       the parts that questions play in the rules, with the values they know

A pointer names the answer at fault: `/answers/<question>` (missing or wrong as a whole),
`/answers/<question>/<side>` where only one side of it is (`detail`, `reason`, `which`, `where`,
`none`, `day`, `month`, `year`), `/answers/<question>/rows/<n>/<field>` and the same sides under it
(n counts from 0 over all rows of the record, empty ones too), or `/edition`, `/tool/version`.

Rules look at the parts, areas and links of questions and never at question ids, so a new tool needs
no Python. Answers of a wrong shape read as empty here: structure is the validator's to judge. Knows
nothing of files, schemas, registers or pages.
"""

from __future__ import annotations

from practice_audit.rules import (
    actions,
    conversation,
    dates,
    desk,
    following,
    judgement,
    moderation,
    plans,
    preparation,
    privacy,
    recording,
    selection,
    voice,
)
from practice_audit.rules.answers_present import NARRATIVE_MINIMUM, PROBLEM_CODES
from practice_audit.rules.asking import answered, asked, field_asked, missing, required
from practice_audit.rules.checking import check, normalised
from practice_audit.rules.outcomes import expectation_outcomes
from practice_audit.rules.parts import PARTS, Part
from practice_audit.rules.registry import RULES

# Importing a module registers its rules.
RULE_MODULES = (
    selection,
    preparation,
    plans,
    conversation,
    voice,
    recording,
    judgement,
    actions,
    moderation,
    following,
    desk,
    dates,
    privacy,
)

__all__ = [
    "NARRATIVE_MINIMUM",
    "PARTS",
    "PROBLEM_CODES",
    "RULES",
    "RULE_MODULES",
    "Part",
    "answered",
    "asked",
    "check",
    "expectation_outcomes",
    "field_asked",
    "missing",
    "normalised",
    "required",
]
