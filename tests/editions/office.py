"""A quality team's office in a test: a copy of the checkout in which the framework is revised year by year.

Changes are made in the YAML as data, so that the rehearsals hold whatever the framework says.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import yaml

from practice_audit import sources
from practice_audit.model import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Data = Any
"""What a YAML file holds."""
EDITION = "standards/edition.yaml"
THEN = "2208988800"
"""The day on which everything is done here: 1 January 2040, after the approval of every edition."""
MAY_BE_EMPTY = {"indicators", "expectations"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Office:
    """A checkout at `root`, and what can be done in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._files: dict[str, str] = {}

    def copied(self, folder: Path) -> Office:
        """The office as it is now, once more in an empty folder."""
        shutil.copytree(self.root, folder, symlinks=True, dirs_exist_ok=True)
        return Office(folder)

    def run(self, *arguments: str, code: int = 0) -> str:
        """`python -m site_build ...`; what it says. AssertionError with its words where it ends otherwise."""
        return self._command("site_build", *arguments, code=code)

    def practice_audit(self, *arguments: str, code: int = 0) -> str:
        """The product's own command, with the editions of this checkout."""
        return self._command("practice_audit", *arguments, code=code)

    def run_code(self, text: str) -> str:
        """Run some Python in this checkout."""
        return self._started("-c", text, code=0)

    def _command(self, module: str, *arguments: str, code: int) -> str:
        return self._started("-m", module, *arguments, code=code)

    def _started(self, *arguments: str, code: int) -> str:
        env = {
            **os.environ,
            "SOURCE_DATE_EPOCH": THEN,
            "PYTHONDONTWRITEBYTECODE": "",  # an office runs the same modules again and again
            "PYTHONPATH": os.pathsep.join((str(self.root / "tools" / "src"), str(self.root))),
        }
        done = subprocess.run(
            [sys.executable, "-W", "error", *arguments],
            cwd=self.root,
            env=env,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == code, f"{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    @property
    def catalogue(self) -> Catalogue:
        """The framework as the YAML says it now."""
        found = sources.read(self.root)
        assert found.catalogue is not None, "\n".join(problem.to_text() for problem in found.problems)
        return found.catalogue

    def published(self, edition: str) -> Catalogue:
        """A published edition."""
        path = self.root / "standards" / "published" / f"{edition}.json"
        return Catalogue.from_json(json.loads(path.read_text(encoding="utf-8"))["catalogue"])

    @contextmanager
    def editing(self, path: str) -> Iterator[Data]:
        """The content of a YAML file, written back when it has been changed."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        data = yaml.load(text, _LOADER)  # noqa: S506 - one of the two safe ones
        yield data
        schema = text.split("\n", maxsplit=1)[0]
        dumped = yaml.dump(data, Dumper=_Quoting, sort_keys=False, allow_unicode=True, width=1000)
        file.write_text(f"{schema}\n{dumped}", encoding="utf-8")

    def begin(self, edition: str, approved_on: str) -> None:
        """Begin the next edition, as approved (so that it can be published)."""
        with self.editing(EDITION) as data:
            data["id"] = edition
            data["status"] = "current"
            data["control"]["approved_on"] = approved_on
            data["control"].pop("revised_on", None)

    def choose_for(self, edition: str, instead: str) -> None:
        """Let learning material that was chosen for an edition be chosen for another one."""
        file = self.root / "standards" / "training.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f'edition: "{edition}"', f'edition: "{instead}"'), encoding="utf-8")

    def write_changes(self, edition: str, changes: list[dict[str, Any]]) -> None:
        """Give the changes of an edition their words."""
        file = self.root / "standards" / "changes" / f"{edition}.yaml"
        file.parent.mkdir(exist_ok=True)
        first = "# yaml-language-server: $schema=../schemas/changes.schema.json"
        dumped = yaml.dump({"changes": changes}, Dumper=_Quoting, sort_keys=False, allow_unicode=True, width=1000)
        file.write_text(f"{first}\n{dumped}", encoding="utf-8")

    def files(self) -> list[str]:
        """Every YAML file that holds entries or questions."""
        found = [*self.root.glob("standards/**/*.yaml"), *self.root.glob("tools/definitions/*/tool.yaml")]
        paths = sorted(path.relative_to(self.root).as_posix() for path in found)
        return [path for path in paths if not path.startswith("standards/changes/")]

    def file_of(self, identity: str) -> str:
        """The file in which an id is written. The YAML is read anew where it does not stand in its file of before."""
        known = self._files.get(identity)
        if known is None or identity not in (self.root / known).read_text(encoding="utf-8"):
            self._files = {one: place.path for one, place in sources.read(self.root).places.items()}
        return self._files[identity]

    def take_out(self, identity: str) -> Data:
        """Take an entry out of its file; the entry."""
        with self.editing(self.file_of(identity)) as data:
            entries = next(entries for entries in _lists(data) if any(_id(one) == identity for one in entries))
            entry = next(one for one in entries if _id(one) == identity)
            entries.remove(entry)
        return entry

    def put_in(self, beside: str, *entries: Data) -> None:
        """Put entries in behind another one."""
        file = self.file_of(beside)
        with self.editing(file) as data:
            found = next(found for found in _lists(data) if any(_id(one) == beside for one in found))
            place = next(number for number, one in enumerate(found) if _id(one) == beside)
            found[place + 1 : place + 1] = entries
        self._files |= {str(_id(entry)): file for entry in entries}

    def change(self, identity: str, **values: Any) -> None:
        """Change what an entry or a question says."""
        with self.editing(self.file_of(identity)) as data:
            _entry(data, identity).update(values)

    def point_elsewhere(self, old: str, new: Iterable[str]) -> None:
        """Whatever names an id names these instead; lists that end up empty go."""
        successors = list(new)
        for path in self.files():
            if f"{old}" in (self.root / path).read_text(encoding="utf-8"):
                with self.editing(path) as data:
                    _replace(data, old, successors)

    def count_again(self) -> None:
        """Write the numbers of edition.yaml as they are now."""
        told = [problem for problem in sources.read(self.root).problems if problem.pointer.startswith("/counts/")]
        with self.editing(EDITION) as data:
            for problem in told:
                number = re.search(r"there (?:are|is) (\d+)", problem.message)
                assert number is not None, problem.message
                data["counts"][problem.pointer.removeprefix("/counts/")] = int(number[1])

    def raise_version(self, tool: str) -> None:
        """Give a tool its next version."""
        with self.editing(f"tools/definitions/{tool}/tool.yaml") as data:
            data["version"] += 1


class _Quoting(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes every text in quotes, as the strict reader of the sources wants it, and nothing twice by reference."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def _id(entry: Data) -> object:
    return entry.get("id") if isinstance(entry, dict) else None


def _lists(data: Data) -> Iterator[list[Data]]:
    """Every list in a file, at any depth."""
    if isinstance(data, list):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _lists(value)


def _entry(data: Data, identity: str) -> Data:
    return next(one for entries in _lists(data) for one in entries if _id(one) == identity)


def _replace(data: Data, old: str, new: list[str]) -> None:
    if isinstance(data, list):
        if any(_id(one) == old for one in data):  # an entry of a reading list: each successor gets its sentence
            data[:] = [
                each for one in data for each in ([{**one, "id": to} for to in new] if _id(one) == old else [one])
            ]
        for value in data:
            _replace(value, old, new)
        return
    if not isinstance(data, dict):
        return
    for key, value in list(data.items()):
        if isinstance(value, list) and old in value:
            data[key] = list(dict.fromkeys(one for each in value for one in (new if each == old else [each])))
            if not data[key] and key not in MAY_BE_EMPTY:
                del data[key]
        else:
            _replace(value, old, new)
