# Every target sets up what it needs, once: a second call finds it done.
#   make run    [PORT=8501] [PYTHON=python3.12] [WATCH=auto]  WATCH=auto: runs again when a file is saved
#   make test | lint | format | bundle | bench | screenshots | film | clean

PORT = 8501
PYTHON =
WATCH = none
BIN = .venv/bin
NODE_BIN = node_modules/.bin
FORMATTED = static tests/js tests/driver/*.js benchmarks/*.js scripts/*.mjs *.js

.PHONY: run test lint format bundle bench screenshots film clean

run: .venv/app-installed
	@$(BIN)/python -m scripts.port $(PORT)
	$(BIN)/python -m scripts.serve --server.port $(PORT) --server.showEmailPrompt false \
		--server.fileWatcherType $(WATCH)

# Three processes for two cores: a browser test waits more than it computes.
test: lint .venv/browser-installed
	node --test tests/js/*.test.js
	$(BIN)/python -m pytest --numprocesses 3 --dist loadscope --no-loadscope-reorder

lint: .venv/dev-installed node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(NODE_BIN)/prettier --check --log-level warn $(FORMATTED)
	$(NODE_BIN)/eslint .
	$(NODE_BIN)/tsc
	node scripts/bundle.mjs --check

format: .venv/dev-installed node_modules/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(NODE_BIN)/prettier --write --log-level warn $(FORMATTED)

bundle: node_modules/.installed .venv/app-installed
	$(BIN)/python -m scripts.marks
	node scripts/bundle.mjs

bench: .venv/browser-installed
	$(BIN)/python -m benchmarks

screenshots: .venv/browser-installed
	$(BIN)/python -m scripts.screenshots
	$(BIN)/python -m scripts.contact_sheets
	$(BIN)/python -m scripts.downloads

film: .venv/browser-installed
	$(BIN)/python -m scripts.motion

clean:
	rm -rf .venv node_modules .pytest_cache .ruff_cache .hypothesis

# Stamps: each is newer than what it was made from. pip is the last thing a new environment gets.
.venv/bin/pip:
	PYTHON="$(PYTHON)" sh scripts/venv.sh

.venv/app-installed: requirements.txt .venv/bin/pip
	@echo "Installing Streamlit, Plotly, NumPy and SymPy into .venv: a minute or two, this once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev-installed: requirements-dev.txt requirements.txt .venv/bin/pip
	@echo "Installing what the app, its tests and its benchmarks need into .venv: a few minutes, this once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/app-installed

.venv/browser-installed: .venv/dev-installed
	$(BIN)/python -m scripts.browser --install
	@touch $@

node_modules/.installed: package-lock.json
	@echo "Installing what checks the JavaScript into node_modules, this once."
	sh scripts/node.sh
	@touch $@
