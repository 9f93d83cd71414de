"""`practice-audit publish-quarter`: one new file, nothing that gives earlier ones away, and each example asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from practice_audit.cli import main
from practice_audit.documents import pretty_text
from practice_audit.quarter_files import text_of
from tests.quarters import EXAMPLE, MADE_ON, PERIOD, findings_of, records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from practice_audit.model import Catalogue
    from tests.making import Run

    Publish = Callable[..., Result]


def _with_an_example(catalogue: Catalogue) -> list[dict[str, Any]]:
    """The made-up records; in one moderation of the quarter a good example is flagged."""
    found = records(catalogue)
    record = next(one for one in found if one["record_type"] == "moderation-1")
    record |= {"completed": "2023-05-02T09:00:00Z", "relates_to": []}
    record["answers"] |= {
        "m1.date": {"value": "2023-05-02"},
        "m1.good_example": {"value": "yes", "detail": EXAMPLE.text},
    }
    return found


@pytest.fixture(scope="module")
def register(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the records of the made-up quarter, and a good example that a moderator flagged."""
    from practice_audit.register import Register  # noqa: PLC0415 - as the command does

    place = tmp_path_factory.mktemp("register") / "records.sqlite"
    filled = Register.in_file(place, create=True)
    with filled.transaction():
        for record in _with_an_example(catalogue):
            filled.add(record)
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
        ("2023-Q3", (), "The quarter is not over"),
        ("2019-Q1", (), "Fewer than 5 members of staff"),
        (PERIOD, ("--example", "one"), "2=ps.plans.current"),
        (PERIOD, ("--example", "99=ps.plans.current"), "There is no example 99"),
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


def test_an_example_is_listed_then_asked_for(publish: Publish, register: Path, out: Path) -> None:
    """The list writes nothing; an example is published after a yes to its words, and left out after a no."""
    listed = publish("--list-examples")
    assert listed.exit_code == 0, listed.output
    number = next(line.split()[0] for line in listed.output.splitlines() if EXAMPLE.text in line)
    assert not out.exists()
    always = ["publish-quarter", "--register", str(register), "--period", PERIOD, "--made-on", MADE_ON.isoformat()]
    chosen = ["--example", f"{number}=ps.plans.plain-language"]
    runner = CliRunner(catch_exceptions=False)
    refused = runner.invoke(main, [*always, *chosen, "--out", str(out)], input="n\n")
    assert EXAMPLE.text in refused.output
    assert "was left out" in refused.output
    assert EXAMPLE.text not in out.read_text(encoding="utf-8")
    out.unlink()
    agreed = runner.invoke(main, [*always, *chosen, "--out", str(out)], input="y\n")
    assert agreed.exit_code == 0, agreed.output
    assert EXAMPLE.text in out.read_text(encoding="utf-8")
    out.unlink()
    objected = runner.invoke(main, [*always, "--example", f"{number}=ps.nowhere", "--out", str(out)])
    assert "is no standard" in objected.output
