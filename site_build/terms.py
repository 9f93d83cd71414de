"""Words that need explaining, explained where they first stand on a page (rule R018).

Letters are followed by their words in brackets. Both letters and other words of the glossary become
a button that opens a note with the meaning and a link to the glossary: the note is a native popover,
so keys and touch reach it and Escape closes it, without a script. Works on finished HTML and changes
nothing else in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from macros import addresses
from macros.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from macros import Handbook
    from practice_audit.model import Item

RUNNING_TEXT = frozenset({"p", "li", "dd", "td"})
"""Only text inside one of these is looked at."""

LEFT_ALONE = frozenset(
    (
        *("a", "abbr", "button", "caption", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "legend"),
        *("nav", "option", "pre", "samp", "script", "select", "style", "summary", "svg", "template", "textarea", "th"),
    )
)
"""Text inside one of these never changes."""

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))

_LEFT_ALONE = re.compile(rf"<({'|'.join(sorted(LEFT_ALONE))})\b.*?</\1>|<[^>]*>", re.DOTALL)
"""Tags, and what is left alone from its first tag to the next end of its kind."""

_TAG = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>"
    r"|</(?P<end>[a-z][^\s/>]*)[^>]*>"
    r"|<(?P<tag>[a-z][^\s/>]*)(?P<given>[^>]*)>",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, a script or style as a whole, the end of an element, or its beginning with what is given in it."""

_CLASS = re.compile(r"\sclass=\"([^\"]*)\"")
_TERMS = re.compile(r"\sdata-terms=\"([^\"]*)\"")

FRESH = "qa-view"
"""A part of a page that is read on its own: everything is explained in it anew."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One way to write a word of the glossary. `expansion` is what the letters stand for, or ""."""

    item: Item
    written: str
    expansion: str = ""


def ways_to_write(items: Iterable[Item]) -> dict[str, Term]:
    """Each way in which a word of the glossary is written, letters and words alike."""
    found: dict[str, Term] = {}
    for item in items:
        letters = item.details.get("written", "")
        expansion = item.details.get("expansion", "")
        if letters:
            found[letters] = Term(item=item, written=letters, expansion=expansion)
        for words in (item.title, *item.aliases):
            plain = words.strip("'‘’“”\"")
            found.setdefault(plain, Term(item=item, written=plain))
    return found


def pattern(written: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these as whole words, the longest first.

    Words with a capital stand as they are written; others may begin a sentence. An "s" may follow,
    with or without an apostrophe.
    """
    choices = []
    for words in sorted(written, key=len, reverse=True):
        exact = re.escape(words)
        if words == words.lower():
            exact = f"[{words[0].upper()}{words[0]}]{re.escape(words[1:])}"
        choices.append(exact)
    return re.compile(rf"(?<![\w.@/-])({'|'.join(choices)})((?:'|’|&#39;)?s)?(?![\w@/-])")


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """The words of one handbook, ready to be looked for."""

    handbook: Handbook

    def __post_init__(self) -> None:
        ways = ways_to_write(self.handbook.catalogue.of_kind("term"))
        object.__setattr__(self, "ways", ways)
        object.__setattr__(self, "pattern", pattern(ways))

    ways: Mapping[str, Term] = field(init=False)
    pattern: re.Pattern[str] = field(init=False)

    def term(self, text: str) -> Term:
        """The term that a match is one way to write."""
        return self.ways.get(text) or self.ways[text[0].lower() + text[1:]]

    def explain(self, html: str, url: str) -> str:
        """The content of the page at `url`, with every word explained where it first stands."""
        if not self.pattern.search(_LEFT_ALONE.sub(" ", html)):
            return html  # most permanent pages; to read one tag by tag takes five times as long
        reader = _Reader(self)
        reader.read(html)
        if not reader.notes:
            return html
        notes = [
            {"id": f"term-{number}", "term": term, "href": addresses.reading(term.item.id)}
            for number, term in enumerate(reader.notes, start=1)
        ]
        return "".join(reader.out) + "\n" + render(self.handbook, "terms.html.jinja", url, notes)


class _Reader:
    """Copies HTML as it is, except for the first use of each term in running text.

    It takes HTML that this build has written: every tag is closed, and no attribute holds a bare ">".
    """

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.out: list[str] = []
        self.notes: list[Term] = []
        self._open: list[tuple[str, bool, bool]] = []  # tag, running text, left alone
        self._seen: set[str] = set()

    def read(self, html: str) -> None:
        """Copy a whole page."""
        end = 0
        for found in _TAG.finditer(html):
            self._text(html[end : found.start()])
            self.out.append(found[0])
            end = found.end()
            if found["end"]:
                self._close(found["end"].lower())
            elif found["tag"] and not found[0].endswith("/>"):
                self._begin(found["tag"].lower(), found["given"])
        self._text(html[end:])

    def _begin(self, tag: str, given: str) -> None:
        if FRESH in given and FRESH in _value(_CLASS, given).split():
            self._seen = set()
        if tag not in VOID:
            _, running, alone = self._where
            alone = alone or tag in LEFT_ALONE or ("data-terms" in given and _value(_TERMS, given) == "off")
            self._open.append((tag, running or tag in RUNNING_TEXT, alone))

    def _close(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    @property
    def _where(self) -> tuple[str, bool, bool]:
        return self._open[-1] if self._open else ("", False, False)

    def _text(self, text: str) -> None:
        """Write the text between two tags, entities and all, in one piece."""
        _, running, alone = self._where
        self.out.append(self._explained(text) if text and running and not alone else text)

    def _explained(self, text: str) -> str:
        made: list[str] = []
        end = 0
        for found in self.glossary.pattern.finditer(text):
            term = self.glossary.term(found[1])
            if term.written in self._seen:
                continue
            self._seen.add(term.written)
            self.notes.append(term)
            made += [text[end : found.start()], _button(len(self.notes), found[0])]
            if term.expansion and not _stands_beside(term.expansion, text, found.start(), found.end()):
                made.append(f' <span class="qa-expansion">({escape(term.expansion)})</span>')
            end = found.end()
        return "".join((*made, text[end:]))


def _value(attribute: re.Pattern[str], given: str) -> str:
    found = attribute.search(given)
    return found[1] if found else ""


def _button(number: int, text: str) -> str:
    return f'<button type="button" class="qa-term" popovertarget="term-{number}">{text}</button>'


def _stands_beside(expansion: str, text: str, start: int, end: int) -> bool:
    """Whether the words stand close before or after the letters already: "Child in Need (CIN)"."""
    near = len(expansion) + 30
    wanted = _words(expansion)
    return any(wanted <= _words(part) for part in (text[max(0, start - near) : start], text[end : end + near]))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
