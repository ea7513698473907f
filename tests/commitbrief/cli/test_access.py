"""A token goes to the hosts that the user named, and never to one that is merely read from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backends.null import Keyring

from commitbrief.cli import access
from tests.support.github_server import GitHubServer

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

PUBLIC, OWN, ENTERPRISE = "of-gh", "of-actions", "of-enterprise"
ALL = {"GH_TOKEN": PUBLIC, "GITHUB_TOKEN": OWN, "GH_ENTERPRISE_TOKEN": ENTERPRISE}
ANYWHERE = ("github.com", "ghe.example", "tenant.ghe.com", "github.com.evil.example", "evil.ghe.com")
SERVER = {"GITHUB_SERVER_URL": "https://ghe.example"}
SENT: Mapping[str, tuple[Mapping[str, str], tuple[str, ...], Mapping[str, str]]] = {
    "nobody is named": (ALL, (), {"github.com": PUBLIC}),
    "one variable alone": ({"GITHUB_TOKEN": OWN}, (), {"github.com": OWN}),
    "GH_HOST": (
        ALL | {"GH_HOST": "ghe.example"},
        (),
        {"github.com": PUBLIC, "ghe.example": ENTERPRISE},
    ),
    "an option": (
        ALL,
        ("GHE.example", "tenant.ghe.com"),
        {"github.com": PUBLIC, "ghe.example": ENTERPRISE, "tenant.ghe.com": PUBLIC},
    ),
    "Actions on a server": (
        {"GITHUB_TOKEN": OWN, "GH_ENTERPRISE_TOKEN": ENTERPRISE} | SERVER,
        (),
        {"ghe.example": OWN},
    ),
    "its interface": (
        {"GITHUB_TOKEN": OWN, "GITHUB_API_URL": "https://tenant.ghe.com/api/v3"} | SERVER,
        (),
        {"ghe.example": OWN, "tenant.ghe.com": OWN},
    ),
}


@pytest.fixture
def nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """No token, server or host from the environment of the test."""
    for name in (
        *access.TOKENS,
        *access.ENTERPRISE_TOKENS,
        access.SERVER,
        access.INTERFACE,
        access.HOST,
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GH_CONFIG_DIR", str(tmp_path))
    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())  # type: ignore[no-untyped-call]  # keyring has no types


@pytest.mark.parametrize("case", SENT)
def test_variables_are_for_hosts_that_the_user_named(
    nothing_else: None, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    environment, named, expected = SENT[case]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    found = {host: access.find_token(host, named) for host in ANYWHERE}

    assert {host: token.value for host, token in found.items() if token} == expected


@pytest.mark.parametrize("how", [(), ("--api",)])
def test_a_source_on_the_command_line_names_no_host(
    server: GitHubServer, run: Run, monkeypatch: pytest.MonkeyPatch, how: tuple[str, ...]
) -> None:
    for name, value in ALL.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    source = f"{server.address}/octo/project"

    run("score", source, "--all", *how)
    host = server.address.removeprefix("http://")
    before = len(server.requests)
    named = run("score", source, "--all", "--api", "--token-host", host)

    assert before
    assert all("authorization" not in one.headers for one in server.requests[:before])
    assert any(one.headers.get("authorization", "").endswith(ENTERPRISE) for one in server.requests[before:])
    assert ENTERPRISE not in named.err
