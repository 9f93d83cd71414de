"""The editions of the framework that the page has handed over, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practice_audit.editions import in_time
from practice_audit.model import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practice_audit.documents import Json


@dataclass(frozen=True, slots=True)
class Editions:
    """Every edition that this site has published."""

    catalogues: tuple[Catalogue, ...]

    @classmethod
    def of(cls, published: Iterable[Json]) -> Editions:
        """The editions in these files."""
        read = (Catalogue.from_json(one) for one in published)
        return cls(tuple(sorted(read, key=lambda one: in_time(one.edition.id))))

    @property
    def newest(self) -> Catalogue:
        """The edition with which records of draws are made."""
        return self.catalogues[-1]

    def known(self, edition: object) -> Catalogue | None:
        """The catalogue of an edition, or None for one that is not known here."""
        return next((one for one in self.catalogues if one.edition.id == edition), None)
