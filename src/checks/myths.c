/* The claims; each text stands once, and is shown with each of its subjects. */
#include "config.h"

#include "checks/myths.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

#define CLAIM_1 N_( \
	"\"Inside GOPATH/src even GO111MODULE=on falls back to GOPATH " \
	"mode and ignores replace\": false. Where a go.mod is in effect " \
	"the folder never matters; only off, or auto without a go.mod, " \
	"is GOPATH mode (measured on 1.18 to 1.26).")
#define CLAIM_2 N_( \
	"\"Never run go mod init below GOPATH/src, it switches to GOPATH " \
	"mode\": false. It works there in every release (measured on " \
	"1.18 to 1.26), and even takes the module path from the folder.")
#define CLAIM_3 N_( \
	"\"Unset GOPATH, or set it empty, to turn GOPATH off\": false. " \
	"Empty and unset are the same to go and mean $HOME/go; nothing " \
	"is turned off.")
#define CLAIM_4 N_( \
	"\"A wrong GOROOT is used silently\": false where the releases " \
	"differ. The compiler stops: \"compile: version … does not match " \
	"go tool version …\" (measured on 1.18 to 1.26). Only a second " \
	"tree of the very same release goes unnoticed.")
#define CLAIM_5 N_( \
	"\"export GOROOT=$(go env GOROOT) and a look for zversion.go " \
	"prove GOROOT right\": false. go env GOROOT repeats what was " \
	"set, and zversion.go says no version and moved in 1.24. Compare " \
	"the first line of $GOROOT/VERSION with go env GOVERSION.")
#define CLAIM_6 N_( \
	"\"Set GOROOT and GOPATH in your rc file\": needless, and a risk " \
	"at the next upgrade. go finds its tree by itself and GOPATH has " \
	"a default; only PATH has to be set.")
#define CLAIM_7 N_( \
	"\"Delete /usr/local/go before unpacking a new release\": true. " \
	"tar deletes nothing: what the old release had and the new one " \
	"has not stays, and package runtime does not compile " \
	"(\"redeclared in this block\"). Moving it away does as well, " \
	"and it is still there if the archive was cut off.")
#define CLAIM_8 N_( \
	"\"echo 'package main\\nimport …' > main.go writes the first " \
	"program\": half the truth. dash turns \\n into new lines, bash " \
	"does not: \"invalid character U+005C '\\'\". printf writes the " \
	"same in every shell.")
#define CLAIM_9 N_( \
	"\"GOBIN must come first on PATH\": half the truth. It must come " \
	"before another copy of the same program; and a running bash " \
	"remembers the old path until \"hash -r\".")
#define CLAIM_10 N_( \
	"\"With CGO_ENABLED=0 cgo packages fail silently\": half the " \
	"truth. A package that is only cgo stops the build (\"build " \
	"constraints exclude all Go files\"); one with a stub for !cgo, " \
	"as go-sqlite3, compiles and fails when it runs.")
#define CLAIM_11 N_( \
	"\"The error reads 'cgo: disabled'\": false. No release has such " \
	"a message; look for \"build constraints exclude all Go files\".")
#define CLAIM_12 N_( \
	"\"net and os/user need cgo, and pure Go finds no names on " \
	"musl\": false. Built with CGO_ENABLED=0 they resolve names in a " \
	"folder without any libc (measured).")
#define CLAIM_13 N_( \
	"\"go 1.21 and go 1.21.0 differ in ABI, hence 'undefined: " \
	"subtle.ConstantTimeCompare'\": false. The go line has no ABI " \
	"meaning, and that function is in every release measured (1.18 " \
	"to 1.26).")
#define CLAIM_14 N_( \
	"\"The go line is a minimum whose patch number is ignored\": " \
	"half the truth. Up to 1.20 it is a hint; since 1.21 it is a " \
	"hard minimum, patch number included.")
#define CLAIM_15 N_( \
	"\"go mod vendor -v prints lines of extracting and verifying\": " \
	"false. It prints what it writes to modules.txt; the contents of " \
	"vendor/ are verified by no go command.")
#define CLAIM_16 N_( \
	"\"The Time in a proxy's .info changes checksums\": false. " \
	"Hashed are the files of the module's zip and its go.mod, " \
	"nothing else.")
#define CLAIM_17 N_( \
	"\"--no-sumdb skips the checksum database\": false. No go " \
	"command has such a flag. GOPRIVATE and GONOSUMDB name the " \
	"modules it is not asked for; GOSUMDB=off asks it for none, " \
	"which lowers safety.")
#define CLAIM_18 N_( \
	"\"The module cache is GOCACHE\": false. Modules lie in " \
	"GOMODCACHE ($GOPATH/pkg/mod unless set); GOCACHE holds what was " \
	"compiled.")
#define CLAIM_20 N_( \
	"\"direct is the way out whenever a proxy fails\": half the " \
	"truth. After a comma go tries the next entry on 404 and 410 " \
	"only, after a bar on any error.")
#define CLAIM_21 N_( \
	"\"go build skips go.sum when the module is cached\": false. " \
	"Each load compares go.sum with the .ziphash in the cache; a " \
	"difference is a SECURITY ERROR.")
#define CLAIM_22 N_( \
	"\"go build writes into go.sum what it lacks\": false since " \
	"1.16. -mod=readonly is the default, and it stops with \"missing " \
	"go.sum entry\".")
#define CLAIM_23 N_( \
	"\"go mod verify makes sure that go.sum is right\": false. It " \
	"looks at the module cache only: it never compares zips with " \
	"go.sum, and says \"all modules verified\" over an empty cache. " \
	"go mod download and every build do compare.")
#define CLAIM_24 N_( \
	"\"GOSUMDB=off turns the checking of sums off alike " \
	"everywhere\": false. It skips the checksum database for modules " \
	"that go.sum does not know yet; go.sum itself is checked all the " \
	"same.")
#define CLAIM_25 N_( \
	"\"COPY go.mod go.sum ./ and RUN go build make a build stage\": " \
	"false. Nothing but the two files is there, and go stops: \"no Go " \
	"files in\". They are enough for go mod download; the sources come " \
	"next, and then go build.")
#define CLAIM_26 N_( \
	"\"Go 1.20 cannot build for js/wasm\": false. Every release " \
	"measured can (1.18 to 1.26); wasip1/wasm came with 1.21.")
#define CLAIM_27 N_( \
	"\"-trimpath is forced since 1.22, and GODEBUG=gocachehash=1 is " \
	"the default\": false. Both are off unless asked for (measured " \
	"on 1.18 to 1.26); the second only prints.")
#define CLAIM_28 N_( \
	"\"The hashes in go.sum differ between Go versions\": false. " \
	"Every release measured (1.18 to 1.26) computes the same.")
#define CLAIM_29 N_( \
	"\"-race needs rights of its own below /tmp/go-build, and a " \
	"writable work tree\": half the truth. A temporary folder mounted " \
	"noexec stops every go test, with -race or without; read-only " \
	"sources are fine.")
#define CLAIM_30 N_( \
	"\"GOPATH=/workspace/.gopath cures the 'permission denied' of go " \
	"test\": false. Test programs run from GOTMPDIR, TMPDIR or /tmp: " \
	"that file system must allow programs to be run.")
#define CLAIM_31 N_( \
	"\"The time zone of a container makes certificates fail\": false. " \
	"Go compares instants in UTC; a wrong clock does make them fail, " \
	"and go does not wait for it.")
#define CLAIM_32 N_( \
	"\"DNS can eat 15 seconds, and no context ends it sooner\": half " \
	"the truth. timeout:5 attempts:3 does take 15 seconds for a dead " \
	"server (10 by default), and a context with a deadline does end " \
	"it.")
#define CLAIM_33 N_( \
	"\"ulimit -n 1024 cuts MaxIdleConns, and ulimit -u lowers " \
	"GOMAXPROCS\": false. Go raises the soft limit of open files to " \
	"the hard one, and GOMAXPROCS follows the CPUs that the process " \
	"may run on.")
#define CLAIM_34 N_( \
	"\"go build -a -i fills the build cache and conflicts with " \
	"it\": false. -a builds everything anew, cached or not; -i is " \
	"gone since 1.20 (\"flag provided but not defined: -i\", " \
	"measured) and never meant the cache. Leave both out.")
#define CLAIM_35 N_( \
	"\"A workflow has to add actions/cache for Go\": outdated. " \
	"actions/setup-go keeps modules and compiled packages by itself " \
	"since v4; a second cache of the same folders only collides " \
	"with it.")
#define CLAIM_36 N_( \
	"\"ubuntu-latest has Go 1.20, and GitLab has its Go in " \
	"/opt/hostedtoolcache\": false. What an image holds changes " \
	"with it, and that folder is one of GitHub's runners. A job " \
	"that names no release gets whatever is there: pin it, as by " \
	"go-version-file: go.mod.")

const struct myth myths[] = {
	{ 1, "module-mode", CLAIM_1 },
	{ 1, "module-in-gopath", CLAIM_1 },
	{ 1, "module-mode-off", CLAIM_1 },
	{ 1, "GO111MODULE", CLAIM_1 },
	{ 2, "module-mode", CLAIM_2 },
	{ 2, "module-in-gopath", CLAIM_2 },
	{ 2, "gopath-project", CLAIM_2 },
	{ 3, "gopath-invalid", CLAIM_3 },
	{ 3, "module-in-gopath", CLAIM_3 },
	{ 3, "GOPATH", CLAIM_3 },
	{ 4, "goroot-mismatch", CLAIM_4 },
	{ 4, "goroot-set", CLAIM_4 },
	{ 4, "GOROOT", CLAIM_4 },
	{ 4, "goroot", CLAIM_4 },
	{ 5, "goroot-mismatch", CLAIM_5 },
	{ 5, "GOROOT", CLAIM_5 },
	{ 5, "goroot", CLAIM_5 },
	{ 6, "goroot-set", CLAIM_6 },
	{ 6, "goroot-broken", CLAIM_6 },
	{ 6, "GOPATH", CLAIM_6 },
	{ 6, "goroot", CLAIM_6 },
	{ 7, "install-go", CLAIM_7 },
	{ 7, "goroot-mixed", CLAIM_7 },
	{ 8, "first-module", CLAIM_8 },
	{ 9, "gobin-shadowed", CLAIM_9 },
	{ 9, "path-lookup", CLAIM_9 },
	{ 9, "GOBIN", CLAIM_9 },
	{ 9, "shell-stale", CLAIM_9 },
	{ 9, "go-programs", CLAIM_9 },
	{ 10, "CGO_ENABLED", CLAIM_10 },
	{ 10, "cgo", CLAIM_10 },
	{ 10, "docker-cgo", CLAIM_10 },
	{ 11, "CGO_ENABLED", CLAIM_11 },
	{ 11, "cgo", CLAIM_11 },
	{ 12, "CGO_ENABLED", CLAIM_12 },
	{ 12, "cgo", CLAIM_12 },
	{ 12, "docker-cgo", CLAIM_12 },
	{ 13, "go-too-old", CLAIM_13 },
	{ 13, "toolchain", CLAIM_13 },
	{ 14, "go-too-old", CLAIM_14 },
	{ 14, "gowork-version", CLAIM_14 },
	{ 14, "toolchain", CLAIM_14 },
	{ 14, "GOTOOLCHAIN", CLAIM_14 },
	{ 15, "vendor", CLAIM_15 },
	{ 15, "vendor-out-of-date", CLAIM_15 },
	{ 16, "gosum-conflict", CLAIM_16 },
	{ 16, "GOPROXY", CLAIM_16 },
	{ 17, "GOSUMDB", CLAIM_17 },
	{ 17, "GONOSUMDB", CLAIM_17 },
	{ 18, "build-cache", CLAIM_18 },
	{ 18, "cache-not-writable", CLAIM_18 },
	{ 18, "gopath-invalid", CLAIM_18 },
	{ 18, "GOCACHE", CLAIM_18 },
	{ 18, "GOMODCACHE", CLAIM_18 },
	{ 20, "GOPROXY", CLAIM_20 },
	{ 21, "gosum-conflict", CLAIM_21 },
	{ 21, "gosum-missing", CLAIM_21 },
	{ 21, "docker-cache-unverified", CLAIM_21 },
	{ 22, "gosum-missing", CLAIM_22 },
	{ 22, "docker-gosum-missing", CLAIM_22 },
	{ 23, "gosum-conflict", CLAIM_23 },
	{ 23, "gosum-missing", CLAIM_23 },
	{ 23, "docker-cache-unverified", CLAIM_23 },
	{ 24, "gosum-conflict", CLAIM_24 },
	{ 24, "docker-env-differs", CLAIM_24 },
	{ 24, "GOSUMDB", CLAIM_24 },
	{ 25, "docker-sources-missing", CLAIM_25 },
	{ 25, "docker-stage", CLAIM_25 },
	{ 26, "ci-go-differs", CLAIM_26 },
	{ 26, "GOOS", CLAIM_26 },
	{ 26, "GOARCH", CLAIM_26 },
	{ 27, "ci-go-differs", CLAIM_27 },
	{ 27, "GODEBUG", CLAIM_27 },
	{ 28, "ci-go-differs", CLAIM_28 },
	{ 28, "gosum-conflict", CLAIM_28 },
	{ 29, "ci-run-mounts", CLAIM_29 },
	{ 29, "tmp-exec", CLAIM_29 },
	{ 29, "tmp-not-executable", CLAIM_29 },
	{ 30, "ci-run-mounts", CLAIM_30 },
	{ 30, "tmp-exec", CLAIM_30 },
	{ 30, "tmp-not-executable", CLAIM_30 },
	{ 30, "GOTMPDIR", CLAIM_30 },
	{ 31, "clock-skewed", CLAIM_31 },
	{ 32, "dns-slow", CLAIM_32 },
	{ 32, "network", CLAIM_32 },
	{ 33, "gomaxprocs-quota", CLAIM_33 },
	{ 33, "limits-low", CLAIM_33 },
	{ 34, "ci-build-flags", CLAIM_34 },
	{ 34, "build-cache", CLAIM_34 },
	{ 34, "GOCACHE", CLAIM_34 },
	{ 35, "ci-cache-wrong", CLAIM_35 },
	{ 35, "build-cache", CLAIM_35 },
	{ 35, "GOMODCACHE", CLAIM_35 },
	{ 36, "ci-go-unpinned", CLAIM_36 },
	{ 36, "go-too-old", CLAIM_36 },
	{ 36, "goroot", CLAIM_36 },
};
const size_t nmyths = ARRAY_SIZE(myths);

const struct myth *myth_next(const char *subject, size_t *i)
{
	while (*i < nmyths) {
		const struct myth *m = &myths[(*i)++];

		if (cstr_eq(m->subject, subject))
			return m;
	}
	return NULL;
}
