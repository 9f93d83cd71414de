"""What is typed after a command, or as an answer: days, numbers, yes and no; plain words about all other things."""

from __future__ import annotations

import datetime as dt
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from practice_audit.cli.clock import today
from practice_audit.cli.usage import in_our_words, no_such_command, unanswered
from practice_audit.problems import visible
from practice_audit.rules.days import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping


class Day(click.ParamType[Any]):
    """A day, written as in ISO 8601."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day; fails where the text is none."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(f"“{value}” is not a day. Write year, month and day, for example 2026-07-06.", param, ctx)


class Place(click.Path):
    """A file or a folder, by its name; what is the matter with it is said with what to name instead."""

    def __init__(self, *, exists: bool = False, file: bool = True, folder: bool = True) -> None:
        super().__init__(exists=exists, file_okay=file, dir_okay=folder, readable=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Its path; fails where it is not there, or is a folder instead of a file or the other way round."""
        shown = visible(str(value), 200)
        if not _is_there(Path(value)):
            if self.exists:
                wanted = "file" if not self.dir_okay else "folder" if not self.file_okay else "file or folder"
                self.fail(f"There is no {wanted} “{shown}”. Check the name, and in which folder you are.", param, ctx)
        elif Path(value).is_dir():
            if not self.dir_okay:
                self.fail(f"“{shown}” is a folder. Name a file.", param, ctx)
        elif not self.file_okay:
            self.fail(f"“{shown}” is a file. Name a folder.", param, ctx)
        return super().convert(value, param, ctx)


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


class Number(click.ParamType[Any]):
    """A whole number in the digits 0 to 9, from `least` to `most`, both included; without `most`, however large."""

    name = "number"

    def __init__(self, least: int, most: int | None = None) -> None:
        self._least, self._most = least, most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails where the text is none of these."""
        text = str(value)
        number = int(text) if _DIGITS.fullmatch(text) else None
        if number is None or number < self._least or (self._most is not None and number > self._most):
            upwards = "or more" if self._most is None else f"to {self._most}"
            self.fail(f"“{visible(text, 60)}” is not a whole number of {self._least} {upwards}.", param, ctx)
        return number


class DayUntilToday(Day):
    """A day that is not to come: what is made on it holds what was known then."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day; fails where the text is none, or the day is to come."""
        day = super().convert(value, param, ctx)
        if day > today():
            self.fail(f"{in_words(day)} is in the future. Give today, or a day before.", param, ctx)
        return day


DAY: Final = Day()
DAY_UNTIL_TODAY: Final = DayUntilToday()
_DIGITS: Final = re.compile(r"[0-9]{1,4000}")  # no more, for Python refuses to count further
_ANSWERS: Final = {"y": True, "yes": True, "n": False, "no": False}


def said_yes(question: str, *, unsaid: bool = False) -> bool:
    """Whether the person at the terminal says yes; asks again until it is y or n. Nothing typed is `unsaid`.

    Raises click.Abort where nobody is there to answer.
    """
    offered = "[Y/n]" if unsaid else "[y/N]"
    while True:
        typed = str(click.prompt(f"{question} {offered}", default="", show_default=False, err=True)).strip().lower()
        if not typed:
            return unsaid
        if typed in _ANSWERS:
            return _ANSWERS[typed]
        click.echo("Answer y or n.", err=True)


class Commands(click.Group):
    """Commands that are loaded when they are asked for; what was typed wrong is said without "Invalid value".

    `places` says where each one is: its module of this package, and its name there.
    """

    def __init__(self, *, places: Mapping[str, str], **about: Any) -> None:
        super().__init__(**about)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        """The names of all commands, as help lists them."""
        return sorted(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command of this name."""
        if cmd_name not in self._places:
            return None
        module, name = self._places[cmd_name].split(".")
        command: click.Command = getattr(import_module(f"practice_audit.cli.{module}"), name)
        return command

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """What was typed, read; what is wrong before the command's name is said in our words."""
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise in_our_words(error) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was asked for."""
        if args[0] not in self._places and not args[0].startswith("-"):
            raise no_such_command(args[0], self._places, ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise in_our_words(error) from error
        except click.Abort as abort:  # of a question; nothing is done before its answer
            raise unanswered() from abort
