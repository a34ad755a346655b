"""The database: conversations, answers, gaps, feedback, and the catalogue of the index."""
