"""The tables. Times are aware and in UTC, text is stored so that every database takes it.

After a change here, `python -m bot.store.migrations "what changes"` writes the migration.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from pydantic import TypeAdapter
from sqlalchemy import JSON, Dialect, ForeignKey, Index, MetaData, String, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import DateTime, TypeDecorator

from bot.types import Sentence, Source


@dataclass(frozen=True, slots=True)
class UsedPassage:
    """A passage that an answer was made from: its id, its document's, and why it was found.

    `score` and `similarity` are those of `knowledge.types.Hit`.
    """

    id: str
    document: str
    score: float
    similarity: float


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC. SQLite has no time zones, so there UTC is understood."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turns any aware time to UTC; refuses a naive one, which could mean anything."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; the database keeps aware times only.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Gives the time back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text as people and models write it.

    PostgreSQL takes no NUL and neither database a lone surrogate. Each is replaced by U+FFFD, one
    character for one, so that spans still point at the same words.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Replaces what cannot be stored."""
        if value is None:
            return None
        value = value.replace("\0", "\ufffd")
        try:
            value.encode()
        except UnicodeEncodeError:
            return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in value)
        return value


class Json(TypeDecorator[Any]):
    """A value of the given type (dataclasses, tuples, dates inside) as JSON.

    It is PostgreSQL's `json`, not `jsonb`: that one refuses an escaped NUL or lone surrogate.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, annotation: Any) -> None:
        super().__init__()
        self.annotation = annotation
        self._adapter: TypeAdapter[Any] = TypeAdapter(annotation)

    def process_bind_param(self, value: Any, _dialect: Dialect) -> Any:
        """Takes the value apart into lists and dictionaries."""
        return self._adapter.dump_python(value, mode="json")

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        """Puts the value together again. Fields that were added since get their defaults."""
        return self._adapter.validate_python(value)


class Base(DeclarativeBase):
    """What all tables share: how columns are typed and constraints are named."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        str: String,
        tuple[str, ...]: Json(tuple[str, ...]),
        tuple[Sentence, ...]: Json(tuple[Sentence, ...]),
        tuple[Source, ...]: Json(tuple[Source, ...]),
        tuple[UsedPassage, ...]: Json(tuple[UsedPassage, ...]),
    }


class ConversationRow(Base):
    """A place whose later questions may lean on its earlier ones."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(primary_key=True)
    created: Mapped[datetime]
    last_asked: Mapped[datetime] = mapped_column(index=True)


class AnswerRow(Base):
    """A question and its answer, with what it was made from and what it cost."""

    __tablename__ = "answers"
    __table_args__ = (
        Index(None, "conversation", "created"),
        Index(None, "asker", "created"),
        # Holds all that a day's spending is summed from: it is asked for at every question.
        Index("ix_answers_server_created_cost", "server", "created", "cost"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    server: Mapped[str] = mapped_column(server_default="")
    created: Mapped[datetime] = mapped_column(index=True)
    asker: Mapped[str]
    question: Mapped[str] = mapped_column(Words)
    standalone: Mapped[str] = mapped_column(Words)
    scopes: Mapped[tuple[str, ...]]
    asked_language: Mapped[str | None]
    locale: Mapped[str | None]
    language: Mapped[str]
    outcome: Mapped[str]
    text: Mapped[str] = mapped_column(Words)
    sentences: Mapped[tuple[Sentence, ...]]
    sources: Mapped[tuple[Source, ...]]
    notices: Mapped[tuple[str, ...]]
    topics: Mapped[tuple[str, ...]]
    passages: Mapped[tuple[UsedPassage, ...]]
    generation: Mapped[str]
    writer: Mapped[str]
    prompt_version: Mapped[str | None]
    prompt_tokens: Mapped[int]
    cached_tokens: Mapped[int]
    completion_tokens: Mapped[int]
    cost: Mapped[float | None]
    dropped_sentences: Mapped[int]
    seconds_to_first: Mapped[float]
    seconds: Mapped[float]
    follow_ups: Mapped[tuple[str, ...]] = mapped_column(server_default="[]")


class GapRow(Base):
    """A question that the documents did not answer."""

    __tablename__ = "gaps"
    # A number is never given again, so that an old button cannot settle a new gap.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads it)

    id: Mapped[int] = mapped_column(primary_key=True)
    created: Mapped[datetime] = mapped_column(index=True)
    resolved_at: Mapped[datetime | None]
    question: Mapped[str] = mapped_column(Words)
    standalone: Mapped[str] = mapped_column(Words)
    language: Mapped[str]
    scopes: Mapped[tuple[str, ...]]
    asker: Mapped[str]
    conversation: Mapped[str]
    topics: Mapped[tuple[str, ...]]


class FeedbackRow(Base):
    """What one person thinks of one answer: `vote` is 1 or -1."""

    __tablename__ = "feedback"

    answer: Mapped[str] = mapped_column(
        ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True
    )
    person: Mapped[str] = mapped_column(primary_key=True)
    vote: Mapped[int]
    comment: Mapped[str | None] = mapped_column(Words)
    created: Mapped[datetime]


class PreferenceRow(Base):
    """What is set at a place: a server's key or a channel's."""

    __tablename__ = "preferences"

    place: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(Json(Any))


class PreferenceChangeRow(Base):
    """Who changed a preference, and when. None, as old or new, stands for "not set"."""

    __tablename__ = "preference_changes"
    __table_args__ = (Index(None, "place", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str]
    name: Mapped[str]
    old: Mapped[Any | None] = mapped_column(Json(Any))
    new: Mapped[Any | None] = mapped_column(Json(Any))
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class PostRow(Base):
    """A message of the bot's, and the answer that it shows."""

    __tablename__ = "posts"

    message: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(index=True)
    answer: Mapped[str | None]
    conversation: Mapped[str]
    asker: Mapped[str]
    created: Mapped[datetime] = mapped_column(index=True)


class PostQuestionRow(Base):
    """A message that a post answers. Several short ones may have been one question."""

    __tablename__ = "post_questions"

    post: Mapped[str] = mapped_column(
        ForeignKey("posts.message", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(index=True)


class ClaimRow(Base):
    """Something that one process took upon itself, for all processes."""

    __tablename__ = "claims"

    key: Mapped[str] = mapped_column(primary_key=True)
    created: Mapped[datetime] = mapped_column(index=True)


class PauseRow(Base):
    """A channel or thread where the bot keeps silent until it is told to go on."""

    __tablename__ = "pauses"

    place: Mapped[str] = mapped_column(primary_key=True)
    by: Mapped[str]
    created: Mapped[datetime]


class InstallationRow(Base):
    """An app of a platform as it was let in at a place: what the platform handed over for it.

    A place without `data` was seen to be served through the one around it, `within`.
    """

    __tablename__ = "installations"

    app: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    within: Mapped[str | None]
    installed: Mapped[datetime]
    data: Mapped[Any | None] = mapped_column(Json(Any))


class RequestRow(Base):
    """A request that was let in; `server` is None in a direct message."""

    __tablename__ = "requests"
    __table_args__ = (Index(None, "person", "at"), Index(None, "server", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str]
    server: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(index=True)


class GenerationRow(Base):
    """An index. The one whose state is `live` answers questions; the database allows only one."""

    __tablename__ = "generations"
    __table_args__ = (
        Index(
            "uq_generations_live",
            "state",
            unique=True,
            sqlite_where=text("state = 'live'"),
            postgresql_where=text("state = 'live'"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    embedder: Mapped[str]
    dimension: Mapped[int]
    created: Mapped[datetime]
    documents: Mapped[int]
    passages: Mapped[int]


class TextRow(Base):
    """A document's kept text, once for all generations that hold it."""

    __tablename__ = "texts"

    hash: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Words)


class DocumentRow(Base):
    """A document of a generation."""

    __tablename__ = "documents"

    generation: Mapped[str] = mapped_column(
        ForeignKey("generations.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(Words)
    title: Mapped[str] = mapped_column(Words)
    language: Mapped[str]
    address: Mapped[str | None] = mapped_column(Words)
    publisher: Mapped[str | None] = mapped_column(Words)
    published: Mapped[date | None]
    scope: Mapped[str]
    content_hash: Mapped[str]
    text_hash: Mapped[str] = mapped_column(ForeignKey("texts.hash"), index=True)
    passages: Mapped[int]
    indexed_at: Mapped[datetime]


class SourceRow(Base):
    """A path or address that is read again at every indexing run."""

    __tablename__ = "sources"

    location: Mapped[str] = mapped_column(Words, primary_key=True)
    scope: Mapped[str]
    added_at: Mapped[datetime]
