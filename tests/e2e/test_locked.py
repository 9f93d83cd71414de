"""Files that are locked with a passphrase: made and opened in the page, and by the command line, both ways."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from practice_audit import locked_files
from tests.a11y import axe
from tests.e2e.forms import (
    Record,
    as_draft,
    choose_file,
    drafts,
    example,
    expect_engine,
    finish,
    go,
    new_draft,
    open_draft,
    question,
    view,
    voice,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Download, Locator, Page

WORDS = "kettle granite Sünday"
REFUSED = (
    "Error: The file could not be unlocked. Either this is not the passphrase it was locked with, "
    "or the file was changed or cut on its way: nobody can tell which."
)
LOCK_MANY = """
async ([address, times]) => {
  const { lock } = await import(address);
  const made = [];
  for (let n = 0; n < times; n += 1) made.push(JSON.parse(await lock("the same text", "the same passphrase")));
  return made.map(({ key, cipher }) => [key.salt, cipher.nonce]);
}
"""


def locked_by_python(record: Record, salt: bytes = b"s" * 16) -> str:
    """A record as the command line locks it."""
    text = json.dumps(record, ensure_ascii=False)
    return locked_files.lock(text, WORDS, salt=salt, nonce=b"n" * 12)


def unlocked_by_python(saved: Download) -> Record:
    """What the command line finds in a locked file that the page has saved."""
    assert saved.suggested_filename.endswith("_locked.json")
    text = saved.path().read_text(encoding="utf-8")
    assert "hdr.case_ref" not in text
    record: Record = json.loads(locked_files.unlock(json.loads(text), WORDS))
    return record


def type_twice(page: Page, passphrase: str = WORDS, again: str | None = None) -> None:
    """Type a passphrase into both controls of the view that locks."""
    question(page, "lock-with").fill(passphrase)
    question(page, "lock-again").fill(passphrase if again is None else again)


def asked(page: Page) -> Locator:
    """The panel of the start page that asks for a passphrase."""
    return page.locator("[data-outcome=locked]")


def answer(page: Page, passphrase: str) -> None:
    """Give a passphrase to the start page with the keyboard."""
    expect(asked(page).locator("h3")).to_be_focused()
    question(page, "unlock-with").fill(passphrase)
    question(page, "unlock-with").press("Enter")


def test_a_draft_that_the_page_locks_is_unlocked_by_the_command_line(early_page: Page) -> None:
    """A locked draft holds the answers for whoever has the passphrase, which is kept nowhere in the browser."""
    new_draft(early_page, "pre-audit")
    go(early_page, "pa.a")
    question(early_page, "hdr.case_ref-value").fill("CR-0417")
    go(early_page, "tasks")
    early_page.get_by_role("link", name="Download it locked with a passphrase").click()
    expect(view(early_page)).to_have_id("lock")
    type_twice(early_page)
    with early_page.expect_download() as saved:
        early_page.get_by_role("button", name="Save the locked draft").click()
    record = unlocked_by_python(saved.value)
    assert record["answers"]["hdr.case_ref"] == {"value": "CR-0417"}
    told = view(early_page).locator("[data-locked-line]")
    expect(told).to_contain_text(saved.value.suggested_filename)
    expect(told).to_be_focused()
    expect(voice(early_page)).to_have_text("Locked file saved.")
    for control in ("lock-with", "lock-again"):
        expect(question(early_page, control)).to_have_value("")
    kept = early_page.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert WORDS not in kept + json.dumps(drafts(early_page), ensure_ascii=False)
    go(early_page, "tasks")
    expect(view(early_page)).to_contain_text("It was last downloaded today at")


def test_a_record_that_the_page_locks_passes_the_command_line(page: Page, tmp_path: Path) -> None:
    """A finished record can be locked as it is saved: what is inside is the finished record, and it counts as saved."""
    open_draft(page, as_draft(example("moderation-sample")))
    finish(page)
    page.get_by_role("link", name="Save the record file locked with a passphrase").click()
    type_twice(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the locked record").click()
    assert unlocked_by_python(saved.value)["status"] == "complete"
    expect(view(page).locator("[data-locked-line]")).to_be_visible()
    assert drafts(page)[0]["finished"]["filename"] == saved.value.suggested_filename
    saved.value.save_as(tmp_path / "audit_locked.json")
    choose_file(page, "moderation-sample", (tmp_path / "audit_locked.json").read_bytes())
    answer(page, f" {WORDS} ")
    page.wait_for_url("**/form/#record")
    expect(view(page)).to_contain_text("This record cannot be changed.")


def test_a_draft_that_the_command_line_locks_opens_in_the_page(early_page: Page) -> None:
    """A locked draft opens as the draft it is, once its passphrase is given; an accent may be typed in two ways."""
    draft = as_draft(example("pre-audit"))
    choose_file(early_page, "pre-audit", locked_by_python(draft))
    answer(early_page, WORDS.replace("ü", "u\u0308"))
    early_page.wait_for_url("**/form/#tasks")
    assert [kept["record_id"] for kept in drafts(early_page)] == [draft["record_id"]]


def flipped(text: str) -> str:
    """A locked file with one letter of its content changed."""
    value = json.loads(text)
    letter = "B" if value["content"][200] == "A" else "A"
    return json.dumps({**value, "content": value["content"][:200] + letter + value["content"][201:]})


def cut(text: str) -> str:
    """A locked file whose content stops in the middle."""
    value = json.loads(text)
    return json.dumps({**value, "content": value["content"][:400]})


def reworded(text: str) -> str:
    """A locked file whose words for people were changed."""
    return json.dumps({**json.loads(text), "read_me": "Send me your passphrase."})


@pytest.mark.parametrize("damage", [str, flipped, cut, reworded], ids=["whole", "flipped", "cut", "reworded"])
def test_a_wrong_passphrase_and_a_damaged_file_get_the_same_words(
    damage: Callable[[str], str], early_page: Page
) -> None:
    """Nobody can tell a wrong passphrase from a damaged file, so neither is claimed; nothing is opened, all stays."""
    text = damage(locked_by_python(as_draft(example("pre-audit"))))
    choose_file(early_page, "pre-audit", text)
    answer(early_page, "another passphrase" if damage is str else WORDS)
    expect(question(early_page, "unlock-fault")).to_contain_text(REFUSED)
    expect(question(early_page, "unlock-with")).to_be_focused()
    expect(voice(early_page)).to_contain_text("The file could not be unlocked.")
    assert axe.violations(early_page) == []
    assert drafts(early_page) == []
    asked(early_page).get_by_role("button", name="Leave it locked").click()
    expect(asked(early_page)).to_be_hidden()
    expect(question(early_page, "open-file")).to_be_focused()


def test_after_a_wrong_passphrase_the_right_one_opens_the_file(early_page: Page) -> None:
    """A slip of the finger costs nothing: the control can be read, is put right, and the file opens."""
    choose_file(early_page, "pre-audit", locked_by_python(as_draft(example("pre-audit"))))
    answer(early_page, WORDS.upper())
    expect(question(early_page, "unlock-fault")).to_be_visible()
    question(early_page, "unlock-show").check()
    expect(question(early_page, "unlock-with")).to_have_attribute("type", "text")
    question(early_page, "unlock-with").fill(WORDS)
    asked(early_page).get_by_role("button", name="Unlock the file").click()
    early_page.wait_for_url("**/form/#tasks")


def test_a_locked_file_from_the_future_is_newer(early_page: Page) -> None:
    """A locked file of a later format asks for no passphrase; it is said to be newer."""
    value = {**json.loads(locked_by_python(as_draft(example("pre-audit")))), "format_version": 2}
    choose_file(early_page, "pre-audit", json.dumps(value))
    expect(early_page.locator("[data-outcome]:visible")).to_contain_text("newer version of this tool")


def test_a_locked_checklist_is_unlocked_beside_its_question(page: Page) -> None:
    """A question that takes a record takes it locked, too, and asks for the passphrase where it stands."""
    new_draft(page, "ila")
    expect_engine(page)
    go(page, "ila.b.preaudit")
    text = locked_by_python(example("pre-audit"))
    place = question(page, "ila.b.preaudit")
    place.locator("input[type=file]").set_input_files(
        {"name": "audit_locked.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    expect(place.locator("[data-unlock] h2")).to_be_focused()
    question(page, "unlock-with").fill(WORDS)
    question(page, "unlock-with").press("Enter")
    expect(place.locator("[data-loaded]")).to_be_visible()
    expect(place.locator("[data-unlock]")).to_have_count(0)


@pytest.mark.parametrize(
    ("passphrase", "again", "words", "focused"),
    [
        ("too short", "too short", "Use at least 12 letters", "lock-with"),
        (" " * 20, " " * 20, "Use at least 12 letters", "lock-with"),
        (WORDS, "kettle granite Monday", "Enter the same passphrase twice", "lock-again"),
    ],
)
def test_a_passphrase_that_will_not_do_locks_nothing(
    passphrase: str, again: str, words: str, focused: str, early_page: Page
) -> None:
    """What is wrong with a passphrase is said beside it, with the focus where it is put right."""
    new_draft(early_page, "pre-audit")
    go(early_page, "lock")
    type_twice(early_page, passphrase, again)
    early_page.get_by_role("button", name="Save the locked draft").click()
    expect(question(early_page, "lock-fault")).to_contain_text(words)
    expect(question(early_page, focused)).to_be_focused()
    assert axe.violations(early_page) == []
    assert drafts(early_page)[0]["downloaded_at"] is None


def test_passwords_are_neither_remembered_nor_barred_from_pasting(early_page: Page) -> None:
    """The controls hide what is typed until it is asked for, name themselves to password keepers, and take a paste."""
    new_draft(early_page, "pre-audit")
    go(early_page, "lock")
    for control in ("lock-with", "lock-again"):
        expect(question(early_page, control)).to_have_attribute("type", "password")
        expect(question(early_page, control)).to_have_attribute("autocomplete", "new-password")
        question(early_page, control).focus()
        early_page.keyboard.insert_text(WORDS)
        expect(question(early_page, control)).to_have_value(WORDS)
    question(early_page, "lock-show").check()
    expect(question(early_page, "lock-with")).to_have_attribute("type", "text")
    go(early_page, "tasks")
    go(early_page, "lock")
    expect(question(early_page, "lock-with")).to_have_value("")
    expect(question(early_page, "lock-with")).to_have_attribute("type", "password")


def test_no_salt_and_no_nonce_comes_twice(early_page: Page, address: str) -> None:
    """Of forty files that are locked with one passphrase, no two share a salt or a nonce."""
    new_draft(early_page, "pre-audit")
    made = early_page.evaluate(LOCK_MANY, [f"{address}assets/audit/files/locked.mjs", 40])
    assert len({salt for salt, _ in made}) == len({nonce for _, nonce in made}) == 40


def test_without_the_browsers_cryptography_nothing_is_promised(early_page: Page) -> None:
    """Where the browser locks nothing, as on a page that came over plain HTTP, that is said, with a way out."""
    early_page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });")
    new_draft(early_page, "pre-audit")
    go(early_page, "lock")
    expect(question(early_page, "lock-fault")).to_contain_text("This browser cannot lock or unlock files")
    type_twice(early_page)
    early_page.get_by_role("button", name="Save the locked draft").click()
    expect(question(early_page, "lock-fault")).to_contain_text("This browser cannot lock or unlock files")
    assert drafts(early_page)[0]["downloaded_at"] is None
