"""What `make test` runs, in order: linters, types, layers, YAML, build, then pytest."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import click

from site_build import booklet, build, build_date, check, toolchain
from site_build.content import Shown
from site_build.paths import ROOT, SHELL, SITE

IN_TWO_PROCESSES = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""What a file has made once is made once; `tests/order.py` says what begins first."""


def test(arguments: tuple[str, ...]) -> int:
    """Everything that CI runs; with arguments, only pytest with those."""
    if arguments:
        return _pytest(*arguments)
    python = sys.executable
    steps: list[tuple[str, list[str]]] = [
        ("lint", [python, "-m", "ruff", "check", "."]),
        ("format", [python, "-m", "ruff", "format", "--check", "."]),
        ("types", [python, "-m", "mypy"]),
        ("layers", [python, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
    ]
    for name, command in steps:
        if not _step(name, command):
            return 1
    click.echo("== JavaScript types")
    toolchain.install_node_modules()
    toolchain.node(toolchain.module("typescript") / "bin" / "tsc", "--project", SHELL / "tsconfig.json", quiet=False)
    click.echo("== YAML")
    if check.run(ROOT, today=build_date.today(), strict=False, fmt="text"):
        return 1
    click.echo("== build")
    if not build.build_site(SITE, shown=Shown.AS_PUBLISHED):
        return 1
    booklet.install()
    return _pytest("-m", "not servers and not drill", *IN_TWO_PROCESSES, built=True)


def drills() -> int:
    """The long tests; each writes what it has done to build/drills/, so that a stopped run goes on.

    First the property tests look for cases that they have never seen: in `make test` they are the same each time.
    """
    return _pytest("tests/property", "--hypothesis-profile=search") or _pytest("-m", "drill")


def test_servers() -> int:
    """The tests that need a system service: nginx."""
    toolchain.find_nginx()
    return _pytest("-m", "servers")


def _pytest(*arguments: str, built: bool = False) -> int:
    """Run pytest; tests take the site that was just built, or build one of their own.

    Python may keep what it compiles: the tests run hundreds of commands.
    """
    click.echo("== pytest")
    env = dict(os.environ, PYTHONWARNDEFAULTENCODING="1", **({"SITE_FOLDER": str(SITE)} if built else {}))
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=env, check=False).returncode  # noqa: S603 - pytest of this very environment


def _step(name: str, command: list[str]) -> bool:
    started = time.perf_counter()
    click.echo(f"== {name}")
    env = dict(os.environ, PYTHONPATH=str(ROOT))
    done = subprocess.run(command, cwd=ROOT, env=env, check=False)  # noqa: S603 - the project's own linters
    click.echo(f"   {time.perf_counter() - started:.1f} s")
    return done.returncode == 0
