# Muster: `make run` starts a demonstration centre, `make test` checks everything.
# Both install what they need, pinned, and do nothing twice.

SHELL       := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

export CGO_ENABLED := 0
# The same flags everywhere, so that tests, linter and binary share what was compiled.
export GOFLAGS := -trimpath -buildvcs=false
# Where the reference values and real data series are read from; tests that need them skip without it.
export MUSTER_SHARED ?= $(abspath ../shared)

VERSION      := $(shell git describe --always --dirty 2>/dev/null || echo unversioned)
LINTER       := .tools/bin/golangci-lint
LINT_VERSION := v2.15.0
ADDR         ?= 127.0.0.1:8080
SIZE         ?= 400

GO_FILES := $(shell find . -name '*.go' -not -path './frontend/node_modules/*') go.mod go.sum
UI_FILES := $(shell find frontend/src frontend/public frontend/build -type f 2>/dev/null) $(wildcard frontend/*.json frontend/*.ts frontend/*.html frontend/.npmrc)

.PHONY: run test quick bench soak faults lint build web clean help

help: ## List the commands.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: build ## Build everything and start a demonstration centre (ADDR=host:port SIZE=people).
	bin/muster demo --addr $(ADDR) --size $(SIZE)

build: bin/muster ## Build the web app and the program.

bin/muster: frontend/dist/index.html $(GO_FILES)
	go build -ldflags "-s -w -X main.version=$(VERSION)" -o $@ ./cmd/muster

web: frontend/dist/index.html ## Build the web app alone.

frontend/dist/index.html: frontend/node_modules/.installed $(UI_FILES)
	cd frontend && npm run build
	@test -f $@ && touch $@

frontend/node_modules/.installed: frontend/package-lock.json frontend/package.json
	cd frontend && npm ci --no-audit --no-fund
	@touch $@

test: ## Check everything: what every submission runs.
	@.ci/test

quick: ## The fast checks of the Go code alone.
	go vet ./... && go test ./...

lint: $(LINTER) frontend/node_modules/.installed ## Lint both languages.
	$(LINTER) run ./...
	cd frontend && npm run lint

$(LINTER):
	@mkdir -p $(@D)
	GOBIN=$(abspath $(@D)) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)

bench: build ## Run all benchmarks and rewrite docs/benchmarks.md; one part: .ci/bench PART.
	@.ci/bench

soak: ## Long property, fuzz and scale runs.
	MUSTER_SOAK=1 go test -count=1 -timeout 60m ./...

faults: ## Drill: kill workers, take the database away, fill the disk.
	MUSTER_FAULTS=1 go test -count=1 -timeout 20m -run 'TestFault' ./cmd/muster
	go test -count=1 -run 'Died|Dead|Lost|TakenBack|Stopped|Interrupted|Broken|ServerEnded|KillsItsWorkers|Heartbeat|StopGives' ./forecast ./internal/jobs ./internal/database ./scheduling

clean: ## Remove what was built.
	rm -rf bin .tools frontend/node_modules
	find frontend/dist -mindepth 1 ! -name placeholder.html -delete
