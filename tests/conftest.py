"""What tests in several folders share: the checkout, its framework read once, and the browser engine."""

from __future__ import annotations

import gc
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from site_build import paths
from tests.making import make, run, save

__all__ = ["make", "run", "save"]

if TYPE_CHECKING:
    from practice_audit.model import Catalogue
    from practice_audit.sources import Sources

pytest_plugins = ("tests.asking_desk", "tests.browsing", "tests.order", "tests.postgresql")

hypothesis.settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("search", deadline=None)  # new cases in every run: --hypothesis-profile search
hypothesis.settings.load_profile("house")  # no deadline, since a slow machine is no fault of the code


def pytest_collection_finish() -> None:
    """Leave what was collected alone whenever memory is swept: thousands of tests, which stay to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def open_to_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all that tests make, in which another user of this machine finds what that user may see."""
    base = tmp_path_factory.getbasetemp()
    machine = {Path(tempfile.gettempdir()), *Path(tempfile.gettempdir()).parents}
    for folder in (base, *base.parents):
        if folder not in machine and folder.stat().st_uid == os.geteuid():
            folder.chmod(folder.stat().st_mode | 0o011)
    return base


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return paths.ROOT


@pytest.fixture(scope="session")
def sources(root: Path) -> Sources:
    """The framework and its tools as they stand in YAML, with their problems."""
    from practice_audit import sources as reading  # noqa: PLC0415 - tests of one module start without YAML

    return reading.read(root)


@pytest.fixture(scope="session")
def catalogue(root: Path, sources: Sources) -> Catalogue:
    """The compiled framework of today's YAML, which is also the data of the installed package."""
    from site_build import build, publication  # noqa: PLC0415 - as above

    assert sources.catalogue is not None, "\n".join(problem.to_text() for problem in sources.problems)
    build.write_catalogues(sources.catalogue, publication.read_all(root))
    return sources.catalogue


@pytest.fixture(scope="session")
def engine() -> Path:
    """The folder of the engine for the browser, up to date."""
    from site_build import engine_pack  # noqa: PLC0415 - as above

    return engine_pack.build()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site: the one that `make test` has made, else a build of its own."""
    if given := os.environ.get("SITE_FOLDER"):
        return Path(given)
    from site_build import build, content  # noqa: PLC0415 - as above

    folder = tmp_path_factory.mktemp("site")
    assert build.build_site(folder, shown=content.Shown.AS_PUBLISHED), (
        "the site does not build; its problems stand above"
    )
    return folder
