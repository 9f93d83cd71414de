"""The lists of cases and auditors: read strictly, every fault with its line, nothing personal repeated."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice_audit.documents import MAX_BYTES
from practice_audit.problems import Severity, has_errors
from practice_audit.sampling.auditors import Auditor, read_auditors
from practice_audit.sampling.frame import Frame, read_cases
from practice_audit.sampling.table import MOST_BYTES, MOST_PROBLEMS, MOST_ROWS
from practice_audit.sampling.vocabulary import vocabulary
from tests.unit.sampling.lists import HEADER, ROW, WORDS

if TYPE_CHECKING:
    from practice_audit.model import Catalogue


TODAY = date(2026, 7, 6)
OTHER_COLUMNS = """\
plan_kind,area,last_audit_on,other_refs,service,manager_ref,practitioner_ref,case_ref
Child in Need,East,2024-02-29,HV-1;SC-2,early_help,MG-1,PR-1,CR-1
"""


def read(text: str | bytes) -> Frame:
    """The frame of a sound list."""
    frame, problems = read_cases(text, WORDS, TODAY)
    assert frame, problems
    return frame


def found(text: str | bytes) -> list[tuple[str, int | None]]:
    """Code and line of every problem of a list; what is an error leaves no frame."""
    frame, problems = read_cases(text, WORDS, TODAY)
    assert (frame is None) == has_errors(problems)
    return [(problem.code, problem.line) for problem in problems]


def row(**cells: str) -> str:
    """A sound row with other cells."""
    names = HEADER.strip().split(",")
    sound = dict(zip(names, ROW.strip().split(","), strict=True))
    return ",".join((sound | cells)[name] for name in names) + "\n"


def test_a_sound_list() -> None:
    """Labels and values are read as values, references of others are separated, the date is a date."""
    (case,) = read(HEADER + ROW).cases
    assert (case.case_ref, case.service, case.area, case.plan_kind) == ("CR-1", "early_help", "East", "child_in_need")
    assert (case.practitioner_ref, case.manager_ref, case.other_refs) == ("PR-1", "MG-1", ("HV-1", "SC-2"))
    assert case.last_audit_on == date(2024, 2, 29)
    assert case.workers == {"pr-1", "mg-1", "hv-1", "sc-2"}
    assert read(HEADER + row(service="Children’s  Social work")).cases[0].service == "social_work"
    assert read(HEADER + row(service="Youth Justice")).cases[0].service == "Youth Justice"


@pytest.mark.parametrize(
    "data",
    [
        ("\ufeff" + HEADER + ROW).encode(),
        (HEADER + ROW).replace("\n", "\r\n"),
        (HEADER + ROW).replace("\n", "\r"),
        HEADER.upper() + "\n,,,,,,,\n" + ROW + " , ,,,,,,\n",
        HEADER + ROW.replace("2024-02-29", "29/02/2024"),
        HEADER + '"CR-1","Early  Help","East ","child_in_need",PR-1,MG-1,"SC-2;HV-1; ;HV-1",2024-02-29',
        OTHER_COLUMNS,
    ],
)
def test_the_same_list_in_other_files(data: str | bytes) -> None:
    """A byte order mark, other line ends, quotation marks, blank rows, or another order of columns change nothing."""
    assert read(data) == read(HEADER + ROW)
    assert read(data).sha256 == read(HEADER + ROW).sha256


@given(st.permutations(range(6)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    """The same rows in any order are the same frame."""
    rows = [row(case_ref=f"cr-{each}" if each % 2 else f"CR-{each}") for each in range(6)]
    assert read(HEADER + "".join(rows[each] for each in order)) == read(HEADER + "".join(rows))


@pytest.mark.parametrize(
    "cells",
    [
        {"case_ref": "CR-2"},
        {"service": "Youth Justice"},
        {"area": "South"},
        {"plan_kind": "none_yet"},
        {"practitioner_ref": "PR-2"},
        {"manager_ref": "MG-2"},
        {"other_refs": "HV-1"},
        {"last_audit_on": ""},
    ],
)
def test_every_cell_counts(cells: dict[str, str]) -> None:
    """A list with any other cell has another digest."""
    assert read(HEADER + row(**cells)).sha256 != read(HEADER + ROW).sha256


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", [("DRW001", None)]),
        ("\n \n", [("DRW001", None)]),
        (HEADER, [("DRW001", 1)]),
        ((HEADER + ROW).encode("utf-16"), [("DRW001", 1)]),
        (HEADER.encode() + b"CR-\xff1", [("DRW001", 2)]),
        ((HEADER + ROW).replace(",", ";"), [("DRW001", 1)]),
        ((HEADER + ROW).replace(",", "\t"), [("DRW001", 1)]),
        (HEADER + ROW + 'CR-2,"Early', [("DRW001", 3)]),
        (HEADER + 'CR-2,"Early" Help,,,,,,\n', [("DRW001", 2)]),
        ("case_ref,area\nCR-1,East\n", [("DRW002", 1)]),
        ("case_ref," + HEADER + "CR-1," + ROW, [("DRW003", 1)]),
        (HEADER.strip() + ",remarks\n" + ROW.strip() + ",\n", [("DRW004", 1)]),
        (HEADER + "CR-1,Early Help\n" + ROW + ROW.strip() + ",more\n", [("DRW005", 2), ("DRW005", 4)]),
        (HEADER + ROW + "\n" + ROW.replace("CR-1", "cr-1"), [("DRW007", 4)]),
        (HEADER + ROW + row(case_ref="CR-2", area="EAST"), [("DRW009", 3)]),
        (HEADER + row(case_ref="1234567"), [("DRW008", 2)]),
    ],
)
def test_lists_that_are_not_right(text: str | bytes, expected: list[tuple[str, int | None]]) -> None:
    """What is wrong with a list as a whole, or between its rows, is told with the line."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("case_ref", ""),
        ("case_ref", "CR 1"),
        ("case_ref", "Anna"),
        ("case_ref", "=1+1"),
        ("case_ref", "CR-1\u202e"),
        ("case_ref", "C" + "1" * 40),
        ("practitioner_ref", ""),
        ("manager_ref", "Anna Brown"),
        ("other_refs", "HV-1;Anna"),
        ("area", ""),
        ("area", "=HYPERLINK(A1)"),
        ("area", "+East"),
        ("area", "<b>East</b>"),
        ("area", "East|South"),
        ("area", "[East](x)"),
        ("area", "E" * 61),
        ("area", "Ea\u200bst"),
        ("service", "@help"),
        ("plan_kind", ""),
        ("plan_kind", "PP"),
        ("last_audit_on", "2025-02-29"),
        ("last_audit_on", "soon"),
        ("last_audit_on", "29/02/25"),
        ("last_audit_on", "2026-07-07"),
    ],
)
def test_cells_that_cannot_be_read(column: str, cell: str) -> None:
    """A cell that is not what its column holds is told with its line and column, and is not repeated."""
    frame, problems = read_cases(HEADER + ROW.replace("CR-1", "CR-9") + row(**{column: cell}), WORDS, TODAY)
    assert frame is None
    assert [(problem.code, problem.line) for problem in problems] == [("DRW006", 3)]
    assert f"“{column}”" in problems[0].message
    assert not cell or f"{cell}" not in problems[0].message


@pytest.mark.parametrize("column", ["case_ref", "practitioner_ref", "manager_ref", "other_refs", "area", "service"])
@pytest.mark.parametrize("cell", ["01134960000", "943-476-5919", "9434765919", "9434765918", "LS14AB"])
def test_personal_details_are_refused(column: str, cell: str) -> None:
    """A telephone or NHS number or a postcode keeps the list out, wherever it stands, and is never repeated."""
    frame, problems = read_cases(HEADER + row(**{column: cell}), WORDS, TODAY)
    assert frame is None
    assert [(problem.code, problem.line) for problem in problems] == [("DRW008", 2)]
    assert cell not in "".join(problem.to_text() for problem in problems)


@pytest.mark.parametrize(
    "cell",
    [
        "Anna Brown",
        "Mrs Brown",
        "Ring 0113 496 0000",
        "943 476 5919",
        "a@b.example",
        "born 1/2/2015",
        "12 High Street",
        "ANNA BROWN",
        '"Brown, Anna"',
        "ls14ap",
    ],
)
def test_personal_details_in_columns_that_are_not_used(cell: str) -> None:
    """A column that is not used is told of, and what looks like a person's detail in it keeps the list out."""
    frame, problems = read_cases(HEADER.strip() + ",remarks\n" + ROW.strip() + f",{cell}\n", WORDS, TODAY)
    assert frame is None
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("DRW004", Severity.WARNING),
        ("DRW008", Severity.ERROR),
    ]
    assert cell.strip('"') not in "".join(problem.to_text() for problem in problems)
    assert read(HEADER.strip() + ",remarks\n" + ROW.strip() + ",Duty and advice\n").cases


@pytest.mark.parametrize("column", ["area", "service"])
@pytest.mark.parametrize("cell", ["Jane Brown", "JANE BROWN", "brown jane", "Mrs Brown", "Jane Brown East Team"])
def test_the_name_of_a_person_is_no_area(column: str, cell: str) -> None:
    """An area or a service that is called like a person keeps the list out, and is not repeated."""
    frame, problems = read_cases(HEADER + row(**{column: cell}), WORDS, TODAY)
    assert frame is None
    assert [(problem.code, problem.severity, problem.line) for problem in problems] == [("DRW008", Severity.ERROR, 2)]
    assert cell not in problems[0].to_text()


def test_an_area_may_be_a_place_of_two_words() -> None:
    """Two words with capitals are pointed out once for the list, and drawn from; places with a first name are, too."""
    text = HEADER + "".join(
        row(case_ref=f"CR-{place}", area=area)
        for place, area in enumerate(["Chapel Allerton", "West North West", "Stoke Newington", "Stoke Newington"])
    )
    frame, problems = read_cases(text, WORDS, TODAY)
    assert frame
    assert [(problem.code, problem.severity, problem.line) for problem in problems] == [("DRW008", Severity.WARNING, 2)]
    assert problems[0].message.startswith("2 areas or services are written like")
    assert read_cases(HEADER + row(area="James Park"), WORDS, TODAY)[0]


def test_the_name_of_a_column_is_not_repeated_where_it_tells_of_somebody() -> None:
    """A heading is a stranger's too: hidden characters show, and a telephone number does not."""
    _, problems = read_cases(HEADER.strip() + ",Ring 0113 496 0000,a\x1bb\n" + ROW.strip() + ",,\n", WORDS, TODAY)
    text = "".join(problem.to_text() for problem in problems)
    assert "496" not in text
    _, problems = read_cases(HEADER.strip() + ",Anna Brown\n" + ROW.strip() + ",\n", WORDS, TODAY)
    assert [problem.message for problem in problems] == ["The column “…”, number 9 from the left, is not used."]
    assert "\x1b" not in text


def test_columns_that_a_spreadsheet_leaves_are_passed_over() -> None:
    """Columns without a name and without cells keep nothing out, however many there are."""
    assert found(HEADER.strip() + ",,\n" + ROW.strip() + ",,\n") == []


def test_what_is_too_much_says_what_to_do() -> None:
    """A list that is too large or has no rows is not told to be saved in another form."""
    for text in (b"x" * (MOST_BYTES + 1), HEADER, HEADER + "1,,,,,,,\n" * (MOST_ROWS + 1)):
        (problem,) = read_cases(text, WORDS, TODAY)[1]
        assert "UTF-8" not in problem.remedy


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (HEADER, "Below the names of the columns, write a case into each row."),
        (HEADER + "1,,,,,,,\n" * (MOST_ROWS + 1), "Leave out what cannot be drawn, such as closed cases."),
        (HEADER + row(case_ref="Anna"), "for example CR-0417."),
        (HEADER + row(practitioner_ref="Anna"), "for example PR-31."),
        (HEADER + row(manager_ref="Anna"), "for example MG-02."),
        (HEADER + row(other_refs="Anna"), "for example HV-07."),
    ],
)
def test_a_list_of_cases_is_refused_in_its_own_words(text: str, remedy: str) -> None:
    """What to do is said of cases, and each column shows a code of its own kind."""
    (problem,) = read_cases(text, WORDS, TODAY)[1]
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("auditor_ref\n", "Below the names of the columns, write an auditor into each row."),
        ("auditor_ref\n" + "AU-1\n" * (MOST_ROWS + 1), "Leave out whoever cannot audit in this draw."),
        ("auditor_ref\nAnna\n", "Write a code with a digit and without a space, for example AU-12."),
    ],
)
def test_a_list_of_auditors_is_refused_in_its_own_words(text: str, remedy: str) -> None:
    """What to do is said of auditors."""
    (problem,) = read_auditors(text, WORDS)[1]
    assert problem.remedy == remedy


def test_a_list_may_be_larger_than_a_record() -> None:
    """As many ordinary rows as a list may have fit into the bytes that it may have."""
    ordinary = (
        "CR-000417,Children's Social Work,West North West,Child Looked After,PR-0031,MG-002,HV-7;SC-11,2024-03-09"
    )
    assert len(ordinary) * MOST_ROWS < MOST_BYTES
    wide = "".join(row(case_ref=f"CR-{each}").strip() + " " * 100_000 + "\n" for each in range(25))
    assert len(wide) > MAX_BYTES
    assert len(read(HEADER + wide).cases) == 25


def test_very_large_lists() -> None:
    """Size, number of rows and number of problems have an end, and each says so."""
    assert found(b"x" * (MOST_BYTES + 1)) == [("DRW001", None)]
    assert found(HEADER + "a" * 200_000) == [("DRW001", 2)]
    assert found(HEADER + "1,,,,,,,\n" * (MOST_ROWS + 1)) == [("DRW001", MOST_ROWS + 2)]
    problems = read_cases(HEADER + "x\n" * 500, WORDS, TODAY)[1]
    assert len(problems) == MOST_PROBLEMS + 1
    assert "400 more problems" in problems[-1].message


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)), st.booleans())
def test_any_text_is_read_or_refused(text: str | bytes, below: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """Whatever stands in a file, it is a list or has problems, and nothing is raised."""
    head = HEADER.encode() if isinstance(text, bytes) else HEADER
    whole = head + text if below else text  # type: ignore[operator]
    for kept, problems in (read_cases(whole, WORDS, TODAY), read_auditors(whole, WORDS)):
        assert (kept is None) == has_errors(problems)


def test_auditors() -> None:
    """Auditors are read by code, with the most cases they can take where that is said."""
    read_, problems = read_auditors("auditor_ref,max_cases\nAU-2,\nAU-1,3\n", WORDS)
    assert (read_, problems) == ((Auditor(auditor_ref="AU-1", max_cases=3), Auditor(auditor_ref="AU-2")), ())
    assert read_auditors("auditor_ref\nAU-2\n", WORDS)[0] == (Auditor(auditor_ref="AU-2"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max_cases\n1\n", [("DRW002", 1)]),
        ("auditor_ref,max_cases\nAU-1,two\nAU-2,-1\nAU-3,12345\n", [("DRW006", 2), ("DRW006", 3), ("DRW006", 4)]),
        ("auditor_ref\nAnna\n", [("DRW006", 2)]),
        ("auditor_ref\nAU-1\nau-1\n", [("DRW007", 3)]),
        ("auditor_ref\n01134960000\n", [("DRW008", 2)]),
    ],
)
def test_auditors_that_are_not_right(text: str, expected: list[tuple[str, int]]) -> None:
    """What is wrong with a list of auditors is told with its line."""
    kept, problems = read_auditors(text, WORDS)
    assert kept is None
    assert [(problem.code, problem.line) for problem in problems] == expected


def test_words_of_an_edition(catalogue: Catalogue) -> None:
    """What a list may call services and kinds of plan is what the audit tool offers, by value and by label."""
    known = vocabulary(catalogue)
    assert known.plan_kinds["child protection"] == known.plan_kinds["child_protection"] == "child_protection"
    assert known.services["children's social work"] == "social_work"
    read_ = {short: known.plan_kinds[short.casefold()] for short in ("EH", "CIN", "CP", "CLA")}
    assert read_ == {
        "EH": "early_help",
        "CIN": "child_in_need",
        "CP": "child_protection",
        "CLA": "child_looked_after",
    }
    assert known.services.keys() >= {"early help", "early_help", "other"}
