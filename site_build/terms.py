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
from html.parser import HTMLParser
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
        reader.feed(html)
        reader.close()
        if not reader.notes:
            return html
        notes = [
            {"id": f"term-{number}", "term": term, "href": addresses.reading(term.item.id)}
            for number, term in enumerate(reader.notes, start=1)
        ]
        return "".join(reader.out) + "\n" + render(self.handbook, "terms.html.jinja", url, notes)


class _Reader(HTMLParser):
    """Copies HTML as it is, except for the first use of each term in running text."""

    def __init__(self, glossary: Glossary) -> None:
        super().__init__(convert_charrefs=False)
        self.glossary = glossary
        self.out: list[str] = []
        self.notes: list[Term] = []
        self._open: list[tuple[str, bool, bool]] = []  # tag, running text, left alone
        self._text: list[str] = []
        self._seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        self.out.append(self.get_starttag_text() or "")
        given = dict(attrs)
        if FRESH in (given.get("class") or "").split():
            self._seen = set()
        if tag not in VOID:
            _, running, alone = self._where
            alone = alone or tag in LEFT_ALONE or given.get("data-terms") == "off"
            self._open.append((tag, running or tag in RUNNING_TEXT, alone))

    def handle_startendtag(self, _tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._flush()
        self.out.append(f"</{tag}>")
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_entityref(self, name: str) -> None:
        self._text.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._flush()
        self.out.append(f"<!--{data}-->")

    def close(self) -> None:
        super().close()
        self._flush()

    @property
    def _where(self) -> tuple[str, bool, bool]:
        return self._open[-1] if self._open else ("", False, False)

    def _flush(self) -> None:
        """Write the text since the last tag, entities and all, in one piece."""
        text, self._text = "".join(self._text), []
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


def _button(number: int, text: str) -> str:
    return f'<button type="button" class="qa-term" popovertarget="term-{number}">{text}</button>'


def _stands_beside(expansion: str, text: str, start: int, end: int) -> bool:
    """Whether the words stand close before or after the letters already: "Child in Need (CIN)"."""
    near = len(expansion) + 30
    wanted = _words(expansion)
    return any(wanted <= _words(part) for part in (text[max(0, start - near) : start], text[end : end + near]))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
