"""Migrations: `env` runs them, `versions` holds them. Each can be undone."""
