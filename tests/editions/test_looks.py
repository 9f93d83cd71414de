"""Pages that only a handbook with several editions, or with a draft, has: nothing for axe to find in any look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.a11y import axe, sweep
from tests.e2e.forms import drafts, expect_engine, new_draft
from tests.site.document import broken_links, documents_of
from tests.webserver import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.a11y.sweep import Seen
    from tests.editions.conftest import Year
    from tests.editions.office import Office

BUILD_DRAFT = """
import sys
from pathlib import Path
from site_build.build import build_site
from site_build.content import Shown
sys.exit(0 if build_site(Path("site"), shown=Shown.WORKING) else 1)
"""


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory, _published: Office) -> Office:
    """An office that works on the next edition, and the site that `make serve` shows of it."""
    office = _published.copied(tmp_path_factory.mktemp("draft"))
    office.begin("2024", "2024-03-27")
    with office.editing("standards/edition.yaml") as data:
        data["status"] = "draft"
    standard = next(one for one in office.catalogue.of_kind("expectation") if one.part_of)
    office.change(standard.id, text="It says something else.")
    office.run_code(BUILD_DRAFT)
    return office


def seen(site: Path, pages: list[str]) -> list[str]:
    """What is wrong with these pages of a site in any look."""
    found: list[Seen] = []
    with serving(site) as address:
        sweep.sweep(address, [(page, look) for page in pages for look in axe.LOOKS], found.append)
    assert len(found) == len(pages) * len(axe.LOOKS)
    return [fault for one in found for fault in one.faults()]


def test_pages_of_several_editions(year: Year) -> None:
    """Old pages and forms with their note, the list of editions, a comparison, and what a retired id leaves."""
    revised = year.revised
    pages = [
        "editions/",
        "editions/changes/2023-2024/",
        "editions/2023/",
        "editions/2023/standards/assessment/",
        "editions/2023/tools/ila/",
        "editions/2023/tools/ila/form/",
        "editions/2024/grades/",
        f"id/{revised.split}/",
        f"id/{revised.reworded}/",
    ]
    assert seen(year.site, pages) == []


def test_pages_of_a_draft(draft: Office) -> None:
    """Every page of a draft says so; the page of the revision lists what is still missing."""
    site = draft.root / "site"
    documents = documents_of(site)
    assert broken_links(site, documents) == []
    for address, page in documents.items():
        assert ("Draft edition 2024, not in force." in page.source) is not address.startswith("editions/2"), address
    text = documents["revision/"].text
    assert "It says something else." in text
    assert "and the change has no word" in text
    assert "Edition 2024 is marked as a draft." in text
    assert "python -m site_build edition confirm" in text
    assert seen(site, ["", "revision/", "tools/ila/form/"]) == []


@pytest.fixture
def address(draft: Office) -> Iterator[str]:
    """The address of the handbook with the draft."""
    with serving(draft.root / "site") as where:
        yield where


def test_a_record_of_a_draft_edition_is_for_practice(draft: Office, page: Page, tmp_path: Path) -> None:
    """What is made with a draft says so from its first line on, with the engine and without it."""
    new_draft(page, "moderation-sample")
    assert [one["record"]["practice"] for one in drafts(page)] == [True]
    expect_engine(page)
    with page.expect_download() as saved:
        page.locator("#tasks [data-do=download-draft]").first.click()
    saved.value.save_as(tmp_path / "draft.json")
    text = (tmp_path / "draft.json").read_text(encoding="utf-8")
    assert '"PRACTICE ONLY: edition 2024 was not in force when this was made, and no register takes it."' in text
    said = draft.practice_audit("import", str(tmp_path), "--register", str(tmp_path / "register.db"), code=1)
    assert "0 imported" in said
    expect(page.locator(".qa-draft")).to_be_visible()
