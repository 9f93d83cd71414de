"""The wheel holds the engine and its editions, needs only what it declares, and works where it is installed."""

from __future__ import annotations

import subprocess
import tarfile
import zipfile
from typing import TYPE_CHECKING

from practice_audit import __version__
from practice_audit.documents import canonical_bytes
from site_build.publication import read_all
from tests.packaging.conftest import built

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from tests.making import Make, Save


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path, root: Path, catalogue: Catalogue) -> None:
    """Every file of the wheel is a module of the engine, an edition, the type marker or about the package."""
    with zipfile.ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if ".dist-info/" not in name}
        about = {name.split("/", 1)[1] for name in opened.namelist() if ".dist-info/" in name}
    source = root / "tools" / "src"
    modules = {path.relative_to(source).as_posix() for path in source.rglob("*.py")}
    editions = {publication.edition for publication in read_all(root)} | {catalogue.edition.id}
    assert names == modules | {"practice_audit/py.typed", *(f"practice_audit/data/{one}.json" for one in editions)}
    assert not [name for name in names if "test" in name]
    assert about == {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}


def test_the_wheel_carries_the_edition_of_the_checkout(wheel: Path, catalogue: Catalogue) -> None:
    """The edition in the wheel is the compiled catalogue of the YAML, byte for byte."""
    with zipfile.ZipFile(wheel) as opened:
        name = f"practice_audit/data/{catalogue.edition.id}.json"
        assert opened.read(name) == canonical_bytes(catalogue.to_json())


def test_packages_are_reproducible(wheel: Path, root: Path, tmp_path: Path) -> None:
    """A wheel made again is the same byte for byte, and so is one made from the source package."""
    source_package, again = sorted(
        built(root, tmp_path / "both", "sdist", "wheel"), key=lambda path: path.suffix == ".whl"
    )
    assert again.read_bytes() == wheel.read_bytes()
    with tarfile.open(source_package) as opened:
        opened.extractall(tmp_path, filter="data")
    (from_source,) = built(tmp_path / f"practice_audit-{__version__}", tmp_path / "from source", "wheel")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(from_source) as other:
        contents = [{name: opened.read(name) for name in opened.namelist()} for opened in (one, other)]
    assert contents[0] == contents[1]


IMPORT_ALL = """
import importlib, pkgutil, practice_audit
for found in pkgutil.walk_packages(practice_audit.__path__, "practice_audit."):
    try:
        importlib.import_module(found.name)
    except ModuleNotFoundError as missing:
        print(found.name, missing.name)
"""


def said(python: Path, *arguments: str) -> str:
    """What the installed Python prints, with every warning an error."""
    done = subprocess.run(
        [python, "-I", "-W", "error", *arguments], check=False, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_module_imports_with_what_is_declared(installed: Path) -> None:
    """All modules load without the extra, except the one that reads YAML, which says what it lacks."""
    lines = said(installed, "-c", IMPORT_ALL).splitlines()
    assert lines
    assert all(line.startswith("practice_audit.sources") and line.endswith(" yaml") for line in lines), lines


def test_the_installed_command(installed: Path) -> None:
    """The command stands beside the Python of the environment and tells its version and its commands."""
    command = installed.with_name("practice-audit.exe" if installed.suffix else "practice-audit")
    done = subprocess.run([command, "--version"], check=True, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.strip().endswith(__version__)
    words = said(installed, "-m", "practice_audit", "--help")
    assert "Usage: practice-audit" in words
    for name in ("validate", "import", "list"):
        assert f"  {name} " in words


LOADED = """
import sys
from practice_audit.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
slow = {"sqlalchemy", "jsonschema", "practice_audit.register", "practice_audit.validation"}
print("loaded:", *sorted(slow & set(sys.modules)))
"""


def test_a_command_loads_only_what_it_needs(installed: Path, make: Make, save: Save) -> None:
    """Help loads neither the checks nor the database, and a check of sound records neither database nor jsonschema."""
    assert said(installed, "-c", LOADED, "validate", "--help").splitlines()[-1] == "loaded:"
    loaded = said(installed, "-c", LOADED, "validate", str(save(make()))).splitlines()[-1]
    assert loaded == "loaded: practice_audit.validation"  # jsonschema is for what is wrong


def test_records_are_checked_imported_and_listed(installed: Path, make: Make, save: Save, tmp_path: Path) -> None:
    """The installed command does its work on sound records, in any folder."""
    files = str(save(make(), make("pre-audit")))
    register = str(tmp_path / "register.db")
    assert said(installed, "-m", "practice_audit", "validate", "--format", "json", files) == "[]\n"
    said(installed, "-m", "practice_audit", "import", files, "--register", register)
    assert len(said(installed, "-m", "practice_audit", "list", "--register", register).splitlines()) == 2
