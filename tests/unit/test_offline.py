"""What belongs to a version of the site, and the service worker of it, from a finished folder."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from site_build import offline

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("", "grades/", "tools/", "tools/ila/", "tools/ila/form/", "editions/2023/tools/ila/form/", "on-this-device/")
FILES = ("assets/qa.css", "assets/x.js.map", "engine/pack.zip", "catalogue/2023.json", "catalogue/2024.json")
LEFT_OUT = ("data/framework.csv", "schemas/ila.json", "links.json", "assets/javascripts/lunr/min/lunr.cy.min.js")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small finished site: each file holds its own name."""
    for name in (*(f"{page}index.html" for page in PAGES), "404.html", *FILES, *LEFT_OUT):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_pages_and_what_they_show_are_kept_and_files_for_other_programs_are_not(site: Path) -> None:
    """Pages are named as browsers name them; maps, data, schemas and the page for errors are left out."""
    assert set(offline.files(site)) == {*PAGES, *FILES} - {"assets/x.js.map"}


def test_each_file_has_its_hash_and_size(site: Path) -> None:
    """The hash is the beginning of the SHA-256 of the content, the size is in bytes."""
    content = b"grades/index.html"
    expected = (hashlib.sha256(content).hexdigest()[:32], len(content))
    assert offline.files(site)["grades/"] == expected


def test_each_tool_of_each_edition_has_its_own_set(site: Path) -> None:
    """A tool needs its pages and the catalogue of its edition; what every page needs is a set of its own."""
    found = offline.files(site)
    sets = offline.manifest(found, "2024", offline.shown(site, found))["sets"]
    assert sets == {
        "frame": ["assets/qa.css", "", "on-this-device/", "tools/"],
        "engine": ["engine/pack.zip"],
        "tools/ila/": ["tools/ila/", "tools/ila/form/", "catalogue/2024.json"],
        "editions/2023/tools/ila/": ["editions/2023/tools/ila/form/", "catalogue/2023.json"],
    }


def test_the_forms_of_records_that_a_tool_shows_belong_to_it(site: Path) -> None:
    """A moderation shows an audit as the audit's own form has it: that form is kept with it, of each edition once."""
    for name in ("tools/review/form", "editions/2023/tools/review/form", "editions/2024/tools/ila/form"):
        (site / name).mkdir(parents=True)
        shows = '<div data-accepts="ila" data-keeps></div><div data-accepts="plan"></div>'
        (site / name / "index.html").write_text(shows, encoding="utf-8")
    (site / "tools" / "plan" / "form").mkdir(parents=True)
    (site / "tools" / "plan" / "form" / "index.html").write_text("", encoding="utf-8")
    found = offline.files(site)
    sets: dict[str, list[str]] = offline.manifest(found, "2024", offline.shown(site, found))["sets"]  # type: ignore[assignment]
    forms = {name: [address for address in addresses if address.endswith("/form/")] for name, addresses in sets.items()}
    assert sorted(forms["tools/review/"]) == ["editions/2023/tools/ila/form/", "tools/ila/form/", "tools/review/form/"]
    assert sorted(forms["editions/2023/tools/review/"]) == [
        "editions/2023/tools/ila/form/",
        "editions/2023/tools/review/form/",
    ]
    assert forms["tools/ila/"] == ["tools/ila/form/"]


def test_another_content_is_another_version_and_another_worker(site: Path) -> None:
    """The same site gives the same bytes; one changed page gives another version, which the worker names."""
    offline.write(site, "2024")
    first = [(site / name).read_bytes() for name in (offline.MANIFEST, offline.WORKER)]
    offline.write(site, "2024")
    assert [(site / name).read_bytes() for name in (offline.MANIFEST, offline.WORKER)] == first
    version = json.loads(first[0])["version"]
    assert version.encode() in first[1]
    (site / "grades" / "index.html").write_text("put right", encoding="utf-8")
    offline.write(site, "2024")
    assert version not in (site / offline.WORKER).read_text(encoding="utf-8")


def test_a_site_that_is_worked_on_is_never_kept(site: Path) -> None:
    """`make serve` has no manifest, and its worker takes away what an earlier site at the same address has left."""
    offline.write(site, "2024")
    offline.write(site, "2024", on=False)
    assert not (site / offline.MANIFEST).exists()
    assert "unregister" in (site / offline.WORKER).read_text(encoding="utf-8")


def test_the_switch_lies_ready_under_the_name_that_it_replaces(tmp_path: Path) -> None:
    """Whoever looks after the server copies one file over one file."""
    offline.write_switch(tmp_path)
    made = tmp_path / offline.OFF_FOLDER / offline.WORKER
    assert made.read_bytes() == offline.OFF.read_bytes()
