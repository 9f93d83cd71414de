"""One engine, two Pythons: the browser and the command line give the same answers to the same files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from practice_audit import browser, records
from practice_audit.cli import main
from site_build import examples, toolchain
from tests.contract.odd_documents import ODD

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from practice_audit.sources import Sources
    from site_build.examples import ExampleRecord

NOW = "2024-01-31T12:00:00Z"
TODAY = NOW[:10]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question to the engine, about which file, and the answer in Pyodide and in CPython."""

    about: str
    name: str
    scope: str | None
    browser: str
    cpython: str

    @property
    def answer(self) -> dict[str, Any]:
        """The answer of the engine in the browser."""
        read: dict[str, Any] = json.loads(self.browser)
        return read


def questions(sources: Sources, found: tuple[ExampleRecord, ...]) -> list[tuple[str, str, dict[str, Any]]]:
    """All that is asked: (about, name, payload). One tool after the other, as one page holds one tool."""
    catalogue = sources.catalogue
    assert catalogue is not None
    checklist = next(each.record for each in found if each.tool == "pre-audit" and each.name.startswith("valid/"))
    asked: list[tuple[str, str, dict[str, Any]]] = []
    for tool in catalogue.tools:
        start = {"catalogue": catalogue.to_json(), "tool": tool.id, "wording": sources.wording.get("engine", {})}
        asked.append((tool.id, "start", start))
        for example in (each for each in found if each.tool == tool.id):
            about, record = f"{tool.id}/{example.name}", example.record
            asked += [
                (about, "look", {"record": record, "today": TODAY}),
                (about, "check", {"record": record, "scope": None, "today": TODAY}),
                (about, "complete", {"record": record, "now": NOW, "today": TODAY}),
                (about, "draft", {"record": record, "now": NOW}),
                (about, "open", {"text": records.text(dict(record)), "now": NOW, "case_ref": "CR-0417"}),
            ]
            if example.name.startswith("valid/"):
                empty = {**record, "answers": {}}
                asked += [
                    (about, "check", {"record": empty, "scope": part.id, "today": TODAY}) for part in tool.sections
                ]
                asked += [
                    (about, "attach", {"record": empty, "checklist": checklist, "question": question.id})
                    for question in tool.questions.values()
                    if question.accepts == "pre-audit"
                ]
    asked += [(f"odd {number}", "open", {"text": text, "now": NOW}) for number, (text, _) in enumerate(ODD)]
    asked += [("fault", "check", {}), ("fault", "no such call", {})]
    return asked


@pytest.fixture(scope="session")
def example_records(catalogue: Catalogue) -> tuple[ExampleRecord, ...]:
    """Every example of every tool, sound and failing."""
    found = examples.example_records(catalogue)
    assert {each.tool for each in found} == {tool.id for tool in catalogue.tools}
    return found


@pytest.fixture(scope="session")
def asked(
    sources: Sources, example_records: tuple[ExampleRecord, ...], engine: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Asked]:
    """Every question with both answers; Pyodide is started once, with what the site ships."""
    folder = tmp_path_factory.mktemp("pyodide")
    said = questions(sources, example_records)
    calls = [(name, json.dumps(payload)) for _, name, payload in said]
    (folder / "calls.json").write_text(json.dumps(calls), encoding="utf-8")
    script = __file__.replace("test_contract.py", "run_in_pyodide.mjs")
    toolchain.node(script, engine, folder / "calls.json", folder / "answers.json")
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return [
        Asked(about=about, name=name, scope=payload.get("scope"), browser=answer, cpython=browser.call(*call))
        for (about, name, payload), call, answer in zip(said, calls, answers, strict=True)
    ]


def test_the_browser_answers_as_cpython_does(asked: list[Asked]) -> None:
    """Every answer of the engine in the browser is byte for byte that of the engine on the command line."""
    assert len(asked) > 400
    for each in asked:
        assert each.browser == each.cpython, (each.about, each.name)


def test_only_wrong_questions_are_faults(asked: list[Asked]) -> None:
    """No example and no odd document makes the engine fail; a question that it does not know does, in words."""
    faults = [each for each in asked if "fault" in each.answer]
    assert [each.about for each in faults] == ["fault", "fault"]
    assert {each.answer["fault"]["code"] for each in faults} == {"INT001"}


def test_the_command_line_prints_what_the_browser_finds(
    asked: list[Asked], example_records: tuple[ExampleRecord, ...], tmp_path: Path
) -> None:
    """R177: of a file that is opened the browser names the errors that `validate --format json` prints."""
    for example in example_records:
        place = tmp_path / f"{example.tool}-{example.name.replace('/', '-')}.json"
        place.write_text(records.text(dict(example.record)), encoding="utf-8")
    done = CliRunner(catch_exceptions=False).invoke(main, ["validate", "--format", "json", str(tmp_path)])
    printed = json.loads(done.stdout)
    opened = {each.about: each.answer for each in asked if each.name == "open"}
    for example in example_records:
        source = str(tmp_path / f"{example.tool}-{example.name.replace('/', '-')}.json")
        theirs = [{**problem, "source": ""} for problem in printed if problem["source"] == source]
        errors = [problem for problem in theirs if problem["severity"] == "error"]
        answer = opened[f"{example.tool}/{example.name}"]
        if "problems" in answer:
            assert answer["problems"] == errors, example.name
        else:
            assert answer["outcome"] == "refused", example.name
            assert answer["message"] == sentences(errors[0]), example.name
        assert bool(theirs) == example.name.startswith("invalid/"), example.name


ABOUT_THE_FILE = {"R016", "R175", "REC020", "REC021", "REC022", "REC026", "REC027", "REC028"}
"""Examples of what only a finished file can have wrong: a form on the page never makes one."""


def test_the_form_finds_what_an_import_would_find(
    asked: list[Asked], example_records: tuple[ExampleRecord, ...], catalogue: Catalogue
) -> None:
    """R177: of the same answers, checked on the page, the same problems are named as of the finished record."""
    whole = {each.about: each.answer for each in asked if each.name == "check" and not each.scope}
    left = {example.name.removeprefix("invalid/") for example in example_records} & ABOUT_THE_FILE
    assert left == ABOUT_THE_FILE
    for example in example_records:
        if example.name.removeprefix("invalid/") not in ABOUT_THE_FILE:
            page = [(each["code"], each["pointer"]) for each in whole[f"{example.tool}/{example.name}"]["problems"]]
            file = [(each.code, each.pointer) for each in example.problems(catalogue, date.fromisoformat(TODAY))]
            assert sorted(page) == sorted(file), example.name


def test_odd_documents_are_read_alike(asked: list[Asked], tmp_path: Path) -> None:
    """A text that JSON readers disagree about gets the same first problem in the browser and from a file."""
    answers = [each.answer for each in asked if each.about.startswith("odd ")]
    files = [tmp_path / f"{number:03}.json" for number in range(len(ODD))]
    for path, (text, _) in zip(files, ODD, strict=True):
        path.write_bytes(text.encode())
    done = CliRunner(catch_exceptions=False).invoke(main, ["validate", "--format", "json", str(tmp_path)])
    firsts = {problem["source"]: problem for problem in reversed(json.loads(done.stdout))}
    for path, (text, code), answer in zip(files, ODD, answers, strict=True):
        first = firsts[str(path)]
        assert first["code"] == code, text[:80]
        assert answer == {"outcome": "refused", "message": sentences(first)}, text[:80]


def sentences(problem: dict[str, Any]) -> str:
    """What the page says of a problem: what is wrong, and what to do."""
    return f"{problem['message'].removesuffix('.')}. {problem['remedy']}"
