"""What click says of wrong usage, in the words of this house: what is the matter, where, and what to do.

The one place for it. Knows no command.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import click

from practice_audit.problems import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN: Final = 60
"""As many characters of what was typed are shown."""
_EXTRA: Final = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
_CHOICE: Final = re.compile(r"'(.*)' is not one of (.*)\.", re.DOTALL)
_QUOTE: Final = "'"


class Unanswered(click.ClickException):
    """A question got no answer."""

    exit_code = 2


def in_our_words(error: click.UsageError) -> click.UsageError:
    """The same error with other words; one that has no others as it is."""
    message = _message(error)
    return click.UsageError(message, error.ctx) if message else error


def no_such_command(name: str, commands: Iterable[str], ctx: click.Context) -> click.UsageError:
    """What is said where the first word is no command."""
    near = _near(name, commands) or f"{ctx.command_path} --help lists all."
    return click.UsageError(f"There is no command “{visible(name, _SHOWN)}”. {near}", ctx)


def unanswered() -> Unanswered:
    """What is said where a question got no answer: the input ended, or somebody pressed Ctrl and C."""
    return Unanswered("The question was not answered, so the command stopped. Run it again at a terminal.")


def _message(error: click.UsageError) -> str:
    """The words for an error; "" where it has its own."""
    if isinstance(error, click.MissingParameter):
        return _missing(error)
    if isinstance(error, click.BadParameter):
        where = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param else "")
        named = "".join(where).replace("'", "").removesuffix("...")
        choice = _CHOICE.fullmatch(error.message)
        said = (
            f"“{visible(choice[1], _SHOWN)}” is none of these: {choice[2].replace(_QUOTE, '')}."
            if choice
            else error.message
        )
        return f"{named}: {said}" if named else said
    if isinstance(error, click.NoSuchOption):
        near = error.possibilities or ()
        return f"There is no option {visible(error.option_name, _SHOWN)}. {_perhaps(near) or _help(error.ctx)}"
    if isinstance(error, click.BadOptionUsage):
        return _wrongly_used(error)
    if extra := _EXTRA.fullmatch(error.message):
        return f"“{visible(extra[1], _SHOWN)}” is too much. Leave it out, or put a name with spaces in quotation marks."
    return ""


def _missing(error: click.MissingParameter) -> str:
    """Which argument or option has to be there, and how it is written."""
    if error.param is None or error.ctx is None:
        return ""
    metavar, command = error.param.make_metavar(error.ctx), error.ctx.command_path
    if isinstance(error.param, click.Option):
        option = max(error.param.opts, key=len)
        return f"{option} is missing. Write {option} {metavar} after {command}. {_help(error.ctx)}"
    return f"{metavar.removesuffix('...')} is missing. Write it after {command}. {_help(error.ctx)}"


def _wrongly_used(error: click.BadOptionUsage) -> str:
    """An option with nothing after it, or with something that it does not take."""
    if "does not take" in error.message:
        return f"Nothing is written after {error.option_name}. Leave out the sign = and what follows it."
    return f"Nothing stands after {error.option_name}. Write what it is to be, such as a name, a number or a day."


def _near(typed: str, known: Iterable[str]) -> str:
    return _perhaps(get_close_matches(typed, list(known)))


def _perhaps(near: Iterable[str]) -> str:
    """What may have been meant."""
    named = " or ".join(near)
    return f"Perhaps {named} is meant." if named else ""


def _help(ctx: click.Context | None) -> str:
    return f"{ctx.command_path} --help lists what there is." if ctx else ""
