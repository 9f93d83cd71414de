"""What pages show: view models and templates of the handbook, and the macros of its hand-written pages.

`load` reads the checkout, `render` makes HTML of a template. MkDocs reaches `define_env` through its
macros plugin; everything else here works without MkDocs. Builds on the engine, and is built upon by
`site_build`, never the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined

from macros.handbook import Handbook, load
from macros.prose import Prose
from macros.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable

MACROS = (
    "to",
    "address",
    "value",
    "control",
    "contact",
    "outside",
    "tools",
    "guidance",
    "kept",
    "problem_codes",
    "concerns",
    "accessibility",
    "gaps",
    "choices",
    "example_id",
    "data_files",
    "data_columns",
    "yaml_schemas",
)
"""What hand-written pages may call; each is a method of `Prose`."""


def define_env(env: Any) -> None:  # the plugin's own type is untyped
    """Give hand-written pages their macros. The handbook stands in the plugin's `conf` under `extra`."""

    def macro(name: str) -> Callable[..., str]:
        def call(*args: str) -> str:
            return calls(env.conf["extra"]["handbook"], env.page.url)[name](*args)

        return call

    for name in MACROS:
        env.macro(macro(name), name)


def calls(handbook: Handbook, url: str) -> dict[str, Callable[..., str]]:
    """The macros of the hand-written page at `url`, by name."""
    prose = Prose(handbook, url)
    return {name: getattr(prose, name) for name in MACROS}


def filled(markdown: str, handbook: Handbook, url: str) -> str:
    """The Markdown of the hand-written page at `url` with its macros filled in, as the plugin would do it."""
    template = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701 - Markdown, not HTML
    return template.from_string(markdown).render(calls(handbook, url))


__all__ = ["Handbook", "Prose", "calls", "define_env", "filled", "load", "render"]
