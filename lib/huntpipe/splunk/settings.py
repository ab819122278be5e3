"""Settings from ``huntpipe.conf``: the shipped ones, overlaid by the administrator's.

They are read from the app's own files, for a command on an indexer has no app to ask by REST:
it runs from the knowledge bundle, which distsearch.conf makes carry this file.
"""

from __future__ import annotations

import os
from configparser import ConfigParser, Error
from functools import cache

APP = os.path.realpath(__file__).rsplit(os.sep, 4)[0]
"""The folder of the app: ``etc/apps/huntpipe``, or the one that a bundle was unpacked to."""

_TRUE = {"1", "true", "t", "yes", "y", "on"}
_FALSE = {"0", "false", "f", "no", "n", "off"}


class Settings:
    """The merged ``huntpipe.conf``.

    :param app: the folder of the app.
    :raises ValueError: if a file is there but is not a .conf file.
    """

    def __init__(self, app: str = APP) -> None:
        self._parser = ConfigParser(interpolation=None, strict=False, comment_prefixes=("#",))
        for layer in ("default", "local"):
            path = os.path.join(app, layer, "huntpipe.conf")
            try:
                self._parser.read(path, encoding="utf-8-sig")
            except (Error, UnicodeDecodeError) as error:
                raise ValueError(f"{layer}/huntpipe.conf cannot be read: {error}") from error

    def text(self, stanza: str, key: str) -> str:
        """Return a setting.

        :raises ValueError: if neither file has it.
        """
        value = self._parser.get(stanza, key, fallback=None)
        if value is None:
            raise ValueError(f"huntpipe.conf lacks {key} in its stanza [{stanza}].")
        return value.strip()

    def boolean(self, stanza: str, key: str) -> bool:
        """Return a setting that is true or false.

        :raises ValueError: if it is neither, or missing.
        """
        value = self.text(stanza, key).lower()
        if value not in _TRUE | _FALSE:
            raise ValueError(f"huntpipe.conf, [{stanza}] {key} = {value}: use true or false.")
        return value in _TRUE

    def number(self, stanza: str, key: str) -> float:
        """Return a setting that is a number, not negative.

        :raises ValueError: if it is none, or missing.
        """
        value = self.text(stanza, key)
        try:
            number = float(value)
        except ValueError:
            number = -1
        if not 0 <= number < float("inf"):
            raise ValueError(f"huntpipe.conf, [{stanza}] {key} = {value}: use a number from 0 up.")
        return number


@cache
def read_settings() -> Settings:
    """Return the settings of this app, read once per process."""
    return Settings()
