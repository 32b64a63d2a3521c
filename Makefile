# Everything is started from here; `make help` lists it. Written for GNU make 3.81, which Macs have.

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench lock wheel clean assets environment

PORT = 8024
FRESH =
VIDEO =
REGION = demo
ARGS =
UPGRADE =

# No word about newer versions: the lock decides.
export npm_config_update_notifier = false

PY := .venv/bin/python
READY := .venv/.ready
RUFF := $(PY) -m ruff

help: ## this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: environment assets ## run everything here with made-up people (PORT=8024; FRESH=1; REGION=halland-2026; VIDEO=full)
	@$(if $(VIDEO),sh tools/video.sh &&) exec $(PY) -m sluss demo --port $(PORT) --region $(REGION) \
	  $(if $(VIDEO),--video $(VIDEO)) $(if $(filter-out 0,$(FRESH)),--fresh)

test: environment assets ## run every test, in browsers too (ARGS="tests/core -k word" chooses)
	@SLUSS_CHROMIUM=$$(sh tools/chromium.sh) && export SLUSS_CHROMIUM && \
	  { sh tools/video.sh || [ "$$SLUSS_VIDEO_TESTS" != required ]; } && \
	  exec $(PY) -m pytest --durations=10 $(ARGS)

check: environment ## format, lint, types, imports and templates, in seconds
	@$(RUFF) format --check --quiet --diff .
	@$(RUFF) check --quiet .
	@$(PY) -m djlint --lint --quiet src/sluss/web/parts
	@$(PY) -c "from importlinter.cli import lint_imports_command as run; run()" >.venv/imports.txt || \
	  { cat .venv/imports.txt; exit 1; }
	@$(PY) -m mypy --no-error-summary
	@echo "check: all is well"

format: environment ## bring the code into its form
	@$(RUFF) check --quiet --fix . ; $(RUFF) format .

bench: environment assets ## measure, and print each figure beside its limit (ARGS=… is passed on)
	@exec $(PY) -m bench $(ARGS)

lock: ## write requirements.lock anew from pyproject.toml; needs uv (UPGRADE=1 takes newer versions)
	@command -v uv >/dev/null || { echo "sluss: make lock needs uv, the package installer." >&2; exit 1; }
	uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header \
	  --extra dev $(if $(filter-out 0,$(UPGRADE)),--upgrade) pyproject.toml -o requirements.lock

wheel: environment assets ## build dist/sluss-….whl, with the region, the pages and the browser files in it
	@$(PY) -m hatchling build -t wheel

clean: ## remove what make put into this folder; the data of the demo stays
	rm -rf .venv node_modules dist build src/sluss/web/static/built
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools bench -name __pycache__ -prune -exec rm -rf {} +

environment: $(READY)

$(READY): requirements.lock pyproject.toml tools/environment.sh
	@sh tools/environment.sh
	@touch $@

assets: $(READY)
	@$(PY) tools/build_assets.py
