"""The search's own script has its fault mended, and says so when it is written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_build.search_worker import FAULTY, MENDED, mend

if TYPE_CHECKING:
    from pathlib import Path


def test_the_script_is_mended_once(site: Path) -> None:
    """The built site has the mended script, and mending it again changes nothing."""
    (worker,) = (site / "assets" / "javascripts" / "workers").glob("search.*.min.js")
    text = worker.read_text(encoding="utf-8")
    assert text.count(MENDED) == 1
    assert mend(text) == text
    assert mend(f"a;{FAULTY};b") == f"a;{MENDED};b"


def test_a_script_that_was_written_anew_is_named() -> None:
    """Whoever brings a new theme is told where to look."""
    with pytest.raises(ValueError, match="search_worker"):
        mend("something else")
