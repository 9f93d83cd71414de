"""What `make serve` takes over from its last build: only what would come out the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from site_build import incremental
from site_build.page import Page
from tests.site.two_editions import two_editions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from macros import Handbook

PAGES = [Page(path="id/some.thing.md", title="Something", html="<p>It is done.</p>")]


@pytest.fixture
def remembered(handbook: Handbook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Handbook:
    """A handbook of two editions, which the last good build has made."""
    made = two_editions(handbook)
    monkeypatch.setattr(incremental, "MEMORY", incremental.Memory(on=True))
    build(made)
    incremental.remember(tmp_path)
    return made


def build(handbook: Handbook) -> tuple[frozenset[str], list[Page]]:
    """The editions that a build takes over, and the pages that it makes."""
    return incremental.known_editions(handbook), incremental.changed(PAGES, handbook)


def _control(handbook: Handbook, **values: object) -> Handbook:
    edition = replace(handbook.catalogue.edition, control={**handbook.control, **values})
    return replace(handbook, catalogue=replace(handbook.catalogue, edition=edition))


def _as_draft(handbook: Handbook) -> Handbook:
    edition = replace(handbook.catalogue.edition, id="2999")
    return replace(
        handbook, catalogue=replace(handbook.catalogue, edition=edition), root_edition="2999", in_force=False
    )


def test_what_is_unchanged_is_taken_over(remembered: Handbook) -> None:
    """The same handbook again: nothing is made anew."""
    editions, made = build(remembered)
    assert editions == {each.edition.id for each in remembered.editions}
    assert not made


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(lambda handbook: _control(handbook, review_months=60), id="review"),
        pytest.param(lambda handbook: _control(handbook, subtitle="Another name"), id="name"),
        pytest.param(_as_draft, id="draft"),
        pytest.param(lambda handbook: replace(handbook, editions=handbook.editions[:1]), id="editions"),
    ],
)
def test_what_every_page_says_of_the_edition_makes_them_anew(
    remembered: Handbook, edited: Callable[[Handbook], Handbook]
) -> None:
    """The foot and the banner of every page name the edition shown and its review: no page keeps the old ones."""
    assert build(edited(remembered)) == (frozenset(), PAGES)
