"""From the JSON Schema of a tool's records to sentences: what is wrong with one value, and where.

The schema library is loaded, and a schema made ready, when the first record of a tool is judged.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from practice_audit.problems import Problem, pointer_to, visible
from practice_audit.record_schema import record_schema
from practice_audit.records import ENVELOPE, SIDES
from practice_audit.rules.answers import ROW_NAMES
from practice_audit.validation.quick import fitting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

    from practice_audit.model import Catalogue, Question, Tool
    from practice_audit.validation.quick import Fits

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "REC023": "An answer is none of its question's choices",
    "REC024": "An answer has the wrong shape",
    "REC025": "The number of a record is not one",
}

_CODE_OF_PART: Final = {"plan-kind": "R013", "assessment-kind": "R014", "service": "R025", "grade": "R061"}
"""The rule that says which answers a part may have."""

_FORMS: Final = {
    "record_id": "the number of a record, which has 36 characters",
    "tool": "the tool and its version",
    "catalogue_digest": "64 hexadecimal digits",
    "content_sha256": "64 hexadecimal digits",
    "status": "draft or complete",
    "created": "a time such as 2023-03-14T10:42:00Z",
    "completed": "a time such as 2023-03-14T10:42:00Z, in a finished record only",
    "relates_to": "a list of other records, each once",
    "answers": "answers by question",
    "sitting": "how far a draft is",
}
_BELONGS: Final = "dependentSchemas"  # by which a schema says what goes with what
_BY_HAND: Final = "Ask its author for the original: this file was changed by hand."
_NO_NUMBER: Final = ("ANS006", "The answer to {called} must be a whole number.", "Write the number alone.")
_SAID: Final = {
    "date": ("ANS003", "The answer to {called} must be a real date.", "Write it as 2023-03-27."),
    "int": _NO_NUMBER,
    "record": (
        "REC025",
        "Enter the record’s number in full for {called}.",
        "It has 36 characters and stands in the record’s file, after “record_id”.",
    ),
    "ref": (
        "R170",
        "Enter a code with a number in it, such as CR-0417, for {called}: never a name.",
        "Use the code from your notice. It has no spaces.",
    ),
    "text": ("REC024", "The answer to {called} must be one line of text.", "Take out the line ends."),
    "narrative": ("REC024", "The answer to {called} holds no words.", "Write at least one full sentence."),
}
"""Code, message and remedy for text that is no answer to a question of this type."""

_MOST_READY: Final = 32

_ready: dict[tuple[int, str], tuple[Catalogue, Draft202012Validator]] = {}
_quick: dict[tuple[int, str], tuple[Catalogue, Fits]] = {}


def structure(catalogue: Catalogue, tool: Tool, record: object) -> tuple[Problem, ...]:
    """Every fault of structure in a record of `tool`, in document order, one for each place."""
    if not isinstance(record, dict):
        return (Problem(code="R171", message="This is not a record.", remedy=_BY_HAND),)
    if _quick_for(catalogue, tool)(record):
        return ()
    faults: dict[tuple[str | int, ...], Problem] = {}
    told = _Teller(catalogue, tool)
    for error in _ready_for(catalogue, tool).iter_errors(record):
        for path, problem in told.problems(error):
            faults.setdefault(path, problem)
    return tuple(faults[path] for path in sorted(faults, key=told.order))


def _quick_for(catalogue: Catalogue, tool: Tool) -> Fits:
    """The schema of a tool as one function, made once for each catalogue in use."""
    key = (id(catalogue), tool.id)
    kept = _quick.get(key)
    if kept is None or kept[0] is not catalogue:
        if len(_quick) >= _MOST_READY:
            _quick.clear()
        kept = _quick[key] = (catalogue, fitting(record_schema(tool, catalogue)))
    return kept[1]


def _ready_for(catalogue: Catalogue, tool: Tool) -> Draft202012Validator:
    """The schema of a tool made ready, once for each catalogue in use."""
    key = (id(catalogue), tool.id)
    kept = _ready.get(key)
    if kept is None or kept[0] is not catalogue:
        from jsonschema import Draft202012Validator, validators  # noqa: PLC0415 - half of the engine's start

        if len(_ready) >= _MOST_READY:
            _ready.clear()
        # Without its dialect, which would bring back the keyword that is replaced here.
        schema = {name: part for name, part in record_schema(tool, catalogue).items() if name != "$schema"}
        maker = validators.extend(Draft202012Validator, {"uniqueItems": _each_once})  # type: ignore[no-untyped-call]
        kept = _ready[key] = (catalogue, maker(schema))
    return kept[1]


def _each_once(_: object, wanted: bool, found: object, __: object) -> Iterator[ValidationError]:  # noqa: FBT001 - called by jsonschema
    """The keyword `uniqueItems` in one pass: jsonschema compares what it cannot sort each with each, for hours."""
    if wanted and isinstance(found, list) and len({json.dumps(each, sort_keys=True) for each in found}) < len(found):
        from jsonschema.exceptions import ValidationError  # noqa: PLC0415 - as above

        yield ValidationError("something stands here twice")


@dataclass(frozen=True, slots=True)
class _Spot:
    """The question that a path leads to, what messages call it, and the rest of the path."""

    question: Question
    called: str
    rest: tuple[str | int, ...]


class _Teller:
    """Says what a schema error means for the reader of a record."""

    def __init__(self, catalogue: Catalogue, tool: Tool) -> None:
        self._catalogue = catalogue
        self._tool = tool
        self._places = {key: place for place, key in enumerate(tool.questions)}

    def order(self, path: Sequence[str | int]) -> tuple[tuple[int, str], ...]:
        """Where a path stands in the document: the envelope's order, then the tool's."""
        orders: list[Sequence[str]] = [ENVELOPE]
        if path[:1] == ("answers",):
            question = self._tool.questions.get(str(path[1])) if len(path) > 1 else None
            fields = ["id", *(field.id for field in question.fields)] if question else []
            orders += [list(self._places), SIDES, (), fields, SIDES]
        places = []
        for depth, part in enumerate(path):
            known = orders[depth] if depth < len(orders) else ()
            place = part if isinstance(part, int) else known.index(part) if part in known else len(known)
            places.append((place, str(part)))
        return tuple(places)

    def problems(self, error: ValidationError) -> Iterator[tuple[tuple[str | int, ...], Problem]]:
        """The faults that one error stands for, each with the path of the value at fault."""
        path = tuple(error.absolute_path)
        schema: Any = error.schema
        value: Any = error.instance
        if error.validator == "additionalProperties":
            for key in (key for key in value if key not in schema["properties"]):
                yield (*path, key), self._stranger(path, key)
        elif error.validator == "required":
            for key in (key for key in schema["required"] if key not in value):
                yield (*path, key), self._absent(path, key)
        elif _BELONGS in error.absolute_schema_path:
            above = list(error.absolute_schema_path)
            side = str(above[len(above) - above[::-1].index(_BELONGS)])
            yield (*path[:-1], side), self._misplaced(path[:-1], side)
        else:
            yield path, self._wrong(path, error)

    def _stranger(self, path: tuple[str | int, ...], key: str) -> Problem:
        """A key that has no place there."""
        pointer = pointer_to(*path, key)
        shown = f"“{visible(key, 40)}”"
        if path == ("answers",):
            title, version = self._tool.title, self._tool.version
            message = f"{shown} is not a question of the {title}, version {version}."
            return Problem(code="R172", pointer=pointer, message=message, remedy=_BY_HAND)
        spot = self._spot(path)
        if spot:
            message = f"The answer to {spot.called} holds {shown}, which that question does not have."
            return Problem(code="REC024", pointer=pointer, message=message, remedy=_BY_HAND)
        message = f"{shown} has no place in an audit record."
        return Problem(code="R171", pointer=pointer, message=message, remedy=_BY_HAND)

    def _absent(self, path: tuple[str | int, ...], key: str) -> Problem:
        """A key that has to be there."""
        pointer = pointer_to(*path, key)
        spot = self._spot(path)
        if spot:
            message = f"The answer to {spot.called} lacks “{key}”."
            return Problem(code="REC024", pointer=pointer, message=message, remedy=_BY_HAND)
        return Problem(code="R171", pointer=pointer, message=f"“{key}” is missing from this record.", remedy=_BY_HAND)

    def _misplaced(self, path: tuple[str | int, ...], side: str) -> Problem:
        """A side that does not go with the value beside it: a detail, a reason."""
        spot = self._spot(path)
        called = spot.called if spot else "a question"
        message = f"The answer to {called} holds “{side}”, which does not go with what was answered."
        return Problem(code="REC024", pointer=pointer_to(*path, side), message=message, remedy=_BY_HAND)

    def _wrong(self, path: tuple[str | int, ...], error: ValidationError) -> Problem:
        """A value that cannot stand where it stands."""
        spot = self._spot(path)
        if spot:
            return self._wrong_answer(spot, pointer_to(*path), error)
        name = str(path[0])
        wrong = (
            "has no place in this record"
            if error.validator == "not"
            else f"is not {_FORMS.get(name, 'as it was saved')}"
        )
        return Problem(code="R171", pointer=pointer_to(*path), message=f"“{name}” {wrong}.", remedy=_BY_HAND)

    def _wrong_answer(self, spot: _Spot, pointer: str, error: ValidationError) -> Problem:
        """A part of an answer that cannot be what it is."""
        kind, value = spot.question.type, error.instance
        side = spot.rest[0] if spot.rest else ""
        code, message, remedy = "REC024", f"The answer to {spot.called} cannot be read.", _BY_HAND
        if side == "value" and isinstance(value, str) and value:
            code, message, remedy = self._wrong_value(spot, value)
        elif error.validator == "minProperties":
            message = f"The answer to {spot.called} is empty."
        elif side == "value" and kind == "int":
            code, message, remedy = _NO_NUMBER[0], _NO_NUMBER[1].format(called=spot.called), _NO_NUMBER[2]
        elif side == "which" and isinstance(value, str):
            code, message = "REC023", f"“{visible(value, 60)}” is none of the standards of {spot.called}."
        return Problem(code=code, pointer=pointer, message=message, remedy=remedy)

    def _wrong_value(self, spot: _Spot, value: str) -> tuple[str, str, str]:
        """Code, message and remedy for text that is no answer to its question."""
        question, shown = spot.question, f"“{visible(value, 60)}”"
        if question.options_from == "standards":
            message = f"{shown} is not a standard of edition {self._catalogue.edition.id}."
            return "R172", message, "Choose a standard of that edition."
        if question.options_from in {"evidence", "preparation"}:
            return "R172", f"{shown} is nothing that {spot.called} can name.", _BY_HAND
        if question.type in _SAID:
            code, message, remedy = _SAID[question.type]
            return code, message.format(called=spot.called), remedy
        labels = ", ".join(option.label for option in question.options)
        remedy = f"Choose one of: {labels}." if labels else "Choose one of those that the form lists."
        return _CODE_OF_PART.get(question.part, "REC023"), f"{shown} is not among the answers to {spot.called}.", remedy

    def _spot(self, path: tuple[str | int, ...]) -> _Spot | None:
        """The question that a path leads to; None outside answers."""
        question = self._tool.questions.get(str(path[1])) if path[:1] == ("answers",) and len(path) > 1 else None
        if question is None:
            return None
        rest = path[2:]
        field = next((field for field in question.fields if rest[2:3] == (field.id,)), None)
        if rest[:1] != ("rows",) or len(rest) < 2:  # noqa: PLR2004 - "rows" and the number of the row
            return _Spot(question, f"“{question.ask}”", rest)
        row = f"{question.row_name or ROW_NAMES.get(question.type, 'Row')} {int(rest[1]) + 1}"
        if field is None:
            return _Spot(question, f"“{question.ask}”, {row.lower()}", rest[2:])
        return _Spot(field, f"“{field.ask}”, {row.lower()}", rest[3:])
