"""The benign day: business as usual, with what looks like an attack and is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator.benign import (
    collaboration,
    identity,
    laptops,
    linux,
    look_alikes,
    mail,
    perimeter,
    protection,
    servers,
)

if TYPE_CHECKING:
    from preview.generator.scene import Scene


def tell(scene: Scene) -> None:
    """Let the benign day happen."""
    parts = (
        identity,
        mail,
        collaboration,
        laptops,
        look_alikes,
        servers,
        linux,
        perimeter,
        protection,
    )
    for part in parts:
        part.tell(scene)
