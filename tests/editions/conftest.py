"""Offices as they are before and after the first publication, made once and copied; and the rehearsed year.

The rehearsals share one office: building the handbook is the longest part of them. `tests/order.py` names their
files, so that it is built once in a whole run.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.checkout import copy_to
from tests.editions.office import Office
from tests.editions.revise import Revised, revise
from tests.site.document import Document, documents_of
from tests.webserver import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from practice_audit.model import Catalogue


@pytest.fixture(scope="session")
def _unpublished(tmp_path_factory: pytest.TempPathFactory, engine: Path) -> Office:
    """A checkout whose YAML has never been published. Tests change copies of it."""
    root = copy_to(tmp_path_factory.mktemp("unpublished"), engine)
    revisions = [path.stem for path in (root / "standards" / "published").glob("*.json")]
    for name in ("published", "changes"):
        shutil.rmtree(root / "standards" / name, ignore_errors=True)
    made = Office(root)
    for edition in (*revisions, made.catalogue.edition.id):
        made.choose_for(edition, "2023")
    made.begin("2023", "2023-03-28")
    return made


@pytest.fixture(scope="session")
def _published(tmp_path_factory: pytest.TempPathFactory, _unpublished: Office) -> Office:
    """The same after edition 2023 was published. Tests change copies of it."""
    made = _unpublished.copied(tmp_path_factory.mktemp("published"))
    made.run("edition", "publish")
    return made


@pytest.fixture
def office(tmp_path: Path, _unpublished: Office) -> Office:
    """A copy of the checkout whose YAML has never been published."""
    return _unpublished.copied(tmp_path)


@pytest.fixture
def published_office(tmp_path: Path, _published: Office) -> Office:
    """A copy of the checkout after its first publication, of edition 2023."""
    return _published.copied(tmp_path)


class Year:
    """An office, whose first edition is published, after one revision: two editions published, the handbook built."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.begin("2024", "2024-03-27")
        self.revised: Revised = revise(office, "2024")
        self.refused = office.run("edition", "publish", code=1)
        office.write_changes("2024", self.revised.words)
        self.status = json.loads(office.run("edition", "status", "--format", "json"))
        office.run("edition", "publish")
        office.run("build")
        self.site = office.root / "site"
        self.documents: dict[str, Document] = documents_of(self.site)

    @property
    def editions(self) -> tuple[Catalogue, Catalogue]:
        """The two published editions."""
        return self.office.published("2023"), self.office.published("2024")


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory, _published: Office) -> Year:
    """The rehearsal, done once."""
    return Year(_published.copied(tmp_path_factory.mktemp("office")))


@pytest.fixture
def address(year: Year) -> Iterator[str]:
    """The address of the handbook with two editions."""
    with serving(year.site) as where:
        yield where
