"""For developers: `python -m bot.store.migrations "what changes"` writes the next migration.

It is the difference between the migrations so far and `models.py`. Read it before you commit it.
"""

from __future__ import annotations

import sys

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.store.migrations.run import config


def main() -> None:
    """Writes the next migration into `versions/`."""
    if len(sys.argv) != 2:
        raise SystemExit('Usage: python -m bot.store.migrations "what changes"')
    with create_engine("sqlite://").connect() as connection:
        settings = config(connection)
        command.upgrade(settings, "head")
        number = len(list(ScriptDirectory.from_config(settings).walk_revisions())) + 1
        command.revision(settings, sys.argv[1], autogenerate=True, rev_id=f"{number:04}")


if __name__ == "__main__":
    main()
