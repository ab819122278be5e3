"""The links of the documents lead somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_every_link_to_a_file_finds_it(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        assert "://" in target or (page.parent / target).is_file(), target


def test_every_page_is_reached_from_the_readme() -> None:
    text = PAGES[0].read_text(encoding="utf-8")
    for page in PAGES[1:]:
        assert f"({page.relative_to(REPOSITORY)})" in text
