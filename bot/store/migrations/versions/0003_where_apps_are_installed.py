"""Where apps are installed, and a person's answers found quickly."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installations",
        sa.Column("app", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("within", sa.String(), nullable=True),
        sa.Column("installed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("app", "place", name="pk_installations"),
    )
    op.create_index("ix_answers_asker_created", "answers", ["asker", "created"])


def downgrade() -> None:
    op.drop_index("ix_answers_asker_created", table_name="answers")
    op.drop_table("installations")
