"""What chat platforms keep."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claims",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_claims"),
    )
    op.create_index("ix_claims_created", "claims", ["created"])
    op.create_table(
        "pauses",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_pauses"),
    )
    op.create_table(
        "posts",
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message", name="pk_posts"),
    )
    op.create_index("ix_posts_created", "posts", ["created"])
    op.create_index("ix_posts_place", "posts", ["place"])
    op.create_table(
        "post_questions",
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post"], ["posts.message"], name="fk_post_questions_post_posts", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post", "position", name="pk_post_questions"),
    )
    op.create_index("ix_post_questions_question", "post_questions", ["question"])
    op.create_table(
        "preferences",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("place", "name", name="pk_preferences"),
    )
    op.create_table(
        "preference_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("old", sa.JSON(), nullable=True),
        sa.Column("new", sa.JSON(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_preference_changes"),
    )
    op.create_index("ix_preference_changes_at", "preference_changes", ["at"])
    op.create_index("ix_preference_changes_place_at", "preference_changes", ["place", "at"])
    op.create_table(
        "requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_requests"),
    )
    op.create_index("ix_requests_at", "requests", ["at"])
    op.create_index("ix_requests_person_at", "requests", ["person", "at"])
    op.create_index("ix_requests_server_at", "requests", ["server", "at"])
    # Added in place, as they are taken away below: copying the table and deleting the old one,
    # as Alembic would on SQLite, takes the votes along that refer to it.
    op.add_column("answers", sa.Column("server", sa.String(), server_default="", nullable=False))
    op.add_column(
        "answers", sa.Column("follow_ups", sa.JSON(), server_default="[]", nullable=False)
    )
    _fill_servers()
    op.create_index("ix_answers_server_created_cost", "answers", ["server", "created", "cost"])


def _fill_servers() -> None:
    """A conversation's id begins with platform:server."""
    answers = sa.table("answers", sa.column("conversation"), sa.column("server"))
    connection = op.get_bind()
    for (conversation,) in connection.execute(sa.text("SELECT id FROM conversations")).all():
        server = ":".join(conversation.split(":", 2)[:2])
        of_it = answers.update().where(answers.c.conversation == conversation)
        connection.execute(of_it.values(server=server))


def downgrade() -> None:
    op.drop_index("ix_answers_server_created_cost", table_name="answers")
    op.drop_column("answers", "follow_ups")
    op.drop_column("answers", "server")
    op.drop_index("ix_requests_server_at", table_name="requests")
    op.drop_index("ix_requests_person_at", table_name="requests")
    op.drop_index("ix_requests_at", table_name="requests")
    op.drop_table("requests")
    op.drop_index("ix_preference_changes_place_at", table_name="preference_changes")
    op.drop_index("ix_preference_changes_at", table_name="preference_changes")
    op.drop_table("preference_changes")
    op.drop_table("preferences")
    op.drop_index("ix_post_questions_question", table_name="post_questions")
    op.drop_table("post_questions")
    op.drop_index("ix_posts_place", table_name="posts")
    op.drop_index("ix_posts_created", table_name="posts")
    op.drop_table("posts")
    op.drop_table("pauses")
    op.drop_index("ix_claims_created", table_name="claims")
    op.drop_table("claims")
