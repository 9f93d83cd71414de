"""Forms: what a template gets to print, and where a problem is shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit import rules
from practice_audit.forms.making import form as form_of
from practice_audit.forms.offers import choices, section_standards
from practice_audit.forms.places import Place, control_id, place
from practice_audit.forms.view import Choice, Input, Reveal, Standard
from practice_audit.model import Option, Question, Section
from tests.unit import example
from tests.unit.rules import small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practice_audit.forms.view import Form
    from practice_audit.model import Catalogue
    from practice_audit.sources import Sources

SETTINGS = {"areas": ["North", "South & East"], "services": []}
FORM = form_of(example.AUDIT, example.CATALOGUE, SETTINGS)
FIELDS = {field.id: field for section in FORM.sections for field in section.fields}


def test_a_form_says_what_it_is_of() -> None:
    """Tool, version, edition and digest go with the form, so that a draft can name them."""
    assert (FORM.tool, FORM.version, FORM.edition, FORM.digest) == ("audit", 1, "2023", "d" * 64)
    assert FORM.words == {"thing": "audit"}


def test_sections_are_numbered_and_stand_in_groups() -> None:
    """The list of sections follows the tool's groups, numbered through."""
    assert [group.title for group in FORM.groups] == ["Before", "Read", "Listen", "Judge"]
    assert [(section.number, section.id) for section in FORM.sections] == [(1, "a"), (2, "c"), (3, "d"), (4, "f")]


@pytest.mark.parametrize(
    ("field", "widget"),
    [
        ("q.case-ref", "line"),
        ("q.found", "textarea"),
        ("q.number", "line"),
        ("q.read-from", "date"),
        ("q.plan", "row"),
        ("q.independent", "row"),
        ("q.service", "radios"),
        ("q.conversation-with", "checks"),
        ("q.author-role", "select"),
        ("q.area", "radios"),
        ("q.grade", "grades"),
        ("q.evidence", "rows"),
        ("q.evidence-basis", "evidence"),
        ("q.checklist", "record"),
        ("q.edition", "show"),
    ],
)
def test_each_type_has_its_widget(field: str, widget: str) -> None:
    """The type of a question and where its choices come from decide the control."""
    assert FIELDS[field].widget == widget


def test_several_choices_may_stand_in_a_row() -> None:
    """A question with several answers is laid out side by side where its tool says so, still with boxes."""
    options = tuple(Option(value=name, label=name) for name in ("specific", "timely"))
    smart = Question(id="q.smart", type="multi", ask="Smart?", options=options, screen={"layout": "row"})
    section = Section(id="s", title="", lead="", questions=(smart,))
    tool = replace(example.AUDIT, sections=(section,))
    (field,) = form_of(tool, replace(example.CATALOGUE, tools=(tool,)), {}).sections[0].fields
    assert (field.widget, field.many) == ("row", True)


def test_a_local_list_that_is_empty_is_a_line_of_text() -> None:
    """Without settings, an area is typed."""
    form = form_of(example.AUDIT, example.CATALOGUE, {"areas": []})

    (area,) = (field for section in form.sections for field in section.fields if field.id == "q.area")

    assert (area.widget, area.choices, area.input) == ("line", (), Input(id="q.area-value"))


def test_a_local_list_needs_no_ids_of_its_own() -> None:
    """The names of areas are free text, so their ids are numbers after the first."""
    assert [(choice.id, choice.value) for choice in FIELDS["q.area"].choices] == [
        ("q.area-value", "North"),
        ("q.area-value-2", "South & East"),
    ]


def test_choices_show_what_stands_under_them() -> None:
    """A choice that asks for more names the part it shows."""
    assert [(choice.id, choice.reveals) for choice in FIELDS["q.service"].choices] == [
        ("q.service-early_help", ""),
        ("q.service-other", "detail-other"),
    ]
    (reveal,) = FIELDS["q.service"].reveals
    assert reveal == Reveal(when="detail-other", input=Input(id="q.service-detail-other", label="Why not?", long=False))


def test_an_answer_about_several_expectations_asks_which() -> None:
    """Partly and not met show check boxes where a question looks at more than one expectation."""
    two, plan = FIELDS["q.two"], FIELDS["q.plan"]

    assert [choice.reveals for choice in two.choices] == ["", "which", "which", ""]
    assert [box.id for box in two.reveals[0].choices] == [
        "q.two-which-ps.chapter.reason",
        "q.two-which-ps.chapter.praise",
    ]
    assert [choice.reveals for choice in plan.choices] == ["", "", "", ""]


def test_grades_carry_what_they_demand() -> None:
    """A grade with which actions are needed is marked from the framework."""
    demands = {choice.value: choice.demands for choice in FIELDS["q.grade"].choices}

    assert demands == {
        "grade.significant": True,
        "grade.outstanding": False,
        "grade.positive": False,
        "grade.some": True,
    }


def test_rows_come_once_as_row_and_once_as_template() -> None:
    """The first row has a number, any other takes its place in the template."""
    rows = FIELDS["q.evidence"].rows
    assert rows is not None

    first, other = rows.row[1], rows.template[1]
    assert (first.id, first.name, first.input) == (
        "q.evidence-1.where",
        "where",
        Input(id="q.evidence-1.where-value"),
    )
    assert other.input == Input(id="q.evidence-__ROW__.where-value")


def test_fields_that_are_written_on_export_are_not_shown() -> None:
    """No control is made for the state of a new action."""
    rows = FIELDS["q.actions"].rows
    assert rows is not None

    assert "status" not in {field.name for field in rows.row}
    assert rows.add == "Add another action"


def test_the_nearest_standards_stand_beside_linked_ids() -> None:
    """Evidence offers the expectations of its own section first."""
    rows = FIELDS["q.evidence"].rows
    assert rows is not None
    (links,) = (field for field in rows.row if field.name == "links")

    assert (links.widget, links.many) == ("standards", True)
    assert [choice.value for choice in links.choices] == [
        "ps.chapter.plan",
        "ps.chapter.reason",
        "ps.chapter.praise",
    ]


def test_one_standard_is_chosen_from_all() -> None:
    """The select for the standard of an action shows the groups of the form."""
    rows = FIELDS["q.actions"].rows
    assert rows is not None
    (link,) = (field for field in rows.row if field.name == "link")

    assert (link.widget, link.choices) == ("select", ())
    assert [(group.id, len(group.choices)) for group in FORM.standards] == [("ps.chapter", 3), ("", 2)]


def test_indicators_are_near_where_a_question_has_no_expectation() -> None:
    """A question that looks at indicators only brings those; else its expectations say enough."""
    question = replace(example.AUDIT.sections[1].questions[1], links=("wgll.good.02", "role.auditor"))
    section = replace(example.AUDIT.sections[1], questions=(question,))

    assert section_standards(section, example.CATALOGUE) == ("wgll.good.02",)


def test_the_standard_beside_a_question_has_its_indicators() -> None:
    """An expectation comes with what good looks like; an indicator of it is not shown twice."""
    items = tuple(
        replace(item, indicators=("wgll.good.01",)) if item.id == "ps.chapter.plan" else item for item in small.ITEMS
    )
    form = form_of(example.AUDIT, replace(example.CATALOGUE, items=items), SETTINGS)
    fields = {field.id: field for field in form.sections[1].fields}

    assert fields["q.plan"].standards == (
        Standard(
            id="ps.chapter.plan",
            text="The plan is there",
            kind="expectation",
            core=True,
            proposed=False,
            indicators=(("wgll.good.01", "It looks good"),),
        ),
    )
    assert [(each.core, each.proposed) for each in fields["q.two"].standards] == [(True, True), (False, False)]


def test_what_is_optional_or_advised_is_told_apart() -> None:
    """Only what may be left out is marked; advice is neither optional nor counted."""
    seen = {
        key: (FIELDS[key].optional, FIELDS[key].advised, FIELDS[key].required)
        for key in ("q.case-ref", "q.warning-reply", "q.helped-worker", "q.actions", "q.found", "q.edition")
    }

    assert seen == {
        "q.case-ref": (False, False, True),
        "q.warning-reply": (True, False, False),
        "q.helped-worker": (False, True, False),
        "q.actions": (False, False, False),
        "q.found": (False, False, False),
        "q.edition": (False, False, False),
    }


def test_a_condition_is_said_once() -> None:
    """A question's own condition is a sentence; its note stands instead; a section's stands in its lead."""
    section = example.AUDIT.sections[2]
    both = tuple(
        replace(question, when_words="you met and they took part") if question.when_words else question
        for question in section.questions
    )
    shared = replace(section, when_words="they took part")
    further = replace(section, when_words="you met", questions=both)

    def said(section: Section) -> set[str]:
        form = form_of(replace(example.AUDIT, sections=(section,)), example.CATALOGUE, SETTINGS)
        return {field.only_if for field in form.sections[0].fields} - {""}

    assert FIELDS["q.higher"].only_if == "Not asked for the top grade."
    assert FIELDS["q.case-ref"].only_if == ""
    assert said(section) == said(further) == {"Only if they took part."}
    assert said(shared) == set()


def test_headings_stand_before_their_question() -> None:
    """The tool's headings go with the question that follows them."""
    assert [field.heading for field in FORM.sections[0].fields if field.heading] == ["How the case was selected"]
    assert FIELDS["q.selection-record"].heading == "How the case was selected"


def test_answers_that_may_be_none_or_a_reason_have_a_control_for_it() -> None:
    """A tick for none and a line for the reason have ids of their own."""
    assert FIELDS["q.strengths"].none == Choice(id="q.strengths-none", value="none", label="I found no strengths")
    assert FIELDS["q.family-told-on"].reason == Input(id="q.family-told-on-reason", label="Why not?")


def test_roles_that_are_only_played_do_not_own_actions() -> None:
    """The list of owners leaves out the parts of the audit itself."""
    items = tuple(replace(item, details={"part": True}) if item.id == "role.auditor" else item for item in small.ITEMS)
    question = Question(id="q", type="single", ask="Who?", options_from="owner-roles")
    everyone = replace(question, options_from="roles")

    offered = [
        [value for value, _, _ in choices(each, example.AUDIT, replace(example.CATALOGUE, items=items))]
        for each in (question, everyone)
    ]

    assert offered == [["role.manager", "role.practitioner"], ["role.auditor", "role.manager", "role.practitioner"]]


@pytest.mark.parametrize(
    ("pointer", "control"),
    [
        ("/answers/q.case-ref", "q.case-ref-value"),
        ("/answers/q.case-ref/value", "q.case-ref-value"),
        ("/answers/q.found", "q.found-value"),
        ("/answers/q.plan", "q.plan-met"),
        ("/answers/q.conversation-with", "q.conversation-with-role.practitioner"),
        ("/answers/q.author-role", "q.author-role-value"),
        ("/answers/q.area", "q.area-value"),
        ("/answers/q.read-from", "q.read-from-day"),
        ("/answers/q.read-from/month", "q.read-from-month"),
        ("/answers/q.read-from/year", "q.read-from-year"),
        ("/answers/q.family-told-on/reason", "q.family-told-on-reason"),
        ("/answers/q.strengths/none", "q.strengths-none"),
        ("/answers/q.two/which", "q.two-which-ps.chapter.reason"),
        ("/answers/q.plan/which", "q.plan-which-ps.chapter.plan"),
        ("/answers/q.service/detail", "q.service-detail-other"),
        ("/answers/q.edition", "q.edition"),
        ("/answers/q.checklist", "q.checklist-file"),
        ("/answers/q.selection-record", "q.selection-record-value"),
        ("/answers/q.evidence", "q.evidence-e1.what-value"),
        ("/answers/q.evidence/rows/1/where", "q.evidence-e2.where-value"),
        ("/answers/q.evidence/rows/1/kind", "q.evidence-e2.kind-strength"),
        ("/answers/q.evidence/rows/1/links/value/0", "q.evidence-e2.links-ps.chapter.plan"),
        ("/answers/q.evidence/rows/1/seen_on/year", "q.evidence-e2.seen_on-year"),
        ("/answers/q.evidence/rows/7/where", "q.evidence-1.where-value"),
        ("/answers/q.evidence/rows/9999999999/where", "q.evidence-e1.where-value"),
        ("/answers/q.evidence/rows/x/nothing", "q.evidence-e1.what-value"),
        ("/answers/q.evidence-basis", "q.evidence-basis-q.evidence/e1"),
        ("/answers/q.actions/rows/0/link", "q.actions-a1.link-value"),
        ("/answers/q.unknown", ""),
        ("/answers", ""),
        ("/created", ""),
        ("", ""),
    ],
)
def test_a_pointer_leads_to_the_control_that_mends_it(pointer: str, control: str) -> None:
    """Rows are named by their own id, choices by their first one, the envelope nowhere."""
    assert control_id(pointer, example.audit_draft(), example.AUDIT, example.CATALOGUE) == control


def test_a_place_names_section_and_question() -> None:
    """The summary of all problems puts the section in front."""
    found = place("/answers/q.found", {}, example.AUDIT, example.CATALOGUE)

    assert found == Place(section="c", section_title="Visits", question="q.found", control="q.found-value")


def test_a_detail_is_that_of_the_choice_made() -> None:
    """Where several choices ask for more, the line under the chosen one is meant."""
    question = replace(
        example.AUDIT.sections[0].questions[1], details={"early_help": small.WHY_NOT, "other": small.WHY_NOT}
    )
    tool = replace(example.AUDIT, sections=(replace(example.AUDIT.sections[0], questions=(question,)),))

    def control(answer: Any) -> str:
        return control_id("/answers/q.service/detail", {"answers": answer}, tool, example.CATALOGUE)

    assert control({"q.service": {"value": "other"}}) == "q.service-detail-other"
    assert control({"q.service": {"value": ["other"]}}) == "q.service-detail-other"
    assert control({"q.service": {"value": 3}}) == "q.service-detail-early_help"
    assert control(None) == "q.service-detail-early_help"


def test_what_has_no_control_leads_to_its_question() -> None:
    """No evidence yet, no field, no detail: the question itself gets the focus."""
    bare = replace(example.AUDIT.sections[1].questions[5], fields=())
    tool = replace(example.AUDIT, sections=(replace(example.AUDIT.sections[1], questions=(bare,)),))

    assert control_id("/answers/q.evidence-basis", {}, example.AUDIT, example.CATALOGUE) == "q.evidence-basis"
    assert control_id("/answers/q.evidence", {}, tool, example.CATALOGUE) == "q.evidence"
    assert control_id("/answers/q.case-ref/detail", {}, example.AUDIT, example.CATALOGUE) == "q.case-ref"


def controls(form: Form) -> Iterator[str]:
    """The id of everything that a template prints with an id, containers included."""
    fields = [field for section in form.sections for field in section.fields]
    for field in fields:
        yield field.id
        yield from (line.id for line in (field.input, field.where, field.reason, *field.date) if line is not None)
        yield from (choice.id for choice in (field.none, *field.choices) if choice is not None)
        yield from (reveal.input.id for reveal in field.reveals if reveal.input is not None)
        yield from (box.id for reveal in field.reveals for box in reveal.choices)
        if field.accepts:
            yield f"{field.id}-file"
        fields += field.rows.row if field.rows else ()


def test_no_two_controls_have_one_id(sources: Sources, catalogue: Catalogue) -> None:
    """In the real forms every id stands once, so that a label and a link find their control."""
    for tool in catalogue.tools:
        counted = Counter(controls(form_of(tool, catalogue, sources.settings)))

        assert [key for key, times in counted.items() if times > 1] == []


def test_every_missing_answer_leads_to_a_control_that_is_there(sources: Sources, catalogue: Catalogue) -> None:
    """In the real forms, the link of every problem of an empty draft meets a printed id."""
    for tool in catalogue.tools:
        printed = set(controls(form_of(tool, catalogue, sources.settings)))
        draft: dict[str, Any] = {"edition": "2023", "tool": {"version": tool.version}, "answers": {}}
        problems = rules.check(catalogue, tool, draft, today=example.TODAY)

        led = {control_id(problem.pointer, draft, tool, catalogue) for problem in problems}

        assert len(led) > 1
        assert led - printed == set()
