"""The sentences of the panels: they are written in the wording file, and only counted and filled in here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

USED: Final = (
    "not_asked",
    "not_asked_kept",
    "so_far_answered",
    "so_far_evidence",
    "action_lead_needed",
    "action_lead_optional",
    "action_lead_no_grade",
    "lift_text",
    "lift_good",
    "view_with",
    "changes_noted",
)
"""The keys of the wording file's `engine` part that are read here."""


class Words:
    """The `engine` part of the wording file. A sentence that is not there is empty: a panel without it is bare."""

    def __init__(self, wording: Mapping[str, Any]) -> None:
        self._wording = wording

    def say(self, key: str, **slots: object) -> str:
        """The sentence of a key with its slots filled in; `n` chooses between one and several."""
        entry = self._wording.get(key, "")
        if isinstance(entry, dict):
            entry = entry.get("one" if slots.get("n") == 1 else "other", "")
        for slot, value in slots.items():
            entry = str(entry).replace(f"{{{slot}}}", str(value))
        return str(entry)
