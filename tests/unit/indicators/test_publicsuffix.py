from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publicsuffixlist import PublicSuffixList

from huntpipe.indicators.publicsuffix import public_suffixes

PACKAGE = PublicSuffixList(accept_unknown=False, only_icann=True)
RULES = sorted(rule.lstrip("!*.") for rule in PACKAGE._publicsuffix)  # the oracle's rules
SUFFIXES = public_suffixes(True)
LABELS = st.sampled_from(["a", "www", "city", "evil-1", "com", "jp", "xn--80ak6aa92e"])


@pytest.mark.parametrize("rule", RULES[:: len(RULES) // 500])
def test_names_around_a_rule_are_judged_as_by_the_package(rule: str) -> None:
    for name in (rule, f"x.{rule}", f"y.x.{rule}"):
        assert SUFFIXES.registrable(name) == (PACKAGE.privatesuffix(name) is not None)


@given(st.lists(LABELS, max_size=3), st.sampled_from(RULES))
def test_any_name_is_judged_as_by_the_package(labels: list[str], rule: str) -> None:
    name = ".".join([*labels, rule])
    private = PACKAGE.privatesuffix(name)
    assert SUFFIXES.registrable(name) == (private is not None)
    assert SUFFIXES.registered_label(name) == (private and private.partition(".")[0])


@pytest.mark.parametrize("name", ["com", "co.uk", "readme", "x.exe", "city.kawasaki.invalid", ""])
def test_what_lies_below_no_suffix_is_not_registrable(name: str) -> None:
    assert not SUFFIXES.registrable(name)


def test_private_suffixes_are_names() -> None:
    assert SUFFIXES.registrable("duckdns.org")
