"""Slack: what people do there becomes requests, and answers become messages."""
