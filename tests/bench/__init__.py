"""Timings. ``make bench`` runs them; no test asserts one."""
