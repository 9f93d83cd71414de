"""Renews every lock file in `site_build/locks/` (`make lock`; needs uv: `.venv/bin/pip install uv`).

    python.txt                       pyproject's groups, for Python 3.11 and newer on any system
    booklet.txt                      its group `booklet`, which is installed only where one is made
    py-compile.txt, pack.txt,
    desk.txt                         wheels for the Python in the browser, from the .in files
    jsonschema-source.txt            the source package of the locked jsonschema, for its own tests
    package-lock.json                npm packages (`browser/`: the test browser)

A version that is still allowed stays; to let all of a file's versions move, delete the file first.
No lock file names an address: where packages come from is the machine's own setting.
"""

from __future__ import annotations

import subprocess
import sys

import click

from site_build import toolchain
from site_build.paths import LOCKS, ROOT

UV = (sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--generate-hashes", "--no-header")
UNIVERSAL = ("--universal", "--python-version", "3.11")
GROUPS = ("--group", "site", "--group", "test", "--group", "bench")
WHEELS = ("--no-deps", "--python-version", "3.14", "--no-annotate")


def renew() -> int:
    """Renew all lock files; 0, or 1 where a tool failed, whose words stand above."""
    python = LOCKS / "python.txt"
    locked = ("--constraints", str(python))
    try:
        _uv(*UNIVERSAL, *GROUPS, "pyproject.toml", "--output-file", str(python))
        _uv(*UNIVERSAL, "--group", "booklet", *locked, "--output-file", str(LOCKS / "booklet.txt"))
        for name in ("py-compile", "pack", "desk", "jsonschema-source"):
            _uv(*WHEELS, *locked, str(LOCKS / f"{name}.in"), "--output-file", str(LOCKS / f"{name}.txt"))
        for folder in (LOCKS, LOCKS / "browser"):
            toolchain.npm("install", "--package-lock-only", cwd=folder)
    except (subprocess.CalledProcessError, RuntimeError) as error:
        click.echo(f"The lock files were not all renewed. {error}", err=True)
        return 1
    return 0


def _uv(*arguments: str) -> None:
    subprocess.run([*UV, *arguments], cwd=ROOT, check=True)  # noqa: S603 - uv of this very environment
