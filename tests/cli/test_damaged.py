"""Registers whose file is damaged: every command says in words what happened, which file, and what to do."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from practice_audit.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.making import Make, Run, Save

    Damage: TypeAlias = Callable[[bytes], bytes]

PAGE = 4096  # bytes: a page of SQLite
WORDS = "chronology and genogram are current"
"""Of the example of an audit: nobody may read them in a message."""
RAW = ("malformed", "not a database", "decode", "Traceback", WORDS, "sqlite3")
"""What SQLite and Python say, and what a record holds."""
CASES = (
    "case_ref,service,area,plan_kind,practitioner_ref,manager_ref,other_refs,last_audit_on\n"
    "CR-2,Duty,North,child_protection,SW-1,TM-1,,\n"
)
COMMANDS: dict[str, list[str]] = {
    "list": [],
    "verify": [],
    "export": ["--out", "{out}"],
    "backup": ["--out", "{out}"],
    "purge": ["--older-than", "12", "--yes"],
    "report": ["--period", "2023-Q2", "--format", "csv", "--out", "{out}"],
    "publish-quarter": ["--period", "2023-Q2", "--out", "{out}"],
    "moderation-sample": ["--seed", "s", "--number", "1", "--meeting-on", "2024-01-10", "--out", "{out}"],
    "sample": ["{cases}", "--seed", "s", "--number", "1", "--selected-on", "2024-01-10", "--out", "{out}"],
    "import": ["{cases}", "--reasons", "{out}"],
}


@pytest.fixture(scope="module")
def sound(make: Make, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a register with two audits and a checklist."""
    file = tmp_path_factory.mktemp("sound") / "register.db"
    register = Register.in_file(file, create=True)
    for number, tool in enumerate(("ila", "pre-audit", "ila"), start=1):
        register.add(make(tool, number=number, days=400 * number, edit=_alone))
    register.close()
    return file.read_bytes()


def _alone(record: dict[str, Any]) -> None:
    record["relates_to"] = []


def _told(run: Run, command: str, place: Path) -> tuple[int, str]:
    """The exit code of a command, and all that it says."""
    cases = place.with_name("cases.csv")
    cases.write_text(CASES, encoding="utf-8")
    slots = {"out": place.with_name("out"), "cases": cases}
    done = run(command, *(each.format(**slots) for each in COMMANDS[command]), "--register", place)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    for raw in RAW:
        assert raw not in done.output
    return done.exit_code, done.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_that_a_register_is_damaged(run: Run, sound: bytes, tmp_path: Path, command: str) -> None:
    """Of a register that was cut in the middle nothing is read; the file stays as it is, and nothing is written."""
    place = tmp_path / "audits.db"
    place.write_bytes(sound[: len(sound) // 2])
    code, said = _told(run, command, place)
    assert (code, str(place) in said) == (1 if command == "verify" else 2, True)
    assert "damaged" in said
    assert "practice-audit verify" in said or command == "verify"
    assert "restore the last backup into another file" in said
    assert place.read_bytes() == sound[: len(sound) // 2]
    assert not place.with_name("out").exists()


def _page_of_a_record(data: bytes) -> bytes:
    """The page in which the first record says these words, overwritten."""
    page = data.index(WORDS.encode()) // PAGE
    return data[: page * PAGE] + random.Random(1).randbytes(PAGE) + data[(page + 1) * PAGE :]  # noqa: S311


DAMAGES: dict[str, tuple[Damage, str]] = {
    "cut off after its first page": (lambda data: data[:PAGE], "is damaged"),
    "cut off within its first page": (lambda data: data[:100], "is damaged"),
    "its head alone": (lambda data: data[:16], "is damaged"),
    "its head overwritten": (lambda data: bytes(PAGE) + data[PAGE:], "If it is that file, it is damaged: restore"),
    "a text": (lambda _: b"case_ref,area\n" * 9, "is not a register of practice-audit, and nothing in it was changed"),
    "nothing": (lambda _: b"", "is empty: no register stands in it. Check the name."),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_said_of_each_damage(run: Run, sound: bytes, tmp_path: Path, damage: str) -> None:
    """A file that is cut off, overwritten, another, or empty is told from the others as far as it can be."""
    place = tmp_path / "audits.db"
    do, words = DAMAGES[damage]
    place.write_bytes(do(sound))
    code, said = _told(run, "list", place)
    assert (code, str(place) in said) == (2, True)
    assert words in said
    assert "backup" in said


def test_a_folder_is_no_register(run: Run, tmp_path: Path) -> None:
    """Who names a folder is told to name the file in it, and nothing is made there."""
    for command in ("list", "import"):
        code, said = _told(run, command, tmp_path)
        assert (code, f"{tmp_path} is a folder, and a register is a file." in said) == (2, True)


def test_an_empty_file_is_not_taken_for_a_register_without_a_word(
    run: Run, make: Make, save: Save, tmp_path: Path
) -> None:
    """An import begins a new register in it, as after one that was cut short, and says so."""
    place = tmp_path / "audits.db"
    place.touch()
    done = run("import", save(make("pre-audit")), "--register", place)
    assert (done.exit_code, "1 imported" in done.stderr) == (0, True)
    assert f"The file {place} was empty, and a new register was begun in it." in done.stderr
    again = run("import", save(make("pre-audit")), "--register", place)
    assert "was empty" not in again.stderr


def test_verify_names_the_records_that_are_lost(run: Run, sound: bytes, tmp_path: Path) -> None:
    """A page that was overwritten takes one record with it; the others are looked at all the same."""
    place = tmp_path / "audits.db"
    place.write_bytes(_page_of_a_record(sound))
    code, said = _told(run, "verify", place)
    assert code == 1
    assert said.count("REG006") == 1
    assert "it cannot be read, for its place in the file is damaged" in said
    assert "REG007 The register is damaged" in said
    assert f"3 records of {place} checked: NOT all as they were imported." in said


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("export", "so this command stopped."),
        ("backup", "No copy was kept."),
        ("purge", "Nothing was deleted."),
        ("report", "so this command stopped."),
    ],
)
def test_what_was_begun_is_said(run: Run, sound: bytes, tmp_path: Path, command: str, words: str) -> None:
    """Damage that is met on the way stops a command, which says what became of its work."""
    place = tmp_path / "audits.db"
    place.write_bytes(_page_of_a_record(sound))
    code, said = _told(run, command, place)
    assert (code, words in said) == (2, True)
    assert place.read_bytes() == _page_of_a_record(sound)
    assert not place.with_name("out").exists()


@pytest.mark.parametrize("command", ["export", "report", "verify"])
@pytest.mark.parametrize("now", [b"\xff\xfe", b"No"], ids=["no text", "another text"])
def test_words_that_are_others_now(run: Run, sound: bytes, tmp_path: Path, command: str, now: bytes) -> None:
    """Where the words of a record are not those that were imported, none of them is told, exported or counted."""
    place = tmp_path / "audits.db"
    place.write_bytes(sound.replace(WORDS.encode(), now + WORDS.encode()[len(now) :], 1))
    code, said = _told(run, command, place)
    if command == "verify":
        assert (code, said.count("REG006")) == (1, 1)
    else:
        assert (code, "damaged" in said) == (2, True)
        assert "so this command stopped. practice-audit verify says" in said
