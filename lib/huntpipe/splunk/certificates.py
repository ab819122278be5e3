"""The certificate authorities to trust where the administrator names none."""

from __future__ import annotations


def default_ca_bundle() -> str:
    """Return the path of a PEM file, or an empty string for the authorities of the system.

    Splunk's own Python finds no authorities of the system; it ships certifi instead.
    """
    try:
        from certifi import where  # noqa: PLC0415 - only where it is there
    except ImportError:
        return ""
    return str(where())
