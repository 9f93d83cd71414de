"""What this site stores in a browser, and the words of the pages and notes about it: macros/stored.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from markupsafe import Markup, escape

from macros.form_views import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from macros.handbook import Handbook

WORDS = Path(__file__).with_name("stored.yaml")
MEGA = 1_000_000
_STRONG = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """One thing that may be in a browser: in which `place`, under which `name` (a star is any text), and why."""

    place: str
    name: str
    title: str
    what: str
    when: str
    until: str


@dataclass(frozen=True, kw_only=True)
class DeviceView:
    """The page about what is stored: its own words, the list, and the words that it shares with the tools."""

    own: Mapping[str, Any]
    stored: tuple[Stored, ...]
    words: Words
    engine: int

    @property
    def say(self) -> Any:
        """The words that it shares with the tools."""
        return self.words.say


@cache
def words() -> Mapping[str, Any]:
    """The words of the pages and notes, the notes as markup with their places marked."""
    read: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    read["kept"] = {key: _note(text) for key, text in read["kept"].items()}
    return read


def _note(text: str) -> Markup:
    day = Markup('<span data-slot="day"></span>')
    strong = _STRONG.sub(r"<strong>\1</strong>", str(escape(text)))
    return Markup(strong.replace("{day}", day))  # noqa: S704 - every part was escaped


def listed() -> tuple[Stored, ...]:
    """Everything that may be stored, in the order of the page."""
    return tuple(Stored(**entry) for entry in words()["stored"])


def device(handbook: Handbook, engine: int) -> DeviceView:
    """The page. `engine` is how many bytes the checks of a tool need."""
    wording = handbook.wording
    script = {key: wording["script"][key] for key in ("device", "clear", "when")}
    return DeviceView(
        own=words(),
        stored=listed(),
        words=Words(page=wording["page"], script=script, engine={}, own={}),
        engine=round(engine / MEGA),
    )
