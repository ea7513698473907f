"""Migrations and schemas: what a database gains and loses, and whether there is a way back."""

from __future__ import annotations

import pytest

from classifier.facts.database.extractor import Database
from classifier.facts.interface import Fact
from tests.support.facts import FactsOf

ALEMBIC = """
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = "a0"


def upgrade():
    op.create_table("pets", sa.Column("id", sa.Integer(), nullable=False))
    op.add_column("users", sa.Column("age", sa.Integer(), nullable=False))
    op.add_column(
        "users",
        sa.Column("height", sa.Integer(), nullable=False, server_default="0"),
    )
    op.drop_column("users", "nick")
    op.alter_column("users", "mail", new_column_name="email")
    op.create_index("ix_users_age", "users", ["age"])


def downgrade():
    op.drop_table("pets")
    op.drop_column("users", "age")
"""
DJANGO = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zoo", "0001_initial")]
    operations = [
        migrations.CreateModel(name="Pet", fields=[("id", models.AutoField(primary_key=True))]),
        migrations.AddField(model_name="user", name="age", field=models.IntegerField(null=True)),
        migrations.RemoveField("user", "nick"),
        migrations.RunPython(fill),
    ]
"""
RAILS = """
class AddAge < ActiveRecord::Migration[7.1]
  def change
    create_table :pets do |t|
      t.string :name
    end
    add_column :users, :age, :integer, null: false
    remove_column :users, :nick
    rename_column :users, :mail, :email
  end
end
"""
SQL = """
CREATE TABLE pets (id INT PRIMARY KEY, name TEXT);
ALTER TABLE users
    ADD COLUMN age INT NOT NULL,
    ADD COLUMN height NUMERIC(3, 1) NOT NULL DEFAULT 0,
    DROP COLUMN nick;
ALTER TABLE users RENAME COLUMN mail TO email;
CREATE UNIQUE INDEX CONCURRENTLY ix_users_age ON public.users (age);
DROP TABLE IF EXISTS "old_pets";
-- DROP TABLE users;
INSERT INTO notes VALUES ('DROP TABLE users;');
"""


def kinds(facts: list[Fact]) -> set[tuple[str, str, str]]:
    return {(fact.kind, fact.name, fact.owner) for fact in facts}


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "db/versions/a1_pets.py",
            ALEMBIC,
            {
                ("migration.added", "a1_pets.py", ""),
                ("table.added", "pets", ""),
                ("column.added", "age", "users"),
                ("column.added", "height", "users"),
                ("column.removed", "nick", "users"),
                ("column.renamed", "email", "users"),
                ("index.added", "ix_users_age", "users"),
            },
        ),
        (
            "zoo/migrations/0002_pet.py",
            DJANGO,
            {
                ("migration.added", "0002_pet.py", ""),
                ("table.added", "Pet", ""),
                ("column.added", "age", "user"),
                ("column.removed", "nick", "user"),
            },
        ),
        (
            "db/migrate/20260101120000_add_age.rb",
            RAILS,
            {
                ("migration.added", "20260101120000_add_age.rb", ""),
                ("table.added", "pets", ""),
                ("column.added", "age", "users"),
                ("column.removed", "nick", "users"),
                ("column.renamed", "email", "users"),
            },
        ),
        (
            "migrations/0002_pets.sql",
            SQL,
            {
                ("migration.added", "0002_pets.sql", ""),
                ("table.added", "pets", ""),
                ("table.removed", "old_pets", ""),
                ("column.added", "age", "users"),
                ("column.added", "height", "users"),
                ("column.removed", "nick", "users"),
                ("column.renamed", "email", "users"),
                ("index.added", "ix_users_age", "users"),
            },
        ),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_a_new_migration_says_what_it_does(
    told_by: FactsOf, path: str, text: str, expected: set[tuple[str, str, str]], whole: bool
) -> None:
    facts = told_by(Database(), {}, {path: text}, whole=whole)
    assert kinds(facts) == expected
    by_name = {fact.name: fact for fact in facts}
    assert by_name["nick"].extra["destructive"] == "true"
    assert "age" in by_name["age"].evidence[0].text
    assert facts[0].extra["destructive"] == "true"


@pytest.mark.parametrize(
    ("path", "text", "unfilled"),
    [("db/versions/a1.py", ALEMBIC, {"age"}), ("db/migrate/20260101120000_a.rb", RAILS, {"age"}), ("migrations/1.sql", SQL, {"age"}), ("zoo/migrations/0002_pet.py", DJANGO, set())],
)  # fmt: skip
def test_a_column_that_nothing_fills(told_by: FactsOf, path: str, text: str, unfilled: set[str]) -> None:
    facts = told_by(Database(), {}, {path: text})
    assert {fact.name for fact in facts if "unfilled" in fact.extra} == unfilled


UP = "CREATE TABLE pets (id INT);\n"


@pytest.mark.parametrize(
    ("files", "irreversible"),
    [
        ({"db/versions/a1.py": ALEMBIC}, False),
        (
            {
                "db/versions/a1.py": ALEMBIC.split("def downgrade", maxsplit=1)[0]
                + "def downgrade():\n    pass\n"
            },
            True,
        ),
        ({"zoo/migrations/0002_pet.py": DJANGO}, True),
        ({"zoo/migrations/0002_pet.py": DJANGO.replace("(fill)", "(fill, empty)")}, False),
        ({"migrations/1/up.sql": UP}, True),
        ({"migrations/1/up.sql": UP, "migrations/1/down.sql": "DROP TABLE pets;\n"}, False),
        ({"migrations/1_a.up.sql": UP}, True),
        ({"migrations/1_a.up.sql": UP, "migrations/1_a.down.sql": "DROP TABLE pets;\n"}, False),
        ({"migrations/1_a.sql": f"-- +goose Up\n{UP}-- +goose Down\nDROP TABLE pets;\n"}, False),
        ({"migrations/1_a.sql": f"-- +goose Up\n{UP}-- +goose Down\n"}, True),
        ({"prisma/migrations/1_a/migration.sql": UP}, False),
        ({"db/V2__pets.sql": UP}, False),
    ],
)
def test_the_way_back(told_by: FactsOf, files: dict[str, str], irreversible: bool) -> None:
    facts = told_by(Database(), {}, files)
    assert any("irreversible" in fact.extra for fact in facts) is irreversible
    assert "table.removed" not in {fact.kind for fact in facts}


def test_an_edited_migration_is_told_unless_only_its_comments_changed(told_by: FactsOf) -> None:
    path = "migrations/0001_users.sql"
    (fact,) = told_by(Database(), UP, UP.replace("id INT", "id BIGINT"), path=path)
    assert (fact.kind, fact.name) == ("migration.changed", path)
    assert told_by(Database(), UP, f"-- the pets\n{UP}", path=path) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/a.py", ALEMBIC),
        ("src/versions/list.py", "VERSIONS = [1]\n"),
        ("tests/migrations/0001_a.sql", SQL),
        ("zoo/migrations/__init__.py", ""),
        ("src/query.sql", "SELECT * FROM users;\nDELETE FROM users;\n"),
    ],
)
def test_near_misses(told_by: FactsOf, path: str, text: str) -> None:
    assert told_by(Database(), {}, {path: text}) == []


def test_a_schema_is_compared(told_by: FactsOf) -> None:
    old = "CREATE TABLE users (\n  id INT,\n  nick TEXT,\n  age INT\n);\nCREATE TABLE old (id INT);\n"
    new = "CREATE TABLE users (\n  id INT,\n  age BIGINT,\n  mail VARCHAR(80)\n);\nCREATE INDEX ix ON users (age);\n"
    facts = told_by(Database(), old, new, path="db/schema.sql")
    assert kinds(facts) == {
        ("table.removed", "old", ""),
        ("column.removed", "nick", "users"),
        ("column.type_changed", "age", "users"),
        ("column.added", "mail", "users"),
        ("index.added", "ix", "users"),
    }
