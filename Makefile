# Every target does the set-up it needs and is quick when nothing changed.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python

# The ASN table is compiled from an npm package that is pinned in the script.
ASN_TABLE := $(patsubst tools/build_asn_table.py,lib/huntpipe/asn/asn.table,$(wildcard tools/build_asn_table.py))
# What lint looks at: every room that holds Python today.
ROOMS := $(wildcard bin) lib/huntpipe $(wildcard preview) tests tools

.DELETE_ON_ERROR:
.PHONY: deps demo hunt sample test lint bench asn-data

deps: $(VENV)/requirements.txt lib/vendor/runtime.txt $(ASN_TABLE)

# A copy of the list that was installed is the proof that it was.
$(VENV)/requirements.txt: requirements/dev.txt
	sh tools/check_tools.sh "$(PYTHON)" "$(MAKE)"
	"$(PYTHON)" -m venv $(VENV)
	$(PY) -m pip install --quiet --quiet --disable-pip-version-check --requirement $<
	cp $< $@

lib/vendor/runtime.txt: requirements/runtime.txt tools/vendor.py $(VENV)/requirements.txt
	$(PY) tools/vendor.py
	touch $@

lib/huntpipe/asn/asn.table: tools/build_asn_table.py $(VENV)/requirements.txt
	$(PY) tools/build_asn_table.py

# make asn-data FROM=file.mmdb (or file.csv: network,asn,org) builds the table from your own data.
asn-data: deps
	$(if $(FROM),,$(error Name your data: make asn-data FROM=file.mmdb or FROM=file.csv))
	$(PY) tools/build_asn_table.py --from "$(FROM)"

demo: hunt

# make hunt DATA=folder reads your own events.
hunt: deps
	$(PY) -m preview hunt $(if $(DATA),--data "$(DATA)")

# make sample writes the events of a one-day incident to preview/sample.
sample: deps
	$(PY) -m preview sample

test: deps
	$(PY) -m pytest --numprocesses auto

lint: deps
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(VENV)/bin/vermin --quiet --no-tips --violations --target=3.9- $(ROOMS)

bench: deps
	$(PY) -m tests.bench
