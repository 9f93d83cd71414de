"""The one seam where values become markup: Jinja templates that escape everything they are given.

A page's HTML starts at the first column and holds no blank line, so that it passes through any
Markdown reader as one block.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from macros import addresses
from macros.dates import in_words

if TYPE_CHECKING:
    from macros.handbook import Handbook, Link

TEMPLATES = Path(__file__).parent / "templates"


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, target: str) -> str:
    return addresses.relative(addresses.within(context["handbook"].base, target), context["url"])


@jinja2.pass_context
def _to(context: jinja2.runtime.Context, identity: str) -> Link:
    handbook: Handbook = context["handbook"]
    return handbook.link(identity)


def _sentence(text: str) -> str:
    """Text that ends as a sentence does."""
    return text if text.endswith((".", "?", "!", "…", "”", "’")) else f"{text}."


def _count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 action", "3 actions"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _as_json(text: str) -> Markup:
    """JSON that can stand in a script element."""
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - no markup can stand in it


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """The environment of every template: escaping always on, an unknown name is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(url=_url, date=in_words, sentence=_sentence, count=_count, as_json=_as_json)
    made.globals["to"] = _to
    return made


def render(handbook: Handbook, template: str, url: str, view: object = None) -> str:
    """The HTML of one page or part. `url` is the page's address from the site's root ("" is home)."""
    root = "../" * url.count("/") or "./"
    html = environment().get_template(template).render(handbook=handbook, view=view, url=url, root=root)
    return "\n".join(line.rstrip() for line in html.split("\n") if line.strip())
