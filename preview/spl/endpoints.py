"""What the rest command may ask: the parts of splunkd's REST that the app's own files answer.

Follows the REST API Reference:
https://help.splunk.com/en/splunk-enterprise/leverage-rest-apis/rest-api-reference/10.0
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Callable, Optional

if TYPE_CHECKING:
    from preview.spl.command import Context
    from preview.spl.conf import Stanzas
    from preview.spl.values import Row

_NAMESPACE = re.compile(r"/?(?:services|servicesNS/[^/]+/[^/]+)/(.+?)/?(?:\?.*)?")
_CAPABILITIES = ["list_storage_passwords", "rest_properties_get", "run_collect", "search"]

Endpoint = Callable[["Context"], "list[Row]"]


def find(address: str) -> Optional[Endpoint]:
    """Return what answers an address, None where the preview has nothing there."""
    found = _NAMESPACE.fullmatch(address)
    if found is None:
        return None
    path = found.group(1)
    if path in _ENDPOINTS:
        return _ENDPOINTS[path]
    parent, _, name = path.rpartition("/")
    if parent not in _ENDPOINTS:
        return None
    every = _ENDPOINTS[parent]
    return lambda context: [row for row in every(context) if row["title"] == name]


def _stanzas(read: Callable[[Context], Stanzas]) -> Endpoint:
    """Answer with the stanzas of a .conf file of the app."""

    def rows(context: Context) -> list[Row]:
        app = context.configuration.folder.name
        return [
            {"title": name, "eai:acl.app": app, **settings}
            for name, settings in sorted(read(context).items())
        ]

    return rows


def _apps(context: Context) -> list[Row]:
    settings = context.configuration.app
    package, launcher = settings.get("package", {}), settings.get("launcher", {})
    return [
        {
            "title": package.get("id", "huntpipe"),
            "label": settings.get("ui", {}).get("label", "Huntpipe"),
            "version": launcher.get("version", ""),
            "disabled": "0",
            "visible": "1",
        }
    ]


def _context(_: Context) -> list[Row]:
    return [
        {"title": "context", "username": "admin", "roles": "admin", "capabilities": _CAPABILITIES}
    ]


def _passwords(context: Context) -> list[Row]:
    app = context.configuration.folder.name
    return [
        {"title": name, "eai:acl.app": app, "realm": kept["realm"], "username": kept["username"]}
        for name, kept in sorted(context.daemon.passwords.items())
    ]


def _files(context: Context) -> list[Row]:
    folder = context.configuration.folder / "lookups"
    return [
        {"title": path.name, "eai:acl.app": context.configuration.folder.name}
        for path in sorted(folder.glob("*.csv"))
    ]


def _indexes(context: Context) -> list[Row]:
    counts: dict[str, int] = {}
    for event in context.store.between(0, float("inf")):
        counts[event.index] = counts.get(event.index, 0) + 1
    return [
        {"title": name, "totalEventCount": str(count), "disabled": "0", "datatype": "event"}
        for name, count in sorted(counts.items())
    ]


_ENDPOINTS: dict[str, Endpoint] = {
    "admin/macros": _stanzas(lambda context: context.configuration.macros),
    "apps/local": _apps,
    "authentication/current-context": _context,
    "configs/conf-commands": _stanzas(lambda context: context.configuration.commands),
    "configs/conf-macros": _stanzas(lambda context: context.configuration.macros),
    "configs/conf-savedsearches": _stanzas(lambda context: context.configuration.savedsearches),
    "configs/conf-transforms": _stanzas(lambda context: context.configuration.transforms),
    "data/indexes": _indexes,
    "data/lookup-table-files": _files,
    "data/transforms/lookups": _stanzas(lambda context: context.configuration.transforms),
    "saved/searches": _stanzas(lambda context: context.configuration.savedsearches),
    "server/info": lambda _: [
        {"title": "server-info", "serverName": "preview", "version": "9.3.0"}
    ],
    "storage/collections/config": _stanzas(lambda context: context.configuration.collections),
    "storage/passwords": _passwords,
}
