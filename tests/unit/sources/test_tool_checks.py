"""Tools: what a question names is there, and a form made of it can be filled in. One spoilt place, one problem."""

from __future__ import annotations

import pytest

from practice_audit.sources.tool_checks import NEVER_SAID
from tests.unit.sources.repository import BLOCKS, EDITION, OTHERS, PLANS, TOOL, WORDING, Repository

MET = "{question: small.b.met, is: [met]}"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("id: small\n", "id: smal\n", "STD054"),
        ("method: method.small", "method: method.smal", "STD031"),
        ("method: method.small", "method: role.auditor", "STD024"),
        ("roles: [role.auditor]", "roles: [role.aditor]", "STD031"),
        ("completion: [R005]", "completion: [R005, R999]", "STD043"),
        ("rules: [R005]", "rules: [R999]", "STD043"),
        ("author.ref: small.a.ref", "author.ref: small.a.reff", "STD050"),
        ("prefill: {small.a.ref: small.a.ref}", "prefill: {small.a.no: small.a.ref}", "STD050"),
        ("prefill: {small.a.ref: small.a.ref}", "prefill: {small.a.ref: pa.a.ref}", "STD050"),
        ("area: wgll.voice", "area: wgll.vois", "STD031"),
    ],
)
def test_the_head_of_a_tool_names_what_is_there(small: Repository, old: str, new: str, code: str) -> None:
    """Folder, method, roles, rules, questions of the record and areas all exist."""
    small.swap(TOOL, old, new)
    ((found, line),) = small.found()

    assert found == code
    assert new.strip() in line


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("method: method.small", "method: method.old"),
        ("area: wgll.voice", "area: method.old"),
        ("links: [ps.", "links: [method.old, ps."),
    ],
)
def test_a_tool_that_names_a_retired_id_is_told_what_it_is_now(small: Repository, old: str, new: str) -> None:
    """STD031: whoever asked about what an edition took out reads where to point instead."""
    small.write(
        "standards/changes/2023.yaml",
        "# yaml-language-server: $schema=../schemas/changes.schema.json\nchanges:\n"
        '  - {id: method.old, change: retired, successors: [method.small], reason: "It was said twice."}\n',
    ).swap(TOOL, old, new)
    (problem,) = small.read().problems

    assert (problem.code, problem.message) == ("STD031", "“method.old” is retired.")
    assert problem.remedy == "Point at “method.small” instead."


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("[small.a]", "[small.c]", "missing: small.b"),
        ("[small.a]", "[small.b, small.c]", "unknown: small.c"),
        ("[small.b]", "[small.a]", "another order"),
        ("[small.a]", "[small.b, small.a]", "another order"),
    ],
)
def test_groups_name_each_section_once_in_order(small: Repository, first: str, second: str, said: str) -> None:
    """The list of sections has every section under one heading."""
    small.swap(TOOL, 'First", sections: [small.a]', f'First", sections: {first}')
    small.swap(TOOL, 'Then", sections: [small.b]', f'Then", sections: {second}')
    (problem,) = small.read().problems

    assert problem.code == "STD051"
    assert said in problem.message


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("part: author-ref", "part: author-reff", "STD042"),
        ("part: author-ref", "part: found", "STD042"),
        ("part: completed-on", "part: author-ref", "STD042"),
        (MET, "{question: small.b.met, is: [mett]}", "STD045"),
        (MET, "{question: small.b.met, at_least: 2}", "STD045"),
        (MET, "{question: small.a.on, is: [met]}", "STD045"),
        (MET, "{question: small.b.why, answered: true}", "STD045"),
        (MET, "{question: small.b.no, is: [met]}", "STD044"),
        ("other: {ask", "oter: {ask", "STD052"),
        ('other: "Only', 'oter: "Only', "STD052"),
        ("small.b.why", "small.b.postcode", "STD055"),
        ("small.b.why", "small.b.name", "STD055"),
        ("links: [ps.directwork.one", "links: [ps.directwork.two, ps.directwork.one", "STD031"),
        ('"Enter your code"', '"Please enter your code"', "STD047"),
        ('"the work"}', '"the work", more: "x"}', "STD040"),
        ('"Why?"', '"Why {row}?"', "STD041"),
        ('"Why?"', '"Why {this}?"', "STD041"),
    ],
)
def test_a_question_names_what_is_there(small: Repository, old: str, new: str, code: str) -> None:
    """Parts, answers, choices, links and words in braces all exist, and no word is one that forms never use."""
    small.swap(TOOL, old, new)
    ((found, line),) = small.found()

    assert found == code
    assert new in line


def test_choices_differ(small: Repository) -> None:
    """A value is given to one choice; what is said of the other leads nowhere then."""
    small.swap(TOOL, "{value: other,", "{value: role.auditor,")

    assert [code for code, _ in small.found()] == ["STD026", "STD052", "STD052"]


def test_a_block_is_there_and_has_all_it_needs(small: Repository) -> None:
    """Its name is known and its words in braces have values; a condition on it has nothing to look at otherwise."""
    small.swap(TOOL, ', name: "the work"}', "}")
    assert small.found() == [("STD040", "- block: start")]

    small.swap(TOOL, "block: start", "block: stat")
    assert [code for code, _ in small.found()] == ["STD044", "STD040"]


def test_a_block_needs_the_file_of_blocks(small: Repository) -> None:
    """Where blocks.yaml is missing, each use of a block is told; where it cannot be read, that is told."""
    (small.root / BLOCKS).unlink()
    assert ("STD040", "- block: start") in small.found()

    small.write(BLOCKS, "blocks: [\n")
    assert [code for code, _ in small.found()] == ["STD005", "STD044"]


def test_words_in_braces_stand_for_something_in_rows_too(small: Repository) -> None:
    """In the fields of evidence and actions only {row} is filled in."""
    small.swap(BLOCKS, "Say what you saw as {row}", "Say what you saw as {rows}")

    assert small.found() == [("STD041", 'missing: "Say what you saw as {rows}"')]


def test_a_required_question_says_what_is_missing(small: Repository) -> None:
    """Nobody is told of a missing answer without a sentence for it: in the tool, in a block, in a row."""
    small.swap(TOOL, '        missing: "Enter your code"\n', "")
    small.swap(BLOCKS, '        missing: "Select whether you reviewed {name}"\n', "")
    small.swap(BLOCKS, '      missing: "Say what you saw as {row}"\n', "")

    assert [code for code, _ in small.found()] == ["STD021", "STD021", "STD021"]


def test_a_condition_in_a_row_may_look_at_its_neighbour(small: Repository) -> None:
    """Fields know each other by their bare names, and the questions of the tool by theirs."""
    small.swap(BLOCKS, "question: complex", "question: small.b.reviewed")
    assert small.found() == []

    small.swap(BLOCKS, "question: small.b.reviewed", "question: complexx")
    assert small.found() == [("STD044", 'required_when: {question: complexx, is: ["yes"]}')]


def test_questions_do_not_wait_for_each_other(small: Repository) -> None:
    """Two questions that each need the other would never be asked."""
    small.swap(
        TOOL,
        "        part: grade\n",
        '        part: grade\n        when: {question: small.b.why, answered: true}\n        when_words: "x"\n',
    )
    small.swap(TOOL, "when: {question: small.b.met, is: [met]}", "when: {question: small.b.grade, answered: true}")

    assert [code for code, _ in small.found()] == ["STD045", "STD045"]


def test_rules_find_the_answers_they_know(small: Repository) -> None:
    """A part that rules look at by its value offers that value."""
    small.swap(TOOL, "        part: completed-on\n", "")
    small.swap(TOOL, 'missing: "Select your role"', 'missing: "Select your role"\n        part: selection-method')

    assert small.found() == [("STD052", "part: selection-method")]


def test_an_area_part_needs_an_area(small: Repository) -> None:
    """What was found is found somewhere: in a section that says which part of the file it is about."""
    small.swap(TOOL, "    area: wgll.voice\n", "")

    assert small.found() == [("STD042", "part: reviewed")]


def test_one_choice_reveals_one_thing(small: Repository) -> None:
    """A question about several standards asks which of them; a line of text beside it is too much."""
    small.swap(
        TOOL,
        "        links: [ps.directwork",
        '        details: {partly: {ask: "A", missing: "M"}}\n        links: [ps.directwork',
    )
    assert [code for code, _ in small.found()] == ["STD048"]

    small.swap(TOOL, "ps.directwork.one, ps.assessment.one, ps.plans.one, ps.oversight.one", "ps.plans.one")
    assert {code for code, _ in small.found()} == {"STD049"}


def test_rows_do_not_hold_rows(small: Repository) -> None:
    """One level of rows is as much as a form can show."""
    small.swap(
        BLOCKS,
        "    - id: action\n      type: text",
        '    - id: action\n      type: evidence\n      row_name: "E"\n      row_add: "A"',
    )
    found = small.found()

    assert ("STD048", "type: evidence") in found
    assert {code for code, _ in found} == {"STD048"}


@pytest.mark.parametrize("level", ["core", "enhanced"])
def test_each_expectation_is_looked_at(small: Repository, level: str) -> None:
    """An expectation that counts has a question; one that only explains needs none."""
    small.swap(TOOL, "ps.plans.one, ", "").swap(PLANS, "level: core", f"level: {level}")
    assert small.found() == [("STD049", "- id: ps.plans.one")]

    small.swap(PLANS, f"level: {level}", "level: info")
    assert small.found() == []


def test_an_announced_id_may_be_asked_about(small: Repository) -> None:
    """A link from a question is a link as well."""
    small.swap(TOOL, "links: [ps.directwork.one", "links: [meeting.later, ps.directwork.one")
    small.swap("standards/others.yaml", "links: [meeting.later]", "links: [pm.one]")

    assert small.found() == []


def test_a_record_of_an_unknown_tool_cannot_be_loaded(small: Repository) -> None:
    """The other tool is there, or its form is; the form may be announced only."""
    small.swap(TOOL, "type: ref\n", "type: record\n        accepts: smal\n")
    assert small.found() == [("STD057", "accepts: smal")]

    small.swap(TOOL, "accepts: smal\n", "accepts: later\n")
    small.swap("standards/announced-ids.yaml", "meeting.later", "meeting.later\n  - form.later")
    assert [code for code, _ in small.found()] == ["STD033"]

    small.swap("standards/announced-ids.yaml", "\n  - form.later", "")
    small.swap(EDITION, "forms: 0", "forms: 1")
    form = '- {id: form.later, kind: form, title: "Later", text: "It comes later.", source: "S1.4"}'
    small.swap(OTHERS, "items:\n", f"items:\n  {form}\n")
    assert small.found() == []

    small.swap(TOOL, "accepts: later\n", "accepts: small\n")
    assert small.found() == []


def test_a_record_that_is_shown_is_one_that_is_kept(small: Repository) -> None:
    """What is shown is loaded in the same tool and stays in the draft; what is kept of it is a part that rules know."""
    shown = (
        '- id: small.a.shown\n        type: show\n        ask: "It"\n        short: "it"\n        shows: small.a.ref\n'
    )
    small.swap(TOOL, "- id: small.a.role", f"{shown}        only: [grade]\n      - id: small.a.role")
    assert small.found() == [("STD044", "shows: small.a.ref")]

    small.swap(TOOL, "type: ref\n", "type: record\n        accepts: small\n        keeps: [grade]\n")
    assert small.found() == []

    small.swap(TOOL, "keeps: [grade]", "keeps: [grad]")
    assert small.found() == [("STD042", "keeps: [grad]")]


def test_a_question_of_two_tools_is_the_same_in_both(small: Repository) -> None:
    """Records of both are read side by side, so one id has one meaning."""
    text = (small.root / TOOL).read_text(encoding="utf-8").replace("id: small\n", "id: other\n")
    second = text.replace("- id: small.a\n", "- id: other.a\n").replace("- id: small.b\n", "- id: other.b\n")
    second = second.replace("[small.a]", "[other.a]").replace("[small.b]", "[other.b]")
    other = "tools/definitions/other/tool.yaml"
    small.write(other, second)
    assert small.found() == []

    small.swap(TOOL, 'ask: "Your code"', 'ask: "Their code"')
    assert small.found() == [("STD053", "- id: small.a.ref")]


def test_a_tool_asks_each_question_once(small: Repository) -> None:
    """The same block twice under one prefix asks everything twice."""
    use = '      - block: start\n        with: {prefix: small.b, name: "the work"}\n'
    small.swap(TOOL, use, use * 2)

    assert {code for code, _ in small.found()} == {"STD030", "STD045"}


def test_a_heading_stands_before_a_question(small: Repository) -> None:
    """A heading at the end, or before another heading, would not be seen by anyone."""
    small.swap(TOOL, '      - heading: "Who you are"\n', '      - heading: "You"\n      - heading: "Who you are"\n')
    small.swap(TOOL, "  - id: small.b\n    title", '      - heading: "End"\n  - id: small.b\n    title')

    assert small.found() == [("STD027", '- heading: "You"'), ("STD027", '- heading: "End"')]


@pytest.mark.parametrize("word", NEVER_SAID)
def test_words_that_forms_never_use_are_found(small: Repository, word: str) -> None:
    """In questions, in blocks and in the wording of the pages."""
    text = f"Say {word} now"
    small.swap(TOOL, '"Say why"', f'"{text}"').swap(WORDING, '"Skip to content"', f'"{text}"')

    assert [code for code, _ in small.found()] == ["STD047", "STD047"]


def test_words_that_only_look_alike_are_not_found(small: Repository) -> None:
    """A validation is no “valid”, and a pleased child no “please”."""
    small.swap(TOOL, '"Say why"', '"Say what validates it and who was pleased"')

    assert small.found() == []


def test_each_choice_of_a_scale_has_its_label(small: Repository) -> None:
    """A scale without words cannot be answered."""
    small.swap(WORDING, '    partly: "Partly met"\n', "")

    assert small.found() == [("STD056", "met:")]


def test_rows_come_from_a_record_that_the_tool_loads(small: Repository) -> None:
    """Rows that are filled in name a question that loads a record, which accepts parts that rules know."""
    rows = (
        '- id: small.a.rows\n        type: repeat\n        ask: "They"\n        short: "they"\n'
        '        row_name: "It"\n        row_add: "Add"\n        rows_from: {record: small.a.ref, rows: actions}\n'
        '        fields:\n          - {id: ref, type: text, ask: "It", short: "it"}\n'
    )
    small.swap(TOOL, "- id: small.a.role", f"{rows}      - id: small.a.role")
    assert small.found() == [("STD044", "rows_from: {record: small.a.ref, rows: actions}")]

    small.swap(TOOL, "type: ref\n", "type: record\n        accepts_parts: [agreed-action]\n")
    assert small.found() == [("STD042", "accepts_parts: [agreed-action]")]

    small.swap(TOOL, "[agreed-action]", "[agreed-actions]")
    assert small.found() == []
