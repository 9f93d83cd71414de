"""Everything that the two source documents describe has an id here, and a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import addresses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from macros import Handbook
    from tests.site.document import Document

LIST = "tests/data/content-ids.txt"


def test_every_id_of_the_content_map_is_there(
    root: Path, handbook: Handbook, documents: Mapping[str, Document]
) -> None:
    """Each id that was ever promised is in the framework with a page, or its page says what became of it."""
    promised = (root / LIST).read_text(encoding="utf-8").split()
    assert len(promised) == len(set(promised)) > 500
    known = {*handbook.catalogue.by_id, *handbook.histories.gone}
    assert [one for one in promised if one not in known] == []
    assert [one for one in promised if addresses.permanent(one) not in documents] == []


def test_nothing_is_only_announced(handbook: Handbook) -> None:
    """No entry points at something that a later release would have to bring."""
    assert handbook.catalogue.announced == ()
