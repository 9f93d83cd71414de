"""What is typed after a command: days and numbers, and plain words about whatever cannot be used."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import click


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


class Number(click.ParamType[Any]):
    """A whole number, from `least` to `most`, both included; without `most`, as large as you like."""

    name = "number"

    def __init__(self, least: int, most: int | None = None) -> None:
        self._least, self._most = least, most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails where the text is none of these."""
        try:
            number = int(str(value))
        except ValueError:
            number = self._least - 1
        if number < self._least or (self._most is not None and number > self._most):
            upwards = "or more" if self._most is None else f"to {self._most}"
            self.fail(f"“{value}” is not a whole number of {self._least} {upwards}.", param, ctx)
        return number


DAY: Final = Day()


class Commands(click.Group):
    """A group of commands that says what was typed wrong without click's "Invalid value"."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except click.MissingParameter:
            raise
        except click.BadParameter as error:
            where = error.param_hint or (error.param.get_error_hint(ctx) if error.param else "")
            named = "".join(where).replace("'", "")
            raise click.UsageError(f"{named}: {error.message}" if named else error.message, error.ctx) from error
