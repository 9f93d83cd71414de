"""Every page of the built site with axe, and on how narrow a screen it fits; what was found goes to the statement."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from site_build import build_date
from site_build.paths import BUILD
from tests.a11y import axe, sweep

if TYPE_CHECKING:
    from pathlib import Path

    from tests.a11y.axe import Look
    from tests.a11y.sweep import Seen

RESULTS = BUILD / "test-results" / "accessibility.json"
"""What docs/accessibility.md tells its readers, in the next build."""
PROGRESS = BUILD / "drills" / "axe.json"
PROGRESS_EVERY = 20  # pages between two notes of progress
TEMPLATES = (
    "",
    "404.html",
    "about/",
    "accessibility/",
    "calendar/",
    "check/",
    "contributing/decisions/0004-strict-yaml/",
    "data/",
    "data-protection/",
    "draw-audits/",
    "draw-cases/",
    "feedback/",
    "for/auditors/",
    "forms/",
    "glossary/",
    "grades/",
    "guidance/",
    "have-your-say/",
    "how-are-we-doing/",
    "id/",
    "id/R053/",
    "id/form.thematic/",
    "id/grade.positive/",
    "id/guide.cro.start/",
    "id/ila.c1/",
    "id/ila.c1.analysis/",
    "id/meeting.slt-qa/",
    "id/ps.assessment.reasoning/",
    "id/reading.first-week/",
    "id/term.apg/",
    "id/tool.ila/",
    "id/training.working-together/",
    "learning/",
    "learning/first-week/",
    "make-a-report/",
    "meetings/",
    "methods/",
    "offline/",
    "on-this-device/",
    "practice-model/",
    "problem-codes/",
    "purpose/",
    "related-documents/",
    "reports-and-data/",
    "roles/",
    "standards/",
    "standards/assessment/",
    "tools/",
    "tools/ila/",
    "tools/ila/form/",
    "what-good-looks-like/",
)
"""One page of each template: seen in every look, where the others are seen in one."""

Jobs = list[tuple[str, "Look"]]


def _jobs(paths: list[str]) -> Jobs:
    """Each page in one of the looks, dealt out by position, and the page of each template in all."""
    dealt = [(path, axe.LOOKS[place % len(axe.LOOKS)]) for place, path in enumerate(paths)]
    more = [(path, look) for path in TEMPLATES for look in axe.LOOKS]
    return list(dict.fromkeys([*dealt, *more]))


def _is_of_an_id(path: str) -> bool:
    """Whether it is one of the many pages that each show one id; those that stand for a template are opened."""
    return path.startswith("id/") and path not in TEMPLATES


@pytest.fixture(scope="module")
def seen(site: Path, address: str) -> list[Seen]:
    """What was found on every page; noted for the accessibility statement once all pages have been looked at."""
    jobs = _jobs(sweep.paths(site))
    found: list[Seen] = []
    sweep.sweep(address, jobs, found.append, alike={path for path, _ in jobs if _is_of_an_id(path)})
    assert len(found) == len(jobs)
    _note(found)
    return found


def _note(found: list[Seen]) -> None:
    """Write the figures of the run; the date is that of the build, so that the same site gives the same file."""
    results = {
        "tested_on": build_date.today().isoformat(),
        "engine": axe.name(),
        "pages": len({one.path for one in found}),
        "runs": len(found),
        "violations": sum(len(one.violations) for one in found),
    }
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    half = RESULTS.with_suffix(".part")  # a build beside this test reads the file whole or not at all
    half.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8", newline="\n")
    half.replace(RESULTS)


def test_there_is_a_page_of_each_template(site: Path) -> None:
    """The pages that stand for their templates are pages of the site."""
    assert sorted(set(TEMPLATES) - set(sweep.paths(site))) == []


def test_no_page_has_a_violation(seen: list[Seen]) -> None:
    """Axe finds nothing on any page, nor on one page of each template in any look."""
    assert sorted(f"/{one.path} ({one.look}): {fault}" for one in seen for fault in one.violations) == []


def test_no_page_has_to_be_scrolled_sideways(seen: list[Seen]) -> None:
    """On every page that is looked at, 320 pixels wide or 1280, all of it is as wide as the window at most."""
    assert sorted(f"/{one.path} ({one.look}): {one.sideways} pixels" for one in seen if one.sideways > 0) == []


def test_results_of_the_run_are_noted_for_the_statement(seen: list[Seen], site: Path) -> None:
    """The file that the accessibility statement reads has the figures of this run."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    assert results["tested_on"] == build_date.today().isoformat()
    assert results["engine"].startswith("axe-core ")
    assert (results["pages"], results["runs"]) == (len(sweep.paths(site)), len(seen))


@pytest.mark.drill
def test_no_page_has_a_violation_in_any_look(site: Path, address: str) -> None:
    """All pages in all looks: no violation and no sideways scroll; a stopped run is taken up again."""
    digest = _digest(site)
    clean = _clean(digest)
    jobs = [(path, look) for look in axe.LOOKS for path in sweep.paths(site)]
    faults: list[str] = []

    def done(one: Seen) -> None:
        faults.extend(one.faults())
        if not one.faults():
            clean.add(f"{one.look} /{one.path}")
        if len(clean) % PROGRESS_EVERY == 0:
            _keep(digest, clean)

    try:
        sweep.sweep(address, [(path, look) for path, look in jobs if f"{look} /{path}" not in clean], done)
    finally:
        _keep(digest, clean)
    assert sorted(faults) == []
    assert len(clean) == len(jobs)


def _digest(site: Path) -> str:
    """What the pages, styles and scripts of the site are, as one number."""
    summed = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.suffix in {".html", ".css", ".js", ".mjs"}):
        summed.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes())
    return summed.hexdigest()


def _clean(digest: str) -> set[str]:
    """What an earlier, stopped run found clean on the same site."""
    if not PROGRESS.exists():
        return set()
    kept = json.loads(PROGRESS.read_text(encoding="utf-8"))
    return set(kept["clean"]) if kept["site"] == digest else set()


def _keep(digest: str, clean: set[str]) -> None:
    PROGRESS.parent.mkdir(parents=True, exist_ok=True)
    half = PROGRESS.with_suffix(".part")  # a run that is killed while it writes loses nothing
    half.write_text(json.dumps({"site": digest, "clean": sorted(clean)}, indent=0), encoding="utf-8", newline="\n")
    half.replace(PROGRESS)
