# Everything is built and run through here, so that there is one set of flags: debug for `demo` and `test`, release for `bench` and `install`.
SWIFT ?= swift
PREFIX ?= /usr/local
DEBUG_BIN = .build/debug
RELEASE = -c release --static-swift-stdlib --scratch-path .build-release
# Warnings of a dependency's own files are not ours to mend.
QUIET = 2>&1 | grep -v -E "swift-distributed-tracing|CMakeLists.txt" ; exit $${PIPESTATUS[0]}
SHELL = /bin/bash

.PHONY: demo test build packages install release dist dist-check first-verdict bench fuzz clean help

help:
	@echo "make demo      build, start the four reference systems, play the headline use cases, leave a report"
	@echo "make test      every test, as CI runs it"
	@echo "make bench     speed, as ratios to peers in the same run (release)"
	@echo "make fuzz      libFuzzer over what reads foreign bytes, SECONDS_EACH=60"
	@echo "make release   the same binary as .build-release/assets/assay-linux-MACHINE with its digest, as the kit for CI downloads it"
	@echo "make dist      that binary with LICENSE and README as one archive, the same bytes for the same input, and its digest"
	@echo "make dist-check     the archive in a clean Debian without toolchain and network: assay demo (root, debootstrap)"
	@echo "make first-verdict  the seconds from unpacking it to the first verdict on a system that is not ours"
	@echo "make install   one binary with suites, mocks and templates inside, to PREFIX/bin"

# Debian packages that the build needs; installed only where they are missing.
packages:
	@./.ci/packages

build: packages
	@$(SWIFT) build --product assay $(QUIET)

demo: build
	@$(DEBUG_BIN)/assay demo

test: packages
	@$(SWIFT) build --build-tests $(QUIET)
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && TMPDIR=$$scratch $(SWIFT) test --skip-build $(QUIET)

install: packages
	@$(SWIFT) build $(RELEASE) --product assay $(QUIET)
	@./.ci/carry .build-release/release/assay $(DESTDIR)$(PREFIX)/bin/assay

release: packages
	@$(SWIFT) build $(RELEASE) --product assay $(QUIET)
	@./.ci/carry .build-release/release/assay .build-release/assets/assay-linux-$$(uname -m)
	@cd .build-release/assets && sha256sum assay-linux-$$(uname -m) | tee assay-linux-$$(uname -m).sha256

dist: release
	@./.ci/dist .build-release/assets/assay-linux-$$(uname -m) .build-release/dist

# The newest archive that `make dist` made; made first where there is none.
ARCHIVE = $$(ls -t .build-release/dist/*.tar.gz 2>/dev/null | head -1)
dist-check:
	@[ -n "$(ARCHIVE)" ] || $(MAKE) dist
	@./.ci/dist-check "$(ARCHIVE)"

first-verdict:
	@[ -n "$(ARCHIVE)" ] || $(MAKE) dist
	@./.ci/first-verdict "$(ARCHIVE)"

bench: packages
	@$(SWIFT) build $(RELEASE) --product assay $(QUIET)
	@./.ci/carry .build-release/release/assay .build-release/assay
	@./Benchmarks/run .build-release/assay

fuzz:
	@./.ci/fuzz $(or $(SECONDS_EACH),60)

clean:
	rm -rf .build .build-release .build-fuzz assay-run
