"""The list of staff: read as strictly as the list of cases, and told of in groups that are large enough (R138)."""

from __future__ import annotations

import pytest

from practice_audit.problems import Unreadable
from practice_audit.report.layout import Paragraph, Table
from practice_audit.report.sections.people import FEWEST, taking_part
from practice_audit.report.staff import staff_list
from practice_audit.sampling.table import MOST_ROWS

NOBODY = frozenset({"Practice", "Standards"})


def rows(*groups: tuple[str, int, int]) -> tuple[tuple[object, ...], ...]:
    """What the table says of these groups."""
    (table,) = (block for block in taking_part(groups).blocks if isinstance(block, Table))
    return table.rows


def test_a_sound_list() -> None:
    """Codes have their group; one without a group is in the group of those without."""
    data = "code,group\nAU-1,East  Team\nAU-2,\nAU-3,Practice Standards\nAU-4,Chapel Allerton\n"
    assert staff_list(data.encode(), NOBODY) == {
        "AU-1": "East Team",
        "AU-2": "No group given",
        "AU-3": "Practice Standards",
        "AU-4": "Chapel Allerton",
    }


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ("01134960123,East", "a telephone number"),
        ("9434765919,East", "an NHS number"),
        ("AU-1,0113 496 0123", "a telephone number"),
        ("AU-1,943 476 5919", "an NHS number"),
        ("AU-1,jane.brown@example.org", "an e-mail address"),
        ("AU-1,Jane Brown", "a name"),
        ("AU-1,jane brown", "a name"),
        ('AU-1,"BROWN, JANE"', "a name"),
        ("AU-1,Mrs Brown", "a name"),
    ],
)
def test_a_detail_of_a_person_keeps_the_list_out(cells: str, what: str) -> None:
    """What looks like one, as a code or as a group, is refused with its line and never repeated."""
    with pytest.raises(Unreadable) as refused:
        staff_list(f"code,group\nAU-9,West\n{cells}\n".encode(), NOBODY)
    (problem,) = refused.value.problems
    assert (problem.code, problem.line) == ("DRW008", 3)
    assert f"looks like {what}" in problem.message
    assert all(cell not in problem.to_text() for cell in cells.split(",") if cell not in {"AU-1", "East"})


def test_a_group_is_written_as_a_name_is() -> None:
    """A sign on which a spreadsheet acts keeps the list out."""
    with pytest.raises(Unreadable, match="holds a sign"):
        staff_list(b"code,group\nAU-1,=1+1\n", NOBODY)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("code\nAnna\n", "Write a code with a digit and without a space, for example PR-31."),
        ("code\n", "Below the names of the columns, write a staff code into each row."),
        (
            "code\n" + "AU-1\n" * (MOST_ROWS + 1),
            "Leave out whoever has left, and whoever has no part in casework.",
        ),
    ],
)
def test_it_is_refused_in_its_own_words(text: str, remedy: str) -> None:
    """What to do is said of staff, and not of cases that are drawn."""
    with pytest.raises(Unreadable) as refused:
        staff_list(text.encode(), NOBODY)
    (problem,) = refused.value.problems
    assert problem.remedy == remedy


def test_small_groups_are_told_together() -> None:
    """No line is about fewer people than five: small groups stand as one, with the smallest others where need be."""
    assert rows(("East", 9, 4), ("North", 1, 1), ("South", 4, 0), ("West", 6, 6)) == (
        ("East", 9, 5),
        ("West", 6, 0),
        ("Small groups together", 5, 4),
    )
    assert rows(("East", 9, 4), ("North", 1, 1), ("West", 6, 5)) == (("East", 9, 5), ("Small groups together", 7, 1))
    assert rows(("East", 5, 4), ("North", 1, 1)) == (("All groups together", 6, 1),)
    assert rows(("East", FEWEST, 4)) == (("East", FEWEST, 1),)


def test_of_very_few_people_nothing_is_told() -> None:
    """A list of fewer than five people has neither a table nor a count."""
    block, head = taking_part([("East", 3, 1), ("West", 1, 1)]).blocks
    assert isinstance(block, Paragraph)
    assert block.text.startswith("The list of staff holds fewer than 5 people.")
    assert isinstance(head, Table)
    assert head.rows == ()  # the file of the data has its columns all the same
