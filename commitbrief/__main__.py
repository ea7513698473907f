"""The way in: runs the command line and turns every failure into one line and an exit status."""

from __future__ import annotations

import gc
import sys
import traceback
from typing import NoReturn

from commitbrief.errors import CommitbriefError, ReaderGoneError
from commitbrief.exits import Exit
from commitbrief.siblings import check_siblings
from commitbrief.version import __version__

NAME = "commitbrief"


def main() -> NoReturn:
    """Run `commitbrief` on the process's arguments and exit."""
    # Commits and facts are many small values without cycles: looking for some takes a tenth of the time.
    gc.set_threshold(200_000, 20, 100)
    sys.exit(run(sys.argv[1:]))


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
        return _fail(str(error), error.exit)
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
        return _fail(f"{error.format_message()} (see {where} --help)", Exit.USAGE)
    except click.Abort:
        return Exit.INTERRUPTED
    except SystemExit as error:  # so click leaves where nobody reads --help
        raise ReaderGoneError("standard output was closed") from error
    except (ClassifierError, ReportError, PatternError) as error:
        return _fail(str(error), Exit.USAGE)
    except HistoryError as error:
        return _fail(str(error), Exit.SOURCE)


def _fail(message: str, status: Exit) -> Exit:
    from commitbrief.cli.io import say

    say(f"{NAME}: {message}")
    return status


def _defect(error: Exception) -> Exit:
    from commitbrief.cli.io import say

    say("".join(traceback.format_exception(error)))
    return _fail(
        f"this is a defect in {NAME} {__version__}, not in what you did: "
        "please report it with the lines above and the command that you ran",
        Exit.INTERNAL,
    )


if __name__ == "__main__":
    main()
