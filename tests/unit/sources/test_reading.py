"""The whole reading: files to a catalogue, with every problem of every file in one run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from practice_audit import sources
from practice_audit.documents import Place
from practice_audit.model import QUESTION_TYPES, Catalogue, Condition, Detail, Option
from practice_audit.problems import Severity
from practice_audit.sources import PROBLEM_CODES
from tests.unit.sources import repository
from tests.unit.sources.repository import (
    BLOCKS,
    EDITION,
    GRADES,
    MODEL,
    PLANS,
    RULES,
    SETTINGS,
    TOOL,
    VOICE,
    WORDING,
    Repository,
)

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.model import Question, Tool


def compiled(small: Repository) -> Catalogue:
    """The catalogue of a repository without problems."""
    read = small.read()
    assert read.problems == ()
    assert read.catalogue is not None
    return read.catalogue


def tool(small: Repository) -> Tool:
    """The one tool of the small repository."""
    return compiled(small).tool("small")


def question(small: Repository, key: str) -> Question:
    """One of its questions."""
    return tool(small).questions[key]


def test_sound_files_make_a_catalogue(small: Repository) -> None:
    """Without a problem there is a catalogue, with its digest."""
    catalogue = compiled(small)

    assert catalogue.edition.id == "2023"
    assert catalogue.with_digest() == catalogue
    assert Catalogue.from_json(catalogue.to_json()) == catalogue


def test_the_same_files_make_the_same_catalogue(small: Repository, tmp_path: Path) -> None:
    """Neither the folder nor the order in which the machine lists files changes a byte."""
    other = Repository(tmp_path / "other")

    assert compiled(other).to_json() == compiled(small).to_json()


def test_items_inherit_what_stands_around_them(small: Repository) -> None:
    """Chapter, group and level status are written once in a file and known of each expectation."""
    item = compiled(small).by_id["ps.plans.one"]

    assert (item.part_of, item.group, item.level_status) == ("ps.plans", "Group plans", "proposed")
    assert item.details == {"note": "A note on plans."}


def test_the_keys_of_an_indicator_are_kept_as_details(small: Repository) -> None:
    """Where it stands in the source and how sure that is go into its details."""
    item = compiled(small).by_id["wgll.voice.03"]

    assert item.part_of == "wgll.voice"
    assert item.details == {"cell": "c1", "certainty": "intact"}
    assert item.expectations == ("ps.plans.one",)


def test_items_come_in_the_order_of_the_edition(small: Repository) -> None:
    """Files come in the order given, those not named after them by path, entries as they stand."""
    order = list(compiled(small).by_id)

    assert order[:2] == ["doc.title", "pm.one"]
    assert order[-5:] == ["wgll.voice", "wgll.voice.01", "wgll.voice.02", "wgll.voice.03", "wgll.voice.04"]


def test_blocks_are_written_out(small: Repository) -> None:
    """A block's questions stand in the section, their words in braces filled in."""
    reviewed = question(small, "small.b.reviewed")

    assert reviewed.ask == "Did you review the work?"
    assert [each.value for each in reviewed.options] == ["yes", "no"]


def test_rows_of_evidence_and_actions_have_their_fields(small: Repository) -> None:
    """The fields stand in blocks.yaml once; {row} is left for the message to fill in."""
    assert question(small, "small.b.evidence").fields[0].missing == "Say what you saw as {row}"
    assert [field.id for field in question(small, "small.b.actions").fields] == ["action", "complex", "discussed_on"]
    assert question(small, "small.b.actions").screen == {"row_add": "Add more"}


def test_scales_bring_their_choices(small: Repository) -> None:
    """Labels come from wording.yaml, grades from their items, top first."""
    met, grade = question(small, "small.b.met"), question(small, "small.b.grade")

    assert met.options[1] == Option(value="partly", label="Partly met")
    assert [each.value for each in grade.options] == ["grade.top", "grade.good", "grade.fair", "grade.poor"]
    assert grade.options[0].hint == "The work is top by the Practice Standards."


def test_not_applicable_asks_why(small: Repository) -> None:
    """Wherever a question does not apply, its reason is asked for in the question's own words."""
    assert question(small, "small.b.met").details["na"] == Detail(
        ask="Why is it not applicable?", missing="Say why the question about the work is not applicable"
    )


def test_a_reason_of_its_own_goes_before_the_usual_one(small: Repository) -> None:
    """A tool may ask for the reason in its own words."""
    small.swap(
        TOOL,
        "        links: [ps.directwork",
        '        details: {na: {ask: "A", missing: "M"}}\n        links: [ps.directwork',
    )

    assert question(small, "small.b.met").details["na"] == Detail(ask="A", missing="M")


def test_a_question_without_a_hint_has_that_of_its_type(small: Repository) -> None:
    """The usual hint stands in wording.yaml once."""
    assert question(small, "small.a.on").hint == "For example, 27 3 2023."
    small.swap(TOOL, 'short: "the date"', 'short: "the date"\n        hint: "Ours."')
    assert question(small, "small.a.on").hint == "Ours."


def test_a_condition_of_the_section_holds_for_what_comes_after(small: Repository) -> None:
    """The question that the condition looks at is asked always, later ones under it and their own."""
    shared = Condition(none_of=(Condition(question="small.b.reviewed", is_in=("no",)),))
    own = Condition(question="small.b.met", is_in=("met",))

    assert question(small, "small.b.reviewed").when is None
    assert question(small, "small.b.met").when == shared
    assert question(small, "small.b.met").when_words == "you reviewed the work"
    assert question(small, "small.b.why").when == Condition(all_of=(shared, own))
    assert question(small, "small.b.why").when_words == "you reviewed the work and the work is good"
    assert tool(small).sections[1].when_words == "you reviewed the work"


def test_headings_stand_before_their_question(small: Repository) -> None:
    """A heading is no question: its section remembers what it stands before."""
    first, second = tool(small).sections

    assert first.headings == {"small.a.ref": "Who you are"}
    assert second.headings == {"small.b.met": "What you saw"}
    assert (first.group, second.group) == ("First", "Then")


def test_everything_with_an_id_has_its_place(small: Repository) -> None:
    """Pages link to the line in which their text can be edited."""
    places = small.read().places

    for key, text in (
        ("ps.plans.one", "- id: ps.plans.one"),
        ("R005", '- id: "R005"'),
        ("small.a", "- id: small.a"),
        ("small.a.ref", "- id: small.a.ref"),
    ):
        place = places[key]
        assert small.at(place.path, place.line) == text
    assert places["small.b.reviewed"].path == BLOCKS
    assert places["tool.small"].path == TOOL
    assert places["wgll.voice"] == Place(path=VOICE, line=4, column=3)


def test_settings_and_wording_are_handed_on(small: Repository) -> None:
    """What pages need beside the catalogue is read once."""
    read = small.read()

    assert read.settings["organisation"]["leadership_team"] == "Leadership Team"
    assert read.wording["options"]["met"]["met"] == "Met"
    assert {document.path for document in read.documents} >= {SETTINGS, WORDING, TOOL}


def test_settings_do_not_change_the_digest(small: Repository) -> None:
    """What is local is no part of the edition."""
    before = compiled(small).digest
    small.swap(SETTINGS, "areas: []", 'areas: ["East"]')
    small.write("standards/training.yaml", "")
    small.write(
        "standards/training.yaml",
        "# yaml-language-server: $schema=schemas/items.schema.json\n"
        "items:\n  - {id: term.x, kind: team, title: Team, text: A team of people., source: S1}\n",
    )

    read = small.read()
    assert read.catalogue is not None
    assert read.catalogue.digest == before


def test_problems_of_all_files_come_in_one_run(small: Repository) -> None:
    """Each file tells its own faults, in the order of files and lines, whatever their sort."""
    small.swap(PLANS, "level: core", "level: cor").swap(VOICE, "cell: ", "cel: ").swap(TOOL, "type: ref", "type: reff")
    small.swap(GRADES, "rank: 2", "rank: 7").swap(RULES, "severity: warning", "severity: no")
    found = small.read().problems

    assert [(each.code, each.source) for each in found] == [
        ("R009", GRADES),
        ("STD023", PLANS),
        ("STD008", RULES),
        ("STD021", VOICE),
        ("STD020", VOICE),
        ("STD023", TOOL),
    ]
    assert small.read().catalogue is None


def test_a_file_that_cannot_be_read_does_not_accuse_the_others(small: Repository) -> None:
    """Links to what it may hold are not called wrong, numbers not counted."""
    small.swap(MODEL, "items:", "items: [")

    assert [code for code, _ in small.found()] == ["STD005"]


def test_a_warning_leaves_the_catalogue(small: Repository) -> None:
    """Only an error keeps the handbook from being built."""
    small.swap(repository.ANNOUNCED, "  - meeting.later", "  - meeting.later\n  - meeting.never")
    read = small.read()

    assert [(each.code, each.severity) for each in read.problems] == [("STD033", Severity.WARNING)]
    assert read.catalogue is not None


def test_a_check_that_is_a_rule_is_as_severe_as_the_rule_says(small: Repository) -> None:
    """The quality team decides in rules.yaml whether a rule stops the build."""
    small.swap(EDITION, "principles: 10", "principles: 11")
    assert [(each.code, each.severity) for each in small.read().problems] == [("R005", Severity.ERROR)]

    text = (small.root / RULES).read_text(encoding="utf-8")
    before, rule, after = text.partition('- id: "R005"')
    small.write(RULES, before + rule + after.replace("severity: error", "severity: warning", 1))
    assert [(each.code, each.severity) for each in small.read().problems] == [("R005", Severity.WARNING)]


def test_a_file_with_another_ending_is_not_passed_over(small: Repository) -> None:
    """A file that nobody reads looks as if somebody did."""
    small.write("standards/more.yml", "items: []\n")

    assert small.found() == [("STD016", "standards/more.yml")]


def test_there_is_one_edition(small: Repository) -> None:
    """A second document control, or none, cannot be compiled."""
    text = (small.root / EDITION).read_text(encoding="utf-8")
    small.write(
        "standards/edition-2.yaml",
        text.replace("doc.title", "doc.title-2").replace("document_fields: 1", "document_fields: 2"),
    )
    assert ("STD016", EDITION) in small.found()

    (small.root / "standards/edition-2.yaml").unlink()
    (small.root / EDITION).unlink()
    assert ("STD016") in [code for code, _ in small.found()]


def test_without_standards_there_is_nothing_to_read(tmp_path: Path) -> None:
    """An empty folder is no repository."""
    with pytest.raises(FileNotFoundError):
        sources.read(tmp_path)


def test_a_huge_file_is_not_read_whole(small: Repository) -> None:
    """A file beyond the limit is refused by its size."""
    small.write("standards/huge.yaml", "a: b\n" * 300_000)

    assert [(code, line) for code, line in small.found()] == [("STD001", "a: b")]


def test_the_real_files_have_no_errors(sources: sources.Sources) -> None:
    """What is published today passes every check."""
    assert [problem.to_text() for problem in sources.problems] == []
    assert sources.catalogue is not None


def test_the_schema_of_tools_knows_the_types_of_the_engine(root: Path) -> None:
    """An author's editor offers the types of question that forms can show, and no others."""
    schema = json.loads((root / "tools/definitions/tool.schema.json").read_text(encoding="utf-8"))

    assert set(schema["$defs"]["question"]["properties"]["type"]["enum"]) == set(QUESTION_TYPES)


def test_codes_are_in_order_and_have_titles() -> None:
    """The page of codes explains each one, once."""
    assert list(PROBLEM_CODES) == sorted(PROBLEM_CODES)
    assert len(set(PROBLEM_CODES.values())) == len(PROBLEM_CODES)
