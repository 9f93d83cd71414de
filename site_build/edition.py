"""`python -m site_build edition ...`: what a new edition still needs, comparing two, publishing one.

The only module that prints about editions. What it says is worked out by `revision`; the file of a
published edition is written by `publication`.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from typing import TYPE_CHECKING

import click

from practice_audit import sources
from practice_audit.editions import compare, fitting, in_time
from practice_audit.fingerprints import subjects
from practice_audit.problems import Problem, Unreadable, has_errors, in_order, visible
from site_build import build_date, check, publication
from site_build.paths import ROOT
from site_build.publication import Publication
from site_build.revision import EDITION, Revision, Suspect, revision
from site_build.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practice_audit.documents import Place
    from practice_audit.editions import Comparison, Difference
    from practice_audit.model import Catalogue

WRITE = "write the new edition under its “edition”"
"""How learning material and reading lists say that they still fit a text that was changed."""

BEGIN = "Begin the next edition first: what is confirmed is kept with it."
"""Why nothing is confirmed in a published edition: its file keeps the links that nobody had confirmed."""

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.group()
def edition() -> None:
    """Publish the framework year by year: status, diff, confirm, publish, on."""


@edition.command()
@FORMAT
def status(form: str) -> None:
    """What changed since the newest published edition, and what is missing before this one can be published."""
    made = _revision()
    if form == "json":
        click.echo(json.dumps(as_json(made, build_date.today()), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(map(visible, [*_told(made), *_overdue(made, build_date.today())])))
    sys.exit(1 if made.missing and not made.is_published else 0)


def as_json(made: Revision, today: dt.date) -> dict[str, object]:
    """The status for other programs, seen from a day."""
    overdue = made.training.overdue(today)
    return {
        "edition": made.working.edition.id,
        "published": [each.edition for each in made.published],
        "is_published": made.is_published,
        "comparison": made.comparison.to_json() if made.comparison else None,
        "missing": [problem.to_json() for problem in made.missing],
        "suspects": [
            {
                "source": one.source,
                "target": one.target,
                "edition": one.edition,
                "written_for": one.written_for,
                "now": one.now,
            }
            for one in made.suspects
        ],
        "overdue": [{"id": one.id, "review_on": one.review_on} for one in overdue],
    }


def _told(made: Revision) -> Iterable[str]:
    here = made.working.edition.id
    if made.newest is None:
        yield f"Edition {here}. No edition is published yet."
    elif made.is_published:
        yield f"Edition {here} is published, and nothing was changed since."
    else:
        yield f"Edition {here}, beside edition {made.newest.edition}."
    if made.comparison and not made.is_published:
        yield from _compared(made.comparison)
        yield from _to_paste(made)
    if not made.is_published:
        yield ""
        yield f"Missing before it can be published: {len(made.missing) or 'nothing'}."
        yield from (line for problem in made.missing for line in problem.to_text().split("\n"))
    yield ""
    yield f"Links to look at again: {len(made.suspects) or 'none'}."
    if made.in_framework:
        if made.is_published:
            yield f"What they point at was changed. {BEGIN}"
        else:
            yield "What they point at was changed. Mend each, or say that it still holds:"
            yield "  python -m site_build edition confirm FROM TO"
        yield from map(_suspect, made.in_framework)
    if made.in_training:
        yield f"What people learn from was chosen for an older text. Look at each; if it still holds, {WRITE}:"
        yield from map(_suspect, made.in_training)


def _suspect(one: Suspect) -> str:
    chosen = f", chosen for edition {one.edition}" if one.edition else ""
    return f"  {one.source} -> {one.target}{chosen}{_where(one.place)}"


def _where(place: Place | None) -> str:
    return f"  ({place.path}:{place.line})" if place else ""


def _overdue(made: Revision, today: dt.date) -> Iterable[str]:
    """Learning material that somebody should have looked at again by the day of the build."""
    overdue = made.training.overdue(today)
    yield ""
    yield f"Learning material to look at again, seen from {today}: {len(overdue) or 'none'}."
    for one in overdue:
        yield f"  {one.id}, by {one.review_on}{_where(made.places.get(one.id))}"


def _compared(comparison: Comparison) -> Iterable[str]:
    yield ""
    yield f"Changes: {len(comparison.differences) or 'none'}."
    for one in comparison.differences:
        yield from _one(one)
    if comparison.control:
        yield f"Document control: {', '.join(one.id for one in comparison.control)}."
    if comparison.links:
        yield "Links that changed with nothing else:"
        yield from (f"  {_sign(link.added)} {link.source} -> {link.target}" for link in comparison.links)


def _one(one: Difference) -> Iterable[str]:
    now = f" Now: {', '.join(one.successors)}." if one.successors else ""
    yield f"  {one.id}  [{one.kind}, {one.what}] {', '.join(one.words) or 'no word yet'}.{now}"
    for reason in one.reasons:
        yield f"      why: {reason}"
    for key in dict.fromkeys((*one.before, *one.after)):
        if one.what in {"reworded", "moved"}:
            yield f"      {key} before: {_short(one.before.get(key))}"
            yield f"      {key} now:    {_short(one.after.get(key))}"
    for link in one.links:
        yield f"      {_sign(link.added)} link {link.source} -> {link.target}"


def _sign(added: bool) -> str:  # noqa: FBT001 - the one thing it is about
    return "+" if added else "-"


def _short(value: object) -> str:
    return "(none)" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _to_paste(made: Revision) -> Iterable[str]:
    """Lines for the file of changes, for those that have no word."""
    wordless = [one for one in made.comparison.differences if not one.words] if made.comparison else []
    if not wordless:
        return
    yield ""
    yield f"To be filled in and put into {made.changes_file}:"
    if not made.working.changes:
        yield "# yaml-language-server: $schema=../schemas/changes.schema.json"
        yield "changes:"
    for one in wordless:
        yield f"  - id: {json.dumps(one.id)}"
        yield f"    change: {' | '.join(fitting(one))}"
        if one.what == "gone":
            yield "    successors: []"
        yield '    reason: ""'


@edition.command()
@click.argument("before")
@click.argument("after")
@FORMAT
def diff(before: str, after: str, form: str) -> None:
    """Everything that changed between two editions, the years between them included."""
    found, published = _sources(), _published()
    if found.catalogue is None and not {before, after} <= {each.edition for each in published}:
        _stop(in_order(found.problems))
    known = _known(found, published)
    first, *between, last = _between(known, before, after)
    comparison = compare(first, last, [each.changes for each in (*between, last)])
    if form == "json":
        click.echo(json.dumps(comparison.to_json(), indent=2, ensure_ascii=False))
    else:
        click.echo(f"From edition {before} to edition {after}.")
        click.echo("\n".join(map(visible, _compared(comparison))))


def _known(found: sources.Sources, published: Sequence[Publication]) -> dict[str, Catalogue]:
    """Every edition by id, oldest first; the YAML too where it is not published."""
    known = {each.edition: each.catalogue for each in published}
    if found.catalogue is not None:
        known.setdefault(found.catalogue.edition.id, found.catalogue)
    return dict(sorted(known.items(), key=lambda pair: in_time(pair[0])))


def _between(known: dict[str, Catalogue], before: str, after: str) -> list[Catalogue]:
    for wanted in (before, after):
        if wanted not in known:
            raise click.UsageError(f"There is no edition {wanted}. There are: {', '.join(known)}.")
    ids = list(known)
    first, last = ids.index(before), ids.index(after)
    if first >= last:
        raise click.UsageError(f"Name the earlier edition first: edition {after} does not come after {before}.")
    return [known[each] for each in ids[first : last + 1]]


@edition.command()
@click.argument("source")
@click.argument("target")
def confirm(source: str, target: str) -> None:
    """Say that a link still holds although its target was changed; SOURCE may be “all”.

    Learning material and reading lists say so themselves, under “edition” in standards/training.yaml.
    """
    made = _revision()
    if made.is_published:
        raise click.UsageError(f"Edition {made.working.edition.id} is published. {BEGIN}")
    waiting = [one for one in made.suspects if source in {one.source, "all"} and one.target == target]
    meant = [one for one in waiting if not one.edition]
    by_hand = [f"“{one.source}” says for itself: {WRITE}{_where(one.place)}." for one in waiting if one.edition]
    if not meant:
        nothing = f"No link from “{source}” to “{target}” waits to be looked at."
        raise click.UsageError("\n".join(by_hand) or nothing)
    path = ROOT / made.changes_file.replace(".yaml", "-confirmed.yaml")
    kept = {**made.confirmed, **{(one.source, one.target): one.now for one in meant}}
    write_whole(path, _confirmed_text(kept))
    click.echo("\n".join([f"{len(meant)} confirmed in {path.relative_to(ROOT)}.", *by_hand]))


def _confirmed_text(kept: dict[tuple[str, str], str]) -> str:
    lines = [
        "# yaml-language-server: $schema=../schemas/confirmed.schema.json",
        "#",
        "# Links that were looked at again after what they point at was changed, and that still hold.",
        "# Written by: python -m site_build edition confirm FROM TO",
        "",
        "confirmed:",
    ]
    for (source, target), fingerprint in sorted(kept.items()):
        lines += [
            "",
            f"  - from: {json.dumps(source)}",
            f"    to: {json.dumps(target)}",
            f'    fingerprint: "{fingerprint}"',
        ]
    return "\n".join(lines) + "\n"


@edition.command()
def publish() -> None:
    """Freeze the edition being worked on: its file enters standards/published/ whole, and is never edited."""
    made = _revision(whole=True)
    if made.is_published:
        click.echo(f"Edition {made.working.edition.id} is published already, and nothing was changed since.", err=True)
        sys.exit(1)
    if made.missing:
        _stop(made.missing)
    if made.working.edition.in_force_from > _today().isoformat():
        message = f"Edition {made.working.edition.id} is said to be approved in days to come."
        _stop([Problem(code="STD066", message=message, remedy="Publish it once it is approved.", source=EDITION)])
    before = made.newest
    written = publication.write(
        ROOT,
        Publication(
            catalogue=made.working,
            published_on=_today().isoformat(),
            follows=before.edition if before else "",
            follows_sha256=before.sha256 if before else "",
            written_for=made.written_for_in_file(),
        ),
    )
    click.echo(f"Edition {made.working.edition.id} is published in {written.relative_to(ROOT).as_posix()}.")
    click.echo("Put the file under version control. From the next build on, it is the edition that people read.")


def _today() -> dt.date:
    """The day of publication: the clock's, or the one that SOURCE_DATE_EPOCH gives."""
    return build_date.today() if os.environ.get("SOURCE_DATE_EPOCH") else dt.datetime.now(tz=dt.UTC).date()


@edition.command("on")
@click.argument("day", type=click.DateTime(formats=["%Y-%m-%d"]), metavar="DAY")
@click.argument("identity", required=False)
def on_day(day: dt.datetime, identity: str | None) -> None:
    """Which edition was in force on a DAY (2023-05-01), and what it said of an id."""
    published = _published()
    in_force = [each for each in published if each.in_force_from <= day.date().isoformat()]
    if not in_force:
        raise click.UsageError(f"No edition kept here was in force on {day.date()}.")
    found = in_force[-1]
    click.echo(f"Edition {found.edition}, in force from {found.in_force_from}.")
    if identity:
        subject = subjects(found.catalogue).get(identity)
        if subject is None:
            others = [each.edition for each in published if identity in subjects(each.catalogue)]
            elsewhere = f" It stands in: {', '.join(others)}." if others else ""
            raise click.UsageError(f"Edition {found.edition} has no “{identity}”.{elsewhere}")
        click.echo(visible(f"{identity}: {subject.name}"))
        for key, value in subject.content.items():
            click.echo(visible(f"  {key}: {_short(value)}"))


def _sources() -> sources.Sources:
    return sources.read(ROOT)


def _published() -> tuple[Publication, ...]:
    try:
        return publication.read_all(ROOT)
    except Unreadable as unreadable:
        return _stop(unreadable.problems)


def _revision(*, whole: bool = False) -> Revision:
    """The revision of sound YAML; `whole` also wants every check that a build makes."""
    found = _sources()
    problems = [*found.problems, *(check.beyond_sources(ROOT, found, today=build_date.today()) if whole else ())]
    if has_errors(problems) or found.catalogue is None:
        _stop(in_order(problems))
    return revision(found, _published())


def _stop(problems: Iterable[Problem]) -> tuple[Publication, ...]:
    """Print why it cannot go on, and end."""
    for problem in problems:
        click.echo(problem.to_text(), err=True)
    sys.exit(1)
