"""The pages of what reports found: the list of reports, and a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros import addresses, findings_views, quarter_views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros import Handbook
    from site_build.page import Maker, Page


def path(report: str) -> str:
    """The Markdown file of a report's page, below docs/."""
    return addresses.findings(report).rstrip("/") + ".md"


def made(maker: Maker) -> Iterator[Page]:
    """The list, then the reports, the newest first."""
    reports = findings_views.reports(maker.handbook)
    yield maker.page("findings/index.md", "Findings and actions", "findings", reports, boost=2)
    for view in reports:
        first = next(iter(view.report.by_id), "")
        source = maker.source(first).partition("#")[0]
        shown = {"view": view, "numbers": quarter_views.numbers(maker.handbook, view.report)}
        yield maker.page(path(view.report.id), view.name, "findings-report", shown, source=source, boost=2)


def menu(handbook: Handbook) -> list[dict[str, str]]:
    """The reports as entries of the menu, the newest first."""
    newest = findings_views.newest_first(handbook)
    return [{findings_views.name(report): path(report.id)} for report in newest]
