"""Words for children are short and plain (rule R047): the child's form and the easy read leaflet.

The limits are the quality team's: `plain_words` in settings.yaml. Knows sentences, not standards, and
says nothing about whether a text is right. The reading age is the grade of Coleman and Liau (1975),
0.0588 L - 0.296 S - 15.8 with L letters and S sentences in 100 words, plus five years; only whole
sentences count, so that a list of one-word choices makes nothing look easier than it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practice_audit.sources.shapes import group_of, number_of, text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from practice_audit.documents import Json
    from practice_audit.model import Item, Question, Section, Tool
    from practice_audit.sources.codes import Placed
    from practice_audit.sources.framework import Framework
    from practice_audit.sources.tool_files import ToolFile

CHILDREN: Final = "children"
RULE: Final = "R047"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_END: Final = re.compile(r"(?<=[.?!…])[”’\"']?\s+")
_CAPITALS: Final = re.compile(r"\b[A-Z]{2,}s?\b|\b(?:[A-Z]\.){2,}")
_WHERE: Final = "The limit stands in standards/settings.yaml, under plain_words."


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What the words are held to: `keep_out` and `short_forms` as in settings.yaml."""

    sentence_words: int
    reading_age: int
    keep_out: tuple[str, ...]
    short_forms: frozenset[str]


def limits_of(settings: Mapping[str, Json]) -> Limits | None:
    """The limits in the settings; None where there are none."""
    given = group_of(dict(settings), "plain_words")
    sentence_words, reading_age = number_of(given, "sentence_words"), number_of(given, "reading_age")
    if sentence_words is None or reading_age is None:
        return None
    return Limits(
        sentence_words=sentence_words,
        reading_age=reading_age,
        keep_out=texts_of(given, "keep_out"),
        short_forms=frozenset(texts_of(given, "short_forms")),
    )


def check_plain_words(framework: Framework, tools: Iterable[ToolFile], settings: Mapping[str, Json]) -> None:
    """Every sentence for children, and each text as a whole, keeps the limits (R047)."""
    limits = limits_of(settings)
    if limits is None:
        return
    for tool in tools:
        if tool.tool.value.readers == CHILDREN:
            _check(list(_of_tool(tool)), tool.tool, "The form for children", limits)
    points = [placed for placed in framework.items if placed.value.kind == "leaflet-point"]
    if points:
        _check([pair for point in points for pair in _of_point(point)], points[0], "The easy read leaflet", limits)


def faults(text: str, limits: Limits) -> Iterator[tuple[str, str]]:
    """What is wrong with one text, each with what to do about it."""
    for sentence in _END.split(text):
        count = len(_WORD.findall(sentence))
        if count > limits.sentence_words:
            message = (
                f"A sentence for children has {count} words, and {limits.sentence_words} is the most: “{sentence}”"
            )
            yield message, f"Make two sentences of it. {_WHERE}"
    for found in _CAPITALS.findall(text):
        if found.rstrip("s") not in limits.short_forms:
            yield f"“{found}” is letters that stand for words.", "Write the words, or say it in another way."
    for word in limits.keep_out:
        if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            yield f"“{word}” is a word to keep out of texts for children.", f"Use an everyday word. {_WHERE}"


def reading_age(texts: Collection[str]) -> float:
    """The age of a reader who can follow these texts, by their whole sentences; 0 where there are none."""
    sentences = [one for text in texts for one in _END.split(text) if one.endswith((".", "?", "!"))]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 0.0
    letters = sum(len(word) for word in words) * 100 / len(words)
    return 0.0588 * letters - 0.296 * (len(sentences) * 100 / len(words)) - 15.8 + 5


def _check(texts: list[tuple[Placed[Json], str, str]], whole: Placed[Json], name: str, limits: Limits) -> None:
    for placed, under, text in texts:
        for message, remedy in faults(text, limits):
            placed.report(RULE, message, remedy, under)
    age = reading_age([text for _, _, text in texts])
    if age > limits.reading_age:
        message = f"{name} asks for a reader of {age:.1f} years, and {limits.reading_age} is the most."
        whole.report(RULE, message, f"Use shorter words and sentences. {_WHERE}")


def _of_point(placed: Placed[Item]) -> Iterator[tuple[Placed[Json], str, str]]:
    """The easy sentences of a point of the leaflet, under its title."""
    yield placed, "/title", placed.value.title
    for number, line in enumerate(texts_of(dict(placed.value.details), "easy")):
        yield placed, f"/details/easy/{number}", line


def _of_tool(tool: ToolFile) -> Iterator[tuple[Placed[Json], str, str]]:
    """What a child reads of a form: everything but the worker's part."""
    head: Placed[Tool] = tool.tool
    for key in ("title", "lead", "start"):
        yield head, f"/{key}", text_of(head.document.value, key)
    for number, need in enumerate(head.value.you_need):
        yield head, f"/you_need/{number}", need
    theirs: set[str] = set()
    for section in tool.sections:
        if section.value.readers != "staff":
            theirs |= {question.id for question in section.value.questions}
            yield from _of_section(section)
    for placed in tool.questions:
        if placed.value.id in theirs:
            yield from _of_question(placed)


def _of_section(placed: Placed[Section]) -> Iterator[tuple[Placed[Json], str, str]]:
    yield placed, "/title", placed.value.title
    yield placed, "/lead", placed.value.lead
    for heading in placed.value.headings.values():
        yield placed, "", heading


def _of_question(placed: Placed[Question]) -> Iterator[tuple[Placed[Json], str, str]]:
    question = placed.value
    yield placed, "/ask", question.ask
    yield placed, "/hint", question.hint
    yield placed, "/screen/when_note", question.screen.get("when_note", "")
    for number, option in enumerate(question.options):
        yield placed, f"/options/{number}/label", option.label
        yield placed, f"/options/{number}/hint", option.hint
    for value, detail in question.details.items():
        yield placed, f"/details/{value}/ask", detail.ask
    for value, text in question.stops.items():
        yield placed, f"/stops/{value}", text
