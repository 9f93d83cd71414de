"""Reads the YAML of the framework and of the tools, says everything that is wrong with it, and compiles it.

    sources.read(root)   -> Sources: the catalogue (None if anything is wrong), every problem, every place
    PROBLEM_CODES        what the codes STD001... mean

The only part of the engine that reads YAML. It runs when the handbook is built and in authors' checks,
never in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from practice_audit.documents import Place
from practice_audit.model import Catalogue
from practice_audit.problems import Problem, Severity, has_errors, in_order
from practice_audit.sources import (
    findings_files,
    framework_checks,
    ids,
    plain_words,
    quarter_checks,
    tool_checks,
    training_checks,
)
from practice_audit.sources.codes import PROBLEM_CODES
from practice_audit.sources.framework import Framework, in_reading_order, read_framework
from practice_audit.sources.schema_check import Schemas
from practice_audit.sources.tool_files import BLOCKS, Surroundings, ToolFile, read_tools
from practice_audit.sources.training import NOTHING, read_training
from practice_audit.sources.yaml_text import MAX_BYTES, Document, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from practice_audit.documents import Json
    from practice_audit.findings import Findings
    from practice_audit.sources.codes import Placed
    from practice_audit.sources.training import Training

__all__ = ["PROBLEM_CODES", "Document", "Place", "Sources", "read"]

SETTINGS: Final = "standards/settings.yaml"
TRAINING: Final = "standards/training.yaml"
WORDING: Final = "tools/wording.yaml"
_NOT_IN_CATALOGUE: Final = (findings_files.FOLDER, TRAINING, SETTINGS)
_FOLDERS: Final = ("standards", "tools/definitions")


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)  # a megabyte of text, which nobody would read
class Sources:
    """The YAML of a repository as read in one go.

    `catalogue` is None if a problem is an error. `problems` are in order of file and line. `places`
    says where each id (item, rule, tool, section, question, finding) is written. `documents` are all
    files with their values, `settings` and `wording` the values of those two. `severities` are those of
    the rules, for checks whose code is a rule. `change_places` says where each change of this edition has
    its word, `confirmed` for which fingerprint a link (source, target) was confirmed. `findings` are the
    reports by their ids, none if a problem is an error. `training` is what people learn from.
    """

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]
    places: Mapping[str, Place] = field(default_factory=dict)
    settings: Mapping[str, Json] = field(default_factory=dict)
    wording: Mapping[str, Json] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    change_places: Mapping[str, Place] = field(default_factory=dict)
    confirmed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    findings: tuple[Findings, ...] = ()
    training: Training = NOTHING


def read(root: Path) -> Sources:
    """Read the YAML of standards/ and tools/definitions/, tools/wording.yaml and published quarters below `root`.

    Raises FileNotFoundError if there is no standards/ folder: then there is nothing to check.
    """
    if not (root / "standards").is_dir():
        raise FileNotFoundError(root / "standards")
    documents = {path: read_yaml(_bytes(root / path), path) for path in _paths(root, "*.yaml", WORDING)}
    quarters = sorted(path.relative_to(root).as_posix() for path in root.glob(quarter_checks.PATTERN))
    documents |= {path: quarter_checks.read_quarter(_bytes(root / path), path) for path in quarters}
    schemas = Schemas(
        {path: (root / path).read_bytes() for path in _paths(root, "*.schema.json", "tools/wording.schema.json")}
    )
    for document in documents.values():
        if document.value is not None:
            schemas.check(document)
    settings = _value(documents, SETTINGS)
    wording = _value(documents, WORDING)
    readable = in_reading_order(documents.values())
    framework = read_framework(
        [
            document
            for document in readable
            if document.path.startswith("standards/") and not document.path.startswith(_NOT_IN_CATALOGUE)
        ]
    )
    grades = tuple(placed.value for placed in framework.items if placed.value.kind == "grade")
    around = Surroundings(blocks=documents.get(BLOCKS), wording=wording, grades=grades)
    tools = read_tools((document for document in readable if document.path.endswith("/tool.yaml")), around)
    reports = findings_files.read_reports(readable)
    problems = [*schemas.problems, *_out_of_place(root, framework)]
    training = read_training(documents.get(TRAINING), settings)
    _check(documents, framework, tools, reports)
    problems += [problem for document in documents.values() for problem in document.problems]
    severities = _severities(framework)
    ordered = tuple(
        replace(problem, severity=severities.get(problem.code, problem.severity))
        for problem in in_order(dict.fromkeys(problems))
    )
    sound = not has_errors(ordered)
    return Sources(
        catalogue=_catalogue(framework, tools) if sound else None,
        problems=ordered,
        places=ids.places(framework, tools, _beside(documents, reports)),
        settings=settings,
        wording=wording,
        documents=tuple(documents.values()),
        severities=severities,
        change_places={placed.value.id: placed.place for placed in framework.changes},
        confirmed=framework.confirmed,
        findings=findings_files.findings(reports) if sound else (),
        training=training,
    )


def _bytes(path: Path) -> bytes:
    """What the reader needs of a file: no more than it would look at."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _paths(root: Path, pattern: str, single: str) -> list[str]:
    found = [path.relative_to(root).as_posix() for folder in _FOLDERS for path in (root / folder).rglob(pattern)]
    return sorted([*found, *([single] if (root / single).is_file() else [])])


def _value(documents: Mapping[str, Document], path: str) -> dict[str, Json]:
    document = documents.get(path)
    return document.value if document is not None and isinstance(document.value, dict) else {}


def _out_of_place(root: Path, framework: Framework) -> Iterator[Problem]:
    """Files that would be passed over in silence, and files that are missing."""
    for folder in _FOLDERS:
        for path in sorted((root / folder).rglob("*.yml")):
            yield Problem(
                code="STD016",
                message="This file is not read: its name ends in .yml.",
                remedy="Rename it, so that its name ends in .yaml.",
                source=path.relative_to(root).as_posix(),
            )
    editions = [edition.document.path for edition in framework.editions]
    if len(editions) != 1:
        where = " and ".join(editions) or "none"
        yield Problem(
            code="STD016",
            message=f"One file under standards/ holds the document control of the edition; here: {where}.",
            remedy="Keep it in standards/edition.yaml, under “control”.",
            source="standards/edition.yaml",
        )


def _beside(
    documents: Mapping[str, Document], reports: tuple[findings_files.Report, ...]
) -> Iterator[tuple[str, Placed[Json]]]:
    """What has an id and is no part of an edition: findings of reports, and what people learn from."""
    yield from findings_files.with_ids(reports)
    yield from training_checks.with_ids(documents.get(TRAINING))


def _check(
    documents: Mapping[str, Document],
    framework: Framework,
    tools: list[ToolFile],
    reports: tuple[findings_files.Report, ...],
) -> None:
    """Everything that needs more than one entry. What a file that cannot be read may hold is not judged."""
    framework_checks.check_control(framework.editions, _value(documents, SETTINGS))
    framework_checks.check_order(framework.editions, documents)
    framework_checks.check_items(framework)
    framework_checks.check_changes(framework)
    wording = documents.get(WORDING)
    tool_checks.check_wording([each for path, each in documents.items() if path.startswith("tools/")], wording)
    tool_checks.check_shared_questions(tools)
    ids.check_ids(framework, tools, _beside(documents, reports))
    findings_files.check_reports(reports)
    if any(document.value is None for document in documents.values()):
        return
    known = ids.known(framework, tools, findings_files.with_ids(reports))
    framework_checks.check_counts(framework)
    framework_checks.check_leaflet(framework)
    plain_words.check_plain_words(framework, tools, _value(documents, SETTINGS))
    framework_checks.check_mirrors(framework)
    named = framework_checks.check_links(framework, known.ids)
    for tool in tools:
        named |= tool_checks.check_tool(tool, known)
    findings_files.check_links(reports, known.items, known.ids, framework.retired)
    framework_checks.check_announced(framework, known.ids, named)
    tool_checks.check_coverage(tools, framework)
    if TRAINING in documents:
        training_checks.check_training(documents[TRAINING], known, _value(documents, SETTINGS))


def _severities(framework: Framework) -> dict[str, Severity]:
    known = {severity.value for severity in Severity}
    return {rule.value.id: Severity(rule.value.severity) for rule in framework.rules if rule.value.severity in known}


def _catalogue(framework: Framework, tools: list[ToolFile]) -> Catalogue:
    return Catalogue(
        edition=framework.editions[0].value,
        items=tuple(placed.value for placed in framework.items),
        tools=tuple(tool.tool.value for tool in tools),
        rules=tuple(placed.value for placed in framework.rules),
        announced=tuple(placed.value for placed in framework.announced),
        changes=tuple(placed.value for placed in framework.changes),
        digest="",
    ).with_digest()
