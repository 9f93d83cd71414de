"""Moderating in the browser: the evidence first, then the judgement, three grades side by side, and what goes out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sysconfig
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from practice_audit import locked_files
from tests.e2e.forms import (
    Record,
    as_draft,
    bar,
    choose_file,
    drafts,
    example,
    expect_engine,
    expect_saved,
    finish,
    go,
    new_draft,
    open_draft,
    press_on,
    question,
    view,
    voice,
)
from tests.e2e.sheets import paper, squeezed

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

FIRST, SECOND = "moderation-1", "moderation-2"
GRADE_OF_THE_AUDIT = "Some development required"
REASONS = "What decides the grade is that reasons are not written down"
"""Words of the auditor's judgement."""
EVIDENCE = "The assessment quotes what the child said"
"""Words of the auditor's evidence."""
OF_LONG_AGO = """
async (id) => {
  const address = new URL("../../../assets/audit/drafts/drafts.mjs", location.href).href;
  const { get, save } = await import(address);
  const draft = await get(id);
  draft.record.edition = "2019";
  await save({ ...draft, edition: "2019" }, true);
}
"""
"""Makes a draft one of an edition that this handbook does not have."""


def load(page: Page, place: str, record: Record) -> None:
    """Choose a file in a question of the open form."""
    text = json.dumps(record, ensure_ascii=False).encode()
    page.locator(f'[id="{place}-file"]').set_input_files(
        {"name": "audit_file.json", "mimeType": "application/json", "buffer": text}
    )


def begin(page: Page, tool: str, prefix: str) -> None:
    """A new moderation with the example audit loaded into it."""
    new_draft(page, tool)
    expect_engine(page)
    go(page, f"{prefix}.a")
    load(page, f"{prefix}.audit", example("ila"))
    expect(question(page, f"{prefix}.audit").locator("[data-loaded]")).to_be_visible()


def expect_folded(page: Page, key: str) -> None:
    """In the open section the record is folded away: the sheet with it is neither seen nor filled.

    To be called after the evidence is there: then the record was fetched, and could have been shown.
    """
    shown = question(page, key).locator("[data-shows]")
    expect(shown.locator("[data-state=folded]")).to_be_visible()
    expect(shown.locator("[data-state=sheet]")).to_be_hidden()
    expect(shown.locator("[data-state=sheet]")).to_be_empty()


def look_and_unfold(page: Page, prefix: str, grade: str) -> None:
    """Give a provisional grade and ask to see the auditor's judgement."""
    go(page, f"{prefix}.b")
    expect(question(page, f"{prefix}.evidence")).to_contain_text(EVIDENCE)
    question(page, f"{prefix}.provisional-{grade}").check()
    view(page).locator("[data-do=unfold]").click()
    expect(view(page).locator("[data-seen]")).to_be_focused()


def finished_file(page: Page, tmp_path: Path) -> Path:
    """Check, finish and save the record."""
    finish(page)
    with page.expect_download() as saved:
        view(page).locator("[data-do=save-record]").click()
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    return path


def command_line(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """`practice-audit` with these arguments."""
    command = shutil.which("practice-audit", path=sysconfig.get_path("scripts"))
    assert command, "the command line is not installed in this environment"
    return subprocess.run(
        [command, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False
    )


def rest_of(tool: str, page: Page) -> None:
    """Answer what comes after the judgement as the example does, through the store of answers."""
    wanted = as_draft(example(tool))["answers"]
    for key, answer in wanted.items():
        place = question(page, key)
        kind = place.get_attribute("data-type")
        section = page.locator(f'[data-section]:has([id="{key}"])').get_attribute("id")
        if kind == "record" or page.locator(f'[id="{key}"]').get_attribute("data-locked") is not None:
            continue
        if view(page).get_attribute("id") != section:
            go(page, str(section))
        value = answer.get("value")
        if kind == "date":
            year, month, day = str(value).split("-")
            for side, text in (("day", day), ("month", month), ("year", year)):
                question(page, f"{key}-{side}").fill(text)
        elif page.locator(f'[id="{key}-value"]').count():
            question(page, f"{key}-value").fill(str(value))
        elif place.locator("[data-unfold]").count() == 0:
            press_on(question(page, f"{key}-{value}"), "Space")  # what is asked may come and go above it
        if "detail" in answer:
            question(page, f"{key}-detail-{value}").fill(answer["detail"])


def test_a_first_moderation_over_two_sittings(page: Page, tmp_path: Path) -> None:
    """The evidence, a provisional grade, then the judgement; a reload in the middle; three grades in the record."""
    page.clock.set_fixed_time("2023-06-14T15:00:00Z")
    begin(page, FIRST, "m1")
    expect(question(page, "m1.case_ref-value")).to_have_value("CR-0417")
    go(page, "m1.b")
    expect(question(page, "m1.evidence")).to_contain_text(EVIDENCE)
    go(page, "m1.c")
    summary = question(page, "m1.summary")
    expect_folded(page, "m1.summary")
    expect(summary.locator("[data-state=folded]")).to_contain_text("until you have recorded a provisional grade")
    assert REASONS not in page.locator("#qa-main").inner_text()
    go(page, "m1.b")
    expect(question(page, "m1.evidence")).to_contain_text(EVIDENCE)
    expect(question(page, "m1.evidence")).not_to_contain_text(GRADE_OF_THE_AUDIT)
    expect_saved(page)
    page.reload()
    expect(view(page)).to_have_id("m1.b")
    expect(question(page, "m1.evidence")).to_contain_text(EVIDENCE)
    look_and_unfold(page, "m1", "grade.positive")
    expect_saved(page)
    page.reload()
    expect(question(page, "m1.provisional-grade.positive")).to_be_disabled()
    expect(question(page, "m1.provisional").get_by_text("your provisional grade stays as it is")).to_be_visible()
    go(page, "m1.c")
    expect(summary).to_contain_text(GRADE_OF_THE_AUDIT)
    expect(summary).to_contain_text("Which evidence does it rest on?")
    expect_engine(page)
    rest_of(FIRST, page)
    go(page, "m1.a")
    question(page, "m1.sample-value").fill(example(FIRST)["answers"]["m1.sample"]["value"])
    path = finished_file(page, tmp_path)
    made = json.loads(path.read_text(encoding="utf-8"))
    assert made["answers"]["m1.audit"]["kept"] == {"grade": "grade.some-development"}
    assert made["answers"]["m1.provisional"] == {"value": "grade.positive"}
    assert made["answers"]["m1.unfolded"] == {"value": "blind"}
    assert made["answers"]["m1.grade_view"] == {"value": "grade.some-development"}
    assert {"relation": "moderates-1", "record_id": example("ila")["record_id"]} in made["relates_to"]
    assert EVIDENCE not in path.read_text(encoding="utf-8")
    validated = command_line("validate", path)
    assert validated.returncode == 0, validated.stdout + validated.stderr


def test_a_second_moderation_sees_audit_and_first_moderation(page: Page, tmp_path: Path) -> None:
    """What the first moderator said stays folded away as well, and the record names both."""
    page.clock.set_fixed_time("2023-06-28T15:00:00Z")
    begin(page, SECOND, "m2")
    load(page, "m2.first", example(FIRST))
    expect(question(page, "m2.first").locator("[data-loaded]")).to_be_visible()
    go(page, "m2.b")
    expect(question(page, "m2.evidence")).to_contain_text(EVIDENCE)
    go(page, "m2.c")
    for key in ("m2.summary", "m2.first_summary"):
        expect_folded(page, key)
    look_and_unfold(page, "m2", "grade.some-development")
    go(page, "m2.c")
    expect(question(page, "m2.summary")).to_contain_text(REASONS)
    expect(question(page, "m2.first_summary")).to_contain_text("Assessment, evidence 2 shows the gap well")
    rest_of(SECOND, page)
    path = finished_file(page, tmp_path)
    made = json.loads(path.read_text(encoding="utf-8"))
    assert made["answers"]["m2.first"]["kept"] == {
        "moderated-first": example("ila")["record_id"],
        "grade-view": "grade.some-development",
    }
    validated = command_line("validate", path)
    assert validated.returncode == 0, validated.stdout + validated.stderr


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("draft", "draft"),
        ("other tool", "belongs to another tool"),
        ("none", "not an audit file"),
    ],
)
def test_what_cannot_be_moderated_is_refused(page: Page, file: str, words: str) -> None:
    """R090: a draft, a record of another tool and a foreign file are refused in words, and nothing is loaded."""
    new_draft(page, FIRST)
    expect_engine(page)
    go(page, "m1.a")
    files: dict[str, Any] = {"draft": as_draft(example("ila")), "other tool": example("pre-audit"), "none": {"a": 1}}
    load(page, "m1.audit", files[file])
    expect(question(page, "m1.audit").locator("[data-outcome]")).to_contain_text(words)
    expect(question(page, "m1.audit").locator("[data-loaded]")).to_be_hidden()
    assert "m1.audit" not in drafts(page)[0]["record"]["answers"]


def test_the_judgement_is_not_shown_before_a_provisional_grade(page: Page) -> None:
    """The button says what comes first, and records nothing."""
    new_draft(page, FIRST)
    expect_engine(page)
    go(page, "m1.b")
    button, first = view(page).locator("[data-do=unfold]"), view(page).locator("[data-unfold-first]")
    button.click()
    expect(first).to_have_text("Load the file first. Then choose a provisional grade.")
    go(page, "m1.a")
    load(page, "m1.audit", example("ila"))
    expect(question(page, "m1.audit").locator("[data-loaded]")).to_be_visible()
    go(page, "m1.b")
    expect(question(page, "m1.evidence")).to_contain_text(EVIDENCE)
    button.click()
    expect(first).to_have_text("Choose a provisional grade first. After that it cannot be changed.")
    expect(first).to_be_focused()
    expect_saved(page)
    assert "m1.unfolded" not in drafts(page)[0]["record"]["answers"]


def test_another_audit_cannot_take_the_place_of_one_that_was_seen(page: Page) -> None:
    """After the judgement was shown the audit can neither be taken out nor exchanged."""
    begin(page, FIRST, "m1")
    look_and_unfold(page, "m1", "grade.positive")
    expect(voice(page)).to_have_text("The auditor’s judgement is shown in the next section.")
    go(page, "m1.a")
    audit = question(page, "m1.audit")
    expect(audit.locator("[data-loaded]")).to_be_visible()
    expect(audit.locator("[data-do=take-out]")).to_be_hidden()
    expect(audit.locator("[data-do=load-another]")).to_be_hidden()


def test_a_draft_from_a_file_asks_for_the_audit_again(page: Page) -> None:
    """The audit is in no file of the moderation: the page says so, and takes the same audit and no other one."""
    record = as_draft(example(FIRST))
    open_draft(page, record)
    expect_engine(page)
    go(page, "m1.c")
    missing = question(page, "m1.summary").locator("[data-state=missing]")
    expect(missing).to_be_visible()
    expect(missing).to_contain_text("The file is not on this computer")
    go(page, "m1.a")
    expect(question(page, "m1.audit").locator("[data-not-here]")).to_be_visible()
    other = {**example("ila"), "record_id": "91d0b6e3-4a72-4c5f-8e19-d2a7f5c30b86"}
    load(page, "m1.audit", other)
    expect(question(page, "m1.audit").locator("[data-outcome]")).to_contain_text("the judgement of another record")
    load(page, "m1.audit", example("ila"))
    expect(question(page, "m1.audit").locator("[data-not-here]")).to_be_hidden()
    go(page, "m1.c")
    expect(question(page, "m1.summary")).to_contain_text(REASONS)


def test_shown_from_the_start(context: BrowserContext, page: Page) -> None:
    """Where the setting is off nothing is folded away, no provisional grade is asked, and the record says so."""

    def unset(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("data-unfold>", 'data-unfold data-from="open">'))

    context.route("**/tools/moderation-1/form/", unset)
    begin(page, FIRST, "m1")
    go(page, "m1.c")
    expect(question(page, "m1.summary")).to_contain_text(REASONS)
    go(page, "m1.b")
    expect(question(page, "m1.provisional")).to_be_hidden()
    expect(view(page).locator("[data-do=unfold]")).to_be_hidden()
    expect_saved(page)
    assert drafts(page)[0]["record"]["answers"]["m1.unfolded"] == {"value": "open"}


def test_a_moderation_starts_from_the_audits_file(page: Page) -> None:
    """On the start page the audit's file starts a moderation, and is loaded into it."""
    choose_file(page, FIRST, example("ila"))
    outcome = page.locator("[data-outcome=checklist]")
    expect(outcome.locator("h3")).to_have_text("Start a moderation with this record?")
    outcome.locator("[data-do=start-with]").click()
    expect(view(page)).to_have_id("tasks")
    expect_engine(page)
    go(page, "m1.b")
    expect(question(page, "m1.evidence")).to_contain_text(EVIDENCE)


def grades(page: Page) -> list[list[str]]:
    """The table of grades in the record that is read: whose, which, by whom."""
    rows = page.locator("#record [data-grades] tbody tr")
    return [row.locator("th, td").all_inner_texts()[:3] for row in rows.all()]


def test_a_moderation_that_is_read_shows_every_grade(page: Page) -> None:
    """Auditor, first moderator, provisional and moderated grade stand in one table, none over another."""
    choose_file(page, SECOND, example(SECOND))
    page.wait_for_url("**/form/#record")
    expect(page.locator("#record [data-grades] tbody tr")).to_have_count(4)
    assert grades(page) == [
        ["Auditor’s grade", GRADE_OF_THE_AUDIT, "AU-12"],
        ["First moderator’s grade", GRADE_OF_THE_AUDIT, "HS-03"],
        ["Provisional grade, before the judgement was shown", GRADE_OF_THE_AUDIT, "PS-01"],
        ["Moderated grade", GRADE_OF_THE_AUDIT, "PS-01"],
    ]
    expect(page.locator("#record [data-relations]")).to_contain_text(example("ila")["record_id"])
    assert page.locator("#record input").count() == 0


def test_an_audit_that_is_read_takes_its_moderations_beside_it(page: Page) -> None:
    """The auditor's grade stays first and as it was; a file that is no moderation of it is refused in words."""
    choose_file(page, "ila", example("ila"))
    page.wait_for_url("**/form/#record")
    expect(view(page)).to_have_id("record")
    files = [
        {"name": f"{tool}.json", "mimeType": "application/json", "buffer": json.dumps(example(tool)).encode()}
        for tool in (SECOND, FIRST)
    ]
    page.locator("#record-moderations").set_input_files(files)  # type: ignore[arg-type]
    expect(page.locator("#record [data-grades] tbody tr")).to_have_count(5)
    expect(page.locator("[data-record-sound]")).to_be_visible()
    assert [(whose, by) for whose, _, by in grades(page)] == [
        ("Auditor’s grade", "AU-12"),
        ("Provisional grade, before the judgement was shown", "HS-03"),
        ("Moderated grade", "HS-03"),
        ("Provisional grade, before the judgement was shown", "PS-01"),
        ("Moderated grade", "PS-01"),
    ]
    page.locator("#record-moderations").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(example("pre-audit")).encode()}
    )
    expect(page.locator("[data-grades-outcome]")).to_contain_text("no moderation of this audit")
    assert len(grades(page)) == 5


def test_the_note_for_the_case_file(page: Page) -> None:
    """It says whose audit, both grades, and whether the evidence justifies the grade; it prints alone."""
    choose_file(page, FIRST, example(FIRST))
    page.wait_for_url("**/form/#record")
    page.evaluate("window.print = () => {}")
    view(page).locator("[data-do=print-note]").click()
    note = view(page).locator("[data-note-text]")
    expect(note).to_contain_text("Case CR-0417.")
    expect(note).to_contain_text(f"by AU-12. Auditor’s grade: {GRADE_OF_THE_AUDIT}.")
    expect(note).to_contain_text("Does the evidence justify it? Partly.")
    text = "".join(paper(page))
    assert squeezed("Moderated grade: Some development required.") in text
    assert squeezed("Learning points for the auditor") not in text


def test_a_printed_record_says_whose_it_is(page: Page) -> None:
    """Each sheet names tool, case, record and owner, the edition, and its page."""
    choose_file(page, FIRST, example(FIRST))
    page.wait_for_url("**/form/#record")
    expect(page.locator("#record [data-grades] tbody tr")).to_have_count(3)
    expect(page.locator("#record [data-answers] h2").first).to_be_visible()
    sheets = paper(page)
    head = squeezed(f"First moderation. Case CR-0417. Record {example(FIRST)['record_id'][:8]}")
    assert [n for n, sheet in enumerate(sheets, 1) if head not in sheet] == []
    assert [n for n, sheet in enumerate(sheets, 1) if squeezed("Owner: Chief Officer") not in sheet] == []
    assert [n for n, sheet in enumerate(sheets, 1) if f"Page{n}of{len(sheets)}" not in sheet] == []


def test_a_record_made_for_practice_says_so(page: Page) -> None:
    """Whoever reads it sees first that no register takes it."""
    choose_file(page, FIRST, {**example(FIRST), "practice": True})
    page.wait_for_url("**/form/#record")
    expect(page.locator("[data-record-practice]")).to_be_visible()
    expect(bar(page, "engine")).to_contain_text("Checks")


def two_sittings(page: Page) -> Record:
    """The file of a moderation as it was before the judgement was seen, which is seen in the draft that stays here."""
    begin(page, FIRST, "m1")
    go(page, "m1.b")
    expect(question(page, "m1.evidence")).to_contain_text(EVIDENCE)
    question(page, "m1.provisional-grade.positive").check()
    expect_saved(page)
    before: Record = drafts(page)[0]["record"]
    before["answers"]["m1.provisional"] = {"value": "grade.some-development"}
    look_and_unfold(page, "m1", "grade.positive")
    go(page, "m1.c")
    question(page, "m1.reasons-value").fill("Words of the second sitting.")
    question(page, "m1.reasons-value").press("Tab")
    expect_saved(page)
    return before


def test_comparing_undoes_nothing_that_was_fixed_by_seeing_the_judgement(page: Page) -> None:
    """What was seen, and the provisional grade before it, are not among the answers that a file can replace."""
    before = two_sittings(page)
    choose_file(page, FIRST, before)
    page.locator("[data-outcome]:visible").get_by_role("button", name="Compare question by question").click()
    page.wait_for_url("**/form/#compare")
    expect(view(page).locator("[data-differs]")).to_have_count(1)
    view(page).get_by_role("button", name="Take the file everywhere").click()
    view(page).get_by_role("button", name="Save what you chose").click()
    expect(view(page)).to_have_id("tasks")
    expect_saved(page)
    kept = next(draft["record"]["answers"] for draft in drafts(page) if draft["record_id"] == before["record_id"])
    assert kept["m1.provisional"] == {"value": "grade.positive"}
    assert kept["m1.unfolded"] == {"value": "blind"}
    assert "value" not in kept.get("m1.reasons", {})


def test_no_file_takes_the_place_of_a_moderation_that_saw_the_judgement(page: Page) -> None:
    """An older file cannot undo what was seen: it is kept beside, with the audit that was loaded here to be read."""
    before = two_sittings(page)
    choose_file(page, FIRST, before)
    also_here = page.locator("[data-outcome]:visible")
    expect(also_here.get_by_text("The judgement was already shown in the draft that is here")).to_be_visible()
    expect(also_here.get_by_role("button", name="Use the file")).to_be_hidden()
    also_here.get_by_role("button", name="Keep both").click()
    page.wait_for_url("**/form/#tasks")
    go(page, "m1.b")
    expect(question(page, "m1.evidence")).to_contain_text(EVIDENCE)
    kept = {draft["record_id"]: draft["record"]["answers"] for draft in drafts(page)}
    assert kept.pop(before["record_id"])["m1.unfolded"] == {"value": "blind"}
    assert ["m1.unfolded" in answers for answers in kept.values()] == [False]


def test_a_file_that_takes_the_place_of_a_draft_keeps_the_audit_beside_it(page: Page) -> None:
    """The file holds no audit: the one that was loaded here stays to be read in both versions."""
    begin(page, FIRST, "m1")
    expect_saved(page)
    (mine,) = drafts(page)
    choose_file(page, FIRST, mine["record"])
    page.locator("[data-outcome]:visible").get_by_role("button", name="Use the file").click()
    page.wait_for_url("**/form/#tasks")
    go(page, "m1.b")
    expect(question(page, "m1.evidence")).to_contain_text(EVIDENCE)
    assert [draft["loaded"] for draft in drafts(page)] == [mine["loaded"]] * 2


def test_a_moved_moderation_keeps_the_audit_and_what_was_fixed(page: Page) -> None:
    """In a newer edition the audit is still there to read, and the provisional grade stays as it is."""
    draft = two_sittings(page)
    page.evaluate(OF_LONG_AGO, draft["record_id"])
    page.goto(f"tools/moderation-1/form/#draft-{draft['record_id'][:8]}")
    page.reload()
    expect_engine(page)
    page.evaluate("() => { location.hash = 'move'; }")
    expect(page.locator("[data-move-plan]")).to_be_visible()
    view(page).get_by_role("button", name="Move the draft").click()
    page.wait_for_url("**/form/#tasks")
    expect(view(page)).to_have_id("tasks")
    assert len(drafts(page)) == 2
    go(page, "m1.b")
    expect(question(page, "m1.evidence")).to_contain_text(EVIDENCE)
    expect(question(page, "m1.provisional-grade.positive")).to_be_disabled()
    expect(question(page, "m1.provisional-grade.positive")).to_be_checked()


def test_a_locked_moderation_is_unlocked_beside_the_audit(page: Page) -> None:
    """A moderation that came locked is shown beside its audit once its passphrase is typed; it can be left locked."""
    text = locked_files.lock(json.dumps(example(FIRST)), "kettle granite sunday", salt=b"s" * 16, nonce=b"n" * 12)
    file = {"name": "x_locked.json", "mimeType": "application/json", "buffer": text.encode()}
    choose_file(page, "ila", example("ila"))
    page.wait_for_url("**/form/#record")
    expect(view(page)).to_have_id("record")
    page.locator("#record-moderations").set_input_files(file)  # type: ignore[arg-type]
    view(page).get_by_role("button", name="Leave it locked").click()
    expect(page.locator("#unlock-with")).to_have_count(0)
    page.locator("#record-moderations").set_input_files(file)  # type: ignore[arg-type]
    question(page, "unlock-with").fill("kettle granite sunday")
    question(page, "unlock-with").press("Enter")
    expect(page.locator("#record [data-grades] tbody tr")).to_have_count(3)
