"""`commitbrief bulk` of one repository into a new store: `python -m benchmarks.bulk REPOSITORY FOLDER`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Do it, and leave the store in the folder."""
    repository, folder = sys.argv[1], Path(sys.argv[2])
    listed, store = folder / "list", folder / "store.sqlite"
    store.unlink(missing_ok=True)
    listed.write_text(f"{repository}\n", "utf8")
    command = [sys.executable, "-m", "commitbrief", "bulk", str(listed), "--store", str(store), "--jobs=2"]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
