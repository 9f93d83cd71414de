"""Turns the files of tools/definitions/ into the tools of a catalogue, each question with its place.

Blocks and rows are written out, defaults filled in: the options of scales, the reason for "not
applicable", the hint of a type, the condition that a section's questions share. Reports only what
hinders that (unknown blocks, braces that stand for nothing); `tool_checks` judges the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from practice_audit.model import BUILT_IN_OPTIONS, Condition, Detail, Option, Question, Section, Tool
from practice_audit.problems import pointer_to
from practice_audit.sources.codes import Placed
from practice_audit.sources.shapes import (
    all_texts,
    flag_of,
    group_of,
    groups_of,
    list_of,
    number_of,
    text_of,
    texts_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practice_audit.documents import Json
    from practice_audit.model import Item
    from practice_audit.sources.yaml_text import Document

BLOCKS: Final = "tools/definitions/blocks.yaml"
_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_ROW: Final = "row"  # {row} is filled in when a message is made


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolFile:
    """One tool with the places of its parts.

    `fields` are the fields of rows, each with the question that they belong to.
    """

    tool: Placed[Tool]
    sections: tuple[Placed[Section], ...]
    questions: tuple[Placed[Question], ...]
    fields: tuple[tuple[Placed[Question], Question], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What tool files are read with: the shared blocks, wording.yaml and the grades, top first."""

    blocks: Document | None
    wording: Mapping[str, Json]
    grades: tuple[Item, ...]


def read_tools(documents: Iterable[Document], around: Surroundings) -> list[ToolFile]:
    """Every tool among these readable files that has an id, in the order of the files."""
    return [_ToolReader(document, around).read() for document in documents if text_of(document.value, "id")]


@dataclass(slots=True)
class _ToolReader:
    document: Document
    around: Surroundings
    questions: list[Placed[Question]] = field(default_factory=list)
    fields: list[tuple[Placed[Question], Question]] = field(default_factory=list)

    def read(self) -> ToolFile:
        data = self.document.value
        groups = {
            section: text_of(group, "title")
            for group, _ in groups_of(data, "groups")
            for section in texts_of(group, "sections")
        }
        sections = tuple(
            Placed(value=self._section(entry, at, groups), document=self.document, pointer=at)
            for entry, at in groups_of(data, "sections")
        )
        tool = Tool(
            id=text_of(data, "id"),
            version=number_of(data, "version") or 1,
            title=text_of(data, "title"),
            lead=text_of(data, "lead"),
            method=text_of(data, "method"),
            record=_texts_by_key(data, "record"),
            sections=tuple(section.value for section in sections),
            completion=texts_of(data, "completion"),
            you_need=texts_of(data, "you_need"),
            start=text_of(data, "start"),
            unkept=text_of(data, "unkept"),
            prefill=_texts_by_key(data, "prefill"),
            words=_texts_by_key(data, "words"),
            roles=texts_of(data, "roles"),
            readers=text_of(data, "readers"),
        )
        return ToolFile(
            tool=Placed(value=tool, document=self.document, pointer=""),
            sections=sections,
            questions=tuple(self.questions),
            fields=tuple(self.fields),
        )

    def _section(self, entry: Json, pointer: str, groups: Mapping[str, str]) -> Section:
        shared = _condition(group_of(entry, "when_all").get("condition"))
        shared_words = text_of(group_of(entry, "when_all"), "words")
        questions: list[Question] = []
        headings: dict[str, str] = {}
        heading: Placed[Json] | None = None
        for part in self._entries(entry, pointer):
            if "heading" in part.value:
                _lost(heading)
                heading = part
                continue
            question = self._question(part)
            if shared is not None and _is_after(shared, questions):
                question = _with_condition(question, shared, shared_words, self.around.wording)
            questions.append(question)
            self.questions.append(replace(part, value=question))
            if heading is not None:
                headings[question.id] = text_of(heading.value, "heading")
                heading = None
        _lost(heading)
        if shared is not None and not _is_after(shared, questions):
            message = "The condition of this section looks at a question that the section does not ask."
            section = Placed(value=entry, document=self.document, pointer=pointer)
            section.report("STD044", message, "Name a question of this section.", "/when_all/condition")
        return Section(
            id=text_of(entry, "id"),
            title=text_of(entry, "title"),
            lead=text_of(entry, "lead"),
            questions=tuple(questions),
            headings=headings,
            group=groups.get(text_of(entry, "id"), ""),
            area=text_of(entry, "area"),
            hint=text_of(entry, "hint"),
            when_words=shared_words,
            readers=text_of(entry, "readers"),
        )

    def _entries(self, section: Json, pointer: str) -> Iterator[Placed[Json]]:
        """The questions and headings of a section, blocks written out, braces checked."""
        for entry, at in groups_of(section, "questions", pointer):
            placed = Placed(value=entry, document=self.document, pointer=at)
            for part in self._block(placed) if "block" in entry else (placed,):
                if "heading" in part.value or text_of(part.value, "id"):
                    _check_braces(part)
                    yield part

    def _block(self, use: Placed[Json]) -> Iterator[Placed[Json]]:
        """The questions of the block that an entry uses."""
        name = text_of(use.value, "block")
        blocks = self.around.blocks
        if blocks is not None and blocks.value is None:
            return
        known = group_of(blocks.value, "blocks") if blocks is not None else {}
        if blocks is None or name not in known:
            message = f"There is no block “{name}”."
            use.report("STD040", message, f"Known in blocks.yaml: {', '.join(known) or 'none'}.", "/block")
            return
        given = _texts_by_key(use.value, "with")
        wanted = texts_of(known[name], "parameters")
        for word in wanted:
            if word not in given:
                message = f"The block “{name}” needs a value for “{word}”."
                use.report("STD040", message, f"Add “{word}: …” under “with”.")
        for word in given:
            if word not in wanted:
                message = f"The block “{name}” does not use “{word}”."
                remedy = f"Take it out. Used: {', '.join(wanted) or 'none'}."
                use.report("STD040", message, remedy, "/with" + pointer_to(word))
        values = {word: given.get(word, word) for word in wanted}
        at = pointer_to("blocks", name)
        for entry, pointer in groups_of(known[name], "questions", at):
            yield Placed(value=_filled(entry, values), document=blocks, pointer=pointer)

    def _question(self, part: Placed[Json]) -> Question:
        data = part.value
        kind = text_of(data, "type")
        fields = [replace(part, value=each, pointer=at) for each, at in groups_of(data, "fields", part.pointer)]
        blocks = self.around.blocks
        if kind in {"evidence", "actions"} and blocks is not None and blocks.value is not None:
            rows = groups_of(group_of(blocks.value, "rows"), kind, "/rows")
            fields = [Placed(value=each, document=blocks, pointer=at) for each, at in rows]
            for row_field in fields:
                _check_braces(row_field, is_field=True)
        read = [(replace(each, value=self._question(each))) for each in fields if text_of(each.value, "id")]
        question = self._plain_question(data, kind, tuple(each.value for each in read))
        self.fields += [(each, question) for each in read]
        return question

    def _plain_question(self, data: Json, kind: str, fields: tuple[Question, ...]) -> Question:
        short = text_of(data, "short")
        options = self._options(data, kind)
        details = {value: _detail(detail) for value, detail in group_of(data, "details").items()}
        if any(option.value == "na" for option in options) and kind in BUILT_IN_OPTIONS:
            details.setdefault("na", self._reason(short))
        screen = _texts_by_key(data, "screen")
        if text_of(data, "row_add"):
            screen["row_add"] = text_of(data, "row_add")
        or_reason = group_of(data, "or_reason")
        return Question(
            id=text_of(data, "id"),
            type=kind,
            ask=text_of(data, "ask"),
            short=short,
            hint=text_of(data, "hint", text_of(group_of(self.around.wording, "hints"), kind)),
            missing=text_of(data, "missing"),
            part=text_of(data, "part"),
            required=text_of(data, "required", "optional"),
            required_when=_condition(data.get("required_when")),
            when=_condition(data.get("when")),
            when_words=text_of(data, "when_words"),
            options=options,
            options_from=text_of(data, "options_from"),
            details=details,
            stops=_texts_by_key(data, "stops"),
            or_reason=_detail(or_reason) if or_reason else None,
            or_none=text_of(data, "or_none"),
            fields=fields,
            row_name=text_of(data, "row_name"),
            at_least=number_of(data, "at_least") or 0,
            accepts=text_of(data, "accepts"),
            minimum=number_of(data, "minimum"),
            maximum=number_of(data, "maximum"),
            links=texts_of(data, "links"),
            rules=texts_of(data, "rules"),
            origin=text_of(data, "origin", "derived"),
            screen=screen,
            keeps=texts_of(data, "keeps"),
            shows=text_of(data, "shows"),
            only=texts_of(data, "only"),
            leaves_out=texts_of(data, "leaves_out"),
            accepts_parts=texts_of(data, "accepts_parts"),
            rows_from=_texts_by_key(data, "rows_from"),
        )

    def _options(self, data: Json, kind: str) -> tuple[Option, ...]:
        if list_of(data, "options"):
            return tuple(
                Option(value=text_of(each, "value"), label=text_of(each, "label"), hint=text_of(each, "hint"))
                for each, _ in groups_of(data, "options")
            )
        if kind == "grade":
            return tuple(Option(value=each.id, label=each.title, hint=each.text) for each in self.around.grades)
        labels = group_of(group_of(self.around.wording, "options"), kind)
        return tuple(
            Option(value=value, label=text_of(labels, value, value)) for value in BUILT_IN_OPTIONS.get(kind, ())
        )

    def _reason(self, short: str) -> Detail:
        """Why something is not applicable: asked wherever that can be answered (rule R174)."""
        wording = self.around.wording
        return Detail(
            ask=text_of(group_of(wording, "question"), "na_reason"),
            missing=text_of(group_of(wording, "engine"), "na_missing").replace("{short}", short),
        )


def _texts_by_key(data: Json, key: str) -> dict[str, str]:
    return {name: value for name, value in group_of(data, key).items() if isinstance(value, str)}


def _detail(data: Json) -> Detail:
    return Detail(
        ask=text_of(data, "ask"),
        missing=text_of(data, "missing"),
        required=flag_of(data, "required", default=True) is not False,
        long=flag_of(data, "long") is True,
    )


def _condition(data: Json) -> Condition | None:
    if not isinstance(data, dict):
        return None
    return Condition(
        question=text_of(data, "question"),
        is_in=texts_of(data, "is"),
        at_least=number_of(data, "at_least"),
        answered=flag_of(data, "answered"),
        all_of=_conditions(data, "all"),
        any_of=_conditions(data, "any"),
        none_of=_conditions(data, "not"),
    )


def _conditions(data: Json, key: str) -> tuple[Condition, ...]:
    read = (_condition(each) for each in list_of(data, key))
    return tuple(each for each in read if each is not None)


def questions_in(condition: Condition) -> Iterator[Condition]:
    """Every test of one question inside a condition."""
    if condition.question:
        yield condition
    for each in (*condition.all_of, *condition.any_of, *condition.none_of):
        yield from questions_in(each)


def _is_after(shared: Condition, before: list[Question]) -> bool:
    """Whether a question that follows `before` comes after the question that the shared condition names."""
    named = {each.question for each in questions_in(shared)}
    return any(question.id in named for question in before)


def _with_condition(question: Question, shared: Condition, shared_words: str, wording: Mapping[str, Json]) -> Question:
    """The question under its section's condition as well as its own."""
    if question.when is None:
        return replace(question, when=shared, when_words=shared_words)
    both = text_of(group_of(wording, "engine"), "and")
    words = both.replace("{first}", shared_words).replace("{second}", question.when_words)
    return replace(question, when=Condition(all_of=(shared, question.when)), when_words=words)


def _filled(value: Json, words: Mapping[str, str]) -> Json:
    """A block's entry with its words in braces filled in."""
    if isinstance(value, str):
        return _BRACES.sub(lambda match: words.get(match[1], match[0]), value)
    if isinstance(value, list):
        return [_filled(each, words) for each in value]
    if isinstance(value, dict):
        return {key: _filled(each, words) for key, each in value.items()}
    return value


def _lost(heading: Placed[Json] | None) -> None:
    if heading is not None:
        message = "No question comes after this heading."
        heading.report("STD027", message, "Move it before a question, or take it out.", "/heading")


def _check_braces(part: Placed[Json], *, is_field: bool = False) -> None:
    for text, pointer in all_texts(part.value):
        in_row = is_field or "/fields/" in pointer
        for word in _BRACES.findall(text):
            if word != _ROW or not in_row:
                message = f"“{{{word}}}” stands for nothing here."
                remedy = "In a block, name it under “parameters”; {row} stands in the fields of rows only."
                part.report("STD041", message, remedy, pointer)
