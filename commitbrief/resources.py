"""Where the data that comes with commitbrief lies: in a checkout or in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from commitbrief.errors import InstallationError

PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder `rules` or `training_data`.

    Raises `InstallationError` where neither the wheel's `commitbrief/data/` nor the checkout has it.
    """
    for folder in (PACKAGE / "data" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise InstallationError(
        f"the data folder {name!r} is missing beside {PACKAGE}: install commitbrief again"
    )


def rules_folder() -> Path:
    """The rules that come with commitbrief."""
    return data_folder("rules")


def training_data_folder() -> Path:
    """The labelled commits that the model was trained on."""
    return data_folder("training_data")


def packaged_model() -> Path:
    """The trained model that comes with commitbrief."""
    return training_data_folder() / "model.xz"
