"""A copy of the app in a folder of its own, with settings of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Mapping

APP = Path(__file__).resolve().parent.parent
VENDORED = APP / "lib" / "vendor"
ASN_TABLE = APP / "lib" / "huntpipe" / "asn" / "asn.table"


def copy_app(folder: Path, settings: Mapping[str, Mapping[str, str]]) -> Path:
    """Return a copy of what commands need of the app.

    :param folder: where the copy goes.
    :param settings: stanzas of its ``local/huntpipe.conf``.
    """
    app = folder / "huntpipe"
    for room in ("bin", "default", "lookups", "metadata", "lib/huntpipe"):
        # Compiled code is valid for the copy as well.
        shutil.copytree(APP / room, app / room, ignore=shutil.ignore_patterns(ASN_TABLE.name))
    # Large, and never written to.
    for part in (VENDORED, ASN_TABLE):
        if part.exists():
            (app / part.relative_to(APP)).symlink_to(part.resolve())
    (app / "local").mkdir()
    lines = []
    for stanza, values in settings.items():
        lines += [f"[{stanza}]", *(f"{key} = {value}" for key, value in values.items())]
    (app / "local" / "huntpipe.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return app
