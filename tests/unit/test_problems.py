"""Problems: values with a code, a place, a sentence and a way out."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from practice_audit.problems import (
    Problem,
    Severity,
    Unreadable,
    has_errors,
    in_order,
    pointer_parts,
    pointer_to,
    visible,
)

PROBLEM = Problem(code="R053", message="Say where you saw it", remedy="Name a part of the file.", pointer="/answers/a")


def test_a_problem_cannot_be_changed() -> None:
    """A problem is a value: nobody who gets one can alter it for others."""
    with pytest.raises(FrozenInstanceError):
        PROBLEM.message = "something else"  # type: ignore[misc] # that is the point


def test_a_problem_is_an_error_unless_said_otherwise() -> None:
    """Whoever makes a problem and says nothing of its severity stops the work."""
    assert PROBLEM.severity is Severity.ERROR


def test_at_puts_the_same_problem_into_a_document() -> None:
    """Readers make problems without knowing the file; whoever knows it adds the place."""
    placed = PROBLEM.at("audit.json", 12, 5)

    assert (placed.source, placed.line, placed.column) == ("audit.json", 12, 5)
    assert placed.at("") == PROBLEM


def test_json_of_a_problem_has_the_published_keys_in_order() -> None:
    """The browser and `--format json` get the same eight keys."""
    assert PROBLEM.at("audit.json").to_json() == {
        "code": "R053",
        "severity": "error",
        "source": "audit.json",
        "pointer": "/answers/a",
        "line": None,
        "column": None,
        "message": "Say where you saw it",
        "remedy": "Name a part of the file.",
    }
    assert list(PROBLEM.to_json()) == ["code", "severity", "source", "pointer", "line", "column", "message", "remedy"]


def test_text_of_a_problem_with_a_line_is_what_editors_jump_to() -> None:
    """A problem in a file of lines reads `file:line:column CODE message`, the remedy indented below."""
    text = PROBLEM.at("standards/a.yaml", 12, 5).to_text()

    assert text == "standards/a.yaml:12:5 R053 Say where you saw it\n    Name a part of the file."


def test_text_of_a_problem_without_a_line_shows_its_pointer() -> None:
    """In a file without lines of its own, the pointer says where."""
    assert PROBLEM.at("a.json").to_text().startswith("a.json R053 Say where you saw it (/answers/a)\n")


def test_text_of_a_problem_without_a_place_begins_with_a_dash() -> None:
    """A problem of a whole form has no file."""
    problem = Problem(code="R001", message="m", remedy="r", severity=Severity.WARNING)

    assert problem.to_text() == "- R001 warning: m\n    r"


def test_text_of_a_problem_shows_hidden_characters() -> None:
    """A file cannot turn the terminal's text around or paint over it."""
    problem = Problem(code="REC006", message="\x1b[2J\u202e", remedy="one\ntwo")

    assert problem.to_text() == "- REC006 ⟦U+001B⟧[2J⟦U+202E⟧\n    one⟦U+000A⟧two"


def test_visible_cuts_long_text() -> None:
    """What a stranger wrote takes little room in a message."""
    assert visible("a" * 50, 10) == "aaaaaaaaa…"
    assert visible("a" * 10, 10) == "a" * 10


@pytest.mark.parametrize(
    "character", ["\x00", "\x7f", "\u00ad", "\u061c", "\u200b", "\u202a", "\u2066", "\ud800", "\ufeff"]
)
def test_visible_shows_what_cannot_be_seen(character: str) -> None:
    """Controls, invisible characters, those that turn the direction and half characters are shown by number."""
    assert visible(character) == f"⟦U+{ord(character):04X}⟧"


def test_visible_leaves_ordinary_text_alone() -> None:
    """Letters of any script, joined emoji and typographic marks stay as they are."""
    text = "Łódź, “naïve” – 漢字, 👩\u200d👧"

    assert visible(text) == text


def test_errors_stop_and_warnings_do_so_only_when_strict() -> None:
    """Only an error stops a build, check or import; `strict` counts warnings, and nothing counts information."""
    error, warning, info = (Problem(code="R001", message="", remedy="", severity=each) for each in Severity)

    assert has_errors([info, error])
    assert not has_errors([info, warning])
    assert has_errors([info, warning], strict=True)
    assert not has_errors([info], strict=True)
    assert not has_errors([])


def test_problems_are_sorted_by_document_and_place() -> None:
    """The order is that of the files and their lines, whatever order the checks ran in."""
    second, third, first = (
        Problem(code=code, message="", remedy="", source=source, line=line)
        for code, source, line in (("R002", "a.yaml", 9), ("R001", "b.yaml", 1), ("R003", "a.yaml", 2))
    )

    assert in_order([second, third, first]) == (first, second, third)


def test_unreadable_carries_every_problem() -> None:
    """Whoever catches it can report all that was found on the way."""
    error = Unreadable(iter([PROBLEM, PROBLEM]))

    assert error.problems == (PROBLEM, PROBLEM)
    assert str(error) == "Say where you saw it; Say where you saw it"


def test_pointers_escape_their_own_signs() -> None:
    """Keys with a slash or a tilde come back as they were (RFC 6901, section 3)."""
    pointer = pointer_to("a/b", "m~n", 0, "~1", "")

    assert pointer == "/a~1b/m~0n/0/~01/"
    assert pointer_parts(pointer) == ("a/b", "m~n", "0", "~1", "")
    assert pointer_to() == ""
    assert pointer_parts("") == ()
