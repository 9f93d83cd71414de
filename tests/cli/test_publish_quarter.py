"""`practice-audit publish-quarter`: one new file, nothing that gives earlier ones away, and each example asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from click.testing import CliRunner

from practice_audit.cli import main
from practice_audit.documents import pretty_text
from practice_audit.quarter_files import text_of
from practice_audit.records import seal
from tests.quarters import EXAMPLE, MADE_ON, PERIOD, findings_of, records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from practice_audit.model import Catalogue
    from tests.making import Run

    Publish = Callable[..., Result]


NAMED: Final = "Jayden drew what he wishes for, and the Khan family keeps it on the wall."
CODED: Final = "The worker PR\u201177 helped the family to write a plan in plain words."


def _with_an_example(catalogue: Catalogue) -> list[dict[str, Any]]:
    """The made-up records; in moderations of the quarter good examples are flagged."""
    found = records(catalogue)
    moderations = (one for one in found if one["record_type"] == "moderation-1")
    for text, record in zip((EXAMPLE.text, NAMED, CODED), moderations, strict=False):
        record |= {"completed": "2023-05-02T09:00:00Z", "relates_to": []}
        record["answers"] |= {
            "m1.date": {"value": "2023-05-02"},
            "m1.good_example": {"value": "yes", "detail": text},
        }
    audit = next(one for one in found if one["answers"].get("ila.c6.services", {}).get("rows"))
    audit["answers"]["ila.c6.services"]["rows"][0]["ref"] = {"value": "PR-77"}
    return found


@pytest.fixture(scope="module")
def register(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the records of the made-up quarter, and a good example that a moderator flagged."""
    from practice_audit.register import Register  # noqa: PLC0415 - as the command does

    place = tmp_path_factory.mktemp("register") / "records.sqlite"
    filled = Register.in_file(place, create=True)
    with filled.transaction():
        for record in _with_an_example(catalogue):
            filled.add({**record, "content_sha256": seal(record)})
    filled.close()
    return place


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the file is to stand: in a folder like standards/findings/."""
    (tmp_path / "findings").mkdir()
    return tmp_path / "findings" / "2023-q2.json"


@pytest.fixture
def publish(run: Run, register: Path, out: Path) -> Publish:
    """Publishes the made-up quarter, with these options too."""
    always = ("--register", register, "--out", out, "--made-on", MADE_ON.isoformat())

    def published(*more: object, period: str = PERIOD) -> Result:
        return run("publish-quarter", *always, "--period", period, *more)

    return published


def test_it_writes_one_file_and_never_over_another(publish: Publish, out: Path, catalogue: Catalogue) -> None:
    """The file is what the same records give in any other way; the second time, it is there already."""
    done = publish()
    assert done.exit_code == 0, done.output
    assert "Read it before you commit it" in done.output
    text = out.read_text(encoding="utf-8")
    value = json.loads(text)
    assert value["format"] == "practice-quarter"
    assert text == pretty_text(value)
    counts = findings_of(catalogue).counts
    assert counts is not None
    assert value["counts"]["grades"] == counts.grades
    assert list(out.parent.iterdir()) == [out]
    again = publish()
    assert again.exit_code == 2
    assert "is published already" in again.output
    assert out.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("months", [("2023-04-01", "2023-06-30"), ("2023-01-01", "2023-12-31")])
def test_a_time_that_is_published_is_not_published_again(
    publish: Publish, out: Path, catalogue: Catalogue, months: tuple[str, str]
) -> None:
    """A file about the same months, here or where --already-published says, stops it: the difference tells too much."""
    period = dict(zip(("from", "to"), months, strict=True))
    value = {**json.loads(text_of(findings_of(catalogue))), "period": period}
    for place in (out.parent, out.parent.parent):
        other = place / "other.json"
        other.write_text(pretty_text(value), encoding="utf-8")
        done = publish(*(() if place == out.parent else ("--already-published", other)))
        assert done.exit_code == 2
        assert "would give numbers away" in done.output
        other.unlink()
    assert not out.exists()


def test_other_quarters_do_not_stop_it(publish: Publish, out: Path, catalogue: Catalogue) -> None:
    """An earlier quarter in the folder, and files of another kind, are no hindrance."""
    value = {**json.loads(text_of(findings_of(catalogue))), "period": {"from": "2023-01-01", "to": "2023-03-31"}}
    (out.parent / "2023-q1.json").write_text(pretty_text(value), encoding="utf-8")
    (out.parent / "notes.json").write_text("{}\n", encoding="utf-8")
    done = publish()
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("text", ["{", '{"format": "practice-quarter", "id": 1}'])
def test_what_cannot_be_read_stops_it(publish: Publish, out: Path, text: str) -> None:
    """Nobody knows what a spoilt file gives away, so nothing is published beside it."""
    (out.parent / "2023-q1.json").write_text(text, encoding="utf-8")
    done = publish()
    assert done.exit_code == 2
    assert "cannot be read as a published quarter" in done.output
    assert not out.exists()


@pytest.mark.parametrize(
    ("period", "more", "said"),
    [
        ("2023", (), "Publish its quarters"),
        ("2023-Q5", (), "2026-Q3"),
        ("2023-Q3", (), "The quarter is not over. It can be published from 1 October 2023 on."),
        ("9998-Q1", ("--made-on", "9998-07-01"), "1 July 9998 is in the future."),
        (
            "2019-Q1",
            (),
            "There is no record of January to March 2019, so there is nothing to publish.",
        ),
        (PERIOD, ("--example", "one"), "2=ps.plans.current"),
        (PERIOD, ("--example", "99=ps.plans.current"), "There is no example 99"),
        (PERIOD, ("--example", "1=ps.plans", "--example", "01=ps.plans.current"), "Example 1 is there twice."),
        (PERIOD, ("--threshold", "1"), "threshold"),
    ],
)
def test_what_cannot_be_published_is_said(
    publish: Publish, out: Path, period: str, more: tuple[str, ...], said: str
) -> None:
    """A year, a quarter that is not over or rests on too few people, and wrong options: a reason, and no file."""
    done = publish(*more, period=period)
    assert done.exit_code == 2
    assert said in " ".join(done.output.replace("│", "").split())
    assert not out.exists()


def test_examples_are_listed_without_naming_a_file(run: Run, register: Path) -> None:
    """What writes nothing needs no name of a file; what writes one says that it does."""
    always = ("publish-quarter", "--register", register, "--period", PERIOD)
    listed = run(*always, "--list-examples")
    assert listed.exit_code == 0, listed.output
    assert EXAMPLE.text in listed.output
    unnamed = run(*always)
    assert unnamed.exit_code == 2
    assert "--out: Name the new file." in " ".join(unnamed.output.replace("│", "").split())


def test_the_folder_is_made_once_there_is_something_to_write(publish: Publish, out: Path) -> None:
    """A folder that is not there yet is made with the file, and not where nothing comes of it."""
    new = out.parent / "new" / "2023-q2.json"
    assert publish("--out", new, "--example", "99=ps.plans.current").exit_code == 2
    assert not new.parent.exists()
    done = publish("--out", new)
    assert done.exit_code == 0, done.output
    assert json.loads(new.read_text(encoding="utf-8"))["id"] == "2023-q2"
    (out.parent / "file").write_text("", encoding="utf-8")
    refused = publish("--out", out.parent / "file" / "deep" / "2023-q2.json")
    assert refused.exit_code == 2
    assert "cannot be written" in refused.output
    assert "Name another file after --out" in refused.output


def test_a_quarter_in_a_folder_by_itself_may_be_published_elsewhere(
    publish: Publish, out: Path, catalogue: Catalogue
) -> None:
    """Where no published quarter lies beside the new file, the command says what it cannot know; else it does not."""
    alone = publish()
    assert "so nothing tells whether 2023-Q2 is published elsewhere" in alone.output
    out.unlink()
    value = {**json.loads(text_of(findings_of(catalogue))), "period": {"from": "2023-01-01", "to": "2023-03-31"}}
    (out.parent / "2023-q1.json").write_text(pretty_text(value), encoding="utf-8")
    assert "published elsewhere" not in publish().output


def test_an_example_that_nobody_answers_for_is_said(publish: Publish, out: Path) -> None:
    """Where the input ends, the command says what was asked and what to do, and writes nothing."""
    done = publish("--example", f"{_number_of(publish, EXAMPLE.text)}={EXAMPLE.standards[0]}")
    assert done.exit_code == 2
    assert "Nobody answered what was asked about example" in done.output
    assert "Aborted" not in done.output
    assert not out.exists()


def test_an_example_is_listed_then_asked_for(publish: Publish, register: Path, out: Path) -> None:
    """The list writes nothing; an example is published after a clear no, and left out after a yes or an Enter."""
    listed = publish("--list-examples")
    assert listed.exit_code == 0, listed.output
    number = next(line.split()[0] for line in listed.output.splitlines() if EXAMPLE.text in line)
    assert not out.exists()
    always = ["publish-quarter", "--register", str(register), "--period", PERIOD, "--made-on", MADE_ON.isoformat()]
    chosen = ["--example", f"{number}=ps.plans.plain-language"]
    runner = CliRunner(catch_exceptions=False)
    for typed in ("y\n", "\n"):
        refused = runner.invoke(main, [*always, *chosen, "--out", str(out)], input=typed)
        assert EXAMPLE.text in refused.output
        assert (
            f"Does it tell of one child, one family or one member of staff? Yes leaves example {number} out. [Y/n]"
            in (refused.output)
        )
        assert "was left out" in refused.output
        assert EXAMPLE.text not in out.read_text(encoding="utf-8")
        out.unlink()
    agreed = runner.invoke(main, [*always, *chosen, "--out", str(out)], input="n\n")
    assert agreed.exit_code == 0, agreed.output
    assert EXAMPLE.text in out.read_text(encoding="utf-8")
    out.unlink()
    objected = runner.invoke(main, [*always, "--example", f"{number}=ps.nowhere", "--out", str(out)])
    assert "is not a standard" in objected.output


def _number_of(publish: Publish, text: str) -> str:
    """The number under which an example is listed."""
    return next(line.split()[0] for line in publish("--list-examples").output.splitlines() if text in line)


@pytest.mark.parametrize(
    ("said", "published"), [("y\n", False), ("\n", False), ("n\ny\n", False), ("n\n\n", False), ("n\nn\n", True)]
)
def test_what_may_be_a_name_is_asked_for_by_itself(
    publish: Publish, register: Path, out: Path, *, said: str, published: bool
) -> None:
    """Words that may name somebody are shown and asked for before the example is; only a no to both publishes it."""
    options = ["--register", str(register), "--period", PERIOD, "--made-on", MADE_ON.isoformat(), "--out", str(out)]
    chosen = f"{_number_of(publish, NAMED)}={EXAMPLE.standards[0]}"
    done = CliRunner(catch_exceptions=False).invoke(
        main, ["publish-quarter", *options, "--example", chosen], input=said
    )
    assert done.exit_code == 0, done.output
    assert "These may be names: “Jayden”, “Khan”." in done.output
    assert (NAMED in out.read_text(encoding="utf-8")) is published


def test_a_code_in_another_spelling_is_refused(publish: Publish, out: Path) -> None:
    """A code that stands in one row of an audit, typed with another hyphen, stops the command."""
    done = publish("--example", f"{_number_of(publish, CODED)}={EXAMPLE.standards[0]}")
    assert done.exit_code == 2
    assert "the code of a case, a record or a member of staff" in " ".join(done.output.replace("│", "").split())
    assert not out.exists()
