"""The attack, step by step; the public timeline of BOTSv3 gives the times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator.attack import foothold, hoth, identity, lure, macro, mailbox, objectives

if TYPE_CHECKING:
    from preview.generator.scene import Scene


def tell(scene: Scene) -> None:
    """Let the attack happen; the benign day has been told before."""
    for part in (identity, lure, foothold, objectives, macro, hoth, mailbox):
        part.tell(scene)
