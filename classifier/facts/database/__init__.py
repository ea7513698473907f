"""Databases: migrations, and the tables, columns and indexes that they and schema files define."""
