"""Write into docs/frothly-case.md what its searches find in the sample, and links that run them."""

from __future__ import annotations

import re
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Iterator, NamedTuple
from urllib.parse import quote

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from preview.generator import sample  # noqa: E402 - the repository is put on the path before
from preview.installation import installed  # noqa: E402
from preview.spl import SampleStore  # noqa: E402

if TYPE_CHECKING:
    from preview.spl import Results

PAGE = REPOSITORY / "docs" / "frothly-case.md"

# A search and the table below it, which is missing where a search is new.
_STEP = re.compile(r"```spl\n(?P<spl>.*?)\n```\n\n(?P<answer>(?:\|[^\n]*\n)*)", re.DOTALL)
# The link that runs a search carries it.
_LINK = re.compile(r"(```spl\n((?:(?!\n```).)*)\n```(?:(?!```).)*?/search\?q=)[^)]*", re.DOTALL)
_PLAIN = re.compile(r"[\w ,.:()'&/+-]*")


class Step(NamedTuple):
    """A search of the page and its answer, a Markdown table."""

    spl: str
    answer: str


def steps() -> list[Step]:
    """Return the searches of the page, in its order."""
    found = _STEP.finditer(PAGE.read_text(encoding="utf-8"))
    return [Step(match["spl"], match["answer"]) for match in found]


@contextmanager
def case() -> Iterator[Callable[[str], str]]:
    """Give a function that answers a search over the sample by a Markdown table."""
    with tempfile.TemporaryDirectory(prefix="frothly-") as folder:
        now = float(sample.write(Path(folder))["latest"])
        with installed(partial(SampleStore, Path(folder))) as installation:
            yield lambda spl: table(installation.engine.search(spl, now=now))


def table(results: Results) -> str:
    """Return results as a Markdown table."""
    rows = [[_cell(row.get(name, "")) for name in results.fields] for row in results.rows]
    rule = ["---"] * len(results.fields)
    return "".join(f"| {' | '.join(row)} |\n" for row in (results.fields, rule, *rows))


def _cell(value: str | list[str]) -> str:
    values = [value] if isinstance(value, str) else value
    return "<br>".join(map(_shown, values))


def _shown(text: str) -> str:
    """Return text that Markdown shows as it is."""
    if _PLAIN.fullmatch(text) and "://" not in text:
        return text
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}".replace("|", r"\|")


def main() -> None:
    """Run every search of the page and put its answer below it, and the search into its link."""
    with case() as answer:
        written = _STEP.sub(
            lambda match: f"```spl\n{match['spl']}\n```\n\n{answer(match['spl'])}"
            + ("" if match["answer"] else "\n"),
            PAGE.read_text(encoding="utf-8"),
        )
    linked = _LINK.sub(lambda match: match[1] + quote(match[2], safe=""), written)
    PAGE.write_text(linked, encoding="utf-8")


if __name__ == "__main__":
    main()
