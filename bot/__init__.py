"""Answering questions from the indexed documents, and talking about them in chat."""
