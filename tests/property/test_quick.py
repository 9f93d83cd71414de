"""A law of validation: the quick yes is given exactly where jsonschema finds nothing wrong."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from practice_audit import records
from practice_audit.record_schema import record_schema
from practice_audit.validation.quick import fitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from practice_audit.model import Catalogue

TOOLS = ["pre-audit", "moderation-1", "feedback-child", "selection"]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 2),
    st.sampled_from(
        [1.0, 0.5, "", " ", "\n", "draft", "complete", "2023-03-01", "CR-1", "role.sdm", [], {}, [[]], [{}]]
    ),
    st.dictionaries(st.sampled_from(["value", "rows", "detail", "which", "none", "reason"]), st.text(max_size=3)),
)


@pytest.fixture(scope="module")
def judges(catalogue: Catalogue) -> dict[str, tuple[Callable[[Any], bool], Draft202012Validator]]:
    """For each tool its schema as one function, and as jsonschema has it."""
    schemas = {tool: record_schema(catalogue.tool(tool), catalogue) for tool in TOOLS}
    return {tool: (fitting(schema), Draft202012Validator(schema)) for tool, schema in schemas.items()}


@pytest.fixture(scope="module")
def examples(root: Path, catalogue: Catalogue) -> list[tuple[str, Any]]:
    """Whole records, some of them drafts once their status is changed."""
    found = []
    for tool in TOOLS:
        for path in sorted((root / "tools" / "definitions" / tool / "examples" / "valid").glob("*.json")):
            record = json.loads(path.read_text(encoding="utf-8"))
            found.append((tool, records.complete(catalogue, catalogue.tool(tool), record, "2023-06-30T12:00:00Z")))
    return [*found, *((tool, {**record, "status": "draft", "completed": None}) for tool, record in found)]


def test_every_schema_can_be_made_a_function(
    judges: dict[str, tuple[Callable[[Any], bool], Draft202012Validator]], examples: list[tuple[str, Any]]
) -> None:
    """Whole records get their yes: no keyword is unknown, so nothing is slow for want of one."""
    seen = [(tool, judges[tool][0](record)) for tool, record in examples if record["status"] == "complete"]
    assert {fits for _, fits in seen} == {True}
    assert {tool for tool, _ in seen} == set(TOOLS)


@settings(max_examples=150)
@given(data=st.data())
def test_the_quick_yes_is_jsonschemas(
    data: st.DataObject,
    judges: dict[str, tuple[Callable[[Any], bool], Draft202012Validator]],
    examples: list[tuple[str, Any]],
) -> None:
    """Whatever is changed in a record, taken out or added, both judge alike."""
    tool, record = data.draw(st.sampled_from(examples))
    changed = copy.deepcopy(record)
    for _ in range(data.draw(st.integers(1, 2))):
        changed = _changed(changed, data)
    quick, thorough = judges[tool]
    assert quick(changed) is (next(thorough.iter_errors(changed), None) is None)


def _changed(value: Any, data: st.DataObject) -> Any:
    """The value with one change somewhere in it."""
    place, key = value, None
    while isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or data.draw(st.integers(0, 3)) == 0:
            break
        place = place[key]
    if key is None or not place:
        return data.draw(ODD)
    how = data.draw(st.sampled_from(["replace", "take out", "add"]))
    if how == "replace":
        place[key] = data.draw(ODD)
    elif how == "take out":
        del place[key]
    elif isinstance(place, dict):
        place[data.draw(st.sampled_from(["value", "detail", "reason", "none", "which", "practice", "x"]))] = data.draw(
            ODD
        )
    else:
        place.append(data.draw(st.one_of(ODD, st.just(copy.deepcopy(place[0])))))
    return value


@pytest.mark.parametrize("schema", [{"oneOf": [{}]}, {"type": ["string"]}, {"$ref": "#/elsewhere"}, {"const": 1.5}])
def test_an_unknown_schema_gets_no_yes(schema: dict[str, Any]) -> None:
    """Of a schema that is not known nothing is said to fit: jsonschema judges then."""
    assert not fitting(schema)("anything")
