"""Small numbers: what is hidden, what else must go with it, and what is shown."""

from __future__ import annotations

import pytest

from practice_audit.suppression import Figure, Sum, Table, cross_table, figure, share, suppress


def _row(*counts: int) -> Table:
    """One row of counts with its total, by grade."""
    return cross_table(("grade",), {(str(place),): count for place, count in enumerate(counts)})


def _hidden(table: Table, threshold: int = 5) -> str:
    """One sign for each figure of a row and its total: x hidden, o shown."""
    hidden = suppress(table, threshold=threshold).hidden
    order = [name for name in table.counts if name] + [()]
    return "".join("x" if name in hidden else "o" for name in order)


@pytest.mark.parametrize(
    ("counts", "signs"),
    [
        ((0, 5, 9), "oooo"),
        ((1, 5, 9, 20), "xoxoo"),
        ((4, 9, 20), "xxoo"),
        ((2, 2, 2, 40), "xxxxo"),
        ((4, 4, 30), "xxoo"),
        ((1, 2, 0), "xxox"),
        ((3, 0, 0), "xoox"),
        ((50, 1), "xxo"),
    ],
)
def test_a_row_hides_as_little_as_keeps_the_promise(counts: tuple[int, ...], signs: str) -> None:
    """Small counts are hidden, a second figure where one could be taken from the total, the total last; 0 is shown."""
    assert _hidden(_row(*counts)) == signs


@pytest.mark.parametrize(("count", "sign"), [(0, "o"), (1, "x"), (4, "x"), (5, "o"), (6, "o")])
def test_small_is_from_1_to_one_below_the_threshold(count: int, sign: str) -> None:
    """None is shown, 1 to 4 are hidden, 5 is shown."""
    assert _hidden(_row(count, 30, 40))[0] == sign


def test_the_threshold_is_a_setting() -> None:
    """With a threshold of 10 a count of 9 is hidden; with 1 nothing is."""
    assert _hidden(_row(9, 30, 40), threshold=10) == "xxoo"
    assert _hidden(_row(1, 2, 3), threshold=1) == "oooo"


def test_two_small_counts_that_give_each_other_away_need_a_third() -> None:
    """Two counts of 1 add up to 2, so both are known to be 1: another figure is hidden with them."""
    assert _hidden(_row(1, 1, 48)) == "xxxo"


def test_a_small_total_is_hidden() -> None:
    """A whole of 3 is a small number of cases, too."""
    assert suppress(_row(3, 0)).hidden == {(), figure({"grade": "0"})}


def test_a_small_complement_hides_the_share() -> None:
    """Of 50 cases 48 meet it: the 2 that do not could be worked out, so 48 is hidden with them."""
    table = share("met", 48, 50)
    assert suppress(table).hidden == {figure({"met": "yes"}), figure({"met": "no"})}
    assert not suppress(share("met", 45, 50)).hidden
    assert not suppress(share("met", 50, 50)).hidden
    assert not suppress(share("met", 0, 50)).hidden


def test_a_two_way_table_closes_a_ring() -> None:
    """One small cell takes three others, so that neither its row nor its column gives it away; totals stay."""
    cells = [(2, 9, 30), (8, 7, 12), (15, 11, 26)]
    counts = {(f"t{row}", f"g{column}"): count for row, line in enumerate(cells) for column, count in enumerate(line)}
    found = suppress(cross_table(("team", "grade"), counts))
    ring = {figure({"team": team, "grade": grade}) for team in ("t0", "t1") for grade in ("g0", "g1")}
    assert found.hidden == ring
    assert found.small == {figure({"team": "t0", "grade": "g0"})}
    assert found.exposed == frozenset()


def test_tables_that_share_totals_are_held_together() -> None:
    """A total hidden in one table is hidden in the other, and cannot be added up there."""
    teams = cross_table(("team", "grade"), {("A", "good"): 3, ("B", "good"): 0, ("A", "poor"): 8, ("B", "poor"): 9})
    kinds = cross_table(("kind", "grade"), {("x", "good"): 3, ("y", "good"): 0, ("x", "poor"): 7, ("y", "poor"): 10})
    found = suppress(teams, kinds)
    good = figure({"grade": "good"})
    assert good in teams.counts
    assert good in kinds.counts
    assert {good, figure({"grade": "good", "team": "A"}), figure({"grade": "good", "kind": "x"})} <= found.hidden
    assert found == suppress(kinds, teams)


def test_the_quarter_before_is_not_given_away_by_the_year_to_date() -> None:
    """What was hidden in the first quarter stays hidden when the first half comes out with a total over quarters."""
    first = {("Q1", "good"): 2, ("Q1", "fair"): 9, ("Q1", "poor"): 20}
    second = {("Q2", "good"): 8, ("Q2", "fair"): 12, ("Q2", "poor"): 15}
    before = cross_table(("grade",), {(grade,): count for (_, grade), count in first.items()}, {"quarter": "Q1"})
    shown = before.counts.keys() - suppress(before).hidden
    half = suppress(cross_table(("quarter", "grade"), {**first, **second}), known=shown)
    assert suppress(before).hidden <= half.hidden
    assert not shown & half.hidden
    assert half.exposed == frozenset()
    of_good = {figure({"grade": "good"}), figure({"grade": "good", "quarter": "Q2"})}
    assert of_good & half.hidden


def test_what_earlier_figures_give_away_is_named() -> None:
    """Where total and all but one part were shown before, the last part is exposed, hidden, and nothing is silent."""
    table = _row(2, 9, 20)
    known = {(), figure({"grade": "1"}), figure({"grade": "2"})}
    found = suppress(table, known=known)
    assert found.hidden == found.exposed == {figure({"grade": "0"})}


def test_names_that_are_known_but_not_in_the_tables_do_no_harm() -> None:
    """Figures of other publications may be named."""
    assert suppress(_row(2, 9, 20), known=[figure({"other": "1"})]) == suppress(_row(2, 9, 20))


def test_nothing_to_hide_and_nothing_at_all() -> None:
    """Tables of large counts, empty tables and no tables hide nothing."""
    assert not suppress(_row(10, 20)).hidden
    assert not suppress(_row()).hidden
    assert not suppress().hidden


def test_a_cross_table_holds_every_total() -> None:
    """Rows, columns and the whole are added up, under names that other tables share."""
    table = cross_table(("team", "grade"), {("A", "good"): 1, ("A", "poor"): 2, ("B", "poor"): 4}, {"quarter": "Q3"})
    quarter = ("quarter", "Q3")
    assert table.counts == {
        (("grade", "good"), quarter, ("team", "A")): 1,
        (("grade", "poor"), quarter, ("team", "A")): 2,
        (("grade", "poor"), quarter, ("team", "B")): 4,
        (("grade", "good"), quarter): 1,
        (("grade", "poor"), quarter): 6,
        (quarter, ("team", "A")): 3,
        (quarter, ("team", "B")): 4,
        (quarter,): 7,
    }
    assert len(table.sums) == 2 + 2 + 2
    assert all(table.counts[each.total] == sum(table.counts[part] for part in each.parts) for each in table.sums)


def test_a_table_of_three_attributes_holds_its_sub_totals() -> None:
    """Three attributes make a table of 27 figures when each has two values, and each sum adds up."""
    counts = {(a, b, c): 1 for a in "xy" for b in "xy" for c in "xy"}
    table = cross_table(("a", "b", "c"), counts)
    assert len(table.counts) == 27
    assert table.counts[()] == 8
    assert len(table.sums) == 3 * 9
    assert all(table.counts[each.total] == sum(table.counts[part] for part in each.parts) for each in table.sums)


A, B, ALL = figure({"x": "a"}), figure({"x": "b"}), figure({})


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ((Table({A: -1}, ()),), "negative"),
        ((Table({A: 1}, ()), Table({A: 2}, ())), "another count"),
        ((Table({A: 1, ALL: 2}, (Sum(ALL, (A,)),)),), "does not add up"),
        ((Table({ALL: 2}, (Sum(ALL, (A,)),)),), "without a count"),
    ],
)
def test_tables_that_cannot_be_true_are_refused(tables: tuple[Table, ...], message: str) -> None:
    """A count below nothing, two counts for one figure, or a wrong sum stops everything: no mask is made up."""
    with pytest.raises(ValueError, match=message):
        suppress(*tables)


def test_a_threshold_below_1_is_refused() -> None:
    """A threshold of 0 would hide nothing and promise nothing."""
    with pytest.raises(ValueError, match="threshold"):
        suppress(_row(1), threshold=0)


def test_impossible_shares_and_names_are_refused() -> None:
    """More than all, a value too many, or an attribute named twice is refused."""
    with pytest.raises(ValueError, match="k is 6"):
        share("met", 6, 5)
    with pytest.raises(ValueError, match="one value for each"):
        cross_table(("team",), {("A", "good"): 1})
    with pytest.raises(ValueError, match="twice"):
        cross_table(("team",), {("A",): 1}, {"team": "A"})


def _behind(*people: str) -> dict[Figure, tuple[frozenset[str], ...]]:
    """Who stands behind each figure of a row, given by its parts as letters; everybody behind the total."""
    found = {figure({"grade": str(place)}): (frozenset(who),) for place, who in enumerate(people)}
    return {**found, (): (frozenset("".join(people)),)}


@pytest.mark.parametrize(
    ("counts", "people", "signs"),
    [
        ((20, 30), ("abcde", "abcdef"), "ooo"),
        ((20, 30), ("abcd", "abcdef"), "xxo"),
        ((20, 20, 30), ("a", "a", "abcde"), "xxxo"),
        ((20, 20, 30), ("a", "bcde", "abcde"), "xxoo"),
        ((20, 0), ("abcd", ""), "xox"),
    ],
)
def test_a_large_number_about_few_is_hidden_like_a_small_one(
    counts: tuple[int, ...], people: tuple[str, ...], signs: str
) -> None:
    """Fewer than five people behind a figure hide it; those hidden in a sum have five behind them together."""
    table = _row(*counts)
    hidden = suppress(table, behind=_behind(*people)).hidden
    order = [name for name in table.counts if name] + [()]
    assert "".join("x" if name in hidden else "o" for name in order) == signs


def test_what_is_left_of_a_known_total_of_few_people_is_exposed() -> None:
    """Where a total that readers know has too few people behind it, its parts cannot be hidden, and are named."""
    table = _row(20, 30)
    assert suppress(table, known=[()], behind=_behind("ab", "bc")).exposed == {name for name in table.counts if name}
