"""A path or an address → a Document: fetching, and one reader for each format."""
