"""Answers as typed are read without surprise."""

from __future__ import annotations

from datetime import date

import pytest

from practice_audit.rules import reading


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("27", "3", "2023"),
        (" 27 ", "03", "2023"),
        ("27", "Mar", "2023"),
        ("27", "march", "2023"),
        ("27", "MARCH.", "2023"),
        (27, 3, 2023),
    ],
)
def test_dates_are_read_as_people_type_them(day: object, month: object, year: object) -> None:
    """Numbers with or without a nought, and names of months long or short, give the same day."""
    typed = {"day": day, "month": month, "year": year}
    assert reading.date_of(typed) == reading.DateReading(day=date(2023, 3, 27))


@pytest.mark.parametrize(
    ("typed", "side", "lacks"),
    [
        ({"day": "27", "month": "3"}, "year", "must include a year"),
        ({"month": "3"}, "day", "must include a day and a year"),
        ({"day": "27", "month": "3", "year": "23"}, "year", "must have a year of four digits, for example 2023"),
        ({"day": "27", "month": "3", "year": "20023"}, "year", "must have a year of four digits, for example 2023"),
        ({"day": "27", "month": "13", "year": "2023"}, "month", "must be a real date"),
        ({"day": "27", "month": "Mai", "year": "2023"}, "month", "must be a real date"),
        ({"day": "29", "month": "2", "year": "2023"}, "day", "must be a real date"),
        ({"day": "²7", "month": "2", "year": "2023"}, "day", "must be a real date"),
        ({"day": "1", "month": "1", "year": "0000"}, "day", "must be a real date"),
        ({"day": -1, "month": 1, "year": 99999}, "year", "must have a year of four digits, for example 2023"),
        ({"value": "2023-02-29"}, "", "must be a real date"),
        ({"value": "27/3/2023"}, "", "must be a real date"),
    ],
)
def test_dates_that_cannot_be_read_say_what_they_lack(typed: dict[str, object], side: str, lacks: str) -> None:
    """The first thing at fault is named with its box: what is missing before what is impossible."""
    assert reading.date_of(typed) == reading.DateReading(side=side, lacks=lacks)


def test_a_date_that_is_not_there_is_no_fault() -> None:
    """An empty date lacks nothing: whether it is wanted is another question."""
    assert reading.date_of({"day": "", "month": " ", "year": ""}) == reading.DateReading()
    assert reading.date_of(None) == reading.DateReading()


def test_typed_parts_win_over_the_value_of_an_earlier_reading() -> None:
    """A date that was changed after it was read is the one that is typed now."""
    answer = {"value": "2023-03-01", "day": "2", "month": "3", "year": "2023"}
    assert reading.date_of(answer).day == date(2023, 3, 2)


@pytest.mark.parametrize(
    ("value", "number"),
    [(12, 12), ("12", 12), (" 1,200 ", 1200), ("-3", -3), ("12.5", None), ("", None), (True, None), ("9" * 5000, None)],
)
def test_numbers_are_whole(value: object, number: int | None) -> None:
    """A number is read as typed; a fraction, a word or thousands of digits are none."""
    assert reading.number_of({"value": value}) == number


@pytest.mark.parametrize(
    "shape", [None, 3, "x", [], {"rows": 3}, {"rows": [3, None, {}]}, {"value": {"a": 1}}, {"none": "true"}]
)
def test_a_wrong_shape_reads_as_empty(shape: object) -> None:
    """Nothing here raises, whatever JSON stands where an answer should be."""
    assert not reading.holds(shape)
    assert (reading.text_of(shape), reading.choices_of(shape), reading.rows_of(shape)) == ("", (), ())
    assert (reading.number_of(shape), reading.none_of(shape)) == (None, False)


def test_empty_rows_are_passed_over_and_keep_their_place() -> None:
    """A row without any answer is not there, and the rows after it keep their number."""
    answer = {"rows": [{"id": "1"}, {"id": "2", "what": {"value": " "}}, {"id": "3", "what": {"value": "seen"}}]}
    assert [place for place, _ in reading.rows_of(answer)] == [2]


def test_text_is_trimmed_and_has_plain_line_ends() -> None:
    """White space around an answer is no answer, and line ends are those of JSON files everywhere."""
    assert reading.text_of({"value": "  one\r\ntwo\rthree \n"}) == "one\ntwo\nthree"
    assert reading.side_of({"detail": " why "}, "detail") == "why"
