"""The `explainer` command, a small file per subject."""
