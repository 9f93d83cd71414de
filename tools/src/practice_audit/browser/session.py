"""What one page works with, and how its problems are told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from practice_audit.forms.places import place
from practice_audit.rules.reading import mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practice_audit.browser.words import Words
    from practice_audit.model import Catalogue, Tool
    from practice_audit.problems import Problem


@dataclass(frozen=True, kw_only=True)
class Session:
    """One catalogue, one tool and its words."""

    catalogue: Catalogue
    tool: Tool
    words: Words

    @cached_property
    def rule_ids(self) -> frozenset[str]:
        """The rules that have a page."""
        return frozenset(rule.id for rule in self.catalogue.rules)

    def told(self, found: Iterable[tuple[Problem, Mapping[str, Any]]]) -> dict[str, Any]:
        """Problems as the page reads them, each with its place in the record it is a problem of."""
        problems, places = [], []
        for problem, record in found:
            found_at = place(problem.pointer, record, self.tool, self.catalogue)
            problems.append(problem.to_json())
            places.append(
                {
                    "section": found_at.section,
                    "section_title": found_at.section_title,
                    "question": found_at.question,
                    "control": found_at.control,
                    "rule": problem.code if problem.code in self.rule_ids else "",
                }
            )
        return {"problems": problems, "places": places}


def answers_of(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answers of a record; none where it holds something else."""
    return mapping(record.get("answers"))
