"""Every page carries its Content Security Policy, and holds nothing that the policy would stop."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest

from site_build.csp import policy, sealed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.site.document import Document

CHARSET = '<meta charset="utf-8">'


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _directives(text: str) -> dict[str, set[str]]:
    return {name: set(values) for name, *values in (part.split() for part in text.split(";"))}


def test_every_page_has_a_policy_before_anything_else(documents: Mapping[str, Document]) -> None:
    """The policy stands right after the character set on every page, the one for what is not found included."""
    for address, page in documents.items():
        assert page.policy, address
        head = page.source[: page.source.index("Content-Security-Policy")]
        assert "<script" not in head, address
        assert "<link" not in head, address


def test_policy_allows_this_site_only(documents: Mapping[str, Document]) -> None:
    """Nothing from elsewhere, nothing inline but the theme's own scripts by hash, no eval."""
    for address, page in documents.items():
        rules = _directives(page.policy)
        assert rules["default-src"] == {"'none'"}, address
        assert rules["script-src"] - {_hash(script) for script in page.inline_scripts} <= {
            "'self'",
            "'wasm-unsafe-eval'",
        }, address
        assert {_hash(script) for script in page.inline_scripts} <= rules["script-src"], address
        assert rules["style-src"] == rules["connect-src"] == {"'self'"}, address
        assert rules["img-src"] == {"'self'", "data:"}, address
        assert rules["form-action"] == rules["base-uri"] == {"'none'"}, address


def test_only_pages_that_run_the_engine_may_compile_it(documents: Mapping[str, Document]) -> None:
    """WebAssembly is allowed on the pages that run the engine and nowhere else."""
    allowed = {address for address, page in documents.items() if "'wasm-unsafe-eval'" in page.policy}
    assert allowed == {
        "check/",
        "draw-audits/",
        "draw-cases/",
        "make-a-report/",
        *(address for address in documents if address.endswith("/form/")),
    }
    assert allowed


def test_no_inline_style_and_no_inline_handler(documents: Mapping[str, Document]) -> None:
    """No page has a style attribute, a style element or an on... attribute."""
    assert {address: page.forbidden for address, page in documents.items() if page.forbidden} == {}


def test_nothing_is_loaded_from_elsewhere(documents: Mapping[str, Document]) -> None:
    """Scripts, styles, icons and images all come from the site itself."""
    foreign = {
        (address, load)
        for address, page in documents.items()
        for load in page.loads
        if load.startswith(("http:", "https:", "//"))
    }
    assert foreign == set()


def test_a_changed_script_changes_its_hash() -> None:
    """The policy names exactly the scripts of the page it stands on."""
    page = f"{CHARSET}<script>one()</script><script src='x.js'></script>"
    assert _hash("one()") in policy(page)
    assert _hash("two()") not in policy(page)
    assert policy(page) == policy(page.replace("<script src='x.js'></script>", ""))


def test_json_in_a_script_needs_no_hash() -> None:
    """Data in a script element is not run, so it is not named."""
    assert "sha256" not in policy(f'{CHARSET}<script id="x" type="application/json">{{}}</script>')


def test_page_without_character_set_is_refused() -> None:
    """Where the policy has no place to stand, the build stops."""
    with pytest.raises(ValueError, match="character set"):
        sealed("<html></html>")
