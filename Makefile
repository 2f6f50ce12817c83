# A thin front for meson: what each target does is in `make help`. Nothing here hides a failure.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

PREFIX ?= /usr/local
# Continuous integration sets CI: warnings are errors there.
WERROR := $(if $(CI),true,false)
BUILD := build
SANITIZED := build-sanitize
DEMO := $(BUILD)/demo

.PHONY: all demo check check-sanitize bench lint install dist deps help

all: deps ## build everything, optimised, into build/
	.ci/configure $(BUILD) --buildtype=release --prefix='$(PREFIX)' -Dwerror=$(WERROR)
	ninja -C $(BUILD)

demo: all ## plan the migration of a fictional ministry, into build/demo/
	.ci/demo $(BUILD)/tools inventories/ministere-demo $(DEMO)

check: all ## build and run every test
	.ci/test $(BUILD)

check-sanitize: deps ## the same tests under AddressSanitizer and UndefinedBehaviorSanitizer
	.ci/configure $(SANITIZED) --buildtype=debugoptimized -Db_sanitize=address,undefined -Dwerror=$(WERROR)
	ninja -C $(SANITIZED)
	.ci/test $(SANITIZED) --timeout-multiplier 4

bench: all ## measure, against peers in the same run
	.ci/install-packages bench
	.ci/bench $(BUILD)

lint: ## formatting and static analysis, with the clang tools that are installed
	.ci/lint $(BUILD)

install: all ## install below PREFIX (default /usr/local); DESTDIR is honoured
	meson install -C $(BUILD) --no-rebuild $(if $(DESTDIR),--destdir '$(DESTDIR)')

dist: all ## a source archive of the last commit, in build/meson-dist/
	meson dist -C $(BUILD) --no-tests

deps: ## install the Debian packages that are missing (as root or with sudo)
	.ci/install-packages build demo check

help: ## this text
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile
