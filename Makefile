# The short way to everything. CMake does the work (CMakePresets.json); `make help` lists what there is.
#
#   make JOBS=1                      with one compiler at a time
#   make PRESET=dev                  another preset of CMakePresets.json (build/dev/s2)
#   make demo ARGS='--speed 600'     options for the program
#   make test ARGS='-R Ledger'       options for ctest
#   make CMAKE_ARGS='-DCMAKE_CXX_COMPILER=clang++-16'

.DEFAULT_GOAL := program
.PHONY: program demo test check format bench bench-peers bench-validate bench-simulation bench-transport bench-connect fuzz differential openapi interop deployments install clean help packages packages-check configure
MAKEFLAGS += --no-print-directory

PRESET ?= release
JOBS ?= $(shell nproc)
ARGS ?=
CMAKE_ARGS ?=
PREFIX ?= /usr/local
SECONDS_EACH ?= 60

BUILD := build/$(PRESET)
QUIET_BUILD := cmake --build $(BUILD) --parallel $(JOBS)
SOURCES = $(shell find include src apps tests fuzz bench examples interop -name '*.hpp' -o -name '*.cpp')

program: configure  ## build the library and the program: build/release/s2
	@$(QUIET_BUILD) --target product

demo: program  ## run a house through a real day (ARGS='--day … --speed … --seed …')
	@$(BUILD)/s2 demo $(ARGS)

test: configure  ## build and run every test (ARGS='-R name')
	@$(QUIET_BUILD)
	@ctest --test-dir $(BUILD) --parallel $$((3 * $(JOBS))) --output-on-failure --no-tests=error --progress $(ARGS)

check: packages-check  ## everything that CI does (.ci/run)
	@.ci/run

format: packages-check  ## format every source file
	@clang-format-16 -i $(SOURCES)

bench: packages-check  ## measure and print the table of every benchmark
	@cmake --preset bench $(CMAKE_ARGS) >/dev/null
	@cmake --build build/bench --parallel $(JOBS) --target benchmarks
	@bench/run.sh build/bench/bench $(ARGS)

bench-peers: packages-check  ## measure us and other people's code on the same bytes (docs/performance.md)
	@bench/peers/run.sh $(ARGS)

bench-validate: packages-check  ## measure `s2 validate` on a recording of 1 GB (docs/performance.md)
	@bench/validate/run.sh $(ARGS)

bench-simulation: packages-check  ## a simulated day of 1 000 appliances on one core (ARGS='10000 24')
	@cmake --preset bench $(CMAKE_ARGS) >/dev/null
	@cmake --build build/bench --parallel $(JOBS) --target s2_simulation
	@build/bench/bench/simulation/s2_simulation $(ARGS)

bench-transport: packages-check  ## ten thousand WSS sessions, against an echo and s2-kit (docs/performance.md)
	@cmake --preset bench $(CMAKE_ARGS) >/dev/null
	@cmake --build build/bench --parallel $(JOBS) --target s2_transport_server s2_transport_load
	@bench/transport/run.sh build/bench/bench/transport $(ARGS)

bench-connect: packages-check  ## latency, pairing and thousands of devices of S2 Connect (docs/performance.md)
	@cmake --preset bench $(CMAKE_ARGS) >/dev/null
	@cmake --build build/bench --parallel $(JOBS) --target s2_connect_server s2_connect_load
	@bench/connect/run.sh build/bench/bench/connect $(ARGS)

fuzz: packages-check  ## run every fuzzer for SECONDS_EACH seconds
	@cmake --preset fuzz $(CMAKE_ARGS) >/dev/null
	@cmake --build build/fuzz --parallel $(JOBS)
	@fuzz/run.sh build/fuzz/fuzz $(SECONDS_EACH) $(ARGS)

differential: configure  ## hold the decoder against the official schemas (ARGS='--messages … --seed …')
	@$(QUIET_BUILD) --target s2_differential
	@/usr/bin/python3 -B tests/differential/driver.py $(BUILD)/tests/differential/s2_differential $(ARGS)

openapi: configure  ## hold our servers against the official OpenAPI files (ARGS='--rounds … --seed …')
	@$(QUIET_BUILD) --target s2_openapi_servers
	@/usr/bin/python3 -B tests/openapi/driver.py $(BUILD)/tests/openapi/s2_openapi_servers $(ARGS)

interop: packages-check  ## meet other people's code: messages and conversations (interop/README.md)
	@interop/run.sh $(ARGS)

deployments: packages-check configure  ## all nine deployments of S2 Connect in namespaces (docs/reference/deployments.md)
	@$(QUIET_BUILD) --target s2_deployment_node
	@tests/deployments/run.sh $(BUILD) $(ARGS)

install: program  ## install library, headers and program below PREFIX
	@cmake --install $(BUILD) --prefix $(PREFIX)

clean:  ## remove everything that was built
	@rm -rf build

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | \
	  while IFS='|' read -r name text; do printf '  %-14s %s\n' "$$name" "$$text"; done

packages:
	@scripts/install-packages.sh build

packages-check:
	@scripts/install-packages.sh build check

# Configuring again is cheap and silent unless something changed or went wrong.
configure: packages
	@mkdir -p $(BUILD)
	@cmake --preset $(PRESET) $(CMAKE_ARGS) >$(BUILD)/configure.log 2>&1 || { cat $(BUILD)/configure.log; exit 1; }
