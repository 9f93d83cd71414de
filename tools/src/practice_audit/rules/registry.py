"""The rules by id: each is one function of an `Audit` that yields problems of that rule only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from practice_audit.problems import Problem
from practice_audit.rules.audit import Audit

RuleTest: TypeAlias = Callable[[Audit], Iterator[Problem]]

RULES: dict[str, RuleTest] = {}


def rule(rule_id: str) -> Callable[[RuleTest], RuleTest]:
    """Register a function as the test of one rule."""

    def register(test: RuleTest) -> RuleTest:
        if rule_id in RULES:
            raise ValueError(f"{rule_id} has two tests")
        RULES[rule_id] = test
        return test

    return register
