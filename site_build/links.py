"""Every permanent link of the handbook as a file, for trainers and other systems: links.json and links.csv.

Ids that are gone stand in it too, with what they are now. Addresses are whole where the site's own
address is known, else relative to its root.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from macros import addresses
from macros.id_history import pinned
from practice_audit.spreadsheets import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros import Handbook
    from practice_audit.documents import Json

COLUMNS = ("id", "kind", "name", "status", "latest", "pinned", "edition", "successors")


def as_json(handbook: Handbook) -> list[dict[str, Json]]:
    """Each id: its kind and name, whether it is current or retired, and its links.

    `latest` shows what is in force at any time; `pinned` shows for ever what the newest `edition` with
    the id says, "" where no published one has it. `successors` are ids.
    """
    return list(_rows(handbook))


def _rows(handbook: Handbook) -> Iterator[dict[str, Json]]:
    gone = handbook.histories.gone
    for identity in (*handbook.graph.subjects, *gone):
        edition, place = _pinned(handbook, identity)
        yield {
            "id": identity,
            "kind": handbook.kind(identity),
            "name": handbook.name(identity),
            "status": "retired" if identity in gone else "current",
            "latest": handbook.site_url + addresses.permanent(identity),
            "pinned": handbook.site_url + place if place else "",
            "edition": edition,
            "successors": list(gone[identity].successors) if identity in gone else [],
        }


def _pinned(handbook: Handbook, identity: str) -> tuple[str, str]:
    """The newest published edition with this id, and the id's place in it."""
    for catalogue in reversed(handbook.editions):
        place = pinned(handbook, catalogue.edition.id, identity)
        if place:
            return catalogue.edition.id, place
    return "", ""


def as_csv(handbook: Handbook) -> str:
    """The same as comma-separated values with a line of headings.

    Successors are joined by a space. No name can be taken for a formula.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(handbook):
        row["name"] = harmless(row["name"])
        writer.writerow({**row, "successors": " ".join(row["successors"])})
    return text.getvalue()
