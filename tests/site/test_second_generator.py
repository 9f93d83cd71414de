"""Another site generator takes all our pages: ProperDocs builds the stubs, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner

from site_build import offline, stubs
from site_build.__main__ import main
from tests.site.document import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from macros import Handbook
    from tests.site.document import Document

THEIR_OWN = ("assets/javascripts", "assets/stylesheets", "assets/images", "search", "sitemap")
"""What belongs to a generator and its theme, and not to the handbook."""


@pytest.fixture(scope="module")
def written(handbook: Handbook, engine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stubs of the whole site."""
    assert engine.is_dir()
    folder = tmp_path_factory.mktemp("second") / "stubs"
    assert stubs.write(handbook, folder) > 500
    return folder


@pytest.fixture(scope="module")
def second(written: Path) -> Path:
    """The site that ProperDocs makes of them by its own command, strictly."""
    done = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict"],
        cwd=written,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return written / "site"


def _addresses(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("index.html")}


def _files(site: Path) -> set[str]:
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {name for name in found if not name.startswith(THEIR_OWN)}


def test_both_generators_make_the_same_addresses(site: Path, second: Path) -> None:
    """The two sites have exactly the same pages, at the same addresses, and the same files beside them."""
    assert _addresses(second) == _addresses(site)
    of_the_finished_site = {offline.MANIFEST, offline.WORKER}  # made from the pages when they are there
    assert _files(second) == _files(site) - of_the_finished_site


def test_both_generators_show_the_same_words(documents: Mapping[str, Document], second: Path) -> None:
    """Each page has the same title, headings and words, but for the notes that our build adds at its end.

    The accessibility statement shows the figures of the last run of axe, which may have come after our build.
    """
    for address, ours in documents.items():
        if address.endswith(".html") or address == "accessibility/":
            continue
        theirs = read((second / address / "index.html").read_text(encoding="utf-8"))
        assert theirs.title == ours.title
        assert theirs.headings == ours.headings
        assert theirs.text
        assert "".join(ours.text.split()).startswith("".join(theirs.text.split())), address
        assert set(theirs.ids) - {"content"} <= set(ours.ids), address


def test_stubs_need_no_plugin(written: Path) -> None:
    """No page that is written asks for macros any more, and the configuration names no plugin."""
    for path in written.rglob("*.md"):
        front = stubs.FRONT.match(path.read_text(encoding="utf-8"))
        assert front is None or "render_macros: true" not in front[1], path
    config = yaml.safe_load((written / stubs.CONFIG).read_text(encoding="utf-8"))
    assert config["plugins"] == []
    assert "hooks" not in config


def test_stubs_never_write_over_anything(tmp_path: Path) -> None:
    """A folder that holds something is left as it is, and the command says so."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(main, ["stubs", str(tmp_path)])
    assert done.exit_code == 2
    assert "empty folder" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("---\ntitle: A\nrender_macros: true\n---\n\n# {{ example_id() }}\n", "---\ntitle: A\n---\n\n# <code>"),
        ("---\ntitle: A\n---\n\n# {{ left }}\n", "---\ntitle: A\n---\n\n# {{ left }}\n"),
        ("# {{ left }}\n", "# {{ left }}\n"),
    ],
)
def test_macros_are_filled_in_where_a_page_asks_for_it(handbook: Handbook, page: str, wanted: str) -> None:
    """Only pages whose front matter says so have macros; braces of other pages are their own."""
    assert stubs.plain(page, handbook, "a/").startswith(wanted)
