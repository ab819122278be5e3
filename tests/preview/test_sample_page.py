"""The page about the sample says what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock
from preview.generator.stories import STORIES
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from tests.preview.sample_reader import Sample

PAGE = REPOSITORY / "docs" / "sample.md"


def story_row(written: Sample, keyword: str) -> str:
    """Return the row of the page for a story: what, when, and in which files how often."""
    times: list[float] = []
    files: list[str] = []
    for path in written.files():
        told = written.told(keyword, path.stem)
        if told:
            times += [event["_time"] for event in told]
            files.append(f"{path.stem} {len(told)}")
    first, last = (clock.moment(time).strftime("%H:%M:%S") for time in (min(times), max(times)))
    when = first if first == last else f"{first} to {last}"
    story = STORIES[keyword]
    return f"| `{keyword}` | {story.technique} | {when} | {', '.join(files)} | {story.text} |"


def test_page_lists_every_story_as_it_is_in_the_data(written: Sample) -> None:
    page = PAGE.read_text(encoding="utf-8").splitlines()
    assert [row for row in (story_row(written, key) for key in STORIES) if row not in page] == []


def test_page_lists_every_sourcetype_with_its_count(written: Sample) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for sourcetype, count in written.summary()["sourcetypes"].items():
        assert f"| `{sourcetype}` | {count:,} |" in page
