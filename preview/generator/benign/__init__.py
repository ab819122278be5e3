"""The benign day: business as usual, with what looks like an attack and is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator.benign import identity, laptops

if TYPE_CHECKING:
    from preview.generator.scene import Scene


def tell(scene: Scene) -> None:
    """Let the benign day happen."""
    identity.tell(scene)
    laptops.tell(scene)
