# What one does here, by name. The work is in scripts/, in small pieces that can be called alone.

.DEFAULT_GOAL := help
.PHONY: help run test build lint fmt generate fuzz fuzz-parsers bench bench-lists chaos conformance screenshots speed

help: ## List these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: ## Build everything and start Billhook on SQLite in ./data (installs what is missing)
	@scripts/run

test: ## Run every test: Rust on SQLite and on a temporary Postgres, the console in Node and in Chromium
	@scripts/test

build: ## Build the console and target/release/billhook
	@scripts/build

lint: ## Check formatting, clippy, rustdoc and the console's lint and types
	@scripts/lint

fmt: ## Format all code
	@scripts/require cargo node modules
	@cargo fmt --all
	@npm --prefix web run --silent format

generate: ## Write what is generated: the OpenAPI document, the console's client, the configuration reference
	@scripts/generate

fuzz: ## Let schemathesis try every operation of the API against its document
	@scripts/fuzz-api

fuzz-parsers: ## Let libFuzzer try every parser of what strangers send, a minute each (needs a nightly compiler)
	@scripts/fuzz-parsers

bench: ## Measure what this machine delivers, and what a delivery costs, on both databases
	@scripts/bench

bench-lists: ## Measure every list where there are 200 tenants with 50 hooks and 20 members each, on both databases
	@scripts/with-postgres cargo nextest run --release --workspace --run-ignored only --no-capture -E 'test(no_list_keeps_anybody_waiting)'

chaos: ## Kill, freeze, fill up and reset everything under load, and judge what arrived (SEED=, DURATION=, DATABASE=)
	@scripts/chaos

conformance: ## Have a receiver that shares no code with Billhook check what it sends, in every preset's form
	@scripts/conformance

screenshots: ## Photograph the console's pages in Chromium, from the binary with plausible data, into web/test-results/pictures
	@scripts/with-console --project pictures

speed: ## Measure in Chromium how fast lists answer that have 100,000 deliveries behind them
	@scripts/with-console --project speed
