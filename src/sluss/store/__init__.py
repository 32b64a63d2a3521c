"""The database: SQL as text, rows in and out, migrations, and the reader of policy packs."""
