"""Pages for one kind of reader gather what concerns them, from the links of the framework."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from macros.concerns import KINDS, concerns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from macros import Handbook
    from tests.site.document import Document

CALL = re.compile(r"\{\{ concerns\(([^)]*)\) \}\}")
READERS = ("practitioners", "auditors", "moderators", "leaders", "data-and-performance", "trainers", "quality-team")


def _asked(root: Path, page: str) -> tuple[str, ...]:
    """The ids that a page asks for."""
    found = CALL.search((root / "docs" / f"{page}.md").read_text(encoding="utf-8"))
    assert found, page
    return tuple(re.findall(r'"([^"]+)"', found[1]))


def test_what_concerns_an_auditor_is_gathered_by_kind(handbook: Handbook) -> None:
    """Processes, the method, the tool and the rules that name the auditor stand under their own headings."""
    groups = {group.kind: group for group in concerns(handbook, ("role.auditor",))}
    found = {kind: [one.link.id for one in group.entries] for kind, group in groups.items()}
    assert "process.judgement" in found["process"]
    assert "method.ila" in found["method"]  # the role names it, not the other way round
    assert found["tool"] == [
        f"tool.{name}" for name in ("ila", "feedback-child", "feedback-parent", "feedback-process", "recheck")
    ]
    assert {"R022", "R075"} <= set(found["rule"])
    assert groups["tool"].entries[0].link.href == "tools/ila/"
    assert groups["process"].title == handbook.word("kinds_plural", "process")


def test_nothing_is_gathered_twice_and_no_group_is_empty(handbook: Handbook) -> None:
    """What names several of the roles stands once, in the order of the handbook."""
    roles = [item.id for item in handbook.catalogue.of_kind("role", "team")]
    groups = concerns(handbook, roles)
    ids = [one.link.id for group in groups for one in group.entries]
    assert len(ids) == len(set(ids)) > 50
    assert all(group.entries for group in groups)
    kinds = [group.kind for group in groups]
    assert kinds == [kind for kind in KINDS if kind in kinds]
    order = {subject: number for number, subject in enumerate(handbook.graph.subjects)}
    for group in groups:
        places = [order[one.link.id] for one in group.entries]
        assert places == sorted(places)


def test_what_a_page_asks_for_is_gathered_too(handbook: Handbook) -> None:
    """A page that asks for a method lists the method; one that asks for a role lists no role."""
    groups = {group.kind: group for group in concerns(handbook, ("method.family-feedback", "team.vic"))}
    assert "method.family-feedback" in [one.link.id for one in groups["method"].entries]
    assert not {"role", "team"} & set(groups)


def test_a_process_says_when(handbook: Handbook) -> None:
    """A leader sees with each process when it happens."""
    groups = {group.kind: group for group in concerns(handbook, ("team.slt",))}
    for one in groups["process"].entries:
        assert one.when == handbook.graph.items[one.link.id].details["when"]
    assert {one.when for one in groups["method"].entries} == {""}


def test_an_unknown_id_stops_the_build(handbook: Handbook) -> None:
    """A page that asks for a role that is not there does not come out with a hole."""
    with pytest.raises(KeyError, match=r"role\.nobody"):
        concerns(handbook, ("role.nobody",))


@pytest.mark.parametrize("reader", [*(f"for/{reader}" for reader in READERS), "have-your-say"])
def test_each_page_for_a_reader_gathers_what_concerns_them(
    reader: str, root: Path, handbook: Handbook, documents: Mapping[str, Document]
) -> None:
    """Each entry is a link with its title, under the heading of its kind."""
    page = documents[f"{reader}/"]
    up = "../" * (reader.count("/") + 1)
    groups = concerns(handbook, _asked(root, reader))
    assert groups
    headings = [text for tag, text in page.headings if tag == "h3"]
    for group in groups:
        assert group.title in headings
        for one in group.entries:
            assert up + one.link.href in page.links
            assert " ".join(one.link.text.split()) in page.text


def test_pages_for_readers_are_in_the_menu_and_on_the_home_page(documents: Mapping[str, Document]) -> None:
    """Whoever comes finds the page for them from the home page."""
    for reader in READERS:
        assert f"for/{reader}/" in documents[""].links


def test_every_role_of_today_is_on_a_page_for_readers(root: Path, handbook: Handbook) -> None:
    """No post and no part in an audit is left without a page that gathers what concerns it."""
    gathered = {one for reader in READERS for one in _asked(root, f"for/{reader}")}
    today = {item.id for item in handbook.catalogue.of_kind("role") if "period" not in item.details}
    assert today <= gathered
