"""Who may read and write an object of the app, by ``metadata/default.meta``.

https://docs.splunk.com/Documentation/Splunk/latest/Admin/Defaultmetaconf
"""

from __future__ import annotations

import re
from configparser import ConfigParser
from typing import TYPE_CHECKING, Collection

if TYPE_CHECKING:
    from pathlib import Path

_WHOLE_APP = "the whole app"
_grant = re.compile(r"(read|write)\s*:\s*\[([^\]]*)\]").findall


class Access:
    """The access rules of an app.

    :param app: the folder of the app.
    """

    def __init__(self, app: Path) -> None:
        self._meta = ConfigParser(interpolation=None, strict=False)
        text = (app / "metadata" / "default.meta").read_text(encoding="utf-8")
        # The parser takes no empty name, which here stands for the whole app.
        self._meta.read_string(text.replace("[]\n", f"[{_WHOLE_APP}]\n"))

    def allows(self, right: str, kind: str, name: str, roles: Collection[str]) -> bool:
        """Say whether one of the roles has the right.

        :param right: ``read`` or ``write``.
        :param kind: such as ``collections``. The rule of the object goes before that of its kind,
            and that before the app's.
        """
        for stanza in (f"{kind}/{name}", kind, _WHOLE_APP):
            grants = dict(_grant(self._meta.get(stanza, "access", fallback="")))
            if right in grants:
                allowed = {role.strip() for role in grants[right].split(",")}
                return "*" in allowed or bool(allowed & set(roles))
        return "admin" in roles
