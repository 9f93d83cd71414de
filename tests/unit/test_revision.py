"""The edition being worked on beside the published ones: what is missing, and which links are suspect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.documents import Place
from practice_audit.editions import JUDGED_BY
from practice_audit.fingerprints import subjects
from practice_audit.model import Catalogue, Change, Item
from practice_audit.sources import Sources
from practice_audit.sources.yaml_text import read_yaml
from site_build import revision
from site_build.publication import Publication
from site_build.revision import Revision
from tests.unit.test_editions import FIRST, QUESTION, SECTION, TOOL, asked, changed, following, item

if TYPE_CHECKING:
    from practice_audit.problems import Problem

PUBLISHED = Publication(catalogue=FIRST, published_on="2023-04-01", sha256="0" * 64)
PLACE = Place(path="standards/x.yaml", line=7, column=3)


def working(catalogue: Catalogue, *said: Change, **more: Any) -> Revision:
    """A revision of the first edition, approved a year later, with what was said of its changes."""
    control = {**catalogue.edition.control, "approved_on": "2024-03-27"}
    made = replace(catalogue, edition=replace(catalogue.edition, control=control), changes=said).with_digest()
    return Revision(working=made, published=(PUBLISHED,), places={"ps.a": PLACE}, **more)


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of problems, each of which says what to do."""
    assert all(problem.remedy for problem in problems)
    return [problem.code for problem in problems]


def said(word: str, identity: str = "ps.a", *successors: str) -> Change:
    """A word for a change."""
    return Change(id=identity, change=word, reason="It was asked for.", successors=successors)


def test_the_first_edition_needs_no_words() -> None:
    """Where nothing is published there is nothing to compare with, and nothing is missing or suspect."""
    made = Revision(working=FIRST)
    assert (made.comparison, made.missing, made.suspects, made.is_published) == (None, (), (), False)


def test_what_is_published_is_finished() -> None:
    """The YAML that is word for word the newest edition has no changes."""
    made = Revision(working=FIRST, published=(PUBLISHED,))
    assert made.is_published
    assert made.comparison is not None
    assert made.comparison.differences == ()


@pytest.mark.parametrize("word", ["wording", "clarified", "raised", "lowered"])
def test_a_change_with_a_word_that_fits_is_explained(word: str) -> None:
    """Each word for something reworded is taken."""
    assert working(changed("ps.a", text="Other."), said(word)).missing == ()


def test_a_change_without_a_word_is_named_where_it_stands() -> None:
    """Place, file of changes and the words that fit: all that is needed to go on."""
    (problem,) = working(changed("ps.a", text="Other.")).missing
    assert (problem.code, problem.source, problem.line) == ("STD063", "standards/x.yaml", 7)
    assert "standards/changes/2024.yaml" in problem.remedy
    assert "wording, clarified, raised, lowered" in problem.remedy


@pytest.mark.parametrize("word", ["new", "split", "retired", "merged"])
def test_a_word_that_does_not_fit_is_refused(word: str) -> None:
    """What is reworded is neither new nor gone."""
    assert "STD064" in codes(working(changed("ps.a", text="Other."), said(word, "ps.a", "ps.b", "ps.b")).missing)


def test_a_word_without_a_change_is_refused() -> None:
    """What did not change is said to have changed: one of the two is wrong."""
    assert codes(working(following(), said("raised")).missing) == ["STD064"]


def test_what_moved_and_was_reworded_may_be_said_to_be_moved() -> None:
    """Both are true, and one word is asked for."""
    assert working(changed("ps.a", text="Other.", group=""), said("moved")).missing == ()


def test_an_id_that_is_gone_needs_to_say_what_became_of_it() -> None:
    """R010: without a word, nobody could follow a link to it."""
    without = following(items=FIRST.items[1:])
    (problem,) = working(without).missing
    assert (problem.code, problem.source) == ("R010", "standards/changes/2024.yaml")
    assert working(without, said("retired")).missing == ()


def test_successors_are_there() -> None:
    """A successor that does not exist, or a move to nowhere, is refused."""
    without = following(items=FIRST.items[1:])
    assert codes(working(without, said("merged", "ps.a", "ps.nowhere")).missing) == ["STD065"]
    assert codes(working(without, said("moved")).missing) == ["R010"]


@pytest.mark.parametrize(
    ("edition", "approved_on", "wanted"),
    [
        ("2023", "2024-03-27", ["STD066"]),
        ("2022", "2022-03-27", ["STD066", "STD066"]),
        ("2023.1", FIRST.edition.control["approved_on"], ["STD066"]),
        ("2023.1", "2023-09-01", []),
    ],
)
def test_editions_follow_each_other(edition: str, approved_on: str, wanted: list[str]) -> None:
    """A new edition comes after the newest in its id, and on a later day in its approval: each day has one edition."""
    control = {"approved_on": approved_on}
    made = replace(FIRST, edition=replace(FIRST.edition, id=edition, control=control)).with_digest()
    assert codes(Revision(working=made, published=(PUBLISHED,)).missing) == wanted


def revised(edition: str = "2023.1", *, items: tuple[Item, ...] | None = None, **control: str) -> Revision:
    """A revision of the tools of the first edition."""
    known = {**FIRST.edition.control, "revised_on": "2024-02-01", **control}
    made = replace(FIRST, edition=replace(FIRST.edition, id=edition, control=known), items=items or FIRST.items)
    return Revision(working=made.with_digest(), published=(PUBLISHED,))


def test_tools_may_be_revised_between_two_approvals() -> None:
    """With a day of revision the approval stays, and the edition applies from that day."""
    made = revised()
    assert codes(made.missing) == []
    assert made.working.edition.in_force_from == "2024-02-01"
    assert codes(revised(revised_on="2023-03-28").missing) == ["STD066"]
    assert codes(revised(approved_on="2023-09-01").missing) == ["STD066"]


def test_a_revision_of_tools_changes_nothing_that_cases_are_judged_by() -> None:
    """Standards change with an approval only: a revision that rewords one is not published."""
    first, *rest = FIRST.items
    assert first.kind in JUDGED_BY
    made = revised(items=(replace(first, text="Quite another text."), *rest))
    assert "STD066" in codes(made.missing)


def test_a_draft_is_not_published() -> None:
    """R004: only an approved edition is current."""
    draft = replace(FIRST, edition=replace(FIRST.edition, status="draft"))
    assert codes(Revision(working=draft).missing) == ["R004"]


def test_a_tool_that_asks_otherwise_has_a_higher_version() -> None:
    """Records tell by the version which questions they answered; links alone need none."""
    reworded = asked(ask="Was it done?")
    word = said("clarified", "t.a.one")
    assert codes(working(reworded, word).missing) == ["STD067"]
    raised = replace(reworded, tools=(replace(reworded.tools[0], version=2),))
    assert working(raised, word).missing == ()
    section = replace(SECTION, questions=(replace(QUESTION, links=()),))
    assert working(following(tools=(replace(TOOL, sections=(section,)),))).missing == ()


def test_links_to_what_changed_are_suspect_until_confirmed() -> None:
    """A question and an entry name an expectation that says something else now."""
    after = changed("ps.a", text="Other.")
    made = working(after, said("raised"))
    assert [(one.source, one.target) for one in made.suspects] == [("ps.b", "ps.a"), ("t.a.one", "ps.a")]
    now = subjects(made.working)["ps.a"].fingerprint
    confirmed = working(after, said("raised"), confirmed={("ps.b", "ps.a"): now})
    assert [one.source for one in confirmed.suspects] == ["t.a.one"]
    outdated = working(after, said("raised"), confirmed={("ps.b", "ps.a"): "0" * 16})
    assert [one.source for one in outdated.suspects] == ["ps.b", "t.a.one"]


def test_a_new_link_is_written_for_what_is_there() -> None:
    """Whoever links to a changed text in the same revision has read it."""
    reworded = replace(FIRST.items[0], text="Other.")
    after = following(items=(reworded, *FIRST.items[1:], item("ps.c", links=("ps.a",))))
    assert "ps.c" not in [one.source for one in working(after).suspects]


def test_links_nobody_looked_at_stay_suspect_in_the_next_edition() -> None:
    """A published file keeps for which text a link was written."""
    second = working(changed("ps.a", text="Other."), said("raised"))
    kept = second.written_for_in_file()
    assert kept == {source: {"ps.a": subjects(FIRST)["ps.a"].fingerprint} for source in ("ps.b", "t.a.one")}
    published = Publication(catalogue=second.working, published_on="2024-04-01", written_for=kept)
    third = replace(second.working, edition=replace(second.working.edition, id="2025"), changes=()).with_digest()
    made = Revision(working=third, published=(PUBLISHED, published))
    assert [one.source for one in made.suspects] == ["ps.b", "t.a.one"]


def test_standards_changed_after_publication_stop_the_build() -> None:
    """STD062: the YAML says the id of a published edition and something else than that edition."""
    other = replace(changed("ps.a", text="Other."), edition=FIRST.edition).with_digest()
    found = Sources(catalogue=other, problems=())
    assert codes(revision.problems(found, (PUBLISHED,))) == ["STD062"]
    assert revision.problems(Sources(catalogue=FIRST, problems=()), (PUBLISHED,)) == ()
    assert revision.problems(Sources(catalogue=None, problems=()), (PUBLISHED,)) == ()


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("standards/changes/2023.yaml", []),
        ("standards/changes/2024.yaml", []),
        ("standards/changes/2024-confirmed.yaml", []),
        ("standards/changes/2025.yaml", ["STD068"]),
        ("standards/changes/2025-confirmed.yaml", ["STD068"]),
        ("standards/glossary.yaml", []),
    ],
)
def test_changes_of_an_edition_that_is_not_there_stop_the_build(path: str, wanted: list[str]) -> None:
    """STD068: an edition that got another name takes its files with it, and no published one goes missing unseen."""
    document = read_yaml(b"changes: []\n", path)
    found = Sources(catalogue=following(), problems=(), documents=(document,))
    assert codes(revision.problems(found, (PUBLISHED,))) == wanted


def test_an_id_used_again_stops_the_build() -> None:
    """R010: what an edition took out never stands for something else."""
    second = replace(following(items=FIRST.items[1:]), changes=(said("retired"),)).with_digest()
    later = replace(FIRST, edition=replace(FIRST.edition, id="2025")).with_digest()
    found = Sources(catalogue=later, problems=(), places={"ps.a": PLACE})
    published = (PUBLISHED, Publication(catalogue=second, published_on="2024-04-01"))
    (problem,) = revision.problems(found, published)
    assert (problem.code, problem.source, problem.line) == ("R010", "standards/x.yaml", 7)


def test_yaml_with_errors_has_no_revision() -> None:
    """What cannot be read is not compared."""
    with pytest.raises(ValueError, match="errors"):
        revision.revision(Sources(catalogue=None, problems=()), ())
