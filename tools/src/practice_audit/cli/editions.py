"""The editions of the framework that this installation carries."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from practice_audit.cli.common import Stop
from practice_audit.editions import in_time
from practice_audit.model import Catalogue

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def editions() -> tuple[str, ...]:
    """The ids of the editions that this installation carries, oldest first."""
    data = _data()
    found = [entry.name for entry in data.iterdir() if entry.name.endswith(".json")] if data.is_dir() else []
    if not found:
        raise Stop(
            "This installation carries no edition of the framework. "
            "Install practice-audit again; in a checkout, run make build."
        )
    return tuple(sorted((name.removesuffix(".json") for name in found), key=in_time))


@cache
def catalogue_of(edition: str) -> Catalogue:
    """The catalogue of an edition that is carried."""
    return Catalogue.from_json(json.loads((_data() / f"{edition}.json").read_text(encoding="utf-8")))


def known_catalogue(edition: object) -> Catalogue | None:
    """The catalogue of an edition, or None if this installation does not carry it."""
    return catalogue_of(edition) if isinstance(edition, str) and edition in editions() else None


def _data() -> Traversable:
    return resources.files("practice_audit") / "data"
