"""Lock files pin everything by hash, agree with each other, and name no place to fetch it from."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement

from site_build.paths import LOCKS

if TYPE_CHECKING:
    from pathlib import Path

PYTHON_LOCKS = sorted(path.name for path in LOCKS.glob("*.txt"))
NPM_LOCKS = sorted(path.relative_to(LOCKS).as_posix() for path in LOCKS.rglob("package-lock.json"))
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    """The version of every package of a Python lock file."""
    return dict(PIN.findall((LOCKS / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_python_packages_are_pinned_by_hash(name: str) -> None:
    """Every requirement is one version with at least one SHA-256, and no line is an option or an address."""
    text = (LOCKS / name).read_text(encoding="utf-8")
    requirements = [block for block in re.split(r"\n(?=\S)", text.strip()) if not block.startswith("#")]
    assert requirements
    for block in requirements:
        assert PIN.match(block), block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block
    assert not re.search(r"://|^-|--(?!hash=sha256:)", text, re.MULTILINE)


@pytest.mark.parametrize("name", NPM_LOCKS)
def test_npm_packages_are_pinned_by_hash(name: str) -> None:
    """Every package has its SHA-512 and none says where it comes from."""
    packages: dict[str, dict[str, Any]] = json.loads((LOCKS / name).read_text(encoding="utf-8"))["packages"]
    assert len(packages) > 1
    for path, package in packages.items():
        assert "resolved" not in package, path
        assert not path or package["integrity"].startswith("sha512-"), path


@pytest.mark.parametrize("name", sorted({*PYTHON_LOCKS} - {"python.txt", "booklet.txt"}))
def test_the_browser_has_the_versions_of_the_command_line(name: str) -> None:
    """What both the environment and the browser's pack or its compiler hold is one version."""
    shared = pins(name).keys() & pins("python.txt").keys()
    assert shared
    assert {each: pins(name)[each] for each in shared} == {each: pins("python.txt")[each] for each in shared}


def test_the_booklet_changes_nothing_that_is_there() -> None:
    """What both the environment and the group of the booklet hold is one version."""
    both = pins("booklet.txt").items() | pins("python.txt").items()
    assert len(both) == len(pins("booklet.txt").keys() | pins("python.txt").keys())


def test_the_lock_holds_what_the_project_names(root: Path) -> None:
    """Every dependency and every group of pyproject.toml is pinned to a version that it allows."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    named = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    named += [each for group in project["dependency-groups"].values() for each in group]
    locked = pins("python.txt") | pins("booklet.txt")
    for requirement in map(Requirement, named):
        assert requirement.specifier.contains(locked[requirement.name.lower()]), requirement
