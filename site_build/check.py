"""Authors' checks: everything that the reader of the YAML says, and what also needs docs/ or the date.

`run` is the command `python -m site_build check`. It prints each problem as `file:line:column CODE
message` with the way out on the next line, then one line that sums up.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from practice_audit import sources
from practice_audit.problems import Problem, Severity, Unreadable, has_errors, in_order
from practice_audit.sources.shapes import all_texts, group_of, groups_of, text_of, texts_of
from site_build import publication, revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from practice_audit.model import Catalogue
    from practice_audit.sources import Sources

SHINGLE: Final = 8
"""So many words of the framework in a row, outside its YAML, are a copy of it (R011)."""

_COPIED_KINDS: Final = ("principle", "expectation", "indicator", "grade")
_TEMPLATES: Final = (
    ("docs", ("*.md", "*.html")),
    ("macros", ("*.jinja", "*.html", "*.md", "*.yaml")),
    ("tools/browser", ("*.mjs",)),
)
_EXAMPLE: Final = re.compile(r"^(?: {4}|\t).*$", re.MULTILINE)
"""A line of code in a page of docs/: an example to copy, as in "Add a standard"."""

_ACRONYM: Final = re.compile(r"(?<![\w./#&-])([A-Z]{2,})(?:s|’s|'s)?(?![\w&]|\.\w|-?[0-9])")
_NOT_PROSE: Final = re.compile(
    r"^```.*?^```|`[^`\n]+`|\{[{%#].*?[}%#]\}|<!--.*?-->|<[^<>\n]+>|\]\([^)\n]*\)|\{[^{}\n]*\}|\w+://\S+",
    re.MULTILINE | re.DOTALL,
)
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[’'])*")
_TAG: Final = re.compile(r"<[^<>]*>")
_MERGE: Final = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
"""What git puts around two versions of a passage that it could not join."""
_NOT_TEXT: Final = frozenset({"id", "kind", "source", "origin", "cell", "address", "reach", "part", "type", "value"})
_NOT_TEXTS: Final = ("links", "rules", "order", "announced", "completion", "known_words")


def run(root: Path, today: dt.date, *, strict: bool = False, fmt: str = "text") -> int:
    """Print every problem below `root`: 0 if nothing stops a build, 1 if something does, 2 if nothing can be checked.

    `strict` counts warnings too. `fmt` is "text", or "json" for a list of the problems as the browser
    gets them.
    """
    try:
        found = sources.read(root)
    except FileNotFoundError as error:
        click.echo(f"There is nothing to check: {error.args[0]} is not there.", err=True)
        return 2
    problems = in_order([*found.problems, *beyond_sources(root, found, today=today)])
    if fmt == "json":
        click.echo(json.dumps([problem.to_json() for problem in problems], indent=2, ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(problem.to_text())
        click.echo(_summary(problems, len(found.documents)))
    return int(has_errors(problems, strict=strict))


def beyond_sources(root: Path, found: Sources, *, today: dt.date) -> tuple[Problem, ...]:
    """What the YAML alone does not show: the review (R002), copies of the framework (R011), acronyms (R018), editions.

    Marks that a merge left in a page, too. A rule's severity is that of rules.yaml. Copies are looked for
    once the YAML itself is sound.
    """
    problems = [*_review(found, today), *_unknown_acronyms(root, found), *_editions(root, found), *_half_merged(root)]
    if found.catalogue is not None:
        problems += _copies(root, found.catalogue)
    return tuple(replace(each, severity=found.severities.get(each.code, each.severity)) for each in problems)


def _editions(root: Path, found: Sources) -> tuple[Problem, ...]:
    """Published editions that were edited, or that the YAML contradicts."""
    try:
        return revision.problems(found, publication.read_all(root))
    except Unreadable as unreadable:
        return unreadable.problems


def review_due(approved_on: dt.date, months: int) -> dt.date:
    """The day, `months` after approval, by which a review is due; the last of the month where that has no such day."""
    years, month = divmod(approved_on.month - 1 + months, 12)
    year = approved_on.year + years
    return dt.date(year, month + 1, min(approved_on.day, calendar.monthrange(year, month + 1)[1]))


def _summary(problems: Iterable[Problem], files: int) -> str:
    counts = Counter(problem.severity for problem in problems)
    said = [f"{counts[each]} {each.value}{'' if counts[each] == 1 else 's'}" for each in list(Severity)[:2]]
    return f"{files} YAML files read: {' and '.join(said)}."


def _review(found: Sources, today: dt.date) -> Iterator[Problem]:
    """R002: the review is overdue from the day after it is due."""
    if found.catalogue is None:
        return
    edition = found.catalogue.edition
    due = review_due(dt.date.fromisoformat(edition.control["approved_on"]), edition.control["review_months"])
    if today > due:
        document = next(each for each in found.documents if "control" in (each.value or {}))
        place = document.places.value("/control/approved_on")
        yield Problem(
            code="R002",
            severity=Severity.WARNING,
            message=f"The review of edition {edition.id} is overdue since {due.day} {due:%B %Y}.",
            remedy="Review the framework, then write the new date of approval.",
            pointer="/control/approved_on",
            source=place.path,
            line=place.line,
            column=place.column,
        )


def _unknown_acronyms(root: Path, found: Sources) -> Iterator[Problem]:
    """R018: each acronym that people read has an entry in the glossary; reported where it comes first."""
    known = set(texts_of(found.settings, "known_words"))
    for document in found.documents:
        for entry, _ in groups_of(document.value, "items"):
            if text_of(entry, "kind") == "term":
                written = text_of(group_of(entry, "details"), "written")
                known |= {text_of(entry, "title"), written, *texts_of(entry, "aliases")}
    for source, line, column, acronym in (*_in_yaml(found), *_in_prose(root)):
        if acronym not in known:
            known.add(acronym)
            yield Problem(
                code="R018",
                severity=Severity.WARNING,
                message=f"“{acronym}” has no entry in the glossary.",
                remedy="Write it out, add a term to glossary.yaml, or add it to “known_words” in settings.yaml.",
                source=source,
                line=line,
                column=column,
            )


def _in_yaml(found: Sources) -> Iterator[tuple[str, int, int, str]]:
    """Each acronym in the texts of the YAML: file, line, column, acronym."""
    for document in found.documents:
        for text, pointer in all_texts(document.value):
            keys = pointer.split("/")
            if keys[-1] in _NOT_TEXT or any(key in _NOT_TEXTS for key in keys):
                continue
            place = document.places.value(pointer)
            for match in _ACRONYM.finditer(text):
                yield document.path, place.line, place.column, match[1]


def _in_prose(root: Path) -> Iterator[tuple[str, int, int, str]]:
    """Each acronym in the prose of docs/, code and markup left out: file, line, column, acronym."""
    for path in sorted((root / "docs").rglob("*.md")):
        text = _NOT_PROSE.sub(
            lambda match: re.sub(r"[^\n]", " ", match.group()), path.read_text(encoding="utf-8", errors="replace")
        )
        for number, line in enumerate(text.split("\n"), start=1):
            for match in _ACRONYM.finditer(line):
                yield path.relative_to(root).as_posix(), number, match.start() + 1, match[1]


def _half_merged(root: Path) -> Iterator[Problem]:
    """STD080: a page with both versions of a passage that two people changed; in YAML that cannot be read at all."""
    for source, text in _templates(root):
        for mark in _MERGE.finditer(text):
            yield Problem(
                code="STD080",
                message="Here two people changed the same passage, and both versions are in the page.",
                remedy="Keep one, or join the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
                source=source,
                line=text.count("\n", 0, mark.start()) + 1,
                column=1,
            )


def _templates(root: Path) -> Iterator[tuple[str, str]]:
    """Each file that pages are made of beside the YAML: its path and its text."""
    for folder, patterns in _TEMPLATES:
        for path in sorted(path for pattern in patterns for path in (root / folder).rglob(pattern)):
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def _copies(root: Path, catalogue: Catalogue) -> Iterator[Problem]:
    """R011: the texts of the framework stand in its YAML only; one problem for each text and file."""
    shingles = {
        tuple(words[start : start + SHINGLE]): item.id
        for item in catalogue.of_kind(*_COPIED_KINDS)
        for words in [[word for word, _ in _words(item.text)]]
        for start in range(len(words) - SHINGLE + 1)
    }
    for source, text in _templates(root):
        shown = without_examples(text) if source.startswith("docs/") else text
        yield from _copies_in(source, shown, shingles)


def without_examples(text: str) -> str:
    """The text of a page of docs/ with blanks in the place of what it shows as an example to copy."""
    return _EXAMPLE.sub(lambda line: " " * len(line.group()), text)


def _copies_in(source: str, text: str, shingles: dict[tuple[str, ...], str]) -> Iterator[Problem]:
    words = list(_words(text))
    seen: set[str] = set()
    for start in range(len(words) - SHINGLE + 1):
        item = shingles.get(tuple(word for word, _ in words[start : start + SHINGLE]))
        if item is None or item in seen:
            continue
        seen.add(item)
        offset = words[start][1]
        yield Problem(
            code="R011",
            message=f"Here stand words of “{item}”, which has its text in standards/.",
            remedy="Show the item itself, so that a change reaches every page; or say it in other words.",
            source=source,
            line=text.count("\n", 0, offset) + 1,
            column=offset - text.rfind("\n", 0, offset),
        )


def _words(text: str) -> Iterator[tuple[str, int]]:
    """The words of a text without case, apostrophes, marks and tags, each with its offset."""
    for match in _WORD.finditer(_TAG.sub(lambda tag: " " * len(tag.group()), text)):
        yield re.sub(r"[’']", "", match.group()).casefold(), match.start()
