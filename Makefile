# Every target sets up what it needs by itself (Python 3.11 or newer with venv, and make).
# Without make: python3 site_build/bootstrap.py <target>

PYTHON ?= python3
RUN = $(PYTHON) site_build/bootstrap.py

.PHONY: serve test build check booklet demo drills bench pictures test-servers lock clean

serve: ## the handbook with its tools on http://127.0.0.1:8000, rebuilt at every edit
	@$(RUN) serve $(if $(PORT),--port $(PORT))

test: ## everything that CI runs
	@$(RUN) test

build: ## site/ and build/catalogue.json
	@$(RUN) build

check: ## every problem of every YAML file, in one run
	@$(RUN) check

booklet: ## the whole framework as one PDF, build/booklet/<edition>.pdf
	@$(RUN) booklet

demo: ## a made-up year of records with its register, reports and pages, in build/demo/, served on 127.0.0.1
	@$(RUN) demo $(if $(PORT),--port $(PORT))

drills: ## what is too long for every run; can be stopped and taken up again
	@$(RUN) drills

bench: ## ratios against peers, printed and written to build/bench.json
	@$(RUN) bench

pictures: ## screenshots of the handbook, written to build/pictures/
	@$(RUN) pictures

test-servers: ## tests that need a system service
	@$(RUN) test-servers

lock: ## renew the lock files in site_build/locks/
	@$(RUN) lock

clean: ## remove everything that the other targets make, except .venv
	rm -rf build site tools/src/practice_audit/data
