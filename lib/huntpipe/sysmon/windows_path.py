"""Paths as Sysmon writes them, on Windows and on Linux."""

from __future__ import annotations


def base_name(path: str) -> str:
    """Return what stands behind the last separator of a path."""
    return path.replace("/", "\\").rpartition("\\")[2]


def folder(path: str) -> str:
    """Return what stands before the last separator of a path."""
    return path[: max(len(path) - len(base_name(path)) - 1, 0)]
