"""The vendored Splunk SDK, unchanged, works with the preview as with splunkd."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from splunklib.binding import AuthenticationError, HTTPError
from splunklib.client import connect
from splunklib.results import JSONResultsReader, Message, ResultsReader

if TYPE_CHECKING:
    from tests.preview.rest_server import Server

# Scripts that read XML still use it.
pytestmark = pytest.mark.filterwarnings("ignore:ResultsReader is deprecated")

BY_USER = "search index=main | stats count by user | sort user"
COUNTS = [("ann", "2"), ("bob", "2"), ("cid", "1")]


@pytest.fixture(scope="module")
def service(server: Server) -> Any:
    return server.connect()


def rows(reader: Any) -> list[Any]:
    return [item for item in reader if not isinstance(item, Message)]


def counts(reader: Any) -> list[tuple[str, str]]:
    return [(row["user"], row["count"]) for row in rows(reader)]


def finished(job: Any) -> Any:
    while not job.is_done():
        time.sleep(0.02)
    return job


def test_wrong_password_is_refused(server: Server) -> None:
    with pytest.raises(AuthenticationError):
        connect(
            scheme="http",
            host="127.0.0.1",
            port=server.port,
            username="admin",
            password="guess",  # noqa: S106 - wrong on purpose
        )


def test_server_says_that_it_is_not_splunk(service: Any) -> None:
    assert service.splunk_version >= (9, 0, 2)
    assert "not Splunk" in service.info["product_type"]


def test_apps_are_listed(service: Any) -> None:
    assert [app.name for app in service.apps] == ["huntpipe"]
    assert service.apps["huntpipe"]["label"] == "Huntpipe"


def test_blocking_search_is_done_when_created(service: Any) -> None:
    job = service.jobs.create(BY_USER, exec_mode="blocking")
    assert job.is_done()
    assert counts(JSONResultsReader(job.results(output_mode="json"))) == COUNTS
    assert job["resultCount"] == "3"


def test_normal_search_is_polled(service: Any) -> None:
    job = finished(service.jobs.create(BY_USER))
    reader = JSONResultsReader(job.results(output_mode="json"))
    assert counts(reader) == COUNTS
    assert reader.is_preview is False
    assert counts(JSONResultsReader(job.preview(output_mode="json"))) == COUNTS


def test_results_are_read_from_xml(service: Any) -> None:
    job = service.jobs.create(BY_USER, exec_mode="blocking")
    assert counts(ResultsReader(job.results())) == COUNTS


def test_events_keep_their_text_in_xml_and_json(service: Any) -> None:
    job = service.jobs.create("search index=main | head 1", exec_mode="blocking")
    for reader in (ResultsReader(job.events()), JSONResultsReader(job.events(output_mode="json"))):
        (event,) = rows(reader)
        assert event["_raw"] == 'user=bob note="a < b & c"'
        assert event["_time"] == "2018-08-20T23:00:00.000+00:00"


def test_transforming_search_keeps_no_events(service: Any) -> None:
    job = service.jobs.create(BY_USER, exec_mode="blocking")
    assert rows(JSONResultsReader(job.events(output_mode="json"))) == []


def test_oneshot_returns_results_at_once(service: Any) -> None:
    assert counts(JSONResultsReader(service.jobs.oneshot(BY_USER, output_mode="json"))) == COUNTS


def test_results_come_in_pages(service: Any) -> None:
    job = service.jobs.create(BY_USER, exec_mode="blocking")
    reader = JSONResultsReader(job.results(output_mode="json", count=1, offset=1))
    assert counts(reader) == COUNTS[1:2]


def test_results_pass_through_one_more_search(service: Any) -> None:
    job = service.jobs.create(BY_USER, exec_mode="blocking")
    for search in ("stats sum(count) as total", "| eval count=count*1 | stats sum(count) as total"):
        body = job.results(output_mode="json", search=search)
        assert rows(JSONResultsReader(body)) == [{"total": "5"}]
    assert counts(JSONResultsReader(job.results(output_mode="json"))) == COUNTS


def test_all_results_of_one_more_search_are_counted(service: Any) -> None:
    job = service.jobs.create(BY_USER, exec_mode="blocking")
    asked = {"output_mode": "json", "count": 1}
    counted = json.loads(job.results(search="search user!=bob", **asked).read())
    assert len(counted["results"]) == 1
    assert counted["post_process_count"] == len(COUNTS) - 1
    assert "post_process_count" not in json.loads(job.results(**asked).read())


def test_time_range_is_relative_to_the_clock_of_the_preview(service: Any) -> None:
    search = service.jobs.oneshot(
        "search index=main | stats count", earliest_time="-150m", latest_time="now",
        output_mode="json",
    )  # fmt: skip
    assert rows(JSONResultsReader(search)) == [{"count": "2"}]


@pytest.mark.parametrize("mode", ["json", "xml"])
def test_export_streams_every_result(service: Any, mode: str) -> None:
    stream = service.jobs.export("search index=main | table user", output_mode=mode)
    reader = JSONResultsReader(stream) if mode == "json" else ResultsReader(stream)
    assert [row["user"] for row in rows(reader)] == ["bob", "ann", "bob", "cid", "ann"]


def test_export_is_larger_than_a_page_of_results(service: Any) -> None:
    stream = service.jobs.export("| makeresults count=2500 | streamstats count", output_mode="json")
    assert [row["count"] for row in rows(JSONResultsReader(stream))][-1] == "2500"


def test_a_page_of_results_has_at_most_fifty_thousand_and_says_so(service: Any) -> None:
    # limits.conf, [restapi] maxresultrows.
    job = service.jobs.create(
        "| makeresults count=50001 | streamstats count as n | fields n", exec_mode="blocking"
    )
    pages = [
        list(JSONResultsReader(job.results(output_mode="json", count=0, offset=offset)))
        for offset in (0, 50_000)
    ]
    assert [len(rows(page)) for page in pages] == [50_000, 1]
    assert [isinstance(page[0], Message) for page in pages] == [True, False]
    assert "at most 50000" in pages[0][0].message


def test_saved_search_is_listed_dispatched_and_remembered(service: Any) -> None:
    saved = service.saved_searches["Signs by user"]
    assert saved["description"] == "Counts sign-ins."
    job = finished(saved.dispatch())
    assert counts(JSONResultsReader(job.results(output_mode="json"))) == [
        ("ann", "1"),
        ("bob", "1"),
    ]
    assert job.sid in [past.sid for past in saved.history()]


def test_time_range_of_a_dispatch_goes_before_that_of_the_saved_search(service: Any) -> None:
    job = finished(
        service.saved_searches["Signs by user"].dispatch(**{"dispatch.earliest_time": 0})
    )
    assert counts(JSONResultsReader(job.results(output_mode="json"))) == COUNTS


@pytest.mark.parametrize(
    ("search", "complaint"),
    [
        ("search index=main | nosuchcommand", "nosuchcommand"),
        ("index=main", "Unknown search command"),
        ("search index=main | stats", "stats"),
    ],
)
def test_refused_search_says_why(service: Any, search: str, complaint: str) -> None:
    with pytest.raises(HTTPError, match=complaint) as refusal:
        service.jobs.create(search)
    assert refusal.value.status == 400


def test_job_is_cancelled(service: Any) -> None:
    job = service.jobs.create(BY_USER, exec_mode="blocking")
    job.touch().set_ttl(60)
    assert job.refresh()["ttl"] == "60"
    job.cancel()
    with pytest.raises(HTTPError, match="Unknown sid"):
        job.refresh()


def test_jobs_are_listed(service: Any) -> None:
    job = service.jobs.create(BY_USER, exec_mode="blocking")
    assert job.sid in [known.sid for known in service.jobs]


def test_search_is_parsed_without_running(service: Any) -> None:
    assert b"stats" in service.parse(BY_USER).body.read()
    with pytest.raises(HTTPError, match="nosuchcommand"):
        service.parse("search x | nosuchcommand")


def test_collections_and_conf_files_are_listed(service: Any) -> None:
    assert "huntpipe_findings" in [collection.name for collection in service.kvstore]
    assert {"commands", "macros"} <= {conf.name for conf in service.confs}


def test_no_alert_has_fired(service: Any) -> None:
    assert list(service.fired_alerts) == []
