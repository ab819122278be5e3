"""The page on the Frothly case: its answers, links and pictures, and what its text quotes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Callable, Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.shared import REPOSITORY, shared_data
from tools.frothly_case import PAGE, case, steps

if TYPE_CHECKING:
    from tools.frothly_case import Step

TEXT = PAGE.read_text(encoding="utf-8")
STEPS = steps()
ANSWERS = "".join(step.answer for step in STEPS)
SEARCHES = "\n".join(step.spl for step in STEPS)
VIEWS = REPOSITORY / "default" / "data" / "ui" / "views"
PARTS = TEXT.split("```spl\n")[1:]
PICTURE = re.compile(r"\]\((http\S+)\)\n\n!\[(.+?)\]\((\S+)\)")
LINKS = re.findall(r"\]\((http://127\.0\.0\.1:8800/\S+)\)", TEXT)


@pytest.fixture(scope="module")
def answer() -> Iterator[Callable[[str], str]]:
    with case() as answered:
        yield answered


@pytest.fixture(scope="module")
def facts() -> Any:
    """Return what public write-ups say of BOTSv3."""
    return json.loads(shared_data("m365/botsv3_facts.json").read_text(encoding="utf-8"))


def rows_with(*texts: str) -> list[str]:
    """Return the rows of answers that hold all of the texts."""
    return [row for row in ANSWERS.splitlines() if all(text in row for text in texts)]


def view_of(link: str) -> str:
    """Return the definition of the view that a link leads to."""
    name = urlsplit(link).path.rsplit("/", 1)[1]
    return (VIEWS / f"{name}.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.spl.splitlines()[0][:60])
def test_search_gives_the_answer_below_it(step: Step, answer: Callable[[str], str]) -> None:
    assert answer(step.spl) == step.answer, "run python tools/frothly_case.py, read what changed"


def test_every_question_has_a_search_with_an_answer_and_a_page() -> None:
    questions = re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]
    assert len(questions) >= 18
    for question in questions:
        assert "```spl" in question
        assert "\nPage: [" in question
    assert len(STEPS) == TEXT.count("```spl")
    assert all(step.answer.count("\n") > 2 for step in STEPS)


def test_every_command_of_the_app_is_used() -> None:
    for command in ("asnlookup", "b64decode", "iocextract", "sysmonparse", "vtcheck"):
        assert re.search(rf"^\| {command}\b", SEARCHES, re.MULTILINE)


def test_text_quotes_nothing_that_no_step_has() -> None:
    text = re.sub(r"```.*?```", "", TEXT[TEXT.index("## 1.") :], flags=re.DOTALL)
    prose = re.sub(r"^[|#].*|\]\(.*?\)", "", text, flags=re.MULTILINE)
    quoted = re.findall(r"`([^`]+)`|\b(\d[\d.,:]*\d)\b", prose)
    assert quoted
    for code, figure in quoted:
        assert (code or figure) in ANSWERS + SEARCHES


@pytest.mark.parametrize("link", [link for link in LINKS if "/search?" not in link])
def test_link_leads_to_a_view_and_sets_its_inputs(link: str) -> None:
    view = view_of(link)
    tokens = {*re.findall(r'"token": "(\w+)"', view), "global_time.earliest", "global_time.latest"}
    given = {name for name, _ in parse_qsl(urlsplit(link).query)}
    assert given <= {f"form.{token}" for token in tokens}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.splitlines()[0][:60])
def test_search_has_a_picture_of_itself_or_of_a_panel(part: str) -> None:
    ((link, title, _),) = PICTURE.findall(part)
    if "/search?" in link:
        assert dict(parse_qsl(urlsplit(link).query)) == {"q": part[: part.index("\n```")]}
    else:
        assert f'"title": "{title}"' in view_of(link)


def test_pictures_are_there_small_and_all_in_use() -> None:
    files = {f"images/frothly/{path.name}" for path in (PAGE.parent / "images/frothly").iterdir()}
    shown = [file for _, _, file in PICTURE.findall(TEXT)]
    assert sorted(shown) == sorted(files)
    assert len(shown) == TEXT.count("![")
    assert all((PAGE.parent / file).stat().st_size < 120_000 for file in files)


def test_sessions_are_those_of_the_public_write_ups(facts: Any) -> None:
    for session in facts["c2"]["sessions"]:
        figures = (session["id"], session["first"], session["last"], f"| {session['beacons']} |")
        assert len(rows_with(*figures)) == 1


def test_course_of_the_attack_is_that_of_the_public_write_ups(facts: Any) -> None:
    signin = facts["ms:aad:signin"]
    hong_kong = (signin["hk_ip"], "HK", f"| {signin['hk_success_events']} |")
    assert rows_with(*hong_kong, *signin["hk_accounts"])
    assert rows_with("09:51:09", "52 s later", signin["hk_ip"])
    assert rows_with(signin["hk_ip"], "ko-KP", "FolderCreated", "Birthday Pictures", "09:56:58")
    assert rows_with("09:57:33", "BRUCE BIRTHDAY HAPPY HOUR PICS.lnk", "FileUploaded")
    assert rows_with("Name=SOX", "BlindCopyTo=hyunki1984@naver.com", "fyodor@froth.ly")
    assert rows_with(facts["hashes"]["hdoor.exe_md5"].upper(), "hdoor.exe", "10:43:10")
    assert rows_with("10:08:17", "net1.exe user /add svcvnc Password123!")
    assert rows_with("10:07:05", "fodhelper.exe")
    assert rows_with("11:15:01", "gcc colonel.c -o colonelnew")
    assert rows_with("11:24:44", "useradd", "tomcat7")
