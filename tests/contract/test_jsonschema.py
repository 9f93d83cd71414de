"""The schema library passes its own published tests, with the real rpds and with the browser's stand-in."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import pytest

from site_build.paths import BUILD, LOCKS, SHELL

LOCK = LOCKS / "jsonschema-source.txt"
SUITE = ("test_jsonschema_test_suite", "test_validators", "test_types")
STAND_IN = SHELL / "pack"
WHERE = "import rpds, sys; sys.stdout.write(rpds.__file__)"


@pytest.fixture(scope="session")
def published_cases() -> Path:
    """The official JSON Schema test cases out of jsonschema's source package, fetched once by its hash."""
    folder = BUILD / "jsonschema-source" / hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]
    if not (folder / "json").exists():
        fetch = (sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps")
        source = ("--no-binary", ":all:", "--no-build-isolation", "--require-hashes")
        subprocess.run([*fetch, *source, "--dest", str(folder), "-r", str(LOCK)], check=True)
        (archive,) = folder.glob("*.tar.gz")
        with tarfile.open(archive) as opened, tempfile.TemporaryDirectory(dir=folder) as half:
            cases = [entry for entry in opened if "/json/" in entry.name]
            for entry in cases:
                entry.name = entry.name.split("/", 1)[1]
            opened.extractall(half, members=cases, filter="data")
            (Path(half) / "json").rename(folder / "json")
    return folder / "json"


def environment(cases: Path, *python_path: Path) -> dict[str, str]:
    """The environment of a run of the suite, with these folders before the installed packages."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONWARNDEFAULTENCODING"}
    return {
        **inherited,  # without what would make this suite warn of its own way to open files
        "JSON_SCHEMA_TEST_SUITE": str(cases),
        "PYTHONPATH": os.pathsep.join(map(str, python_path)),
    }


def test_the_stand_in_does_what_the_real_one_does(published_cases: Path, tmp_path: Path) -> None:
    """The library's own test suite has the same outcome, without a failure, on rpds-py and on the stand-in."""
    (tmp_path / "pytest.ini").touch()
    suite = [f"jsonschema.tests.{name}" for name in SUITE]
    command = [sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", "--pyargs", *suite]
    runs = [
        subprocess.Popen(
            command,
            cwd=tmp_path,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        for env in (environment(published_cases), environment(published_cases, STAND_IN))
    ]
    said = [run.communicate()[0].strip().splitlines()[-1] for run in runs]
    real, stand_in = (re.findall(r"\d+ [a-z]+(?=[, ])", words) for words in said)
    assert real == stand_in, said
    assert [words.split()[1] for words in real] == ["passed", "skipped"], said
    assert int(real[0].split()[0]) > 7000


def test_the_runs_use_two_kinds_of_rpds(published_cases: Path) -> None:
    """What the suite compares are the compiled package and the file that goes into the browser's pack."""
    files = [
        subprocess.run(
            [sys.executable, "-c", WHERE], env=env, check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout
        for env in (environment(published_cases), environment(published_cases, STAND_IN))
    ]
    assert "site-packages" in files[0]
    assert files[1] == str(STAND_IN / "rpds" / "__init__.py")
