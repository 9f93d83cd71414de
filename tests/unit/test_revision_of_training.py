"""What people learn from, beside the editions: what was chosen for an older text is found, and how that is said."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from macros.histories import Histories
from practice_audit.documents import Place
from practice_audit.sources import Sources
from practice_audit.sources.training import NOTHING, Material, ReadingList, Target, Training
from site_build import edition
from site_build.publication import Publication
from site_build.revision import Revision, problems, revision
from tests.unit.test_editions import FIRST, changed, following, item

if TYPE_CHECKING:
    from practice_audit.model import Catalogue

PLACE = Place(path="standards/training.yaml", line=7, column=3)
LAW = Material(
    id="training.law",
    title="The law",
    kind="law",
    audience=(),
    about="What the law says.",
    teaches=(Target(id="ps.a", edition="2023", place=PLACE),),
    edition="2023",
    review_on="2024-01-31",
)
START = ReadingList(
    id="reading.start",
    title="To start with",
    audience=(),
    lead="What to read first.",
    edition="2023",
    entries=(
        Target(id="ps.a", edition="2023", say="Begin here."),
        Target(id="ps.b", edition="2023", say="Go on here."),
        Target(id="training.law", edition="2023", say="Read the law."),
    ),
)
BOTH = Training(material=(LAW,), lists=(START,))


def beside(working: Catalogue, *published: Catalogue, training: Training = BOTH) -> Revision:
    """What is being worked on, with what people learn from, beside published editions."""
    found = Sources(catalogue=working, problems=(), training=training)
    return revision(found, [Publication(catalogue=each, published_on="2023-04-01") for each in published])


def told(made: Revision) -> list[tuple[str, str, str]]:
    """Each link to look at again, with the edition for which it was chosen."""
    return [(one.source, one.target, one.edition) for one in made.suspects]


def later(catalogue: Catalogue, name: str) -> Catalogue:
    """The same under the name of another edition."""
    return replace(catalogue, edition=replace(catalogue.edition, id=name)).with_digest()


def test_what_was_chosen_for_another_text_is_suspect() -> None:
    """Material and lists are told after the links of the framework, each with its edition and both fingerprints."""
    made = beside(changed("ps.a", text="It is done well."), FIRST)

    assert told(made) == [
        ("ps.b", "ps.a", ""),
        ("t.a.one", "ps.a", ""),
        ("training.law", "ps.a", "2023"),
        ("reading.start", "ps.a", "2023"),
    ]
    law = made.in_training[0]
    assert law.place == PLACE
    assert law.written_for != law.now


@pytest.mark.parametrize("published", [(), (FIRST,)])
def test_what_did_not_change_is_not_suspect(published: tuple[Catalogue, ...]) -> None:
    """Neither beside an edition that says the same, nor where nothing is published yet."""
    assert told(beside(following(), *published)) == []


def test_nothing_is_suspect_before_the_first_publication() -> None:
    """As long as there is no published text, nobody can have chosen an older one."""
    assert told(beside(changed("ps.a", text="It is done well."))) == []


def test_the_new_edition_under_edition_says_that_it_still_fits() -> None:
    """Whoever looked again writes the edition being worked on; one entry of a list can do so by itself."""
    now = changed("ps.a", text="It is done well.")
    law = replace(LAW, teaches=(Target(id="ps.a", edition="2024"),), edition="2024")
    first, *rest = START.entries
    mended = replace(START, entries=(replace(first, edition="2024"), *rest))

    assert told(beside(now, FIRST, training=Training(material=(law,), lists=(START,))))[2:] == [
        ("reading.start", "ps.a", "2023")
    ]
    assert told(beside(now, FIRST, training=Training(material=(law,), lists=(mended,))))[2:] == []


def test_confirming_a_link_of_the_framework_says_nothing_of_training() -> None:
    """The two kinds of link are looked at one by one."""
    made = beside(changed("ps.a", text="It is done well."), FIRST)
    kept = {(one.source, one.target): one.now for one in made.suspects}

    assert told(replace(made, confirmed=kept)) == [("training.law", "ps.a", "2023"), ("reading.start", "ps.a", "2023")]


def test_what_is_new_since_counts_from_its_first_edition() -> None:
    """An id that the named edition did not have yet was chosen for the first text that it had."""
    new = following(items=(*FIRST.items, item("ps.c")))
    training = Training(material=(replace(LAW, teaches=(Target(id="ps.c", edition="2023"),)),))
    same = later(new, "2025")
    other = replace(same, items=(*FIRST.items, item("ps.c", "It is done otherwise."))).with_digest()

    assert told(beside(new, FIRST, training=training)) == []
    assert told(beside(same, FIRST, new, training=training)) == []
    assert told(beside(other, FIRST, new, training=training)) == [("training.law", "ps.c", "2023")]


def test_what_goes_back_to_its_old_text_is_right_again() -> None:
    """The text of the edition that was named is compared with today's, whatever came between."""
    between = changed("ps.a", text="It is done well.")
    assert told(beside(later(FIRST, "2025"), FIRST, between)) == [("ps.b", "ps.a", ""), ("t.a.one", "ps.a", "")]


def test_published_files_hold_nothing_of_training() -> None:
    """An edition is frozen, and what people learn from is not: it is no part of the file."""
    made = beside(changed("ps.a", text="It is done well."), FIRST)

    assert set(made.written_for_in_file()) == {"ps.b", "t.a.one"}


@pytest.mark.parametrize(("published", "found"), [((FIRST,), ["STD031"]), ((), [])])
def test_an_edition_that_does_not_exist_is_reported(published: tuple[Catalogue, ...], found: list[str]) -> None:
    """STD031, once an entry; before the first publication the name of the edition is still open."""
    wrong = tuple(replace(entry, edition="2032") for entry in START.entries)
    training = Training(material=(LAW,), lists=(replace(START, entries=wrong),))
    publications = [Publication(catalogue=each, published_on="2023-04-01") for each in published]
    reported = problems(Sources(catalogue=following(), problems=(), training=training), publications)

    assert [problem.code for problem in reported] == found
    for problem in reported:
        assert problem.message == "“reading.start” was chosen for edition 2032, which does not exist."
        assert problem.remedy == "Write one of: 2023, 2024."


def test_an_unknown_edition_has_no_texts() -> None:
    """Nothing is said of a text in an edition that nobody has."""
    histories = Histories(editions=(FIRST, changed("ps.a", text="It is done well.")))
    assert histories.chosen("2032", "ps.a") is None
    assert not histories.changed_since("2032", "ps.a")
    assert histories.changed_since("2023", "ps.a")
    assert not histories.changed_since("2024", "ps.a")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Revision:
    """The command line of a quality team that has a changed text, material for the old one, and a build of 2024."""
    made = beside(changed("ps.a", text="It is done well."), FIRST)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2024, 2, 1, tzinfo=dt.UTC).timestamp())))
    monkeypatch.setattr(edition, "_revision", lambda: made)
    return made


@pytest.mark.usefixtures("desk")
def test_status_tells_what_people_learn_from() -> None:
    """What was chosen for an older text with its place and the way out, and material that nobody looked at in time."""
    said = CliRunner().invoke(edition.edition, ["status"]).output

    assert "Links to look at again: 4." in said
    assert "if it still holds, write the new edition under its “edition”:" in said
    assert "  training.law -> ps.a, chosen for edition 2023  (standards/training.yaml:7)" in said
    assert "Learning material to look at again, seen from 2024-02-01: 1." in said
    assert "  training.law, by 2024-01-31" in said


@pytest.mark.usefixtures("desk")
def test_status_tells_programs_the_same() -> None:
    """The JSON has the edition of each suspect, "" for links of the framework, and what is overdue."""
    said = json.loads(CliRunner().invoke(edition.edition, ["status", "--format", "json"]).output)

    assert [one["edition"] for one in said["suspects"]] == ["", "", "2023", "2023"]
    assert said["overdue"] == [{"id": "training.law", "review_on": "2024-01-31"}]


@pytest.mark.usefixtures("desk")
def test_confirm_explains_how_training_says_it() -> None:
    """Nothing is written for material or a list: the command says what to write where, and ends with 2."""
    done = CliRunner().invoke(edition.edition, ["confirm", "training.law", "ps.a"])

    assert done.exit_code == 2
    assert "“training.law” says for itself: write the new edition under its “edition”" in done.output
    assert "standards/training.yaml:7" in done.output


def test_nothing_to_learn_from_is_never_overdue() -> None:
    """An empty file has no dates."""
    assert NOTHING.overdue(dt.date(2099, 1, 1)) == ()
