"""What pages show: view models and templates of the handbook, and the macros of its hand-written pages.

`load` reads the checkout, `render` makes HTML of a template. MkDocs reaches `define_env` through its
macros plugin; everything else here works without MkDocs. Builds on the engine, and is built upon by
`site_build`, never the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    "example_id",
)
"""What hand-written pages may call; each is a method of `Prose`."""


def define_env(env: Any) -> None:  # the plugin's own type is untyped
    """Give hand-written pages their macros. The handbook stands in the plugin's `conf` under `extra`."""

    def macro(name: str) -> Callable[..., str]:
        def call(*args: str) -> str:
            prose = Prose(env.conf["extra"]["handbook"], env.page.url)
            made: str = getattr(prose, name)(*args)
            return made

        return call

    for name in MACROS:
        env.macro(macro(name), name)


__all__ = ["Handbook", "Prose", "define_env", "load", "render"]
