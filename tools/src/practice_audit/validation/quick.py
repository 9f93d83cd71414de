"""Whether a value fits a JSON Schema, yes or no: each keyword made into a function once, for records that are sound.

jsonschema says what is wrong and where, and takes its time over every value. Nearly all records are sound, and
for these a plain yes is enough: whatever gets no yes here is judged by jsonschema. Only the keywords that
`record_schema` writes are known; a schema with another one is never said to fit. Knows nothing of records.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Fits: TypeAlias = Callable[[Any], bool]
    Schema: TypeAlias = Mapping[str, Any]
    Keyword: TypeAlias = Callable[["_Maker", Schema], Fits]

_SAYS_NOTHING: Final = frozenset({"$schema", "$id", "$defs", "title", "description"})
_HANDLED_BESIDE: Final = frozenset({"then"})


class UnknownKeyword(Exception):  # noqa: N818 - reads as what it says
    """The schema holds something that is not made into a function here."""


def fitting(schema: Schema) -> Fits:
    """A function that says whether a JSON value fits the schema; of a schema that is not known here, never."""
    try:
        return _Maker(schema.get("$defs", {})).all_of(schema)
    except UnknownKeyword:
        return _never


def _never(_: Any) -> bool:
    return False


def _always(_: Any) -> bool:
    return True


class _Maker:
    """Makes functions of the parts of one schema; parts that are named are made once."""

    def __init__(self, named: Mapping[str, Schema]) -> None:
        self._named = named
        self._made: dict[str, Fits] = {}

    def all_of(self, schema: Schema) -> Fits:
        """A function that asks everything that a schema says."""
        if not isinstance(schema, dict):
            raise UnknownKeyword(str(schema))
        if unknown := set(schema) - _SAYS_NOTHING - _HANDLED_BESIDE - set(_KEYWORDS):
            raise UnknownKeyword(", ".join(sorted(unknown)))
        asked = [_KEYWORDS[key](self, schema) for key in schema if key in _KEYWORDS]
        checks = tuple(each for each in asked if each is not _always)
        if not checks:
            return _always
        if len(checks) == 1:
            return checks[0]
        first, second = checks[0], checks[1]
        if len(checks) == 2:  # noqa: PLR2004 - the usual case, without a loop
            return lambda value: first(value) and second(value)

        def fits(value: Any) -> bool:
            for check in checks:  # noqa: SIM110 - the hottest loop of all: `all` of a generator takes half as long again
                if not check(value):
                    return False
            return True

        return fits

    def named(self, schema: Schema) -> Fits:
        """`$ref`: a part of the schema by its name. Parts that lead back to themselves are not known here."""
        place, _, name = schema["$ref"].rpartition("/")
        if place != "#/$defs" or name not in self._named:
            raise UnknownKeyword("$ref")
        if name not in self._made:
            self._made[name] = _never
            self._made[name] = self.all_of(self._named[name])
        elif self._made[name] is _never:
            raise UnknownKeyword("$ref")
        return self._made[name]

    def kind(self, schema: Schema) -> Fits:
        """`type`: one type by name."""
        wanted = schema["type"]
        if not isinstance(wanted, str) or wanted not in _TYPES:
            raise UnknownKeyword("type")
        return _TYPES[wanted]

    def properties(self, schema: Schema) -> Fits:
        """`properties`: what stands under a key that is there fits."""
        parts = {key: self.all_of(part) for key, part in schema["properties"].items()}
        asked = {key: check for key, check in parts.items() if check is not _always}

        def fits(value: Any) -> bool:
            if not isinstance(value, dict):
                return True
            for key, each in value.items():
                check = asked.get(key)
                if check is not None and not check(each):
                    return False
            return True

        return fits

    def no_others(self, schema: Schema) -> Fits:
        """`additionalProperties: false`: no key but those named."""
        if schema["additionalProperties"] is not False:
            raise UnknownKeyword("additionalProperties")
        known = frozenset(schema.get("properties", ()))
        return lambda value: not isinstance(value, dict) or known.issuperset(value)

    def required(self, schema: Schema) -> Fits:
        """`required`: these keys are there."""
        wanted = frozenset(schema["required"])
        return lambda value: not isinstance(value, dict) or wanted <= value.keys()

    def belonging(self, schema: Schema) -> Fits:
        """`dependentSchemas`: the whole fits another schema where a key is there."""
        parts = {key: self.all_of(part) for key, part in schema["dependentSchemas"].items()}
        return lambda value: (
            not isinstance(value, dict) or all(check(value) for key, check in parts.items() if key in value)
        )

    def each(self, schema: Schema) -> Fits:
        """`allOf`: every one fits."""
        checks = tuple(self.all_of(part) for part in schema["allOf"])
        return lambda value: all(check(value) for check in checks)

    def any(self, schema: Schema) -> Fits:
        """`anyOf`: one of them fits."""
        checks = tuple(self.all_of(part) for part in schema["anyOf"])
        return lambda value: any(check(value) for check in checks)

    def unlike(self, schema: Schema) -> Fits:
        """`not`: it does not fit."""
        check = self.all_of(schema["not"])
        return lambda value: not check(value)

    def when(self, schema: Schema) -> Fits:
        """`if` with `then`: where it fits the one, it fits the other."""
        if "else" in schema:
            raise UnknownKeyword("else")
        given, follows = self.all_of(schema["if"]), self.all_of(schema.get("then", {}))
        return lambda value: not given(value) or follows(value)

    def items(self, schema: Schema) -> Fits:
        """`items`: everything in a list fits."""
        check = self.all_of(schema["items"])
        return lambda value: not isinstance(value, list) or all(check(each) for each in value)

    def contains(self, schema: Schema) -> Fits:
        """`contains`: something in a list fits."""
        check = self.all_of(schema["contains"])
        return lambda value: not isinstance(value, list) or any(check(each) for each in value)


def _one_of(_: _Maker, schema: Schema) -> Fits:
    """`enum`: one of these texts."""
    if not all(isinstance(each, str) for each in schema["enum"]):
        raise UnknownKeyword("enum")
    known = frozenset(schema["enum"])
    return lambda value: isinstance(value, str) and value in known


def _exactly(_: _Maker, schema: Schema) -> Fits:
    """`const`: this text, this whole number (1 is not true) or this truth."""
    wanted = schema["const"]
    if isinstance(wanted, bool):
        return lambda value: value is wanted
    if isinstance(wanted, int):
        return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value == wanted
    if isinstance(wanted, str):
        return lambda value: isinstance(value, str) and value == wanted
    raise UnknownKeyword("const")


def _pattern(_: _Maker, schema: Schema) -> Fits:
    """`pattern`: found somewhere in a text."""
    search = re.compile(schema["pattern"]).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _sized(size: str, kind: type[str | list[Any] | dict[str, Any]], *, most: bool = False) -> Keyword:
    """`minLength` and the like: how much there is of a text, a list or an object."""

    def maker(_: _Maker, schema: Schema) -> Fits:
        limit = schema[size]
        if most:
            return lambda value: not isinstance(value, kind) or len(value) <= limit
        return lambda value: not isinstance(value, kind) or len(value) >= limit

    return maker


def _each_once(_: _Maker, schema: Schema) -> Fits:
    """`uniqueItems`: nothing in a list stands there twice."""
    if schema["uniqueItems"] is not True:
        raise UnknownKeyword("uniqueItems")

    def fits(value: Any) -> bool:
        if not isinstance(value, list) or len(value) <= 1:
            return True
        return len({json.dumps(each, sort_keys=True) for each in value}) == len(value)

    return fits


def _is_integer(value: Any) -> bool:
    if isinstance(value, int):
        return not isinstance(value, bool)
    return isinstance(value, float) and value.is_integer()


_TYPES: Final[Mapping[str, Fits]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": _is_integer,
    "null": lambda value: value is None,
}

_KEYWORDS: Final[Mapping[str, Keyword]] = {
    "type": _Maker.kind,
    "$ref": _Maker.named,
    "properties": _Maker.properties,
    "additionalProperties": _Maker.no_others,
    "required": _Maker.required,
    "dependentSchemas": _Maker.belonging,
    "allOf": _Maker.each,
    "anyOf": _Maker.any,
    "not": _Maker.unlike,
    "if": _Maker.when,
    "items": _Maker.items,
    "contains": _Maker.contains,
    "enum": _one_of,
    "const": _exactly,
    "pattern": _pattern,
    "minLength": _sized("minLength", str),
    "maxLength": _sized("maxLength", str, most=True),
    "minItems": _sized("minItems", list),
    "minProperties": _sized("minProperties", dict),
    "uniqueItems": _each_once,
}
