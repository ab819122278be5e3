"""Sign-ins have the numbers of the public write-ups of BOTSv3."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tests.shared import shared_data

if TYPE_CHECKING:
    from tests.preview.sample_reader import Sample

HONG_KONG = "104.207.83.63"


def quick_changes(signins: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return sign-ins of one user with another address within ten minutes."""

    def by_user(signin: dict[str, Any]) -> tuple[str, int]:
        return signin["userPrincipalName"], signin["signinDateTimeInMillis"]

    pairs = []
    for _, mine in groupby(sorted(signins, key=by_user), key=lambda row: row["userPrincipalName"]):
        rows = list(mine)
        for before, after in zip(rows, rows[1:]):
            gap = after["signinDateTimeInMillis"] - before["signinDateTimeInMillis"]
            if before["ipAddress"] != after["ipAddress"] and gap <= 600_000:
                pairs.append((before, after))
    return pairs


def test_field_names_are_those_of_the_write_ups(written: Sample) -> None:
    facts = json.loads(shared_data("m365/botsv3_facts.json").read_text(encoding="utf-8"))
    named = {field.split(".")[0] for field in facts["ms:aad:signin"]["fields_named"]}
    for signin in written.raw_json("signin"):
        assert named == set(signin)


def test_counts_are_those_of_the_write_ups(written: Sample) -> None:
    facts = json.loads(shared_data("m365/botsv3_facts.json").read_text(encoding="utf-8"))
    wanted = facts["ms:aad:signin"]
    signins = written.raw_json("signin")
    failed = [signin for signin in signins if signin["loginStatus"] == "Failure"]
    abroad = [signin for signin in signins if signin["ipAddress"] == HONG_KONG]
    assert len(signins) == wanted["count"]
    assert len(failed) == wanted["failed_events"]
    assert len({row["userPrincipalName"] for row in failed}) == wanted["failed_accounts"]
    assert len(abroad) == wanted["hk_success_events"]
    assert {row["userPrincipalName"] for row in abroad} == set(wanted["hk_accounts"])
    assert {row["location"]["country"] for row in signins} == set(wanted["location.country_values"])


def test_one_of_ten_quick_changes_of_address_is_impossible_travel(written: Sample) -> None:
    pairs = quick_changes(written.raw_json("signin"))
    true = [pair for pair in pairs if pair[1]["ipAddress"] == HONG_KONG]
    assert len(pairs) == 10
    assert [pair[1]["userPrincipalName"] for pair in true] == ["bgist@froth.ly"]
    told = [json.loads(event["_raw"]) for event in written.told("impossible_travel", "signin")]
    assert told == [pair[1] for pair in true]


def test_false_pairs_share_their_device(written: Sample) -> None:
    for before, after in quick_changes(written.raw_json("signin")):
        same = before["deviceInformation"] == after["deviceInformation"]
        assert same == (after["ipAddress"] != HONG_KONG)
