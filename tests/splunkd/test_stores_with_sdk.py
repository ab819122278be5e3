"""The simulated splunkd answers the vendored Splunk SDK, unchanged."""

from __future__ import annotations

import json
from typing import Any, Iterator

import pytest
from splunklib.binding import AuthenticationError, HTTPError
from splunklib.client import Service

from preview.scratch_app import copy_app
from preview.splunkd.messages import User
from preview.splunkd.rest import Stores
from preview.splunkd.server import serve
from preview.splunkd.sessions import ADMIN
from tests.certificates import make_authority


@pytest.fixture
def stores(tmp_path: Any) -> Stores:
    stores = Stores(copy_app(tmp_path, {}))
    stores.sessions.users = {"admins": ADMIN, "users": User("hunter", frozenset({"user"}))}
    return stores


@pytest.fixture
def port(stores: Stores, tmp_path: Any) -> Iterator[int]:
    with serve(stores, make_authority(tmp_path).server) as address:
        yield int(address.rpartition(":")[2])


def connect(port: int, session: str = "admins") -> Any:
    return Service(host="localhost", port=port, token=session, owner="nobody", app="huntpipe")


def test_request_without_a_session_is_refused(port: int) -> None:
    with pytest.raises(AuthenticationError):
        connect(port, "expired").kvstore["huntpipe_vt_cache"]


def test_secret_is_created_changed_listed_and_deleted(port: int) -> None:
    secrets = connect(port).storage_passwords
    created = secrets.create("first", "virustotal_api_key", "huntpipe")
    assert (created.realm, created.username) == ("huntpipe", "virustotal_api_key")
    secrets["huntpipe:virustotal_api_key:"].update(password="second")  # noqa: S106 - made up
    assert [secret.clear_password for secret in secrets] == ["second"]
    with pytest.raises(HTTPError) as conflict:
        secrets.create("third", "virustotal_api_key", "huntpipe")
    assert conflict.value.status == 409
    secrets.delete("virustotal_api_key", "huntpipe")
    assert list(secrets) == []
    with pytest.raises(HTTPError) as missing:
        secrets.service.delete("storage/passwords/huntpipe:virustotal_api_key:")
    assert missing.value.status == 404


def test_deletion_of_a_secret_answers_with_those_that_remain(port: int) -> None:
    service = connect(port)
    for name in ("virustotal_api_key", "virustotal_proxy"):
        service.storage_passwords.create("secret", name, "huntpipe")
    answer = service.delete("storage/passwords/huntpipe:virustotal_proxy:", output_mode="json")
    (remaining,) = json.loads(answer.body.read())["entry"]
    assert remaining["name"] == "huntpipe:virustotal_api_key:"


def test_secrets_take_a_capability(port: int) -> None:
    with pytest.raises(HTTPError, match="list_storage_passwords") as refusal:
        list(connect(port, "users").storage_passwords)
    assert refusal.value.status == 403


def test_documents_are_stored_found_and_deleted(port: int) -> None:
    data = connect(port).kvstore["huntpipe_vt_cache"].data
    assert data.insert({"_key": "a", "fetched": 1})["_key"] == "a"
    assert data.batch_save({"_key": "b", "fetched": 2}, {"_key": "c", "fetched": 3}) == ["b", "c"]
    assert data.query_by_id("b")["fetched"] == 2
    newest = data.query(query={"fetched": {"$gt": 1}}, sort="fetched:-1", limit=1)
    assert [document["_key"] for document in newest] == ["c"]
    found = data.batch_find({"query": {"$or": [{"_key": "a"}, {"_key": "c"}]}}, {"query": {}})
    assert [len(documents) for documents in found] == [2, 3]
    data.delete('{"fetched": {"$lt": 3}}')
    assert [document["_key"] for document in data.query()] == ["c"]
    data.update("c", {"fetched": 9})
    assert data.query_by_id("c") == {"_key": "c", "_user": "nobody", "fetched": 9}


def test_insert_of_a_taken_key_conflicts_and_changes_nothing(port: int) -> None:
    data = connect(port).kvstore["huntpipe_vt_cache"].data
    data.insert({"_key": "a", "fetched": 1})
    with pytest.raises(HTTPError, match="already exists") as conflict:
        data.insert({"_key": "a", "fetched": 2})
    assert conflict.value.status == 409
    assert data.query_by_id("a")["fetched"] == 1


def test_ordinary_user_reads_the_cache_but_cannot_poison_it(port: int) -> None:
    connect(port).kvstore["huntpipe_vt_cache"].data.insert({"_key": "a", "fetched": 1})
    data: Any = connect(port, "users").kvstore["huntpipe_vt_cache"].data
    assert len(data.query()) == 1
    for write in (
        lambda: data.insert({"_key": "b"}),
        lambda: data.batch_save({"_key": "a", "fetched": 2}),
        lambda: data.update("a", {"fetched": 2}),
        lambda: data.delete_by_id("a"),
        data.delete,
    ):
        with pytest.raises(HTTPError) as refusal:
            write()
        assert refusal.value.status == 403
    assert data.query_by_id("a")["fetched"] == 1


def test_store_that_is_down_says_so(port: int, stores: Stores) -> None:
    data = connect(port).kvstore["huntpipe_vt_cache"].data
    stores.kvstore.down = True
    with pytest.raises(HTTPError) as refusal:
        data.query()
    assert refusal.value.status == 503


def test_setting_is_read_and_written(port: int) -> None:
    stanza = connect(port).confs["huntpipe"]["virustotal"]
    assert stanza["quota_minute"] == "4"
    stanza.submit({"quota_minute": "1000", "internal_domains": "a.net, b.net"})
    again = connect(port).confs["huntpipe"]["virustotal"]
    assert (again["quota_minute"], again["internal_domains"]) == ("1000", "a.net, b.net")
