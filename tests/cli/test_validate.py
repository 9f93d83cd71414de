"""`practice-audit validate`: every problem of every file, in words or as JSON, and an exit code to go on."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import records, validation
from practice_audit.cli import editions

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Catalogue
    from tests.making import Make, Run, Save


def without_the_workers_gain(record: dict[str, Any]) -> None:
    """Take out an answer that is only advised: a warning of R034."""
    del record["answers"]["ila.d.helped_worker"]


def without_a_reason_for_the_grade(record: dict[str, Any]) -> None:
    """Take out an answer that is required: an error."""
    del record["answers"]["ila.f.why"]


def test_sound_records(run: Run, make: Make, save: Save) -> None:
    """Sound records leave nothing to say but how many were checked."""
    done = run("validate", save(make(), make("pre-audit"), make("moderation-sample")))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "3 files checked, 0 with problems.\n"


def test_a_problem(run: Run, make: Make, save: Save) -> None:
    """An error is told with its file, code and way out, and the exit code is 1."""
    folder = save(make(edit=without_a_reason_for_the_grade), make("pre-audit"))
    done = run("validate", folder)
    assert done.exit_code == 1
    (name,) = (path for path in folder.iterdir() if "_ila_" in path.name)
    first, remedy = done.stdout.splitlines()
    assert first.startswith(f"{name} ")
    assert first.endswith(" (/answers/ila.f.why)")
    assert remedy.startswith("    ")
    assert done.stderr == "2 files checked, 1 with problems.\n"


@pytest.mark.parametrize(("arguments", "code"), [((), 0), (("--strict",), 1)])
def test_a_warning(run: Run, make: Make, save: Save, arguments: tuple[str, ...], code: int) -> None:
    """A warning is told and fails nothing, unless --strict says that it should."""
    done = run("validate", save(make(edit=without_the_workers_gain)), *arguments)
    assert done.exit_code == code
    assert " R034 warning: " in done.stdout
    assert done.stderr == f"1 file checked, {code} with problems.\n"


def test_a_record_of_unpublished_standards_fails(run: Run, make: Make, save: Save) -> None:
    """A record that was not made with its edition as it was published does not pass."""
    record = {**make(), "catalogue_digest": "0" * 64}
    done = run("validate", save({**record, "content_sha256": records.seal(record)}))
    assert done.exit_code == 1
    assert " REC028 " in done.stdout


def test_json_is_the_problems_of_the_engine(run: Run, make: Make, save: Save, catalogue: Catalogue) -> None:
    """With --format json the output is exactly the problems that the engine finds, and nothing else."""
    record = make(edit=without_a_reason_for_the_grade)
    folder = save(record)
    (path,) = folder.iterdir()
    today = datetime.now(tz=UTC).date()
    found = validation.validate(catalogue, record, today=today, source=str(path))
    done = run("validate", "--format", "json", folder)
    assert done.exit_code == 1
    assert found
    assert json.loads(done.stdout) == [problem.to_json() for problem in found]
    assert done.stderr == ""


def test_json_of_nothing(run: Run, make: Make, save: Save) -> None:
    """With --format json sound records give an empty list."""
    done = run("validate", "--format", "json", save(make()))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "[]\n", "")


def test_a_sound_draft(run: Run, make: Make, tmp_path: Path, catalogue: Catalogue) -> None:
    """A draft is judged by its structure alone: what is missing in it is no problem yet."""
    record = make(edit=without_a_reason_for_the_grade)
    draft = records.draft(catalogue, catalogue.tool("ila"), record, record["created"])
    (tmp_path / "draft.json").write_text(records.text(draft), encoding="utf-8")
    assert run("validate", tmp_path).exit_code == 0


def test_folders_and_files(run: Run, make: Make, save: Save) -> None:
    """Folders are read to any depth, each file once, other files only when they are named."""
    folder = save(make())
    deep = folder / "2023" / "spring"
    deep.mkdir(parents=True)
    save(make("pre-audit"), folder=deep)
    (folder / "notes.txt").write_text("no record", encoding="utf-8")
    (folder / "register.db.refused.json").write_text("[]", encoding="utf-8")
    assert run("validate", folder, deep, *folder.glob("*.json"), "--strict").stderr == (
        "3 files checked, 1 with problems.\n"  # the list of refusals was named
    )
    assert run("validate", folder).stderr == "2 files checked, 0 with problems.\n"
    named = run("validate", folder / "notes.txt")
    assert (named.exit_code, "REC006" in named.stdout) == (1, True)


def test_problems_stand_in_the_order_of_the_files(run: Run, make: Make, save: Save) -> None:
    """Files of a folder are told of by name, whatever order the disk has them in."""
    folder = save(*(make(number=number, edit=without_a_reason_for_the_grade) for number in (3, 1, 2)))
    sources = [problem["source"] for problem in json.loads(run("validate", folder, "--format", "json").stdout)]
    assert sources == sorted(sources)
    assert len(set(sources)) == 3


@pytest.mark.parametrize(
    "arguments",
    [("validate",), ("validate", "no such file.json"), ("validate", "--format", "xml", "."), ("check", ".")],
    ids=["nothing", "missing", "format", "command"],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    """Wrong usage is exit code 2, with a word on how it is meant."""
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Usage: " in done.stderr
    assert done.stdout == ""


def test_a_folder_without_records(run: Run, tmp_path: Path) -> None:
    """A folder with nothing to check is wrong usage: silence would look like success."""
    done = run("validate", tmp_path)
    assert done.exit_code == 2
    assert "There is no .json file in what you named." in done.stderr


def test_another_edition(run: Run, make: Make, tmp_path: Path) -> None:
    """A record of an edition that is not installed is not judged by another one."""
    record = {**make(), "edition": "2031"}
    (tmp_path / "later.json").write_text(records.text(record), encoding="utf-8")
    problems = json.loads(run("validate", tmp_path, "--format", "json").stdout)
    assert [problem["code"] for problem in problems] == ["R016"]


def test_the_newest_edition_stands_last(catalogue: Catalogue) -> None:
    """Editions are listed in the order of their years."""
    assert editions.editions()[-1] == catalogue.edition.id
