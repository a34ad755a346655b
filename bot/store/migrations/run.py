"""Alembic without an ini file: it works on the connection that it is handed."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def config(connection: Connection) -> Config:
    """Alembic's configuration for `connection`, whose transaction stays the caller's."""
    result = Config()
    # A percent sign in the path would be taken for the start of a placeholder.
    result.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    result.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    result.attributes["connection"] = connection
    return result


def upgrade(connection: Connection, version: str) -> None:
    """Brings the schema up to `version`."""
    command.upgrade(config(connection), version)


def downgrade(connection: Connection, version: str) -> None:
    """Takes the schema back to `version` (`base`: nothing); what it cannot hold is lost."""
    command.downgrade(config(connection), version)
