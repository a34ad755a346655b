"""Documents in, passages out: loading, splitting, embedding, indexing and retrieval."""
