"""Indicators of compromise in free text: one module per concept, `extract` puts them together."""
