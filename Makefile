# Every target sets up what it needs, once: a second call finds it done.
#   make run    [PORT=8501] [PYTHON=python3.12] [WATCH=auto]  WATCH=auto: runs again when a file is saved
#   make test | lint | format | bench | screenshots | clean

PORT = 8501
PYTHON =
WATCH = none
BIN = .venv/bin
NODE_BIN = node_modules/.bin
FORMATTED = static tests/js benchmarks/*.js *.js

.PHONY: run test lint format bench screenshots clean

run: .venv/app-installed
	$(BIN)/python -m scripts.serve --server.port $(PORT) --server.showEmailPrompt false \
		--server.fileWatcherType $(WATCH)

test: lint .venv/browser-installed
	node --test tests/js/*.test.js
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

lint: .venv/dev-installed node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(NODE_BIN)/prettier --check --log-level warn $(FORMATTED)
	$(NODE_BIN)/eslint .
	$(NODE_BIN)/tsc

format: .venv/dev-installed node_modules/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(NODE_BIN)/prettier --write --log-level warn $(FORMATTED)

bench: .venv/browser-installed
	$(BIN)/python -m benchmarks

screenshots: .venv/browser-installed
	$(BIN)/python -m scripts.screenshots docs

clean:
	rm -rf .venv node_modules .pytest_cache .ruff_cache .hypothesis

# Stamps: each is newer than what it was made from. pip is the last thing a new environment gets.
.venv/bin/pip:
	PYTHON="$(PYTHON)" sh scripts/venv.sh

.venv/app-installed: requirements.txt .venv/bin/pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev-installed: requirements-dev.txt requirements.txt .venv/bin/pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/app-installed

.venv/browser-installed: .venv/dev-installed
	$(BIN)/python -m scripts.browser --install
	@touch $@

node_modules/.installed: package-lock.json
	sh scripts/node.sh
	@touch $@
