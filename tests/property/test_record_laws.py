"""Laws of records: whatever a file holds, validation answers; whatever it holds in, it answers alike."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from practice_audit import browser, records, validation
from practice_audit.documents import canonical_bytes, read_json
from practice_audit.forms.places import place
from practice_audit.problems import Problem
from practice_audit.record_schema import record_schema
from tests.unit import example as small

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["met", "na", "2023-04-11", "2023-02-30", "complete", "draft", "q.evidence/e1", small.OLD_ID, "\ud800"]
    )
)
KEYS = st.text() | st.sampled_from(
    ["value", "rows", "id", "none", "reason", "detail", "which", "day", "month", "year", "status", "answers", "ref"]
)
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4))
FINISHED = small.finished()
DRAFT = small.audit_draft()
MARKED = {**FINISHED, "not_personal": [{"field": "q.why", "kind": "name"}]}
VALIDATOR = Draft202012Validator(record_schema(small.AUDIT, small.CATALOGUE))


def paths(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value inside a value, and of the value itself."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [above, *(path for key, each in inner for path in paths(each, (*above, key)))]


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """A sound record or draft in which one or two values were replaced by anything, added or taken out."""
    record = copy.deepcopy(draw(st.sampled_from([FINISHED, MARKED, DRAFT])))
    for _ in range(draw(st.integers(1, 2))):
        *above, last = draw(st.sampled_from(paths(record)[1:]))
        holder = record
        for key in above:
            holder = holder[key]
        if draw(st.booleans()):
            holder[last] = draw(JSON)
        elif isinstance(holder, dict):
            del holder[last]
            holder[draw(KEYS)] = draw(JSON)
    return record


def validated(value: Any) -> tuple[Problem, ...]:
    """What validation says of any value."""
    return validation.validate(small.CATALOGUE, value, today=small.TODAY)


@given(JSON)
@example({"format": "practice-audit-record", "format_version": 1})
def test_validation_answers_to_any_json(value: Any) -> None:
    """No JSON value makes validation raise, and what is no record is told so."""
    problems = validated(value)

    assert problems
    assert all(problem.message and problem.remedy for problem in problems)


@given(spoilt())
def test_validation_answers_to_any_spoilt_record(record: Any) -> None:
    """A record that was changed at any place is judged without a crash, in sentences with a way out."""
    problems = validated(record)

    assert all(isinstance(problem, Problem) and problem.message and problem.remedy for problem in problems)


@given(spoilt())
def test_every_problem_has_a_place_or_none(record: Any) -> None:
    """Where a problem of a spoilt record is shown can always be asked."""
    for problem in validated(record):
        shown = place(problem.pointer, record, small.AUDIT, small.CATALOGUE)

        assert bool(shown.question) == bool(shown.control) == bool(shown.section)


@given(spoilt())
def test_the_sentences_say_no_less_than_the_schema(record: Any) -> None:
    """There is a problem of structure exactly where any validator of the published schema finds an error."""
    found = validation.structure(small.CATALOGUE, small.AUDIT, record)

    assert bool(found) == (not VALIDATOR.is_valid(record))
    assert len({problem.pointer for problem in found}) == len(found)


@given(spoilt(), st.randoms())
def test_the_order_of_keys_does_not_matter(record: Any, random: Any) -> None:
    """The same record with its keys in another order has the same problems in the same order."""

    def shuffled(value: Any) -> Any:
        if isinstance(value, list):
            return [shuffled(each) for each in value]
        if not isinstance(value, dict):
            return value
        keys = list(value)
        random.shuffle(keys)
        return {key: shuffled(value[key]) for key in keys}

    assert validated(shuffled(record)) == validated(record)


TYPED = st.text(st.characters(codec="utf-8"), max_size=60)
DATES = st.fixed_dictionaries(
    {"day": TYPED | st.just("11"), "month": TYPED | st.just("Apr"), "year": TYPED | st.just("2023")}
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "q.found": st.fixed_dictionaries({"value": TYPED}),
        "q.extract": st.fixed_dictionaries({"value": TYPED}),
        "q.read-from": DATES,
        "q.number": st.fixed_dictionaries({"value": TYPED | st.integers(0, 10**6).map(str)}),
        "q.plan": st.fixed_dictionaries({"value": st.sampled_from(["met", "partly", "na"]), "detail": TYPED}),
        "q.two": st.fixed_dictionaries(
            {"value": st.sampled_from(["met", "partly"]), "which": st.just(["ps.chapter.praise"])}
        ),
        "q.family-told-on": st.fixed_dictionaries({"reason": TYPED}),
        "q.strengths": st.fixed_dictionaries({"value": TYPED, "none": st.just(value=True)}),
        "q.evidence": st.fixed_dictionaries({"rows": st.just([]) | st.just([{"id": "1", "what": {"value": "x"}}])}),
    },
)


@given(ANSWERS)
def test_a_finished_record_is_finished_whatever_was_typed(answers: dict[str, Any]) -> None:
    """Finishing any draft of the page gives a record that is written and read back without loss."""
    draft = small.audit_draft()
    draft["answers"] |= answers

    record = small.finished(draft)

    assert records.read(records.text(record)) == record
    assert ("REC022", "/content_sha256") not in small.problems(record)


@given(ANSWERS)
def test_the_page_says_what_an_import_says(answers: dict[str, Any]) -> None:
    """R177: check of a draft and import of the record it would make give the same rules, in the same order."""
    draft = small.audit_draft()
    draft["answers"] |= answers
    browser.call("start", json.dumps({"catalogue": small.CATALOGUE.to_json(), "tool": "audit"}))

    told = json.loads(browser.call("check", json.dumps({"record": draft, "today": small.TODAY.isoformat()})))
    record = small.finished(draft)

    if not validation.structure(small.CATALOGUE, small.AUDIT, record):
        assert [problem["code"] for problem in told["problems"]] == [code for code, _ in small.problems(record)]
    else:
        assert told["problems"]


@given(ANSWERS)
def test_finishing_a_finished_record_changes_nothing(answers: dict[str, Any]) -> None:
    """Completion is a fixed point: the answers of a record are already as a record holds them."""
    draft = small.audit_draft()
    draft["answers"] |= answers
    once = small.finished(draft)

    assert small.finished(once) == once
    assert records.text(small.finished(once)) == records.text(once)


@given(ANSWERS)
def test_a_draft_saved_twice_is_the_same_file(answers: dict[str, Any]) -> None:
    """Saving what was opened gives the same bytes."""
    draft = small.audit_draft()
    draft["answers"] |= answers

    once = records.draft(small.CATALOGUE, small.AUDIT, draft, small.NOW)

    assert records.draft(small.CATALOGUE, small.AUDIT, records.read(records.text(once)), small.NOW) == once


@given(
    st.dictionaries(KEYS, st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | TYPED, st.lists), max_size=5)
)
def test_the_canonical_form_is_a_fixed_point(value: dict[str, Any]) -> None:
    """Reading canonical bytes and writing them again gives the same bytes, however the keys stood."""
    plain = json.loads(canonical_bytes(dict(reversed(value.items()))))

    assert canonical_bytes(plain) == canonical_bytes(value)
    assert read_json(canonical_bytes(value)) == value
