"""Huntpipe: search commands for threat hunters."""
