"""Files as tests choose them on a page, and what becomes of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.e2e.forms import Record, drafts, go, question

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NOT_OURS = "This file is not an audit file. Choose a file whose name starts with audit and ends with .json."
CHECKLIST = "ila.b.preaudit"


def outcome(page: Page) -> Locator:
    """What the start page says about the file that was chosen."""
    return page.locator("[data-outcome]:visible")


def changed(record: Record, **answers: Any) -> Record:
    """A record with other answers and the old check sum."""
    return {**record, "answers": {**record["answers"], **answers}}


def cases(page: Page) -> list[str]:
    """The case references of the drafts on this computer."""
    return sorted(kept["record"]["answers"]["hdr.case_ref"]["value"] for kept in drafts(page))


def load(page: Page, record: Record) -> None:
    """Choose a file in the audit's question about the checklist."""
    go(page, "ila.b")
    content = json.dumps(record, ensure_ascii=False).encode()
    file = {"name": "audit_2023_pre-audit.json", "mimeType": "application/json", "buffer": content}
    question(page, f"{CHECKLIST}-file").set_input_files(file)  # type: ignore[arg-type]
