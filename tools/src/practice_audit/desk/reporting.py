"""The report of a quarter or a year for the page: a folder of records in, the report and its files out.

The records are judged and counted as `import` and `report` do, so that the same records give the same
bytes. They are read one at a time: nothing of them stays but what the report says.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

from practice_audit.desk.session import file, left_out, told
from practice_audit.desk.taking import take
from practice_audit.problems import Problem, Unreadable
from practice_audit.relations.first_versions import dated, first_versions
from practice_audit.report import asking, shown
from practice_audit.report.making import make
from practice_audit.report.periods import period
from practice_audit.report.staff import staff_list
from practice_audit.report.writers import csv_folder, web_page, workbook
from practice_audit.rules.reading import number_of
from practice_audit.spreadsheets import csv_bytes

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterable, Mapping

    from practice_audit.desk.session import Asked, Session
    from practice_audit.report.periods import Period

    Answer = dict[str, Any]

FIXED_DATE: Final = (1980, 1, 1, 0, 0, 0)
WITHOUT: Final = "staff-without-experience.csv"
REFUSED: Final = "left-out.csv"
HEADINGS: Final = 3
"""The level of the first headings of a report in the page: its title stands above them."""


def report(session: Session, asked: Asked) -> Answer:
    """A report; the payload is {files, records, staff, period, planned, sample, handbook, today}.

    The answer has `fields` that are to be put right, or `problems` of the list of staff, or `counted`, what
    came of the files, and how many `records` were read and how many count in the period (`of_period`). It has `title`,
    `sample` and `tree`, the report as nested [name, attributes, children]; or `beyond`, which says why there is none.
    """
    session.made = session.refused = None
    fields, of_period, planned = _typed(asked)
    staff, problems = _staff(session, asked)
    if fields or of_period is None or problems:
        return {"fields": fields, "problems": told(problems)}
    taken = take(asked.files, asked.records, session.editions, asked.today, asked.progress)
    session.refused = list(taken.refused)
    lines = taken.shelf.lines()
    nothing: Answer = {"fields": {}, "problems": [], "counted": left_out(taken), "records": len(lines), "of_period": 0}
    if not lines:
        return nothing
    question = asking.Asked(
        period=of_period, made_on=asked.today, planned=planned, staff=staff, sample=bool(asked.payload.get("sample"))
    )
    first = first_versions(taken.shelf.corrections(), taken.shelf.record)
    records = dated(asked.watched(taken.shelf.documents(lines), len(lines)), first)
    made = make(records, session.editions.catalogues, question, replaced=taken.shelf.replaced())
    if made.beyond:
        return {**nothing, "beyond": made.beyond}
    session.made = made
    return {
        **nothing,
        "of_period": made.records,
        "without": len(made.without) if staff is not None else None,
        "title": shown.line(made.report.title) + (f" ({shown.SAMPLE})" if made.report.sample else ""),
        "sample": made.report.sample,
        "tree": _tree(web_page.inside(made.report, HEADINGS, handbook=asked.text("handbook"))),
    }


def write(session: Session, asked: Asked) -> Answer:
    """One file of the report that stands on the page; the payload is {format, handbook}.

    `file` is None where there is no report any more: what made it was stopped or started anew meanwhile.
    """
    made, form = session.made, asked.text("format")
    if form == "refused":
        return {"file": None if session.refused is None else file(REFUSED, _refused(session.refused))}
    if made is None:
        return {"file": None}
    if form == "html":
        return {"file": file("report.html", web_page.page(made.report, handbook=asked.text("handbook")))}
    if form == "xlsx":
        return {"file": file("report.xlsx", workbook.workbook(made.report))}
    if form == "csv":
        return {"file": file("report-csv.zip", zipped(dict(csv_folder.files(made.report))))}
    if form == "without":
        rows = "".join(f"{code}\r\n" for code in ("code", *made.without))
        return {"file": file(WITHOUT, rows.encode("utf-8"))}
    raise LookupError(form)


def _tree(node: ET.Element) -> list[Any]:
    """An element as its name, its attributes and what stands in it: elements, and texts as they are."""
    children: list[Any] = [node.text] if node.text else []
    for child in node:
        children += [_tree(child), *([child.tail] if child.tail else [])]
    return [node.tag, dict(node.attrib), children]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in one archive, always the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def _typed(asked: Asked) -> tuple[Answer, Period | None, int | None]:
    fields: Answer = {}
    of_period = None
    if not list(asked.records):
        fields["records"] = "missing"
    try:
        of_period = period(asked.text("period"))
    except ValueError:
        fields["period"] = "unreal" if asked.text("period") else "missing"
    if of_period is not None and of_period.first > asked.today:
        fields["period"] = "to_come"
    planned = number_of({"value": asked.text("planned")})
    if asked.text("planned") and (planned is None or planned < 0):
        fields["planned"] = "unreal"
    return fields, of_period, planned


def _staff(session: Session, asked: Asked) -> tuple[Mapping[str, str] | None, list[Problem]]:
    """The list of staff, where one was chosen, or its problems."""
    place = asked.place("staff")
    if place is None:
        return None, []
    name = asked.files.names[place]
    try:
        return staff_list(asked.list_data(place), session.editions.newest.own_words), []
    except Unreadable as unreadable:
        return None, [problem.at(name, problem.line, problem.column) for problem in unreadable.problems]


def _refused(left: Iterable[tuple[str, tuple[Problem, ...]]]) -> bytes:
    """Every file that was left out, with every reason."""
    rows = ((name, each.code, each.message, each.remedy) for name, problems in left for each in problems)
    return csv_bytes(("file", "code", "reason", "what_to_do"), rows)
