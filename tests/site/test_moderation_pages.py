"""The forms of moderation: what is folded away at first, and what the setting changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from macros import form_views
from macros.rendering import render

if TYPE_CHECKING:
    from macros import Handbook

TOOLS = ("moderation-1", "moderation-2")


def printed(handbook: Handbook, tool: str) -> str:
    """The form document of a tool, as its template prints it."""
    view = form_views.form(handbook, handbook.catalogue.tool(tool))
    return render(handbook, "form/form.html.jinja", f"tools/{tool}/form/", view)


@pytest.mark.parametrize("tool", TOOLS)
def test_the_judgement_is_folded_away_unless_the_council_says_otherwise(handbook: Handbook, tool: str) -> None:
    """Without the setting, and with it on, a provisional grade comes first; with it off the form says otherwise."""
    for setting, folded in (({}, True), ({"blind_start": True}, True), ({"blind_start": False}, False)):
        council = replace(handbook, settings={**handbook.settings, "moderation": setting})
        assert ('data-unfold data-from="open"' not in printed(council, tool)) is folded


def test_only_what_is_moderated_takes_moderations_beside_it(handbook: Handbook) -> None:
    """The audit has a place for its moderations; a checklist has none."""
    moderated = {tool.id for tool in handbook.catalogue.tools if "data-moderations" in printed(handbook, tool.id)}
    assert moderated == {"ila"}
