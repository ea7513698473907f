"""The way in. So little is loaded here that whoever ends the program while the rest loads sees it end, and not where."""

import os


def main() -> None:
    """Run `commitbrief` on the process's arguments and exit."""
    try:
        from commitbrief.endings import hear_endings, leave

        hear_endings(leave)
    except KeyboardInterrupt:  # even these few lines take a moment
        os._exit(130)
    from commitbrief.program import start

    start()


if __name__ == "__main__":
    main()
