"""R170 on the command line: what is doubtful is a warning with field and remedy, and a mark quiets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from tests.making import Make, Run, Save

WHY = "ila.f.why"


def with_a_street(record: dict[str, Any]) -> None:
    """A street in the reasons for the grade."""
    record["answers"][WHY]["value"] += " Seen at 14 Acacia Avenue."


def with_a_marked_street(record: dict[str, Any]) -> None:
    """The same, marked as no person's detail."""
    with_a_street(record)
    record["not_personal"] = [{"field": WHY, "kind": "address"}]


def with_a_marked_number(record: dict[str, Any]) -> None:
    """A telephone number that somebody tried to mark away."""
    record["answers"][WHY]["value"] += " Ring 0113 496 0000."
    record["not_personal"] = [{"field": WHY, "kind": "telephone"}]


def test_a_doubtful_detail_is_a_warning_with_field_and_remedy(run: Run, make: Make, save: Save, tmp_path: Path) -> None:
    """It is told by kind and question, never repeated, and does not keep a record out of the register."""
    folder = save(make(edit=with_a_street))
    told = run("validate", folder)
    assert (told.exit_code, " R170 warning: Look again at " in told.stdout) == (0, True)
    assert f"(/answers/{WHY})" in told.stdout
    assert "not a person’s detail" in told.stdout
    taken = run("import", folder, "--register", tmp_path / "register.db")
    assert (taken.exit_code, "1 imported" in taken.stderr) == (0, True)
    assert "Acacia" not in told.output + taken.output


def test_a_marked_doubt_is_silent(run: Run, make: Make, save: Save) -> None:
    """The mark is part of the record and is sound, so nothing is said."""
    record = make(edit=with_a_marked_street)
    assert record["not_personal"] == [{"field": WHY, "kind": "address"}]
    done = run("validate", save(record))
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_sure_detail_is_refused_whatever_is_marked(run: Run, make: Make, save: Save, tmp_path: Path) -> None:
    """A mark cannot let a telephone number into the register."""
    done = run("import", save(make(edit=with_a_marked_number)), "--register", tmp_path / "register.db")
    assert (done.exit_code, "1 refused" in done.stderr) == (1, True)
    assert " R170 " in done.stdout
    assert "496" not in done.output


def test_a_mark_with_words_in_it_is_refused_and_not_repeated(run: Run, make: Make, save: Save) -> None:
    """A file that was changed by hand to hold the words in a mark is no sound record."""
    record = make(edit=with_a_marked_street)
    record["not_personal"][0]["field"] = "Ring 0113 496 0000"
    record["not_personal"].append({"field": WHY, "kind": "name", "14 Acacia Avenue": 1})
    done = run("validate", save(record))
    assert done.exit_code == 1
    assert "496" not in done.output
    assert "Acacia" not in done.output
