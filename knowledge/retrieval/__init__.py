"""A question → the passages that speak of it."""
