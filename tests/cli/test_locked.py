"""`practice-audit lock` and `unlock`, and locked files among those that are checked and imported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import locked_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.making import Make, Run, Save

WORDS = "kettle granite Sunday"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that holds the passphrase."""
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{WORDS}\nThe second line is not read.\n", encoding="utf-8")
    return path


@pytest.fixture
def plain(make: Make, save: Save) -> Path:
    """A sound record file."""
    (path,) = save(make("pre-audit")).iterdir()
    return path


@pytest.fixture
def locked(run: Run, plain: Path, secret: Path, tmp_path: Path) -> Path:
    """The same record, locked."""
    folder = tmp_path / "locked"
    folder.mkdir()
    path = folder / f"{plain.stem}_locked.json"
    done = run("lock", plain, "--out", path, "--passphrase-file", secret)
    assert (done.exit_code, done.stderr) == (0, f"Written to {path}.\n")
    return path


def test_what_was_locked_is_unlocked_again(run: Run, plain: Path, locked: Path, secret: Path, tmp_path: Path) -> None:
    """A locked file holds nothing in plain, and unlocking it gives the very same bytes."""
    assert b"hdr.case_ref" not in locked.read_bytes()
    done = run("unlock", locked, "--out", tmp_path / "again.json", "--passphrase-file", secret)
    assert done.exit_code == 0
    assert (tmp_path / "again.json").read_bytes() == plain.read_bytes()


def test_two_files_of_one_record_share_no_salt_and_no_nonce(
    run: Run, plain: Path, locked: Path, secret: Path, tmp_path: Path
) -> None:
    """Whoever locks a record twice with one passphrase gets two files that have nothing secret in common."""
    again = tmp_path / "again.json"
    assert run("lock", plain, "--out", again, "--passphrase-file", secret).exit_code == 0
    one, other = (json.loads(path.read_text(encoding="utf-8")) for path in (locked, again))
    assert one["key"]["salt"] != other["key"]["salt"]
    assert one["cipher"]["nonce"] != other["cipher"]["nonce"]
    assert one["content"][:40] != other["content"][:40]


def test_locked_files_are_checked_and_imported_with_their_passphrase(
    run: Run, locked: Path, secret: Path, tmp_path: Path
) -> None:
    """With a passphrase a locked record is checked as any other, and enters the register."""
    done = run("validate", locked, "--passphrase-file", secret)
    assert (done.exit_code, done.stderr) == (0, "1 file checked, 0 with problems.\n")
    done = run("import", locked, "--register", tmp_path / "register.db", "--passphrase-file", secret)
    assert (done.exit_code, done.stderr) == (0, "1 imported, 0 already there, 0 in conflict, 0 refused.\n")


@pytest.mark.parametrize("command", ["validate", "import"])
def test_a_locked_file_without_a_passphrase_is_named(run: Run, locked: Path, tmp_path: Path, command: str) -> None:
    """Where no passphrase is named a locked file is said to be one, with the command that opens it."""
    more = ("--register", tmp_path / "register.db") if command == "import" else ()
    done = run(command, locked, *more)
    assert done.exit_code == 1
    assert "REC040" in done.stdout
    assert "practice-audit unlock" in done.stdout


def test_a_wrong_passphrase_is_not_called_one(run: Run, locked: Path, tmp_path: Path) -> None:
    """A file that does not open is told in one sentence that leaves open why; nothing is written or repeated."""
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("another passphrase\n", encoding="utf-8")
    done = run("unlock", locked, "--out", tmp_path / "out.json", "--passphrase-file", wrong)
    assert done.exit_code == 1
    assert "REC041" in done.stdout
    assert "Nobody can tell which." in done.stdout
    assert "another passphrase" not in done.output
    assert not (tmp_path / "out.json").exists()


def test_a_flipped_byte_gets_the_same_sentence(run: Run, locked: Path, secret: Path) -> None:
    """One changed letter of the content, or a cut, is refused as a wrong passphrase is."""
    value = json.loads(locked.read_text(encoding="utf-8"))
    letter = "B" if value["content"][100] == "A" else "A"
    for content in (value["content"][:100] + letter + value["content"][101:], value["content"][:400]):
        locked.write_text(json.dumps({**value, "content": content}), encoding="utf-8")
        done = run("validate", locked, "--passphrase-file", secret)
        assert done.exit_code == 1
        assert "REC041" in done.stdout


def test_nothing_is_written_over(run: Run, locked: Path, plain: Path, secret: Path) -> None:
    """A file that is there already stays as it is."""
    before = plain.read_bytes()
    for command, path in (("unlock", locked), ("lock", plain)):
        done = run(command, path, "--out", plain, "--passphrase-file", secret)
        assert done.exit_code == 2
        assert "is there already, and nothing was written. Name another" in done.stderr
    assert plain.read_bytes() == before


@pytest.mark.parametrize(("words", "told"), [("short\n", "at least 12 letters"), ("\n", "an empty line")])
def test_a_passphrase_that_will_not_do(run: Run, plain: Path, tmp_path: Path, words: str, told: str) -> None:
    """A passphrase that is too short, or none, locks nothing and says what would do."""
    path = tmp_path / "short.txt"
    path.write_text(words, encoding="utf-8")
    done = run("lock", plain, "--out", tmp_path / "out.json", "--passphrase-file", path)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not (tmp_path / "out.json").exists()


def test_only_files_of_ours_are_locked_and_only_locked_ones_unlocked(
    run: Run, plain: Path, secret: Path, tmp_path: Path
) -> None:
    """What is no record is not locked, and what is not locked is said not to be."""
    letter = tmp_path / "letter.json"
    letter.write_text('{"format": "a letter"}', encoding="utf-8")
    done = run("lock", letter, "--out", tmp_path / "out.json", "--passphrase-file", secret)
    assert (done.exit_code, "REC020" in done.stdout) == (1, True)
    done = run("unlock", plain, "--out", tmp_path / "out.json", "--passphrase-file", secret)
    assert (done.exit_code, "is not locked" in done.stderr) == (2, True)


def test_what_is_inside_must_be_a_record_too(run: Run, secret: Path, tmp_path: Path) -> None:
    """A locked file that holds something else is refused as that would be."""
    path = tmp_path / "odd.json"
    text = locked_files.lock('{"format": "a letter"}', WORDS, salt=b"s" * 16, nonce=b"n" * 12)
    path.write_text(text, encoding="utf-8")
    done = run("validate", path, "--passphrase-file", secret)
    assert (done.exit_code, "REC020" in done.stdout) == (1, True)


def test_a_file_that_could_not_be_opened_again_is_not_locked(
    run: Run, make: Make, save: Save, secret: Path, tmp_path: Path
) -> None:
    """A locked file is larger than what is inside: one that would be too large to be unlocked is not written."""

    def long(record: dict[str, Any]) -> None:
        record["answers"]["pa.j.proud"] = {"value": "Words. " * 250_000}

    (path,) = save(make("pre-audit", edit=long)).iterdir()
    done = run("lock", path, "--out", tmp_path / "x.json", "--passphrase-file", secret)
    assert done.exit_code == 2
    assert "too large" in done.stderr
    assert not (tmp_path / "x.json").exists()


def test_a_locked_file_is_not_locked_again(run: Run, locked: Path, secret: Path, tmp_path: Path) -> None:
    """It is said to be locked, and not to be no audit file."""
    done = run("lock", locked, "--out", tmp_path / "twice.json", "--passphrase-file", secret)
    assert (done.exit_code, done.stderr) == (2, f"Error: {locked} is locked already. Nothing was written.\n")


def test_unlocking_says_where_the_passphrase_is_to_be(run: Run, locked: Path, tmp_path: Path) -> None:
    """Where nobody can be asked, the command is not told to run itself."""
    done = run("unlock", locked, "--out", tmp_path / "again.json")
    assert done.exit_code == 2
    assert "Name a file that holds the passphrase, with --passphrase-file." in done.stderr
