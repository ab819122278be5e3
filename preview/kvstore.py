"""The collections of the KV store, the same for REST and for lookups.

https://docs.splunk.com/Documentation/Splunk/latest/Admin/Collectionsconf
"""

from __future__ import annotations

import uuid
from threading import Lock
from typing import Any, Dict, Mapping

Document = Dict[str, Any]

_FIELD = "field."


class Collections(Dict[str, Dict[str, Document]]):
    """The documents of collections by key, in memory.

    :param stanzas: those of collections.conf.
    :ivar numbers: the fields of each collection whose type is ``number``.
    :ivar lock: held while documents are read or written.
    """

    def __init__(self, stanzas: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__({name: {} for name in stanzas})
        self.numbers = {
            name: {
                setting[len(_FIELD) :]
                for setting, kind in settings.items()
                if setting.startswith(_FIELD) and kind == "number"
            }
            for name, settings in stanzas.items()
        }
        self.lock = Lock()


def save(documents: Dict[str, Document], document: Document) -> str:
    """Put a document into a collection and return its key, a new one where it has none."""
    key = str(document.get("_key") or uuid.uuid4().hex[:24])
    documents[key] = {**document, "_user": "nobody", "_key": key}
    return key
