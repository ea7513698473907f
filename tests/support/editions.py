"""A day of an invented project."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta, timezone

from history.briefs import (
    Brief,
    ChangeType,
    Code,
    CommitRef,
    Contribution,
    Evidence,
    Importance,
    IssueRef,
    Judge,
    Listing,
    Quote,
    Section,
    Side,
    Statement,
    Term,
    TypeDecision,
    Value,
    Verdict,
)
from history.editions import (
    Consequence,
    Edition,
    Headline,
    HeadlineKind,
    Lead,
    Period,
    PeriodKind,
    Provenance,
    SetAside,
)
from history.records import (
    Commit,
    CommitName,
    FileChange,
    FileStatus,
    Forge,
    Gap,
    GapReason,
    Person,
    Repository,
    WebHost,
)


def sha(number: int) -> str:
    """A full id that looks like one."""
    return hashlib.sha1(str(number).encode()).hexdigest()


BEIJING = timezone(timedelta(hours=8))


def commit(
    number: int,
    message: str,
    *,
    author: str = "Ada Lin",
    files: tuple[FileChange, ...] = (),
    parents: tuple[str, ...] | None = None,
    merged: tuple[CommitName, ...] = (),
    gaps: tuple[Gap, ...] = (),
) -> Commit:
    """A commit of the day, `number` seconds after 9:59."""
    person = Person(author, f"{author[:4].lower()}@example.org")
    when = datetime(2026, 1, 23, 9, 59, number % 60, tzinfo=UTC)
    return Commit(
        sha=sha(number),
        parents=(sha(number + 1000),) if parents is None else parents,
        author=person,
        authored=when - timedelta(hours=2),
        committer=person,
        committed=when,
        message=message,
        files=files,
        merged=merged,
        gaps=gaps,
    )


def changed(path: str, added: int = 3, removed: int = 1, *, gap: Gap | None = None) -> FileChange:
    """A changed file, in counts."""
    return FileChange(FileStatus.MODIFIED, path, path, added=added, removed=removed, gap=gap)


def new(path: str, line: int, text: str = "") -> Evidence:
    """A line after the commit."""
    return Evidence(path, Side.NEW, line, text)


def old(path: str, line: int, text: str = "") -> Evidence:
    """A line before the commit."""
    return Evidence(path, Side.OLD, line, text)


def say(section: Section, key: str, *evidence: Evidence, weight: int = 50, **params: Value) -> Statement:
    """A statement by a rule of its own."""
    return Statement(section, key, f"rule-{key}", evidence, tuple(params.items()), weight)


def typed(*types: ChangeType) -> tuple[TypeDecision, ...]:
    """Types, each decided by the subject."""
    return tuple(TypeDecision(one, f"rule-{one}", (new("", 1, "feat: …"),)) for one in types)


def formula(level: Importance, points: float) -> Verdict:
    """What the formula says."""
    return Verdict(
        level, Judge.FORMULA, contributions=(Contribution("test-points", points, (("lines", 640),)),)
    )


def model(level: Importance, *, borderline: Importance | None = None) -> Verdict:
    """What a model says."""
    odds = {
        Importance.LOW: (0.8, 0.15, 0.05),
        Importance.MEDIUM: (0.2, 0.6, 0.2),
        Importance.HIGH: (0.02, 0.07, 0.91),
    }
    return Verdict(
        level,
        Judge.MODEL,
        probabilities=odds[level],
        contributions=(
            Contribution("test-points", 1.25, (("lines", 1640),)),
            Contribution("test-points", -0.5, (("lines", 2),)),
        ),
        borderline=borderline,
    )


def flag_commit() -> Brief:
    """High: a removed flag, three new fields, and something in most sections."""
    path = "src/worker/args.py"
    return Brief(
        commit(
            1,
            "feat(worker)!: move `--migration-limit` to the frontend (#5286)\n\nThe worker no longer decides.\n",
            files=(changed(path, 40, 12), changed("src/audit/policy.rs", 30, 2)),
        ),
        typed(ChangeType.FEATURE, ChangeType.ARCHITECTURE),
        model(Importance.HIGH),
        (
            say(
                Section.SUMMARY,
                "test-fields-added",
                new("src/audit/policy.rs", 88, "pub force_logging: bool,"),
                new("src/audit/policy.rs", 89, "pub sink: Sink,"),
                kind=Term("test-struct"),
                owner=Code("AuditPolicy"),
                fields=Listing((Code("force_logging"), Code("sink")), 3),
            ),
            say(
                Section.SUMMARY,
                "test-said",
                new("", 3, "The worker…"),
                words=Quote("The worker no longer decides."),
                weight=20,
            ),
            say(Section.SCOPE, "test-untested", new(path, 12), name=Code(path)),
            say(
                Section.SCOPE,
                "test-untested",
                new("src/audit/policy.rs", 88),
                name=Code("src/audit/policy.rs"),
            ),
            say(Section.ARCHITECTURE, "test-untested", new(path, 12, "def parse(argv):"), name=Code("parse")),
            say(Section.ARCHITECTURE, "test-untested", new(path, 30, "def build():"), name=Code("build")),
            say(
                Section.COMPATIBILITY,
                "test-flag-removed",
                old(path, 77, "add_argument('--migration-limit')"),
                owner=Code("worker"),
                flag=Code("--migration-limit"),
            ),
            say(
                Section.RISK,
                "test-flag-removed",
                old(path, 77, "add_argument('--migration-limit')"),
                owner=Code(path),
                flag=Code("--migration-limit"),
            ),
            say(
                Section.ADVICE,
                "test-closes",
                new("", 1, "(#5286)"),
                issue=IssueRef(5286),
                commit=CommitRef(sha(2), "fix: count tokens once"),
            ),
        ),
        breaking=True,
    )


def fix_commit() -> Brief:
    """Medium: judged by the formula, reverted later the same day."""
    return Brief(
        commit(2, "fix: count tokens once", author="Béla Nagy", files=(changed("lib/tokens.go"),)),
        typed(ChangeType.FIX),
        formula(Importance.MEDIUM, 9),
        (
            say(
                Section.SUMMARY, "test-untested", new("lib/tokens.go", 5, "func count()"), name=Code("count")
            ),
            say(Section.SCOPE, "test-untested", new("lib/tokens.go", 5), name=Code("lib/tokens.go")),
            say(Section.ADVICE, "test-untested", new("lib/tokens.go", 5, "func count()"), name=Code("count")),
        ),
        reverted_by=CommitName(sha(3), 'Revert "fix: count tokens once"'),
    )


def revert_commit() -> Brief:
    """The one that takes another of the day back."""
    return Brief(
        commit(
            3, 'Revert "fix: count tokens once"', author="陈小明", files=(changed("lib/tokens.go", 1, 3),)
        ),
        typed(ChangeType.REVERT),
        model(Importance.LOW, borderline=Importance.MEDIUM),
        reverts=CommitName(sha(2), "fix: count tokens once"),
    )


def bump_commit() -> Brief:
    """Low, and small: the shape that most commits have."""
    return Brief(
        commit(4, "chore: update nixl to 0.9.0 (#5528)", files=(changed("Cargo.toml", 1, 1),)),
        typed(ChangeType.DEPS),
        formula(Importance.LOW, 4),
        (
            say(
                Section.SUMMARY,
                "test-bumped",
                old("Cargo.toml", 9, 'nixl = "0.8.0"'),
                new("Cargo.toml", 9, 'nixl = "0.9.0"'),
                name=Code("nixl"),
                old=Code("0.8.0"),
                new=Code("0.9.0"),
            ),
        ),
    )


def merge_commit() -> Brief:
    """A merge that lists what it brought, with a weight that its maintainers declared."""
    return Brief(
        commit(
            5,
            "Merge branch 'release/0.8'",
            parents=(sha(1005), sha(2005)),
            merged=(
                CommitName(sha(4), "chore: update nixl to 0.9.0 (#5528)"),
                CommitName(sha(77), "docs: say so"),
            ),
        ),
        typed(ChangeType.OTHER),
        Verdict(Importance.LOW, Judge.DECLARED, evidence=(new("changes/12.misc.rst", 1, "…"),)),
    )


def unread_commit() -> Brief:
    """One without a message, whose file cannot be read."""
    return Brief(
        commit(
            6,
            "",
            files=(changed("data/weights.bin", 0, 0, gap=Gap(GapReason.MISSING_OBJECT, "data/weights.bin")),),
        ),
        typed(ChangeType.OTHER),
        formula(Importance.LOW, 3),
        notes=(Gap(GapReason.UNREADABLE),),
    )


def bot_commit(number: int) -> Brief:
    """One of a program's."""
    return Brief(
        commit(number, f"build(deps): bump left-pad to 1.{number}", author="dependabot[bot]"),
        typed(ChangeType.DEPS),
        formula(Importance.LOW, 4),
        bot=True,
    )


PROVENANCE = Provenance(
    version="0.1.0",
    rules_digest="0123456789abcdef",
    model_digest="fedcba9876543210",
    revisions=(sha(1),),
    options=(("date", "2026-01-23"), ("tz", "Asia/Shanghai"), ("include", "--> <!-- commitbrief {} -->")),
)


def day_edition(briefs: tuple[Brief, ...], *, web: WebHost | None) -> Edition:
    """A day of these commits; with none, a day on which nothing happened."""
    shas = tuple(brief.commit.sha for brief in briefs)
    headlines = (
        Headline(
            HeadlineKind.BREAKING,
            say(
                Section.COMPATIBILITY,
                "test-flag-removed",
                old("src/worker/args.py", 77, "add_argument('--migration-limit')"),
                owner=Code("worker"),
                flag=Code("--migration-limit"),
            ),
            shas[:1],
        ),
        Headline(
            HeadlineKind.HOT_MODULES,
            say(Section.SCOPE, "test-untested", new("lib/tokens.go", 5), name=Code("lib/tokens.go")),
            shas,
        ),
    )
    return Edition(
        Repository("acme/engine", web, sha(1)),
        Period(
            PeriodKind.DAY,
            "Asia/Shanghai",
            datetime(2026, 1, 23, tzinfo=BEIJING),
            datetime(2026, 1, 23, 23, 59, 59, tzinfo=BEIJING),
        ),
        briefs,
        PROVENANCE,
        headlines if briefs else (),
        SetAside((bot_commit(90), bot_commit(91)), 2) if briefs else SetAside(),
        (Gap(GapReason.SHALLOW),) if briefs else (),
        (flag_lead(shas[0]),) if briefs else (),
    )


def flag_lead(sha: str) -> Lead:
    """The commit that takes a flag away, as the opening tells it."""
    gone = old("src/worker/args.py", 77, "add_argument('--migration-limit')")
    flag = Code("--migration-limit")
    return Lead(
        Consequence.REMOVAL,
        "move `--migration-limit` to the frontend",
        ("worker",),
        "src/worker",
        (say(Section.COMPATIBILITY, "test-flag-removed", gone, owner=Code("worker"), flag=flag),),
        say(Section.ADVICE, "test-untested", gone, name=flag),
        (sha,),
    )


GITHUB = WebHost(Forge.GITHUB, "https://github.com/acme/engine")


def all_briefs() -> tuple[Brief, ...]:
    """One of each kind."""
    return (flag_commit(), fix_commit(), revert_commit(), bump_commit(), merge_commit(), unread_commit())
