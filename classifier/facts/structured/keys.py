"""What a key is by its path: a setting, a Helm value, a limit, a port, or something that others tell of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from classifier.facts.edits import Edit
from classifier.facts.interface import Subject
from classifier.facts.structured.quantities import is_limit
from classifier.facts.structured.tree import Path
from classifier.facts.structured.workflows import is_workflow

PORTS = frozenset({"containerPort", "targetPort", "nodePort", "hostPort"})
_BRACKET = re.compile(r"(?P<key>[^\[]*)\[(?P<name>[^\]]*)\]")
_VALUES = re.compile(r"values(?:[.-][\w.-]+)?\.ya?ml")
_SECTIONED = frozenset({"cargo.toml", "pyproject.toml", "pipfile", "setup.cfg"})

# Told by classifier.facts.dependencies.
_REQUIREMENTS = re.compile(
    r"(?:^|\.)(?:dev-|build-|optional-)?dependencies(?:\.|$)|[dD]ependencies$"
    r"|^(?:dependency-groups|engines|build-system|packages|dev-packages)(?:\.|$)"
    r"|^options\.(?:extras_require|install_requires|setup_requires|tests_require|python_requires)"
)
_CATALOG = re.compile(r"^(?:catalogs?|overrides)(?:\.|$)")
_VERSIONS = frozenset({"requires-python", "python_requires", "rust-version", "channel", "rev"})
_VERSIONED = re.compile(r"_(?:version|ref|tag|commit|sha)$", re.IGNORECASE)
_IMAGE = re.compile(r"[\w.-]+(?:[:.]\d+)?(?:/[\w.-]+)*:[\w][\w.-]{0,127}")
# Told by classifier.facts.environment, by manifests, by flags; or said for people, not for programs.
_ENVIRONMENT = re.compile(
    r"(?:\w*[eE]nvs?|environment|extraPodEnvs)(?:\[|$)|valueFrom$|secretKeyRef$|configMapKeyRef$"
)
_ELSEWHERE = re.compile(r"^(?:metadata|status)\.")
_RIGHTS = re.compile(r"(?:^|\.)(?:[rR]ules\[[^\]]*\](?:\.(?:apiGroups|resources|resourceNames))?|verbs)$")
_NAMING = frozenset({"name", "kind", "apiVersion", "uses", "run", "repo", "args", "command", "entrypoint"})
_PROSE = frozenset({
    "authors", "classifiers", "comment", "comments", "description", "help", "keywords", "summary", "text", "title",
})  # fmt: skip


# Names that say nothing without what they belong to.
VAGUE = frozenset({
    "count", "create", "default", "enable", "enabled", "host", "image", "install", "key", "level", "mode", "path", "port",
    "replicas", "repository", "required", "size", "tag", "type", "url", "value", "version",
})  # fmt: skip


def is_values(path: str) -> bool:
    """Whether a file holds the values of a Helm chart."""
    return _VALUES.fullmatch(PurePosixPath(path).name) is not None


def is_default(path: str, key: str) -> bool:
    """Whether a value is what a chart takes if nobody says otherwise: those of `values.yaml` itself, but for
    the versions in it, which are bumped rather than changed."""
    return PurePosixPath(path).name in {"values.yaml", "values.yml"} and key not in {
        "tag",
        "version",
        "appVersion",
    }


def needs_section(path: str) -> bool:
    """Whether a key of such a file says nothing while the section above it is out of sight."""
    return PurePosixPath(path).name.lower() in _SECTIONED


def is_item(path: Path) -> bool:
    """Whether a path ends at an item of a list."""
    return bool(path) and _BRACKET.fullmatch(path[-1]) is not None


def is_nameless(path: Path) -> bool:
    """Whether a path ends at an item of a list that is known by its place alone."""
    found = _BRACKET.fullmatch(path[-1]) if path else None
    return found is not None and found["name"].isdigit()


def called(path: Path) -> tuple[str, str]:
    """The name and the owner of what a path leads to; an item is called by its own name, or its list's.

    >>> called(("spec", "containers[main]")), called(("spec", "containers[0]", "image"))
    (('main', 'spec.containers'), ('image', 'spec.containers[0]'))
    """
    found = _BRACKET.fullmatch(path[-1]) if path else None
    if found is None:
        return (path[-1] if path else ""), ".".join(path[:-1])
    if found["name"].isdigit():
        return found["key"], ".".join(path[:-1])
    return found["name"], ".".join((*path[:-1], found["key"])).strip(".")


def entry_of(path: Path) -> str:
    """The name of the innermost item of a list that a path leads through, "" where it has none.

    >>> entry_of(("language[verilog]", "servers")), entry_of(("steps[0]", "run")), entry_of(("servers[main]",))
    ('verilog', '', '')
    """
    names = [found["name"] for part in path[:-1] if (found := _BRACKET.fullmatch(part))]
    return names[-1] if names and not names[-1].isdigit() else ""


def workload(path: Path) -> str:
    """The container or service that a path leads through, "" where it has no name."""
    names = [found["name"] for part in path if (found := _BRACKET.fullmatch(part))]
    if path[0] == "services" and len(path) > 1:
        names.append(path[1])
    return next((name for name in reversed(names) if not name.isdigit()), "")


def subject_of(edit: Edit, path: Path, values: Sequence[str | None], *, manifest: bool) -> Subject | None:
    """What kind of thing a key is, `None` where another family tells of it or nobody need be told.

    `values` are those that the key has and had, `manifest` says that the file is a Kubernetes object.
    """
    if is_limit(path):
        return Subject.RESOURCE_LIMIT
    if path[-1] in PORTS or (path[-1] == "port" and manifest):
        return Subject.PORT
    if _is_told_elsewhere(edit, path, values) or (is_workflow(edit.path) and _is_of_workflow(path)):
        return None
    return Subject.HELM_VALUE if is_values(edit.path) else Subject.CONFIG_KEY


def _is_told_elsewhere(edit: Edit, path: Path, values: Sequence[str | None]) -> bool:
    key, dotted = path[-1], ".".join(path)
    return (
        key in _NAMING
        or key in _PROSE
        or (key in _VERSIONS and edit.language in {"toml", "ini"})
        or _VERSIONED.search(key) is not None
        or any(_ENVIRONMENT.match(part) for part in path)
        or _ELSEWHERE.search(dotted) is not None
        or _RIGHTS.search(dotted) is not None
        or (_CATALOG.search(dotted) is not None and edit.path.endswith("pnpm-workspace.yaml"))
        or (edit.language in {"toml", "ini", "json"} and _REQUIREMENTS.search(dotted) is not None)
        or (
            bool(values)
            and all(value and _IMAGE.fullmatch(value) for value in values)
            and "image" in key.lower()
        )
    )


def _is_of_workflow(path: Path) -> bool:
    """Whether a key of a workflow is a trigger, a right, a job or a step as a whole."""
    if path[0] in {"on", "permissions"} or "permissions" in path or (path[0] == "jobs" and len(path) == 2):
        return True
    return path[-1].startswith("steps[")
