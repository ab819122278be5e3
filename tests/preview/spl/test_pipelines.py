"""The public good and bad pipelines: refused with use, or not called malformed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError
from tests.shared import shared_data

if TYPE_CHECKING:
    from preview.spl import Engine


def pipelines(name: str) -> list[str]:
    return shared_data(f"spl/{name}").read_text(encoding="utf-8").splitlines()


def test_every_bad_pipeline_is_refused_with_its_place(shipped: Engine) -> None:
    for spl in pipelines("bad.spl"):
        with pytest.raises(SearchError) as refusal:
            shipped.parse(spl)
        assert refusal.value.message, spl
        assert refusal.value.position is not None, spl


def test_no_good_pipeline_is_called_malformed(shipped: Engine) -> None:
    for spl in pipelines("good.spl"):
        assert refusal_kind(shipped, spl) != "malformed", spl


def refusal_kind(engine: Engine, spl: str) -> str:
    try:
        engine.parse(spl)
    except SearchError as refusal:
        return refusal.kind
    return ""
