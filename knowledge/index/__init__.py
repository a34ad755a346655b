"""Documents → an immutable generation, embedded or on a Chroma server, and which one is live."""
