"""Learning material and reading lists: read as typed values; one spoilt place, one problem, with a way out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from practice_audit.sources.training import MATERIAL, NOTHING, READING_LIST, Material, ReadingList
from tests.unit.sources.repository import OTHERS, SETTINGS, Repository
from tests.unit.sources.small_training import LINKS, TEXT, TRAINING

if TYPE_CHECKING:
    from practice_audit.problems import Problem

LOOK = "Mend it; the page “All ids” of the handbook lists them."


@pytest.fixture
def taught(small: Repository) -> Repository:
    """The small repository with something to learn from."""
    return small.swap(SETTINGS, "areas: []", LINKS).write(TRAINING, TEXT)


def only(repository: Repository) -> Problem:
    """The one problem of a repository."""
    (problem,) = repository.read().problems
    return problem


def test_sound_training_is_read_as_typed_values(taught: Repository) -> None:
    """Material and lists come in the order of the file, each target with the edition that it was chosen for."""
    read = taught.read()

    assert read.problems == ()
    law, page, report = read.training.material
    (start,) = read.training.lists
    assert (law.id, law.kind, law.audience, law.address, law.check) == (
        "training.law", "law", (), "https://law.example/", True,
    )  # fmt: skip
    assert [(target.id, target.edition) for target in law.teaches] == [
        ("pm.one", "2023"),
        ("ps.directwork.one", "2023"),
    ]
    assert (page.page, page.address, page.check) == ("for/auditors/#begin", "", False)
    assert (report.title, report.address) == ("The report", "https://report.example/")
    assert (start.lead, start.audience) == ("What to read in the first week.", ("role.auditor",))
    assert [(entry.id, entry.say, entry.edition) for entry in start.entries] == [
        ("ps.directwork.one", "Begin with the child.", "2023"),
        ("training.law", "Then read the law.", "2023.1"),
    ]


def test_training_is_looked_up_both_ways(taught: Repository) -> None:
    """By its own id, by what it is, and by the ids that it names."""
    training = taught.read().training

    assert isinstance(training.by_id["training.law"], Material)
    assert isinstance(training.by_id["reading.start"], ReadingList)
    assert [training.kind(one) for one in ("training.law", "reading.start", "pm.one")] == [MATERIAL, READING_LIST, ""]
    assert [source for source, _ in training.naming("ps.directwork.one")] == ["training.law", "reading.start"]
    assert training.naming("ps.plans.one") == ()
    assert [(source, target.id) for source, target in training.chosen()] == [
        ("training.law", "pm.one"),
        ("training.law", "ps.directwork.one"),
        ("training.page", "tool.small"),
        ("training.page", "small.b.why"),
        ("training.report", "R005"),
        ("reading.start", "ps.directwork.one"),
        ("reading.start", "training.law"),
    ]


@pytest.mark.parametrize(
    ("today", "overdue"),
    [(dt.date(2026, 1, 31), []), (dt.date(2026, 2, 1), ["training.page"]), (dt.date(2028, 1, 1), None)],
)
def test_material_is_overdue_from_the_day_after(taught: Repository, today: dt.date, overdue: list[str] | None) -> None:
    """On the day itself nobody is late; on the next day everybody is who has not looked."""
    training = taught.read().training

    found = [one.id for one in training.overdue(today)]
    assert found == (overdue if overdue is not None else [one.id for one in training.material])


def test_training_is_no_part_of_an_edition(taught: Repository) -> None:
    """It can change on any day: the digest of the catalogue stays, and nothing of it is in the catalogue."""
    before = taught.read().catalogue
    taught.swap(TRAINING, "The first steps, one by one.", "The first steps, two by two.")
    after = taught.read().catalogue

    assert before is not None
    assert after is not None
    assert after.digest == before.digest
    assert "training" not in str(after.to_json())


def test_without_the_file_there_is_nothing_to_learn_from(small: Repository) -> None:
    """A framework needs no learning material."""
    read = small.read()

    assert (read.training, read.problems) == (NOTHING, ())


def test_every_entry_has_its_place(taught: Repository) -> None:
    """For edit links and messages: where material and lists are written, and where each names an id."""
    read = taught.read()

    for key in ("training.law", "training.page", "reading.start"):
        assert (read.places[key].path, taught.at(TRAINING, read.places[key].line)) == (TRAINING, f"- id: {key}")
    lines = [taught.at(TRAINING, target.place.line) for _, target in read.training.chosen() if target.place]
    assert lines[:2] == ["teaches: [pm.one, ps.directwork.one]"] * 2
    assert lines[-1] == "- id: training.law"


def test_an_unreadable_file_is_nothing_to_learn_from(taught: Repository) -> None:
    """What cannot be read is reported once, and nothing is made of it."""
    taught.write(TRAINING, TEXT + "\t- x\n")
    read = taught.read()

    assert [problem.source for problem in read.problems] == [TRAINING]
    assert read.training == NOTHING


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("teaches: [pm.one, ps.directwork.one]", "teaches: [ps.directwork.onne]", "Did you mean “ps.directwork.one”?"),
        ("teaches: [tool.small, small.b.why]", "teaches: [tool.smal, small.b.why]", "Did you mean “tool.small”?"),
        ('teaches: ["R005"]', 'teaches: ["R002", meeting.later]', LOOK),
        ("- id: training.law\n        say", "- id: training.lau\n        say", "Did you mean “training.law”?"),
        ("- id: ps.directwork.one\n", "- id: reading.start\n", LOOK),
        ("audience: [role.auditor]", "audience: [role.auditors]", "Did you mean “role.auditor”?"),
        ('page: "for/auditors/#begin"', "page: ps.plan.one", "Did you mean “ps.plans.one”?"),
        ("document: the_report", "document: the_reports", "Did you mean “the_report”?"),
        (
            "document: the_report",
            "document: elsewhere",
            "Add it to standards/settings.yaml, under “links”; or give an address here.",
        ),
    ],
)
def test_what_names_nothing_is_reported_with_what_was_meant(
    taught: Repository, old: str, new: str, remedy: str
) -> None:
    """STD031: each id, page and document that is named is there; an announced id is not, and a list holds no list."""
    taught.swap(TRAINING, old, new)

    assert (only(taught).code, only(taught).source, only(taught).remedy) == ("STD031", TRAINING, remedy)


@pytest.mark.parametrize(
    ("successors", "remedy"),
    [
        ("[ps.directwork.one]", "Point at “ps.directwork.one” instead."),
        ("[]", "Take the link out: nothing takes its place."),
    ],
)
def test_a_retired_id_is_reported_with_what_it_is_now(taught: Repository, successors: str, remedy: str) -> None:
    """STD031: whoever taught what an edition took out reads where to point instead."""
    taught.write(
        "standards/changes/2023.yaml",
        "# yaml-language-server: $schema=../schemas/changes.schema.json\nchanges:\n"
        f'  - {{id: ps.directwork.old, change: retired, successors: {successors}, reason: "It was said twice."}}\n',
    ).swap(TRAINING, "- id: ps.directwork.one\n", "- id: ps.directwork.old\n")

    assert (only(taught).code, only(taught).message, only(taught).remedy) == (
        "STD031", "“ps.directwork.old” is retired.", remedy,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("- id: training.page", "- id: training.law", "STD030", "- id: training.law"),
        ("audience: [role.auditor]", "audience: [method.small]", "STD036", "audience: [method.small]"),
        ('review_on: "2026-01-31"', 'review_on: "2026-02-31"', "STD024", 'review_on: "2026-02-31"'),
        ('review_on: "2026-01-31"', 'review_on: "31 January"', "STD024", 'review_on: "31 January"'),
        ('review_on: "2026-01-31"', "review_on: 2026-01-31", "STD008", "review_on: 2026-01-31"),
        (
            "- id: training.law\n        say",
            "- id: ps.directwork.one\n        say",
            "STD026",
            "- id: ps.directwork.one",
        ),
        ("kind: law", "kind: lecture", "STD023", "kind: lecture"),
        ("kind: law", "sort: law\n    kind: law", "STD020", "sort: law"),
        ("- id: training.page", "- id: page.training", "STD024", "- id: page.training"),
        ('    edition: "2023"\n    review', '    edition: "May"\n    review', "STD024", 'edition: "May"'),
        ('address: "https://law.example/"', 'address: "law.example"', "STD024", 'address: "law.example"'),
        ('page: "for/auditors/#begin"', 'page: "x/"\n    address: ""', "STD027", 'address: ""'),
        ("document: the_report", 'document: the_report\n    title: "Report"', "STD027", 'title: "Report"'),
        ('    title: "How to begin"\n', "", "STD021", "- id: training.page"),
        ('    page: "for/auditors/#begin"\n', "", "STD021", "- id: training.page"),
        ("teaches: [tool.small, small.b.why]", "teaches: []", "STD025", "teaches: []"),
    ],
)
def test_what_is_written_wrong_is_reported_where_it_stands(
    taught: Repository, old: str, new: str, code: str, at: str
) -> None:
    """Ids twice, a wrong kind of audience, no real date, and whatever the schema does not allow."""
    taught.swap(TRAINING, old, new)

    assert taught.found()[0] == (code, at)


def test_a_clash_with_the_framework_is_reported(taught: Repository) -> None:
    """STD030: an id of the framework that looks like that of a list is used twice."""
    taught.swap(OTHERS, "- id: method.small", "- id: reading.start")

    doubled = [problem for problem in taught.read().problems if problem.code == "STD030"]
    assert [(problem.source, problem.remedy) for problem in doubled] == [
        (TRAINING, "Give this one another id. An id is never used again.")
    ]


def test_the_framework_never_names_what_teaches_it(taught: Repository) -> None:
    """A record is judged by an edition, which cannot hang on what may change tomorrow."""
    taught.swap(OTHERS, "[meeting.later]", "[meeting.later, training.law]")

    assert taught.found() == [("STD031", "links: [meeting.later, training.law]")]
