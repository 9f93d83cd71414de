"""The built packages, and one of them installed in an environment of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from importlib.metadata import Distribution, distribution
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from practice_audit.model import Catalogue


def built(root: Path, folder: Path, *targets: str) -> list[Path]:
    """What the build backend makes of the checkout, without isolation and without the network."""
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    command += [part for target in targets for part in ("--target", target)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return sorted(folder.iterdir())


@pytest.fixture(scope="session")
def wheel(root: Path, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the engine, with the data of this catalogue."""
    assert catalogue.digest
    (made,) = built(root, tmp_path_factory.mktemp("wheel"), "wheel")
    return made


def dependencies(name: str) -> Iterator[Distribution]:
    """Every distribution that one needs without its extras, itself first, each perhaps more than once."""
    found = distribution(name)
    yield found
    for text in found.requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield from dependencies(requirement.name)


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a throw-away environment that holds the wheel and what it declares to need, nothing else."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([python, "-c", where], check=True, capture_output=True, text=True, encoding="utf-8")
    packages = folder.joinpath(site.stdout.strip())
    for needed in {found.name: found for found in dependencies("practice-audit")}.values():
        if needed.name != "practice-audit":
            _copy(needed, packages)
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True, env=dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1"))
    return python


def _copy(found: Distribution, packages: Path) -> None:
    for file in found.files or ():
        if not re.match(r"\.\.|/", str(file)):
            target = packages / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(str(found.locate_file(file)), target)
