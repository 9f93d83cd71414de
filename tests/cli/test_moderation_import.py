"""An audit and its moderations enter the register, in any order: what they say together, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from practice_audit.register import Register
from practice_audit.register.expiry import purge
from practice_audit.relations.consistency import enter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from practice_audit.model import Catalogue
    from tests.making import Make, Run, Save

FIRST, SECOND = "moderation-1", "moderation-2"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Where the register is to be."""
    return tmp_path / "register.db"


def entered(records: list[dict[str, Any]], catalogue: Catalogue) -> list[tuple[str, list[tuple[str, str]]]]:
    """What became of each record in a new register, with code and severity of its problems but "not here yet"."""
    opened = Register("sqlite://", create=True)
    try:
        found = [enter(record, opened, lambda edition: catalogue) for record in records]  # noqa: ARG005 - one edition
    finally:
        opened.close()
    return [
        (outcome.value, [(one.code, one.severity.value) for one in problems if one.code != "REG003"])
        for outcome, problems in found
    ]


def by(ref: str, question: str) -> Callable[[dict[str, Any]], object]:
    """Gives a record another author."""

    def changed(record: dict[str, Any]) -> None:
        record["answers"][question]["value"] = ref

    return changed


def set_to(question: str, side: str, value: object) -> Callable[[dict[str, Any]], object]:
    """Changes one side of an answer."""

    def changed(record: dict[str, Any]) -> None:
        record["answers"][question][side] = value

    return changed


def test_an_audit_and_its_moderations_enter_in_any_order(make: Make, catalogue: Catalogue) -> None:
    """Nothing is refused, whichever comes first; a second before its first is pointed out."""
    made = [make("ila"), make(FIRST), make(SECOND)]
    for order in permutations(made):
        types = [record["record_type"] for record in order]
        early = types.index(SECOND) < types.index(FIRST)
        expected = {kind: ("imported", [("R085", "warning")] if early and kind == SECOND else []) for kind in types}
        assert entered(list(order), catalogue) == [expected[kind] for kind in types], types


def drawn_for(make: Make, *audits: str, number: int = 1) -> dict[str, Any]:
    """The sample that the first moderation names, which drew these audits."""

    def changed(record: dict[str, Any]) -> None:
        rows = [{"id": str(place), "audit_ref": {"value": audit}} for place, audit in enumerate(audits, start=1)]
        record["answers"]["ms.b.audits"] = {"rows": rows}
        record["answers"]["ms.a.number"] = {"value": len(rows)}
        record["record_id"] = make(FIRST)["answers"]["m1.sample"]["value"]

    return make("moderation-sample", number=number, edit=changed)


def test_an_audit_is_moderated_that_its_sample_drew(make: Make, catalogue: Catalogue) -> None:
    """Whichever comes last is refused where the sample drew other audits; the first version of an audit will do."""
    audit, moderation = make("ila"), make(FIRST)
    right, wrong = drawn_for(make, audit["record_id"]), drawn_for(make, make("ila", number=9)["record_id"])
    for order in permutations([audit, moderation, right]):
        assert [what for what, _ in entered(list(order), catalogue)] == ["imported"] * 3
    for order in permutations([audit, moderation, wrong]):
        *_, last = entered(list(order), catalogue)
        assert last == ("refused", [("R080", "error")]), [one["record_type"] for one in order]
    corrected = make(
        "ila",
        number=9,
        edit=lambda record: record["relates_to"].append({"relation": "replaces", "record_id": audit["record_id"]}),
    )
    about = json.loads(json.dumps(moderation).replace(audit["record_id"], corrected["record_id"]))
    *_, last = entered([audit, right, corrected, about], catalogue)
    assert last[0] == "imported"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"ila": by("HS-03", "ila.a.auditor_ref")}, "R086"),
        ({"ila": set_to("ila.h.completed_on", "value", "2023-06-20")}, "R176"),
        ({"ila": set_to("ila.f.grade", "value", "grade.significant-development")}, "R089"),
        ({"ila": set_to("hdr.case_ref", "value", "CR-0999")}, "R090"),
    ],
)
def test_a_moderation_and_its_audit_agree(make: Make, catalogue: Catalogue, changed: dict[str, Any], code: str) -> None:
    """Whichever of the two comes last is refused: one person, dates, the auditor's grade, the case."""
    for pair in permutations([make("ila", edit=changed["ila"]), make(FIRST)]):
        assert entered(list(pair), catalogue) == [("imported", []), ("refused", [(code, "error")])]


def test_three_different_people(make: Make, catalogue: Catalogue) -> None:
    """R086: the first and the second moderator of an audit are two people, though neither record names the other."""

    def alone(record: dict[str, Any]) -> None:
        by("HS-03", "m2.ref")(record)
        del record["answers"]["m2.first"], record["answers"]["m2.agree_first"]

    pair = [make(FIRST), make(SECOND, edit=alone)]
    assert entered(pair, catalogue) == [("imported", []), ("refused", [("R086", "error")])]
    outcomes = entered(pair[::-1], catalogue)
    assert outcomes == [("imported", [("R085", "warning")]), ("refused", [("R086", "error")])]


def test_a_second_without_a_first_is_pointed_out_or_refused(make: Make, catalogue: Catalogue) -> None:
    """R085: as the edition says."""
    strict = [replace(rule, severity="error") if rule.id == "R085" else rule for rule in catalogue.rules]
    council = replace(catalogue, rules=tuple(strict))
    made = [make("ila"), make(SECOND)]
    assert entered(made, catalogue) == [("imported", []), ("imported", [("R085", "warning")])]
    assert entered(made, council) == [("imported", []), ("refused", [("R085", "error")])]
    assert entered([make(FIRST), *made], council) == [("imported", [])] * 3


def test_a_second_that_names_the_first_of_another_audit(make: Make, catalogue: Catalogue) -> None:
    """R085: what is named in the register moderates the same audit."""
    other = make(FIRST, edit=set_to("m1.audit", "value", "91d0b6e3-4a72-4c5f-8e19-d2a7f5c30b86"))
    assert entered([other, make(SECOND)], catalogue)[1] == ("imported", [("R085", "warning")])


def test_what_is_moderated_is_an_audit(make: Make, catalogue: Catalogue) -> None:
    """R090 and R080: a record of another kind is neither an audit nor a sample, whichever comes first."""
    checklist = make("pre-audit")
    asked = make(FIRST, edit=set_to("m1.audit", "value", checklist["record_id"]))
    drawn = make(FIRST, edit=set_to("m1.sample", "value", checklist["record_id"]))
    for moderation, code in ((asked, "R090"), (drawn, "R080")):
        for order in permutations([checklist, moderation]):
            assert entered(list(order), catalogue) == [("imported", []), ("refused", [(code, "error")])]


def test_what_a_correction_replaced_counts_no_longer(make: Make, catalogue: Catalogue) -> None:
    """R086: once a first moderation is replaced by one of another person, its author may moderate second."""

    def corrected(record: dict[str, Any]) -> None:
        record["relates_to"] = [{"relation": "replaces", "record_id": make(FIRST)["record_id"]}]
        by("HS-09", "m1.ref")(record)

    def alone(record: dict[str, Any]) -> None:
        by("HS-03", "m2.ref")(record)
        del record["answers"]["m2.first"], record["answers"]["m2.agree_first"]

    made = [make(FIRST), make(FIRST, number=7, edit=corrected), make(SECOND, edit=alone)]
    found = entered(made, catalogue)
    assert found == [("imported", []), ("imported", [("R175", "warning")]), ("imported", [])]  # another person is told


def test_a_draft_of_a_moderation_stays_outside(run: Run, make: Make, save: Save, register: Path) -> None:
    """R173: only what is finished enters."""
    draft = {**make(FIRST), "status": "draft", "completed": None, "sitting": {}, "content_sha256": None}
    done = run("import", save(draft), "--register", register, "--format", "json")
    assert (done.exit_code, [one["code"] for one in json.loads(done.stdout)]) == (1, ["R173"])


def test_awaiting_its_file_note(run: Run, make: Make, save: Save, register: Path) -> None:
    """R088: a moderation whose note is not on the case file is imported, and every check says that it awaits it."""

    def unnoted(record: dict[str, Any]) -> None:
        record["answers"]["m1.on_file"]["value"] = "no"

    folder = save(make(FIRST, edit=unnoted))
    checked = run("validate", folder, "--format", "json")
    assert (checked.exit_code, [one["code"] for one in json.loads(checked.stdout)]) == (0, ["R088"])
    assert "Awaiting file note" in json.loads(checked.stdout)[0]["message"]
    done = run("import", folder, "--register", register, "--format", "json")
    assert done.exit_code == 0
    assert "R088" in [one["code"] for one in json.loads(done.stdout)]
    run("import", save(make("ila"), make(SECOND)), "--register", register)
    listing = ("list", "--register", register, "--awaiting-file-note", "--format", "json")
    assert [entry["record_type"] for entry in json.loads(run(*listing).stdout)] == [FIRST]

    def noted(record: dict[str, Any]) -> None:
        record["relates_to"] = [{"relation": "replaces", "record_id": make(FIRST)["record_id"]}]

    run("import", save(make(FIRST, number=9, edit=noted)), "--register", register)
    assert json.loads(run(*listing).stdout) == []


def test_the_first_moderation_was_deleted(make: Make, catalogue: Catalogue) -> None:
    """R085: it is said that it was deleted when its time was over, and nobody is told to import it."""
    first = make(FIRST)
    opened = Register("sqlite://", create=True)
    enter(first, opened, lambda _: catalogue)
    purge(opened, [first["record_id"]], lambda _: (date(2024, 1, 1), ""))
    _, problems = enter(make(SECOND), opened, lambda _: catalogue)
    opened.close()
    (problem,) = [one for one in problems if one.code == "R085"]
    assert "was deleted from this register" in problem.message
    assert "Import" not in problem.remedy


def test_a_whole_audit_with_its_moderations_is_complete(run: Run, make: Make, save: Save, register: Path) -> None:
    """In one import all three enter, and only what is not sent along is named as missing."""
    done = run("import", save(make("ila"), make(FIRST), make(SECOND)), "--register", register, "--format", "json")
    assert done.exit_code == 0
    missing = [one for one in json.loads(done.stdout) if one["code"] == "REG003"]
    assert {one["source"].split("_")[2] for one in missing} == {"ila", FIRST}  # its selection and checklist, its sample
