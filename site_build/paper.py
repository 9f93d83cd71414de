"""The words at the foot of every printed page, as a style sheet: only a style can put words into a page's margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.booklet import edition_line
from macros.dates import in_words

if TYPE_CHECKING:
    from macros import Handbook


def style(handbook: Handbook) -> str:
    """The file edition.css of one edition: values that `qa.css` puts together; a script says the day of printing."""
    made = f"{handbook.word('paper', 'made')} {in_words(handbook.built_on)}"
    values = {
        "--qa-edition": edition_line(handbook),
        "--qa-when": made,
        "--qa-owner": f"{handbook.word('paper', 'owner')} {handbook.catalogue.edition.control.get('owner_role', '')}",
        "--qa-reference": "",
        "--qa-printed": handbook.word("paper", "printed"),
    }
    lines = (f"  {name}: {quoted(value)};" for name, value in values.items())
    return "\n".join((":root {", *lines, "}", ""))


def quoted(text: str) -> str:
    r"""A text as a string of CSS: what would end the string stands as its number, `\22 ` for a quotation mark."""
    return '"' + "".join(f"\\{ord(sign):x} " if sign in '"\\\n\r\f' else sign for sign in text) + '"'
