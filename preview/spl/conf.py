"""Splunk .conf files: stanzas of settings, later lines win.

Follows the Admin Manual, "Configuration file structure":
https://help.splunk.com/en/data-management/splunk-enterprise-admin-manual/10.0
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.spl.errors import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Stanzas = dict[str, dict[str, str]]
_BOOLEANS = {
    **dict.fromkeys(("true", "t", "yes", "y", "1"), True),
    **dict.fromkeys(("false", "f", "no", "n", "0"), False),
}


def read_conf(path: Path) -> Stanzas:
    """Return the settings of a .conf file by stanza name; nothing where there is no file."""
    stanzas: Stanzas = {}
    if not path.is_file():
        return stanzas
    stanza = stanzas.setdefault("default", {})
    for line in _logical_lines(path.read_text(encoding="utf-8")):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if stripped.startswith("[") and stripped.endswith("]"):
            stanza = stanzas.setdefault(stripped[1:-1], {})
        else:
            key, _, value = line.partition("=")
            stanza[key.strip()] = value.strip()
    return stanzas


def is_true(settings: Mapping[str, str], name: str, *, default: bool) -> bool:
    """Return a Boolean setting.

    :raises UnsupportedError: it is neither true nor false.
    """
    text = settings.get(name, "").lower()
    if not text:
        return default
    if text not in _BOOLEANS:
        raise UnsupportedError(f"{name} = {text} is neither true nor false")
    return _BOOLEANS[text]


def _logical_lines(text: str) -> list[str]:
    """Join lines that end in a backslash with the next one, as splunkd does."""
    lines: list[str] = []
    pending = ""
    for line in text.splitlines():
        if line.endswith("\\") and not (not pending and line.lstrip().startswith("#")):
            pending += line[:-1] + "\n"
        else:
            lines.append(pending + line)
            pending = ""
    if pending:
        lines.append(pending)
    return lines
