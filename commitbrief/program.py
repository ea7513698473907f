"""The program: runs the command line and turns every failure into one line and an exit status."""

from __future__ import annotations

import errno
import gc
import os
import sys
import traceback
from contextlib import suppress
from typing import NoReturn

from commitbrief.endings import hear_again, hear_endings, interrupt, leave
from commitbrief.errors import CommitbriefError, ReaderGoneError
from commitbrief.exits import Exit
from commitbrief.siblings import check_siblings
from commitbrief.version import __version__

NAME = "commitbrief"
# What an operating system lacks, which is neither the user's mistake nor a defect.
LACKING = {
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EFBIG", "EIO", "EROFS", "EMFILE", "ENFILE", "ENOMEM", "EAGAIN")
}
# A name that leads nowhere, or to what this user may not have: only what a user names can be so.
UNREACHABLE = {
    getattr(errno, name)
    for name in ("ENAMETOOLONG", "ELOOP", "ENOTDIR", "EISDIR", "EACCES", "EPERM", "ENXIO")
}


def start() -> NoReturn:
    """Run `commitbrief` on the process's arguments and exit."""
    # Commits and facts are many small values without cycles: looking for some takes a tenth of the time.
    gc.set_threshold(200_000, 20, 100)
    fill_streams()
    with suppress(Exception):  # `run` says what is amiss
        _load()
    try:
        sys.unraisablehook = hear_again
        hear_endings(interrupt)  # what is made from here on is cleaned up on the way out
        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = Exit.INTERRUPTED
    hear_endings(leave)
    sys.exit(status)


def _load() -> None:
    """What every command needs: an interrupt within it would come out of somebody's half loaded module."""
    from commitbrief.cli import group  # noqa: F401


def fill_streams() -> None:
    """Put nothing in the place of a standard stream that is closed, so that no file that is opened later gets its
    number, and with it what git writes there."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit status; never raises."""
    try:
        check_siblings()
        return _run(arguments)
    except ReaderGoneError as error:
        return error.exit
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except CommitbriefError as error:
        return _fail(error.exit, *map(str, error.args))
    except (MemoryError, OSError) as error:
        return _lacking(error)
    except Exception as error:
        return _defect(error)


def _run(arguments: list[str]) -> int:
    import click

    from classifier.errors import ClassifierError
    from commitbrief.cli.group import cli
    from history.errors import HistoryError, PatternError
    from report.errors import ReportError

    try:
        return int(cli.main(arguments, prog_name=NAME, standalone_mode=False) or Exit.OK)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return Exit.USAGE
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else NAME
        return _fail(Exit.USAGE, f"{error.format_message()} (see {where} --help)")
    except click.Abort:
        return Exit.INTERRUPTED
    except SystemExit as error:  # so click leaves where nobody reads --help
        raise ReaderGoneError("standard output was closed") from error
    except (ClassifierError, ReportError, PatternError) as error:
        return _fail(Exit.USAGE, str(error))
    except HistoryError as error:
        return _fail(Exit.SOURCE, str(error))


def _fail(status: Exit, *messages: str) -> Exit:
    from commitbrief.cli.io import say

    for message in messages:
        say(f"{NAME}: {message}")
    return status


def _lacking(error: MemoryError | OSError) -> Exit:
    """For what the machine has not enough of, and for names that lead nowhere, a line; any other error is a defect."""
    if isinstance(error, MemoryError):
        return _fail(
            Exit.SOURCE, "there is too little memory for this: name fewer commits, or give fewer --jobs"
        )
    if error.errno not in LACKING | UNREACHABLE:
        return _defect(error)
    where = f"{error.filename}: " if error.filename else ""
    status = Exit.OUTPUT if error.errno in LACKING else Exit.USAGE
    return _fail(status, f"{where}{error.strerror}")


def _defect(error: Exception) -> Exit:
    from commitbrief.cli.io import say

    for told in traceback.format_exception(error):
        for line in told.splitlines():
            say(line)
    return _fail(
        Exit.INTERNAL,
        f"this is a defect in {NAME} {__version__}, not in what you did: "
        "please report it with the lines above and the command that you ran",
    )
