"""Sysmon events in any of their written forms, read to exact fields."""
