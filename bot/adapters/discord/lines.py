"""Waiting lines, as every platform has them."""

from bot.chat.lines import Line, Lines

__all__ = ["Line", "Lines"]
