"""The tables of a store, by version. docs/store.md explains them."""

from __future__ import annotations

APPLICATION = 0x636F6D62  # "comb", in the header of the file

# Each script takes a store from the version before it to its own; the first makes an empty one.
MIGRATIONS = (
    """
    CREATE TABLE makers (
        id INTEGER PRIMARY KEY, version TEXT NOT NULL, rules TEXT NOT NULL, model TEXT NOT NULL,
        UNIQUE (version, rules, model)
    );
    CREATE TABLE repositories (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE commits (
        repository INTEGER NOT NULL REFERENCES repositories, maker INTEGER NOT NULL REFERENCES makers,
        sha TEXT NOT NULL, authored TEXT NOT NULL, committed TEXT NOT NULL, author TEXT NOT NULL,
        email TEXT NOT NULL, subject TEXT NOT NULL, types TEXT NOT NULL, importance TEXT NOT NULL,
        judge TEXT NOT NULL, low REAL NOT NULL, medium REAL NOT NULL, high REAL NOT NULL,
        breaking INTEGER NOT NULL, bot INTEGER NOT NULL, reverts TEXT, merge INTEGER NOT NULL,
        files INTEGER NOT NULL, added INTEGER NOT NULL, removed INTEGER NOT NULL, folders TEXT NOT NULL,
        PRIMARY KEY (repository, maker, sha)
    ) WITHOUT ROWID;
    CREATE VIEW scores AS SELECT repositories.name AS repository, makers.version, makers.rules, makers.model,
        sha, authored, committed, author, email, subject, types, importance, judge, low, medium, high,
        breaking, bot, reverts, merge, files, added, removed, folders
        FROM commits JOIN repositories ON repositories.id = commits.repository
        JOIN makers ON makers.id = commits.maker;
    """,
    """
    CREATE TABLE releases (
        repository INTEGER NOT NULL REFERENCES repositories, name TEXT NOT NULL, released TEXT NOT NULL,
        PRIMARY KEY (repository, name)
    ) WITHOUT ROWID;
    CREATE TABLE shipped (
        repository INTEGER NOT NULL REFERENCES repositories, sha TEXT NOT NULL, release TEXT NOT NULL,
        PRIMARY KEY (repository, sha)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE asked (
        repository INTEGER NOT NULL REFERENCES repositories, revision TEXT NOT NULL,
        PRIMARY KEY (repository, revision)
    ) WITHOUT ROWID;
    CREATE TABLE unreachable (
        repository INTEGER NOT NULL REFERENCES repositories, sha TEXT NOT NULL,
        PRIMARY KEY (repository, sha)
    ) WITHOUT ROWID;
    DROP VIEW scores;
    CREATE VIEW scores AS SELECT repositories.name AS repository, makers.version, makers.rules, makers.model,
        sha, authored, committed, author, email, subject, types, importance, judge, low, medium, high,
        breaking, bot, reverts, merge, files, added, removed, folders
        FROM commits JOIN repositories ON repositories.id = commits.repository
        JOIN makers ON makers.id = commits.maker
        WHERE NOT EXISTS (
            SELECT 1 FROM unreachable AS gone
            WHERE gone.repository = commits.repository AND gone.sha = commits.sha
        );
    """,
    """
    ALTER TABLE commits ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX incomplete ON commits (repository, maker, sha) WHERE unread;
    DROP VIEW scores;
    CREATE VIEW scores AS SELECT repositories.name AS repository, makers.version, makers.rules, makers.model,
        sha, authored, committed, author, email, subject, types, importance, judge, low, medium, high,
        breaking, bot, reverts, merge, files, added, removed, folders, unread
        FROM commits JOIN repositories ON repositories.id = commits.repository
        JOIN makers ON makers.id = commits.maker
        WHERE NOT EXISTS (
            SELECT 1 FROM unreachable AS gone
            WHERE gone.repository = commits.repository AND gone.sha = commits.sha
        );
    CREATE VIEW latest AS SELECT repositories.name AS repository, makers.version, makers.rules, makers.model,
        sha, authored, committed, author, email, subject, types, importance, judge, low, medium, high,
        breaking, bot, reverts, merge, files, added, removed, folders, unread
        FROM commits JOIN repositories ON repositories.id = commits.repository
        JOIN makers ON makers.id = commits.maker
        WHERE NOT EXISTS (
            SELECT 1 FROM makers AS after CROSS JOIN commits AS again ON again.maker = after.id
            WHERE again.repository = commits.repository AND again.sha = commits.sha AND after.id > commits.maker
        )
        AND NOT EXISTS (
            SELECT 1 FROM unreachable AS gone
            WHERE gone.repository = commits.repository AND gone.sha = commits.sha
        );
    """,
    """
    CREATE VIEW shipments AS SELECT repositories.name AS repository, shipped.sha, shipped.release, releases.released
        FROM shipped JOIN repositories ON repositories.id = shipped.repository
        LEFT JOIN releases ON releases.repository = shipped.repository AND releases.name = shipped.release;
    """,
)
SCHEMA = len(MIGRATIONS)
_TEXTS = (
    "sha",
    "authored",
    "committed",
    "author",
    "email",
    "subject",
    "types",
    "importance",
    "judge",
    "folders",
)
_SHARES = ("low", "medium", "high")
_COUNTS = ("breaking", "bot", "merge", "files", "added", "removed", "unread")
# A row that nobody wrote who follows the schema: SQLite itself would keep anything in any cell.
ODD = " OR ".join(
    (
        *(f"typeof({name}) <> 'text'" for name in _TEXTS),
        *(f"typeof({name}) <> 'real' OR NOT {name} BETWEEN 0 AND 1" for name in _SHARES),
        *(f"typeof({name}) <> 'integer'" for name in _COUNTS),
        "NOT json_valid(types) OR json_type(types) <> 'array' OR NOT json_valid(folders) OR json_type(folders) <> 'array'",
        "importance NOT IN ('high', 'medium', 'low') OR strftime('%s', committed) IS NULL",
    )
)
COLUMNS = 23  # of the table `commits`
ROW = (
    "repository",
    "version",
    "rules",
    "model",
    "sha",
    "authored",
    "committed",
    "author",
    "email",
    "subject",
    "types",
    "importance",
    "judge",
    "low",
    "medium",
    "high",
    "breaking",
    "bot",
    "reverts",
    "merge",
    "files",
    "added",
    "removed",
    "folders",
    "unread",
)
