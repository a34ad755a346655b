"""Measurements, one command each; none of them is part of what runs."""
