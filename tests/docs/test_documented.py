"""What exists is documented: commands, rules, problem codes, question types, decisions."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

import click
import pytest

from macros.codes import problem_codes
from practice_audit import cli, rules
from site_build import pictures
from site_build.__main__ import main as site_build
from site_build.paths import BUILD, DEFINITIONS, DOCS, ENGINE_SOURCE, ROOT

if TYPE_CHECKING:
    from practice_audit.model import Catalogue

CONTRIBUTING = DOCS / "contributing"
TARGETS = re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
CODE = re.compile(r"\"((?:ANS|REC|REG|DRW|STD|INT|R)\d{3})\"")


def _page(name: str) -> str:
    return (CONTRIBUTING / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(cli.COMMANDS))
def test_record_commands_are_documented(command: str) -> None:
    """Every command of practice-audit stands on the contributors' first page and has help of its own."""
    assert f"practice-audit {command}" in _page("index")
    found = cli.main.get_command(click.Context(cli.main), command)
    assert found is not None
    assert found.help


@pytest.mark.parametrize("target", TARGETS)
def test_make_targets_are_commands_and_documented(target: str) -> None:
    """Every make target but clean is a command of the build, and each has its line in the table of commands."""
    assert target == "clean" or target in site_build.commands
    assert re.search(rf"^\| `make {target}` \| \w", _page("index"), re.MULTILINE)


def test_the_readme_shows_nothing_that_is_made() -> None:
    """It says where pictures of the site are written; it shows none of them, as nothing that is made is committed."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`{pictures.FOLDER.relative_to(ROOT).as_posix()}/`" in text
    shown = [ROOT / path for path in re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)]
    assert not [path for path in shown if path.is_relative_to(BUILD) or not path.is_file()]


def test_every_rule_function_has_its_text(catalogue: Catalogue) -> None:
    """Each rule that the engine tests has its sentence in rules.yaml, and no tool asks for an unknown one."""
    written = {rule.id for rule in catalogue.rules}
    asked_for = {rule for tool in catalogue.tools for rule in tool.completion}
    assert set(rules.RULES) <= written
    assert asked_for <= written


def test_every_code_in_the_engine_has_a_title(catalogue: Catalogue) -> None:
    """No module reports a code that is neither a rule nor in a table of codes."""
    used = {code for path in ENGINE_SOURCE.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    known = set(problem_codes()) | {rule.id for rule in catalogue.rules}
    assert used <= known
    assert used


def test_every_question_type_is_documented() -> None:
    """The table of types in the guide names every type that the tool schema allows, and no other."""
    schema = json.loads((DEFINITIONS / "tool.schema.json").read_text(encoding="utf-8"))
    allowed = set(_enum_of_type(schema))
    table = [line for line in _page("add-a-tool").splitlines() if line.startswith("| `")]
    documented = {name for line in table for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert documented == allowed


def _enum_of_type(schema: object) -> list[str]:
    """The values of the one property called `type` that is a list of question types."""
    if isinstance(schema, dict):
        kinds = schema.get("properties", {}).get("type", {})
        if isinstance(kinds, dict) and "narrative" in kinds.get("enum", ()):
            return [str(kind) for kind in kinds["enum"]]
        schema = list(schema.values())
    if isinstance(schema, list):
        return next((found for part in schema if (found := _enum_of_type(part))), [])
    return []


def _section(title: str) -> str:
    """A section of the page on architecture, with its sub-sections."""
    return _page("architecture").partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_the_layers_are_told_in_their_order() -> None:
    """The page on architecture names every module of the engine once, from low to high, as the contract has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract, *_) = project["tool"]["importlinter"]["contracts"]
    layers = [{name.strip() for name in layer.split("|")} for layer in reversed(contract["layers"])]
    table = _section("The engine, low to high").partition("\nInside `relations`")[0]
    told = [
        name
        for line in table.splitlines()
        for name in re.findall(r"`(\w+)`", line.split("|")[1:2][0] if "|" in line else "")
    ]
    place = {name: number for number, layer in enumerate(layers) for name in layer}
    assert sorted(told) == sorted(place)
    assert [place[name] for name in told] == sorted(place.values())


@pytest.mark.parametrize("package", sorted(path.parent.name for path in ENGINE_SOURCE.glob("*/__init__.py")))
def test_every_module_of_a_package_is_named(package: str) -> None:
    """The page on architecture names each module: in the row of its package, or in the sections of its own."""
    own = {
        "register": _section("The register"),
        "relations": _section("The engine, low to high").partition("Inside `relations`")[2],
        "report": _section("Reports"),
    }
    row = re.search(
        rf"^\| `{package}` \| (.*`\w+`.*) \|$", _page("architecture").partition("Inside the other")[2], re.MULTILINE
    )
    told = own[package] if package in own else row[1] if row else ""
    modules = {path.stem for path in (ENGINE_SOURCE / package).rglob("*.py")} - {"__init__"}
    assert modules <= set(re.findall(r"`(\w+)`", told))


def test_decisions_are_numbered_and_listed() -> None:
    """Decisions run from 0001 without a gap, each with head, status and its four parts, and the index names each."""
    files = sorted((CONTRIBUTING / "decisions").glob("0*.md"))
    index = (CONTRIBUTING / "decisions" / "index.md").read_text(encoding="utf-8")
    assert [int(path.name[:4]) for path in files] == list(range(1, len(files) + 1))
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert re.match(rf"# {path.name[:4]} \S.*\n\nStatus: [a-z].*\n\n## Context\n", text), path.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
            "What would change our mind",
        ]
        assert path.name in index
