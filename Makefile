# Every target does the set-up it needs and is quick when nothing changed.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python

ASN_TABLE := lib/huntpipe/asn/asn.table
VERSION := $(shell sed -n '/^\[launcher\]/,/^$$/s/^version = //p' default/app.conf)
SAMPLE := preview/sample/sample.json
PAGE := preview/page/dist/main.js
PACKAGES := preview/page/node_modules/.package-lock.json
PORT ?= 8800
SPL := dist/huntpipe-$(VERSION).spl
# AppInspect's tag sets; `all` is every check there is.
TAGS := all cloud private_app private_classic private_victoria migration_victoria future
REPORTS := $(TAGS:%=build/appinspect/%.json)

.DELETE_ON_ERROR:
.PHONY: deps demo screenshots hunt sample test smoke lint bench package inspect libmagic asn-data

deps: $(VENV)/requirements.txt $(VENV)/splunk-sdk-3/sdk3.txt lib/vendor/runtime.txt $(ASN_TABLE)

# A copy of the list that was installed is the sign that it was.
$(VENV)/requirements.txt: requirements/dev.txt
	sh tools/check_tools.sh "$(PYTHON)" "$(MAKE)"
	"$(PYTHON)" -m venv $(VENV)
	$(PY) -m pip install --quiet --quiet --disable-pip-version-check --requirement $<
	cp $< $@

$(VENV)/splunk-sdk-3/sdk3.txt: requirements/sdk3.txt $(VENV)/requirements.txt
	rm -rf $(@D)
	$(PY) -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --no-deps \
	    --ignore-requires-python --target $(@D) --requirement $<
	cp $< $@

lib/vendor/runtime.txt: requirements/runtime.txt tools/vendor.py $(VENV)/requirements.txt
	$(PY) tools/vendor.py
	touch $@

# Compiled from an npm package whose version and digest the script holds.
$(ASN_TABLE): tools/build_asn_table.py lib/huntpipe/asn/table.py lib/vendor/runtime.txt
	$(PY) tools/build_asn_table.py

# make asn-data FROM=file.mmdb (or file.csv: network,asn,org) builds the table from your own data.
asn-data: lib/vendor/runtime.txt
	$(if $(FROM),,$(error Name your data: make asn-data FROM=file.mmdb or FROM=file.csv))
	$(PY) tools/build_asn_table.py "$(FROM)"

# make demo serves the app's views on 127.0.0.1 until Ctrl-C; PORT=8900 takes another port.
# Without a terminal it prints the report first. Without Node.js there is the report alone.
demo: deps $(SAMPLE)
	@test -t 1 || $(PY) -m preview hunt
	@if $(MAKE) --no-print-directory $(PAGE); then \
	    exec $(PY) -m preview serve --port $(PORT); \
	else \
	    echo "The page cannot be built: it takes Node.js 20 and the npm registry. The report:"; \
	    $(PY) -m preview hunt; \
	fi

$(PACKAGES): preview/page/package-lock.json
	@echo "Installing Splunk's dashboard components (once, one or two minutes)..."
	@cd preview/page && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(PAGE): $(PACKAGES) preview/page/build.mjs $(wildcard preview/page/src/*)
	@echo "Building the page..."
	@cd preview/page && npm run --silent build

# make screenshots keeps a picture of every view in screenshots/; it takes Chromium.
screenshots: deps $(SAMPLE) $(PAGE)
	$(PY) -m preview screenshots

# make hunt DATA=folder reads your own events.
hunt: deps $(if $(DATA),,$(SAMPLE))
	@$(PY) -m preview hunt $(if $(DATA),--data "$(DATA)")

# make sample writes the events of a one-day incident to preview/sample.
sample: $(SAMPLE)

$(SAMPLE): $(shell find preview/generator -name '*.py') | deps
	$(PY) -m preview sample

# The dashboards are tested in a browser, on the page that Node.js builds; without it pytest says
# that it skips them.
test: deps $(if $(shell command -v npm),$(PAGE))
	$(PY) -m pytest --numprocesses auto

# What ships starts, on every Python found: the quick check after a change.
smoke: deps
	$(PY) -m pytest --quiet tests/wire/test_smoke.py

# vermin takes the decode of some bytes for that of Python 2's str.
lint: deps
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(VENV)/bin/vermin --quiet --no-tips --violations --target=3.9- --exclude str.decode bin lib/huntpipe preview tests tools

bench: deps
	PYTHONPATH=lib $(PY) -m tests.bench

package: deps
	$(PY) tools/package.py

# The recipe of `package` leaves the file alone when its bytes stay the same, and then AppInspect
# has nothing to do.
$(SPL): package ;

libmagic: deps
	@$(PY) -c 'import magic' || { echo "huntpipe: AppInspect needs libmagic: install libmagic1 (Debian), file-libs (Fedora) or libmagic (Homebrew)." >&2; exit 1; }

$(REPORTS): build/appinspect/%.json: $(SPL) | libmagic
	@mkdir -p $(@D)
	@echo "AppInspect: $*"
	@$(VENV)/bin/splunk-appinspect inspect $(SPL) --mode precert \
		$(if $(filter-out all,$*),--included-tags $*) --skip-trusted-libraries-update \
		--max-messages all --data-format json --output-file $@ >$(@:.json=.log)

inspect: $(REPORTS)
	@$(PY) tools/gate.py $^
