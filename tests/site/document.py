"""A built page taken apart: what links, ids, scripts, styles and words it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ORIGIN = "http://site.invalid/"
ASKS_THE_FORM = {"new", "practice"}
"""Anchors of a form that are no place but a wish: begin a new draft, or practise without one."""

TELLING = frozenset(("article", "h1", "h2", "h3", "h4", "script", "svg", "template", "title"))
TELLING_CLASSES = ("qa-expansion", "qa-foot")
"""The elements and classes that say what a text in them is."""

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))


@dataclass
class Document:
    """One page. `text` is what a reader sees in its main part.

    Its words are one space apart; what the build adds to spell out letters is left out.
    """

    source: str
    language: str = ""
    title: str = ""
    policy: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    inline_scripts: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    skip: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the main part."""
        return " ".join("".join(self.words).split())


def documents_of(site: Path) -> dict[str, Document]:
    """Every page of a built site by its address from the root ("id/R053/", "404.html")."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): read(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def broken_links(site: Path, documents: Mapping[str, Document]) -> list[tuple[str, str]]:
    """Page and link of each link, script, style or image that is not there, or whose anchor is on no element."""
    anchors = {address: set(page.ids) for address, page in documents.items()}
    known: dict[str, bool] = {}
    broken: set[tuple[str, str]] = set()
    for address, page in documents.items():
        for link in {*page.links, *page.loads}:
            target = urlsplit(urljoin(ORIGIN + address, link))
            if f"{target.scheme}://{target.netloc}/" != ORIGIN:
                continue
            path, anchor = unquote(target.path.lstrip("/")), unquote(target.fragment)
            wish = path.endswith("/form/") and anchor in ASKS_THE_FORM
            if not _is_there(path, site, known) or (anchor and not wish and anchor not in anchors.get(path, ())):
                broken.add((address, link))
    return sorted(broken)


def _is_there(path: str, site: Path, known: dict[str, bool]) -> bool:
    """Whether a site has a file at an address; looked up once."""
    if path not in known:
        known[path] = (site / path / "index.html" if path.endswith("/") or not path else site / path).is_file()
    return known[path]


def read(source: str) -> Document:
    """Take a page apart."""
    reader = _Reader(Document(source))
    reader.feed(source)
    reader.close()
    return reader.made


class _Reader(HTMLParser):
    def __init__(self, made: Document) -> None:
        super().__init__()
        self.made = made
        self._open: list[tuple[str, tuple[str, ...]]] = []  # each with what it makes of the text in it
        self._in = dict.fromkeys((*TELLING, *TELLING_CLASSES), 0)
        self._script = False

    def updatepos(self, _start: int, end: int) -> int:
        """Nobody asks for lines and columns."""
        return end

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            kinds = (tag,) if tag in TELLING else ()
            if classes := given.get("class"):
                kinds = (*kinds, *[name for name in TELLING_CLASSES if name in classes])
            self._open.append((tag, kinds))
            for kind in kinds:
                self._in[kind] += 1
        if "id" in given:
            self.made.ids.append(given["id"])
        if tag in {"h1", "h2", "h3", "h4"}:
            self.made.headings.append((tag, ""))
        self._look_for_code(tag, given)
        self._look_for_addresses(tag, given)

    def _look_for_code(self, tag: str, given: dict[str, str]) -> None:
        made = self.made
        made.forbidden += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        made.forbidden += ["style element"] if tag == "style" else []
        self._script = tag == "script" and "src" not in given and "json" not in given.get("type", "")
        made.inline_scripts += [""] if self._script else []

    def _look_for_addresses(self, tag: str, given: dict[str, str]) -> None:
        made = self.made
        if tag == "html":
            made.language = given.get("lang", "")
        elif tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            made.policy = given["content"]
        elif tag == "a" and "href" in given:
            self._link(given)
        elif "src" in given:
            made.loads.append(given["src"])
        elif tag == "link" and given.get("rel") != "canonical":
            made.loads.append(given["href"])

    def _link(self, given: dict[str, str]) -> None:
        self.made.links.append(given["href"])
        if "md-skip" in given.get("class", ""):
            self.made.skip = given["href"]
        if self._in["qa-foot"]:
            self.made.foot.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        self._script = False
        while self._open:
            name, kinds = self._open.pop()
            for kind in kinds:
                self._in[kind] -= 1
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        inside = self._in
        if self._script:
            self.made.inline_scripts[-1] += data
        if inside["title"] and not inside["svg"]:
            self.made.title += data
        if inside["article"] and not (inside["qa-expansion"] or inside["script"] or inside["template"]):
            self.made.words.append(data)
            if self.made.headings and (inside["h1"] or inside["h2"] or inside["h3"] or inside["h4"]):
                tag, text = self.made.headings[-1]
                self.made.headings[-1] = (tag, text + data)
