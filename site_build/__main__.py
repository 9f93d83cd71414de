"""The command line of the build: `python -m site_build <command>` (the Makefile's targets)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from site_build import paths
from site_build.edition import edition
from site_build.toolchain import ToolMissing


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check, build, serve and test the practice handbook."""


@main.command()
@click.option("--strict", is_flag=True, help="Warnings count as problems too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(*, strict: bool, form: str) -> None:
    """Report every problem of every YAML file, in one run."""
    from site_build import build_date, check  # noqa: PLC0415 - each command loads what it needs

    sys.exit(check.run(paths.ROOT, today=build_date.today(), strict=strict, fmt=form))


@main.command()
@click.option("--site-url", default="", help="The address that the site will have (default: that of settings.yaml).")
def build(site_url: str) -> None:
    """Write site/ and build/catalogue.json."""
    from site_build import build  # noqa: PLC0415

    sys.exit(0 if build.build_site(paths.SITE, site_url=site_url) else 1)


@main.command()
@click.option("--port", default=8000, show_default=True, help="On 127.0.0.1.")
def serve(port: int) -> None:
    """Serve the handbook with its tools on 127.0.0.1 and rebuild at every edit."""
    from site_build import serve  # noqa: PLC0415

    sys.exit(serve.run(port))


main.add_command(edition)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1)
def test(arguments: tuple[str, ...]) -> None:
    """Everything that CI runs; arguments go to pytest and then only pytest runs."""
    from site_build import quality  # noqa: PLC0415

    sys.exit(quality.test(arguments))


@main.command()
def drills() -> None:
    """What is too long for every run; can be stopped and taken up again."""
    from site_build import quality  # noqa: PLC0415

    sys.exit(quality.drills())


@main.command("test-servers")
def test_servers() -> None:
    """Tests that need a system service."""
    from site_build import quality  # noqa: PLC0415

    sys.exit(quality.test_servers())


@main.command()
@click.option("--runs", default=7, show_default=True, help="How often each pair is measured.")
@click.option("--only", default="", help="Measure only what has this in its name.")
@click.option("--size", "sizes", multiple=True, type=int, help="How many records (default: 5,000, then 50,000).")
def bench(runs: int, only: str, sizes: tuple[int, ...]) -> None:
    """Ratios against peers, measured in one interleaved run, written to build/bench.json."""
    from site_build import bench  # noqa: PLC0415

    sys.exit(bench.run(runs, only, sizes))


@main.command()
@click.option("--records", "number", default=1200, show_default=True, help="How many records the year has.")
@click.option("--seed", default="a-sample-year", show_default=True, help="The same seed gives the same bytes.")
@click.option("--port", default=8000, show_default=True, help="On 127.0.0.1.")
@click.option("--serve/--no-serve", default=True, show_default=True, help="Whether the pages are served at the end.")
def demo(number: int, seed: str, port: int, *, serve: bool) -> None:
    """A made-up year of records, with its register, reports and pages, in build/demo/."""
    from site_build.demo import running  # noqa: PLC0415

    sys.exit(running.run(number, seed, port, serve=serve))


@main.command()
@click.option("--working", is_flag=True, help="The YAML as it stands, in place of the newest published edition.")
def booklet(*, working: bool) -> None:
    """The whole framework as one tagged PDF, written to build/booklet/."""
    from site_build import booklet  # noqa: PLC0415
    from site_build.content import Shown  # noqa: PLC0415

    sys.exit(booklet.run(Shown.WORKING if working else Shown.PUBLISHED))


@main.command()
def pictures() -> None:
    """Screenshots of the built handbook, written to build/pictures/."""
    from site_build import pictures  # noqa: PLC0415

    sys.exit(pictures.run())


@main.command()
def lock() -> None:
    """Renew the lock files in site_build/locks/ (needs uv)."""
    from site_build import locks  # noqa: PLC0415

    sys.exit(locks.renew())


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def stubs(folder: Path) -> None:
    """Write the whole site as Markdown into an empty folder, ready for another site generator."""
    from site_build import stubs  # noqa: PLC0415

    sys.exit(stubs.run(folder))


if __name__ == "__main__":
    try:
        main()
    except ToolMissing as error:
        click.echo(str(error), err=True)
        sys.exit(2)
