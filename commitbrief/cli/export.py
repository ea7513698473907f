"""`commitbrief export`: the rows of a store for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from commitbrief.cli.io import is_terminal, say, write_out_bytes
from commitbrief.cli.options import JUDGING, STORE, TO, Request, requesting
from commitbrief.config.choices import Form
from commitbrief.output import STANDARD_OUTPUT, write_pieces


@click.command("export", short_help="Write a store's rows as JSON Lines, CSV or Parquet.")
@click.argument("form", type=click.Choice([form.value for form in Form]))
@STORE
@TO
@requesting(JUDGING)
def command(request: Request, form: str, place: Path, to: str) -> None:
    """Write the rows that today's rules and model made of every commit in a store, in a fixed order: the
    same rows are the same bytes."""
    from commitbrief.bulk.export import exported
    from commitbrief.bulk.fanout import maker_of
    from commitbrief.bulk.run import plain
    from commitbrief.bulk.store import Store

    if Form(form) is Form.PARQUET and to == STANDARD_OUTPUT and is_terminal():
        raise click.UsageError(
            "Parquet is no text for a terminal: give --file rows.parquet, or send it elsewhere"
        )
    maker = maker_of(plain(request.settings))
    with Store.existing(place) as store:
        if store.names() and not store.number(maker):
            say(
                f"{place} has nothing of today's rules and model, only of earlier or other ones: run commitbrief bulk, "
                "or ask the view latest"
            )
        pieces = exported(store.rows(maker), Form(form))
        if to != STANDARD_OUTPUT:
            write_pieces(Path(to), pieces)
            return
        for piece in pieces:
            write_out_bytes(piece)
