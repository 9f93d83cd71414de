"""Holds a YAML file to the JSON Schema that its first line names.

Schemas serve twice: an editor shows their descriptions while somebody types, and the build checks
the file. What they say of a key is the remedy that a problem offers. Knows nothing of standards or
tools.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jsonschema import Draft202012Validator, SchemaError
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from practice_audit.documents import digest, read_json
from practice_audit.problems import Problem, Unreadable, pointer_to, visible
from practice_audit.sources.schema_words import Difference, Saying, kind_of, sayings, wanted_instead

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jsonschema import ValidationError

    from practice_audit.documents import Json
    from practice_audit.sources.yaml_text import Document

_SCHEME: Final = "file:///"  # a scheme that urljoin knows, so that one schema can refer to its neighbour
_COPY_LINE: Final = "Copy the first line of a file of the same kind: “# yaml-language-server: $schema=…”."


_SOUND: Final[set[tuple[str, str, str]]] = set()
"""Values in which nothing was wrong, each with the state of the schemas: `make serve` reads the same files again."""


class Schemas:
    """The JSON Schemas of a repository, by path."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take the files, path -> bytes; what is wrong with them is in `problems`."""
        self.problems: list[Problem] = []
        self._paths: dict[str, Json] = {}
        self._state = digest({path: data.decode("utf-8", "replace") for path, data in files.items()})
        for path, data in sorted(files.items()):
            try:
                self._paths[path] = _checked(data)
            except Unreadable as error:
                self.problems += [_unusable(path, problem.message, problem.line) for problem in error.problems]
            except SchemaError as error:
                self.problems.append(_unusable(path, f"{error.message} (at {pointer_to(*error.absolute_path)})"))
        self._registry: Registry[Json] = Registry().with_resources(
            (_SCHEME + path, DRAFT202012.create_resource(schema)) for path, schema in self._paths.items()
        )

    def check(self, document: Document) -> None:
        """Add to the document every difference between it and its schema."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), document.schema))
        if not document.schema:
            message = "The first line does not name the schema of this file."
            _report(document, Saying(pointer="", code="STD028", message=message, remedy=_COPY_LINE))
        elif path not in self._paths:
            message = f"The first line names a schema that cannot be used: {visible(document.schema, 80)}."
            _report(document, Saying(pointer="", code="STD028", message=message, remedy=_COPY_LINE))
        else:
            sound = self._key(path, document.value)
            if sound in _SOUND:
                return
            root = {"$ref": _SCHEME + path}
            try:
                errors = list(Draft202012Validator(root, registry=self._registry).iter_errors(document.value))
                self._translate(document, root, errors)
                if sound and not errors:
                    _SOUND.add(sound)
            except Unresolvable as error:
                message = f"The schema of this file names a part that is not there: {visible(error.ref, 80)}."
                _report(document, Saying(pointer="", code="STD029", message=message, remedy="Mend the schema."))

    def _key(self, path: str, value: Json) -> tuple[str, str, str] | None:
        """What a value is known by; None for one that no JSON can hold."""
        try:
            return self._state, path, digest(value)
        except ValueError:
            return None

    def _translate(self, document: Document, root: Json, errors: Iterable[ValidationError]) -> None:
        for error in errors:
            if error.validator in {"anyOf", "oneOf"} and error.context:
                self._alternatives(document, root, error)
                continue
            for saying in sayings(Difference.of(error, self._description(root, error))):
                _report(document, saying)

    def _alternatives(self, document: Document, root: Json, error: ValidationError) -> None:
        """Of several shapes of which none fits: the faults in the shape that was probably meant."""
        shapes: dict[object, list[ValidationError]] = {}
        for each in error.context or ():
            shapes.setdefault(each.schema_path[0], []).append(each)
        near = [shape for shape in shapes.values() if not any(_is_of_another_kind(each) for each in shape)]
        if near:
            fewest = min(len(shape) for shape in near)
            self._translate(document, root, next(shape for shape in near if len(shape) == fewest))
            return
        wanted = [wanted_instead(Difference.of(each)) for shape in shapes.values() for each in shape if not each.path]
        must = " or ".join(words for words in dict.fromkeys(wanted) if words)
        difference = Difference.of(error, self._description(root, error))
        message = f"{difference.name} is {kind_of(difference.found)}, but must be {must}."
        remedy = difference.description or f"Write {must}."
        _report(document, Saying(pointer=difference.pointer, code="STD022", message=message, remedy=remedy))

    def _description(self, root: Json, error: ValidationError) -> str:
        """What the schema says of the key at fault; "" if nothing.

        The path of an error leaves out "$ref", so references are followed where the path leads on
        behind them. What stands beside a reference is said of this key, and goes before what stands
        at its other end.
        """
        resolver = self._registry.resolver()
        node, found, before = root, "", None
        for part in (*error.absolute_schema_path, None):
            while isinstance(node, dict):
                found = found or node.get("description", "")
                if part in node or "$ref" not in node:
                    break
                resolved = resolver.lookup(node["$ref"])
                node, resolver = resolved.contents, resolved.resolver
            if part is None:
                break
            node = node[part]
            if part == "items" or before == "properties":
                found = ""
            before = part
        return found


@lru_cache(maxsize=64)  # to check a schema takes longer than to check all files that name it
def _checked(data: bytes) -> Json:
    """A sound schema, not to be changed. Raises Unreadable or SchemaError."""
    schema = read_json(data)
    Draft202012Validator.check_schema(schema)
    return _with_places(schema)


def _with_places(schema: Json) -> Json:
    """The schema with `"key": false` written as `"key": {"not": {}}`: jsonschema reports false without its place."""
    if isinstance(schema, list):
        return [_with_places(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    written = {key: _with_places(value) for key, value in schema.items()}
    if isinstance(written.get("properties"), dict):
        allowed = written["properties"].items()
        written["properties"] = {key: {"not": {}} if value is False else value for key, value in allowed}
    return written


def _unusable(path: str, message: str, line: int | None = None) -> Problem:
    return Problem(
        code="STD029",
        message=f"This schema cannot be used: {visible(message, 300)}",
        remedy="Mend the schema; files that name it are not checked.",
        source=path,
        line=line,
    )


def _report(document: Document, saying: Saying) -> None:
    problem = Problem(code=saying.code, message=saying.message, remedy=saying.remedy, pointer=saying.pointer)
    document.report(saying.pointer, problem, at_key=saying.code in {"STD020", "STD027"})
    if saying.pointer:
        document.broken.add(saying.pointer)


def _is_of_another_kind(error: ValidationError) -> bool:
    """Whether the value as a whole is not what this shape is for."""
    return error.validator in {"type", "const", "enum"} and not error.path
