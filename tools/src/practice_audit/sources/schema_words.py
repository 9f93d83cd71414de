"""What a difference between a value and its JSON Schema is called in plain words, and how to put it right.

One small function for each keyword of the schema language. Knows no file and no place beyond the pointer.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.problems import pointer_to, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jsonschema import ValidationError

    from practice_audit.documents import Json

_TYPES: Final[Mapping[str, str]] = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of keys",
    "null": "nothing",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One error of a validator: `keyword` of `schema` asks for `wanted`, and `found` is something else.

    `description` is what the schema says of the key; `said` is the validator's own sentence.
    """

    keyword: str
    wanted: Json
    found: Json
    schema: Mapping[str, Json]
    pointer: str
    description: str
    said: str

    @classmethod
    def of(cls, error: ValidationError, description: str = "") -> Difference:
        """Take what matters from an error of jsonschema."""
        return cls(
            keyword=str(error.validator or ""),
            wanted=error.validator_value,
            found=error.instance,
            schema=error.schema if isinstance(error.schema, dict) else {},
            pointer=pointer_to(*error.absolute_path),
            description=description,
            said=error.message,
        )

    @property
    def name(self) -> str:
        """The value at fault, as a sentence calls it."""
        return name_of(self.pointer)

    @property
    def kinds(self) -> str:
        """The types that are wanted, in words."""
        wanted = [self.wanted] if isinstance(self.wanted, str) else self.wanted
        return " or ".join(_TYPES[kind] for kind in wanted)


@dataclass(frozen=True, kw_only=True, slots=True)
class Saying:
    """One problem to be: `pointer` may name a key that is missing."""

    pointer: str
    code: str
    message: str
    remedy: str


def sayings(difference: Difference) -> Iterator[Saying]:
    """Every problem that one difference stands for; each unknown key is a problem of its own."""
    return _KEYWORDS.get(difference.keyword, _other)(difference)


def wanted_instead(difference: Difference) -> str:
    """What the value should have been, in words; "" if that cannot be said in a word or two."""
    if difference.keyword == "type":
        return difference.kinds
    if difference.keyword == "const":
        return 'empty ("")' if difference.wanted == "" else f"“{difference.wanted}”"
    return ""


def name_of(pointer: str) -> str:
    """The value at a pointer, as a sentence calls it."""
    if not pointer:
        return "The file"
    before, last = pointer.split("/")[-2:]
    if last.isdigit():
        return f"Entry {int(last) + 1} of “{before}”"
    return f"“{last.replace('~1', '/').replace('~0', '~')}”"


def kind_of(value: Json) -> str:
    """The value itself, as a sentence calls it."""
    if value == "":
        return "empty"
    if isinstance(value, str):
        return f"the text “{shown(value)}”"
    kinds = {dict: "a group of keys", list: "a list", bool: "true or false", type(None): "nothing"}
    return kinds.get(type(value), f"the number {value}")


def shown(value: Json) -> str:
    """A value in a message: short, nothing hidden."""
    return visible(str(value).strip(), 60)


def _unknown_keys(it: Difference) -> Iterator[Saying]:
    known = list(it.schema.get("properties", {}))
    for key in it.found:
        if key in known or repr(key) not in it.said:
            continue
        near = difflib.get_close_matches(key, known, 1, 0.6)
        remedy = f"Did you mean “{near[0]}”?" if near else f"Known here: {', '.join(known) or 'none'}."
        message = f"The key “{shown(key)}” is not known here."
        yield Saying(pointer=it.pointer + pointer_to(key), code="STD020", message=message, remedy=remedy)


def _missing_key(it: Difference) -> Iterator[Saying]:
    names = it.wanted if isinstance(it.wanted, list) else [name for group in it.wanted.values() for name in group]
    entry = it.found.get("id")
    of = f" in “{shown(entry)}”" if isinstance(entry, str) and entry else ""
    for key in names:
        if not it.said.startswith(f"{key!r} is "):
            continue
        about = it.schema.get("properties", {}).get(key)
        told = about.get("description", "") if isinstance(about, dict) else ""
        remedy = f"Add “{key}”: {told}" if told else f"Add the line “{key}: …”."
        yield Saying(
            pointer=it.pointer + pointer_to(key), code="STD021", message=f"“{key}” is missing{of}.", remedy=remedy
        )


def _type(it: Difference) -> Iterator[Saying]:
    remedy = it.description or f"Write {it.kinds}."
    if "text" in it.kinds and isinstance(it.found, int):
        remedy = f'Put it in quotes: "{str(it.found).lower()}".'
    message = f"{it.name} is {kind_of(it.found)}, but must be {it.kinds}."
    yield Saying(pointer=it.pointer, code="STD022", message=message, remedy=remedy)


def _choice(it: Difference) -> Iterator[Saying]:
    known = [str(each) for each in (it.wanted if isinstance(it.wanted, list) else [it.wanted])]
    near = difflib.get_close_matches(str(it.found), known, 1, 0.6)
    must = f"one of: {', '.join(known)}" if len(known) > 1 else f"“{known[0]}”"
    remedy = f"Did you mean “{near[0]}”?" if near else it.description or "Write it as it stands here."
    message = f"{it.name} is {kind_of(it.found)}, but must be {must}."
    yield Saying(pointer=it.pointer, code="STD023", message=message, remedy=remedy)


def _form(it: Difference) -> Iterator[Saying]:
    message = f"{it.name} is {kind_of(it.found)}, which is not written in the right form."
    remedy = it.description or f"The form is {it.wanted}."
    yield Saying(pointer=it.pointer, code="STD024", message=message, remedy=remedy)


def _too_little(it: Difference) -> Iterator[Saying]:
    if isinstance(it.found, str):
        few = f"is too short: it has {len(it.found)} characters, and at least {it.wanted} are wanted"
    elif isinstance(it.found, int):
        few = f"is {it.found}, but must be at least {it.wanted}"
    else:
        few = f"holds {len(it.found)}, but at least {it.wanted} are wanted"
    remedy = it.description or "Add what is missing."
    yield Saying(pointer=it.pointer, code="STD025", message=f"{it.name} {few}.", remedy=remedy)


def _too_much(it: Difference) -> Iterator[Saying]:
    if isinstance(it.found, str):
        much = f"is too long: it has {len(it.found)} characters, and at most {it.wanted} are allowed"
    elif isinstance(it.found, int):
        much = f"is {it.found}, but must be at most {it.wanted}"
    else:
        much = f"holds {len(it.found)}, but at most {it.wanted} are allowed"
    remedy = it.description or "Make it shorter."
    yield Saying(pointer=it.pointer, code="STD025", message=f"{it.name} {much}.", remedy=remedy)


def _repeated(it: Difference) -> Iterator[Saying]:
    message = f"{it.name} names the same thing twice."
    yield Saying(pointer=it.pointer, code="STD026", message=message, remedy="Keep one of the two.")


def _ruled_out(it: Difference) -> Iterator[Saying]:
    if it.wanted == {}:
        message = f"{it.name} does not belong here."
        yield Saying(pointer=it.pointer, code="STD027", message=message, remedy=it.description or "Leave it out.")
    else:
        yield from _other(it)


def _other(it: Difference) -> Iterator[Saying]:
    message = f"{it.name} does not fit what stands beside it."
    yield Saying(pointer=it.pointer, code="STD027", message=message, remedy=it.description or visible(it.said, 200))


_KEYWORDS: Final[Mapping[str, Callable[[Difference], Iterator[Saying]]]] = {
    "not": _ruled_out,
    "additionalProperties": _unknown_keys,
    "unevaluatedProperties": _unknown_keys,
    "required": _missing_key,
    "dependentRequired": _missing_key,
    "type": _type,
    "enum": _choice,
    "const": _choice,
    "pattern": _form,
    "format": _form,
    "uniqueItems": _repeated,
    "minLength": _too_little,
    "minItems": _too_little,
    "minProperties": _too_little,
    "minimum": _too_little,
    "maxLength": _too_much,
    "maxItems": _too_much,
    "maxProperties": _too_much,
    "maximum": _too_much,
}
