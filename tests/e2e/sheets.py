"""What the browser prints, read back sheet by sheet."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from practice_audit.model import Catalogue


def paper(page: Page) -> list[str]:
    """The text of each sheet that is printed, without white space: where lines break is the printer's."""
    printed = page.pdf(format="A4", prefer_css_page_size=True, print_background=False)
    return [squeezed(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(printed)).pages]


def edition(catalogue: Catalogue) -> str:
    """The line that names the edition, squeezed."""
    return squeezed(f"{catalogue.edition.control['subtitle']}, edition {catalogue.edition.id}")


def squeezed(text: str) -> str:
    """A text without white space, hyphens of line ends and typographic ligatures."""
    plain = text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi")
    return re.sub(r"\s+", "", plain)
