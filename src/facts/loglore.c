/* The table itself; facts/logread.c reads logs by it. */
#include "config.h"

#include "facts/loglore.h"

#include "base/i18n.h"
#include "base/mem.h"

/* Of two rows that fit one line the upper one is meant. */
const struct logrow logrows[] = {
	{
		.id = "go-too-old",
		.patterns = { "go: go.mod requires go >= * (running go *; "
			      "GOTOOLCHAIN=*)",
			      "go: go.work requires go >= * (running go *; "
			      "GOTOOLCHAIN=*)" },
		.from = "1.21",
		.checks = "go-too-old docker-go-too-old "
			  "toolchain-download version-pins-disagree",
		.cause = N_("The go line asks for {0}, and the Go that ran is "
			    "{1}; GOTOOLCHAIN={2} keeps it from fetching a "
			    "newer one."),
		.cure = N_("Use that Go where the log was written: another "
			   "image or go-version. Official images, and setup-go "
			   "from v6 on, set GOTOOLCHAIN=local."),
	},
	{
		.id = "gowork-version",
		.patterns = { "listed in go.work file requires go >= *, but "
			      "go.work" },
		.from = "1.21",
		.checks = "gowork-version",
		.cause = N_("A module of the workspace asks for a newer Go than "
			    "go.work does."),
		.cure = N_("Raise the go line of go.work."),
		.command = "go work use",
	},
	{
		.id = "dependency-needs-newer-go",
		.patterns = { " requires go >= * (running go *; GOTOOLCHAIN=*)",
			      " requires go >= * (running go *)" },
		.from = "1.21",
		.checks = "go-too-old",
		.cause = N_("A dependency, or a program that go install or go "
			    "run builds, asks for Go {0}; {1} ran."),
		.cure = N_("Use that Go, or an older version of the module."),
	},
	{
		.id = "gosum-missing-entry",
		.patterns = { "missing go.sum entry for module providing "
			      "package *",
			      "missing go.sum entry for go.mod file",
			      ": missing go.sum entry; to add it:",
			      ": missing go.sum entry$" },
		.checks = "gosum-missing gosum-conflict gosum-ignored "
			  "docker-gosum-missing docker-context-missing",
		.cause = N_("go.sum has no line for a module that is needed: it "
			    "was not committed, not copied, or is older than "
			    "go.mod."),
		.cure = N_("Let go write it, and commit go.mod and go.sum "
			   "together; in a Dockerfile copy both."),
		.command = "go mod tidy",
	},
	{
		.id = "go-not-found",
		.patterns = { "go: command not found", "go: not found",
			      "command not found: go",
			      "Unknown command: go$",
			      "exec: \"go\": executable file not found" },
		.checks = "go-missing",
		.there = true,
		.cause = N_("The shell finds no go on its PATH: none is "
			    "installed, or this kind of shell does not have "
			    "its folder."),
		.cure = N_("Install Go there, or put its bin folder on the "
			   "PATH of that shell; sudo and scripts have one of "
			   "their own."),
	},
	{
		.id = "not-in-std",
		.patterns = { "package * is not in GOROOT (*)",
			      "package * is not in std (*)",
			      "package * is not in std$" },
		.checks = "go-too-old gopath-import goroot-broken "
			  "goroot-mismatch",
		.cause = N_("go takes {0} for a package of the standard "
			    "library, and its release has none of that name: "
			    "the Go is older than the code, or an import lacks "
			    "the path of its module."),
		.cure = N_("Look which Go it is; imports of the own module "
			   "begin with the path in go.mod."),
		.command = "go version && head -n 3 go.mod",
	},
	{
		.id = "go-line-unreadable",
		.patterns = { "invalid go version '*': must match format" },
		.checks = "go-line-unreadable gomod-invalid",
		.cause = N_("The go line {0} is none that this Go can read: "
			    "releases up to 1.20 know no patch number there, and "
			    "none knows a prefix or a wildcard."),
		.cure = N_("Use Go 1.21 or newer; the go line itself is rarely "
			   "what is wrong."),
	},
	{
		.id = "go-line-unknown-directive",
		.patterns = { "unknown directive: *" },
		.checks = "go-line-unreadable gomod-invalid",
		.cause = N_("go.mod holds a line ({0}) that this Go does not "
			    "know: toolchain is read since 1.21, godebug since "
			    "1.23, tool since 1.24."),
		.cure = N_("Use a Go that knows it. A line of \"<\" or \"=\" is "
			   "a merge that was not finished."),
	},
	{
		.id = "no-gomod",
		.patterns = { "go.mod file not found in current directory or "
			      "any parent directory",
			      "cannot find main module",
			      "does not contain main module or its selected "
			      "dependencies" },
		.checks = "gopath-project gopath-legacy-lock "
			  "docker-context-missing docker-workdir-gopath",
		.cause = N_("go ran in a folder without a go.mod at or above "
			    "it."),
		.cure = N_("Run it where the go.mod is (working-directory, "
			   "WORKDIR), or make one."),
		.command = "go env GOMOD",
	},
	{
		.id = "git-no-credentials",
		.patterns = { "could not read Username for '*': terminal "
			      "prompts disabled" },
		.there = true,
		.cause = N_("A private repository at {0} was fetched, and git "
			    "has no credentials for it there."),
		.cure = N_("Give the job a token by git's url.insteadOf or "
			   "~/.netrc, and name the host in GOPRIVATE."),
		.command = "go env GOPRIVATE GOPROXY",
	},
	{
		.id = "inconsistent-vendoring",
		.patterns = { "inconsistent vendoring in *:",
			      "is explicitly required in go.mod, but not marked "
			      "as explicit in vendor/modules.txt",
			      "is marked as explicit in vendor/modules.txt, but "
			      "not explicitly required in go.mod",
			      "but not marked as replaced in "
			      "vendor/modules.txt",
			      "is marked as replaced in vendor/modules.txt, but "
			      "not replaced in go.mod" },
		.checks = "vendor-out-of-date",
		.cause = N_("vendor/modules.txt and go.mod do not agree; since "
			    "Go 1.14 every command stops at that."),
		.cure = N_("Write vendor/ anew and commit it with go.mod."),
		.command = "go mod vendor",
	},
	{
		.id = "vendor-package-missing",
		.patterns = { "import lookup disabled by -mod=vendor",
			      "cannot find package \".\" in:",
			      "(Go version in go.mod is at least 1.14 and "
			      "vendor directory exists.)",
			      "which exists in the vendor directory but is "
			      "missing from vendor/modules.txt" },
		.checks = "vendor-ignored-files vendor-out-of-date",
		.cause = N_("A package is not in vendor/: it was never put "
			    "there, or a rule of .gitignore keeps its files out "
			    "of git."),
		.cure = N_("Compare with a clean clone; then write vendor/ "
			   "anew."),
		.command = "git status --ignored --short vendor",
	},
	{
		.id = "vendor-query",
		.patterns = { "cannot query module due to -mod=vendor",
			      "can't compute 'all' using the vendor directory" },
		.checks = "env-value-invalid",
		.cause = N_("The command asks for modules while -mod=vendor is "
			    "in effect, by GOFLAGS or because there is a "
			    "vendor/."),
		.cure = N_("Say -mod=mod for this one command, and take "
			   "-mod=vendor out of GOFLAGS."),
		.command = "go env GOFLAGS",
	},
	{
		.id = "no-c-compiler",
		.patterns = { "C compiler \"*\" not found",
			      "exec: \"gcc\": executable file not found",
			      "exec: \"cc\": executable file not found",
			      "exec: \"clang\": executable file not found" },
		.checks = "docker-cgo",
		.there = true,
		.cause = N_("cgo is on and there is no C compiler: Alpine and "
			    "slim images have none."),
		.cure = N_("Install one with its headers (apk add build-base; "
			   "apt-get install build-essential), or set "
			   "CGO_ENABLED=0 where no package needs C."),
		.command = "go env CGO_ENABLED CC",
	},
	{
		.id = "no-c-headers",
		.patterns = { "fatal error: *.h: No such file or directory",
			      "fatal error: *.h: file not found" },
		.there = true,
		.cause = N_("The C compiler is there, and the header {0}.h is "
			    "not."),
		.cure = N_("Install the development package of that library; "
			   "for errno.h and its like that of the C library "
			   "(musl-dev, libc6-dev)."),
	},
	{
		.id = "checksum-mismatch",
		.patterns = { "verifying *: checksum mismatch" },
		.checks = "gosum-conflict",
		.cause = N_("{0} is not what go.sum says it was: its tag was "
			    "moved, a cache was changed, or git altered the "
			    "files (line ends, LFS) on a direct fetch."),
		.cure = N_("Find out which of the two is right before you "
			   "change go.sum; a proxy keeps the first one."),
		.command = "go clean -modcache && go mod download",
	},
	{
		.id = "toolchain-not-available",
		.patterns = { "download go* for *: toolchain not available",
			      "cannot find \"go*\" in PATH" },
		.from = "1.21",
		.checks = "go-too-old toolchain-download "
			  "version-pins-disagree",
		.cause = N_("Go would switch to go{0} and can get no such "
			    "release: early 1.21 releases take \"go 1.22\" for "
			    "one of that name, or no proxy is reached."),
		.cure = N_("Write the patch release into the go line (1.22.0), "
			   "or install that Go."),
	},
	{
		.id = "toolchain-invalid",
		.patterns = { "invalid GOTOOLCHAIN \"*\"",
			      "invalid toolchain: go* is a language version" },
		.from = "1.21",
		.checks = "env-value-invalid gomod-invalid",
		.cause = N_("{0} is no name of a toolchain: that is local, "
			    "auto, path, or go1.N.P."),
		.cure = N_("Set GOTOOLCHAIN, or the toolchain line, to one."),
		.command = "go env -u GOTOOLCHAIN",
	},
	{
		.id = "dubious-ownership",
		.patterns = { "detected dubious ownership in repository at "
			      "'*'" },
		.checks = "git-ownership ci-run-mounts",
		.there = true,
		.cause = N_("{0} belongs to another user than the one that "
			    "runs git, as in containers with a mounted work "
			    "tree."),
		.cure = N_("Tell git that it is meant to be so."),
		.command = "git config --global --add safe.directory \"$PWD\"",
	},
	{
		.id = "vcs-status",
		.patterns = { "error obtaining VCS status: *" },
		.checks = "git-ownership ci-run-mounts",
		.there = true,
		.cause = N_("go asked git for the revision to stamp, and git "
			    "refused ({0}): mostly because the work tree "
			    "belongs to another user."),
		.cure = N_("Tell git that it is meant to be so; "
			   "-buildvcs=false only leaves the stamp out."),
		.command = "git config --global --add safe.directory \"$PWD\"",
	},
	{
		.id = "linter-too-old",
		.patterns = { "the Go language version (go*) used to build "
			      "golangci-lint is lower than the targeted Go "
			      "version (*)" },
		.checks = "tool-built-with-older-go",
		.cause = N_("golangci-lint was built with Go {0}, and the module "
			    "asks for {1}."),
		.cure = N_("Take a release of golangci-lint that was built "
			   "with that Go, or build it with yours."),
		.command = "golangci-lint version",
	},
	{
		.id = "go-version-float",
		.patterns = { "Setup go version spec 1.1$",
			      "Setup go version spec 1.2$",
			      "Setup go version spec 1.3$" },
		.checks = "ci-go-version-float",
		.cause = N_("An unquoted go-version: 1.20 is a number in YAML, "
			    "and its zero is lost."),
		.cure = N_("Put the version between quotes."),
	},
	{
		.id = "goroot-mismatch",
		.patterns = { "compile: version \"*\" does not match go tool "
			      "version \"*\"",
			      "flag provided but not defined: "
			      "-compiling-runtime" },
		.checks = "goroot-mismatch goroot-mixed",
		.there = true,
		.cause = N_("GOROOT holds {0}, and the go that ran is {1}: the "
			    "variable points to another release, or one was "
			    "unpacked over another."),
		.cure = N_("Unset GOROOT: go finds its own."),
		.command = "unset GOROOT; go env -u GOROOT",
	},
	{
		.id = "goroot-mixed",
		.patterns = { "src/runtime/* redeclared in this block",
			      "src/internal/* redeclared in this block",
			      "src/math/bits/* redeclared in this block" },
		.checks = "goroot-mixed",
		.there = true,
		.cause = N_("One release of Go was unpacked over another: files "
			    "of both lie in GOROOT."),
		.cure = N_("Remove the tree and unpack the archive anew."),
		.command = "rm -rf /usr/local/go && tar -C /usr/local -xzf go1.*.tar.gz",
	},
	{
		.id = "snap-go",
		.patterns = { "Failed to run '/snap/bin/go env'",
			      "cannot find GOROOT directory: /snap/" },
		.checks = "go-packaged goroot-broken",
		.there = true,
		.cause = N_("Go comes from a snap: /snap/bin/go is a link to "
			    "snap itself, which an editor that is a snap, too, "
			    "may not start; and a GOROOT taken from it is "
			    "none."),
		.cure = N_("Let the editor use /snap/go/current/bin/go, or "
			   "install the official archive."),
		.command = "readlink -f \"$(command -v go)\"; go env GOROOT",
	},
	{
		.id = "goroot-missing",
		.patterns = { "cannot find GOROOT directory: *",
			      "binary is trimmed and GOROOT is not set" },
		.checks = "goroot-broken goroot-mismatch",
		.there = true,
		.cause = N_("GOROOT names no folder, or the go program lies "
			    "outside its tree, as a copy or in a snap."),
		.cure = N_("Unset GOROOT, and link to bin/go instead of "
			   "copying it."),
		.command = "unset GOROOT; go env -u GOROOT",
	},
	{
		.id = "proxy-unreachable",
		.patterns = { "dial tcp *: i/o timeout",
			      "dial tcp *: connect: connection refused",
			      "dial tcp: lookup * no such host",
			      "proxyconnect tcp: dial tcp *",
			      "TLS handshake timeout" },
		.there = true,
		.cause = N_("A server did not answer while modules or a "
			    "toolchain were fetched: a network without a way "
			    "out, a proxy that was not carried along, or DNS."),
		.cure = N_("Give that place GOPROXY and HTTPS_PROXY, as they "
			   "are where it works; in docker build by --build-arg "
			   "or ENV."),
		.command = "go env GOPROXY GOSUMDB",
	},
	{
		.id = "sqlite-stub",
		.patterns = { "Binary was compiled with 'CGO_ENABLED=0', * "
			      "requires cgo to work" },
		.checks = "docker-cgo",
		.there = true,
		.cause = N_("{0} was built without cgo: what was compiled is a "
			    "stub that only says this."),
		.cure = N_("Build with CGO_ENABLED=1 and a C compiler, or take "
			   "a driver in pure Go."),
	},
	{
		.id = "go-get-outside",
		.patterns = { "'go get' is no longer supported outside a "
			      "module" },
		.from = "1.18",
		.checks = "ci-go-get",
		.cause = N_("go get installs no programs since Go 1.18."),
		.cure = N_("Write go install PATH@VERSION."),
		.command = "go install PATH@latest",
	},
	{
		.id = "install-needs-version",
		.patterns = { "'go install' requires a version when current "
			      "directory is not in a module" },
		.from = "1.16",
		.cause = N_("go install ran outside of a module, and the "
			    "program it was given has no version."),
		.cure = N_("Write go install PATH@VERSION."),
		.command = "go install PATH@latest",
	},
	{
		.id = "cache-file-exists",
		.patterns = { "pkg/mod/*: Cannot open: File exists",
			      ": Cannot open: File exists" },
		.checks = "ci-cache-wrong",
		.there = true,
		.cause = N_("A cache was unpacked over one that was there: two "
			    "steps restore it, or a toolchain lies in the "
			    "module cache."),
		.cure = N_("Keep one of setup-go's cache and actions/cache."),
	},
	{
		.id = "gitlab-cache-outside",
		.patterns = { ": not supported: outside build directory" },
		.checks = "ci-cache-wrong",
		.cause = N_("GitLab keeps in its caches and artifacts only what "
			    "lies inside the project: this folder was left "
			    "out."),
		.cure = N_("Move GOMODCACHE and GOCACHE into $CI_PROJECT_DIR by "
			   "variables of the job."),
	},
	{
		.id = "gitlab-nothing-kept",
		.patterns = { "WARNING: ?: no matching files" },
		.checks = "ci-cache-wrong",
		.cause = N_("Nothing lies at {0}, which the job keeps as a cache "
			    "or an artifact: what Go wrote is elsewhere, or "
			    "nothing was written."),
		.cure = N_("Name the folders that go env tells in that job, "
			   "inside of the project."),
		.command = "go env GOCACHE GOMODCACHE",
	},
	{
		.id = "glibc-too-old",
		.patterns = { "version `GLIBC_?' not found",
			      "version 'GLIBC_?' not found",
			      " GLIBC_? not found" },
		.checks = "docker-cgo",
		.there = true,
		.cause = N_("The program was linked against a newer C library "
			    "(GLIBC_{0}) than the machine that runs it has."),
		.cure = N_("Build on the older system, or with CGO_ENABLED=0."),
	},
	{
		.id = "exec-not-found",
		.patterns = { "^exec ?: no such file or directory$",
			      " exec ?: no such file or directory$",
			      "exec user process caused: no such file or "
			      "directory",
			      "cannot execute: required file not found$",
			      "^./?: not found$", ": ./?: not found$",
			      ": /?: not found$",
			      "Error relocating ?: ?: symbol not found" },
		.checks = "docker-cgo",
		.there = true,
		.cause = N_("The program does not lie there; or it does, and its "
			    "loader is missing: it was linked against glibc "
			    "and runs on musl (Alpine) or from scratch."),
		.cure = N_("Build it with CGO_ENABLED=0, or on the system that "
			   "runs it."),
	},
	{
		.id = "exec-format",
		.patterns = { "xec format error" },
		.checks = "alien-arch",
		.there = true,
		.cause = N_("The program is for another architecture or system "
			    "than the one that runs it."),
		.cure = N_("Build it with the GOOS and GOARCH of that machine."),
		.command = "go env GOOS GOARCH && uname -sm",
	},
	{
		.id = "proxy-off",
		.patterns = { "module lookup disabled by GOPROXY=off",
			      "GOPROXY list is not the empty string, but contains "
			      "no entries" },
		.checks = "env-value-invalid",
		.cause = N_("GOPROXY forbids to fetch modules, and one that is "
			    "needed is not in the module cache."),
		.cure = N_("Give GOPROXY a proxy or direct."),
		.command = "go env -u GOPROXY",
	},
	{
		.id = "updates-needed",
		.patterns = { "updates to go.mod needed" },
		.from = "1.16",
		.cause = N_("go.mod is not as go would write it, and go may not "
			    "change it (-mod=readonly)."),
		.cure = N_("Tidy here and commit what changes."),
		.command = "go mod tidy",
	},
	{
		.id = "no-required-module",
		.patterns = { "no required module provides package *; to add "
			      "it:",
			      "no required module provides package *" },
		.from = "1.16",
		.cause = N_("{0} is imported and go.mod requires no module that "
			    "has it."),
		.cure = N_("Tidy here and commit go.mod and go.sum; an import "
			   "of the own module begins with its path."),
		.command = "go mod tidy",
	},
	{
		.id = "ca-missing",
		.patterns = { "x509: certificate signed by unknown authority" },
		.checks = "ca-missing",
		.there = true,
		.cause = N_("The certificates of that machine or image know "
			    "nobody who signed for the server: none are "
			    "installed, or those of a company are missing."),
		.cure = N_("Install ca-certificates, and add the company's "
			   "own."),
	},
	{
		.id = "clock-wrong",
		.patterns = { "certificate has expired or is not yet valid" },
		.checks = "clock-skewed",
		.there = true,
		.cause = N_("A certificate is out of its time: mostly the clock "
			    "of that machine is wrong."),
		.cure = N_("Set the clock; the time zone does not matter."),
		.command = "date -u",
	},
	{
		.id = "replacement-missing",
		.patterns = { "replacement directory * does not exist",
			      "(replaced by *): reading *go.mod: open" },
		.checks = "replace-dangling replace-outside "
			  "docker-replace-outside-context "
			  "docker-context-missing",
		.cause = N_("A replace of go.mod leads to {0}, which is not "
			    "there: outside of what was cloned or copied."),
		.cure = N_("Leave replaces of the own machine to a go.work "
			   "that is not committed, or copy the folder, too."),
	},
	{
		.id = "docker-not-in-context",
		.patterns = { "failed to compute cache key*\"/*\": not found",
			      "COPY failed: file not found in build context*",
			      "ERROR: \"/*\": not found",
			      "copier: stat: \"/*\": no such file or "
			      "directory",
			      "failed to get fileinfo for *: lstat *: no such "
			      "file or directory" },
		.checks = "docker-context-missing",
		.there = true,
		.cause = N_("A file that COPY names is not in the build context: "
			    "it does not exist, or .dockerignore hides it."),
		.cure = N_("Look it up in .dockerignore; a module without "
			   "dependencies has no go.sum: write \"COPY go.* "
			   "./\"."),
		.command = "cat .dockerignore",
	},
	{
		.id = "gomod-in-gopath-root",
		.patterns = { "$GOPATH/go.mod exists but should not",
			      "ignoring go.mod in $GOPATH *",
			      "ignoring go.mod in system temp root *" },
		.checks = "docker-workdir-gopath gomod-from-above",
		.there = true,
		.cause = N_("go.mod lies in the root of GOPATH (or of the "
			    "temporary folder), where it is not for use: "
			    "official images start in /go, their GOPATH."),
		.cure = N_("Give the Dockerfile a WORKDIR of its own before "
			   "COPY."),
		.command = "go env GOPATH GOMOD",
	},
	{
		.id = "gomod-invalid",
		.patterns = { "replacement module directory path \"*\" cannot "
			      "have version",
			      "invalid toolchain version '*': must match "
			      "format",
			      "error reading go.mod: missing module "
			      "declaration",
			      "version \"*\" invalid: should be v*" },
		.checks = "gomod-invalid",
		.cause = N_("go.mod holds what go does not take."),
		.cure = N_("Mend that line; go mod edit checks what it "
			   "writes."),
		.command = "go mod edit -fmt",
	},
	{
		.id = "gowork-invalid",
		.patterns = { "cannot load module * listed in go.work file",
			      "invalid GOWORK: *",
			      "path provided to GOWORK must be an absolute "
			      "path" },
		.from = "1.18",
		.checks = "gowork-invalid env-value-invalid",
		.cause = N_("A workspace is in effect that cannot be read: a "
			    "folder that go.work lists has no go.mod, or GOWORK "
			    "is no absolute path."),
		.cure = N_("Take the folder out of go.work, or go without the "
			   "workspace: GOWORK=off."),
		.command = "go env GOWORK",
	},
	{
		.id = "vendor-in-workspace",
		.patterns = { "'go mod vendor' cannot be run in workspace "
			      "mode" },
		.from = "1.22",
		.checks = "gowork-from-above",
		.cause = N_("A go.work is in effect, and then go mod vendor does "
			    "not run."),
		.cure = N_("Say go work vendor for the whole workspace, or "
			   "GOWORK=off for this module alone."),
		.command = "GOWORK=off go mod vendor",
	},
	{
		.id = "unrecognized-import-path",
		.patterns = { "unrecognized import path \"*\": *" },
		.cause = N_("No repository was found for {0}: its server was "
			    "not reached, or does not say where it is "
			    "({1})."),
		.cure = N_("Is it private, name it in GOPRIVATE and end its "
			   "path in .git, where the server says nothing; is it "
			   "of the own module, begin with the path in "
			   "go.mod."),
		.command = "go env GOPRIVATE GOPROXY",
	},
	{
		.id = "private-module-gone",
		.patterns = { "reading ?: 410 Gone", "reading ?: 404 Not Found" },
		.checks = "env-pattern-dead",
		.cause = N_("The proxy or the checksum database knows no such "
			    "module ({0}): it is private, or the version does "
			    "not exist."),
		.cure = N_("Name the host of private modules in GOPRIVATE."),
		.command = "go env GOPRIVATE GONOPROXY GONOSUMDB",
	},
	{
		.id = "malformed-path",
		.patterns = { "malformed module path \"*\": missing dot in "
			      "first path element" },
		.cause = N_("go looked for {0} on the network: an import of the "
			    "own project without the path of its module, "
			    "sources that were not copied, or a package of a "
			    "newer standard library."),
		.cure = N_("Imports of the own module begin with the path in "
			   "go.mod."),
		.command = "head -n 3 go.mod && go version",
	},
	{
		.id = "modules-off",
		.patterns = { "modules disabled by GO111MODULE=off",
			      "cannot be used with GO111MODULE=off" },
		.checks = "module-mode-off",
		.cause = N_("GO111MODULE=off is in effect: go works as before "
			    "modules and reads no go.mod."),
		.cure = N_("Take it out of the environment and of the go env "
			   "file."),
		.command = "unset GO111MODULE; go env -u GO111MODULE",
	},
	{
		.id = "env-hidden",
		.patterns = { "warning: go env -w * does not override "
			      "conflicting OS environment variable" },
		.checks = "env-file-hidden",
		.there = true,
		.cause = N_("go env -w wrote {0} to its file, and the "
			    "environment sets another value, which wins."),
		.cure = N_("Unset the variable where it is exported."),
	},
	{
		.id = "env-refused",
		.patterns = { "unknown environment setting *",
			      "parsing $GOFLAGS: *",
			      "-mod=? not supported (can be *)",
			      "invalid GOSUMDB: *" },
		.checks = "env-value-invalid",
		.cause = N_("go refuses a setting: {0}"),
		.cure = N_("Unset it where it is set: go env shows where it "
			   "comes from."),
		.command = "gomend env",
	},
	{
		.id = "goproxy-invalid",
		.patterns = { "invalid proxy URL missing scheme: *",
			      "parse \"http*\": invalid character",
			      "invalid response from proxy \"*\"" },
		.checks = "env-value-invalid",
		.cause = N_("GOPROXY holds what is no address of a proxy: a "
			    "list is parted by \",\" or \"|\", without blanks, "
			    "and each begins with https://."),
		.cure = N_("Set GOPROXY anew. What answers with a web page is a "
			   "login of the network, or no proxy for Go."),
		.command = "go env GOPROXY",
	},
	{
		.id = "modcache-broken",
		.patterns = { "zip: not a valid zip file" },
		.there = true,
		.cause = N_("A file of the module cache, or what the proxy "
			    "sent, is broken off or no zip archive."),
		.cure = N_("Remove the module cache and fetch anew."),
		.command = "go clean -modcache && go mod download",
	},
	{
		.id = "modcache-read-only",
		.patterns = { "rm: cannot remove *pkg/mod/*: Permission "
			      "denied",
			      "rm: can't remove *pkg/mod/*: Permission "
			      "denied",
			      "^rm: /*pkg/mod/*: Permission denied" },
		.there = true,
		.cause = N_("The folders of the module cache are read-only on "
			    "purpose."),
		.cure = N_("Let go remove it; GOFLAGS=-modcacherw makes one "
			   "that rm removes."),
		.command = "go clean -modcache",
	},
	{
		.id = "not-in-workspace",
		.patterns = { "is contained in a module that is not one of the "
			      "workspace modules listed in go.work",
			      "no modules were found in the current workspace",
			      "does not contain modules listed in go.work" },
		.from = "1.18",
		.checks = "module-not-in-workspace gowork-from-above",
		.cause = N_("A go.work at or above the folder is in effect and "
			    "does not list the module."),
		.cure = N_("List it, or go without the workspace: "
			   "GOWORK=off."),
		.command = "go env GOWORK",
	},
	{
		.id = "ambiguous-import",
		.patterns = { "ambiguous import: found package * in multiple "
			      "modules" },
		.cause = N_("Two modules hold the package {0}: one of them was "
			    "split off or moved out of the other."),
		.cure = N_("Raise the outer one to a version that no longer "
			   "holds it, or drop the inner one."),
		.command = "go get MODULE@latest && go mod tidy",
	},
	{
		.id = "package-not-in-module",
		.patterns = { "found (*), but does not contain package *",
			      "found, but does not contain package *",
			      " does not contain package *" },
		.cause = N_("The module was found and lacks the package: it was "
			    "moved, or is a nested module with tags of its "
			    "own."),
		.cure = N_("Look the package up in that version, and require "
			   "the module that holds it."),
	},
	{
		.id = "unknown-revision",
		.patterns = { "unknown revision *" },
		.cause = N_("There is no tag, branch or commit {0}: a module in "
			    "a sub-folder has tags that begin with its "
			    "folder."),
		.cure = N_("See which versions there are."),
		.command = "go list -m -versions MODULE",
	},
	{
		.id = "invalid-pseudo-version",
		.patterns = { "invalid pseudo-version: *",
			      "preceding tag (*) not found" },
		.cause = N_("A version in go.mod was typed by hand, or its "
			    "commit was written anew: {0}"),
		.cure = N_("Let go find the version of the commit or branch."),
		.command = "go get MODULE@COMMIT",
	},
	{
		.id = "c-files-without-cgo",
		.patterns = { "C source files not allowed when not using cgo or "
			      "SWIG: *" },
		.cause = N_("A package holds C files ({0}), and no Go file of "
			    "it imports \"C\"."),
		.cure = N_("Import \"C\" in the file that uses them, or move "
			   "them out of the package."),
		.command = "go list -f '{{.CFiles}} {{.CgoFiles}}' ./...",
	},
	{
		.id = "race-needs-cgo",
		.patterns = { "-race requires cgo" },
		.checks = "docker-cgo",
		.there = true,
		.cause = N_("The race detector needs cgo, and cgo is off: "
			    "CGO_ENABLED=0, or there is no C compiler (since Go "
			    "1.20 that turns it off)."),
		.cure = N_("Install a C compiler with its headers and set "
			   "CGO_ENABLED=1 for that command."),
		.command = "CGO_ENABLED=1 go test -race ./...",
	},
	{
		.id = "tmp-noexec",
		.patterns = { "fork/exec *go-build*: permission denied" },
		.checks = "tmp-not-executable ci-run-mounts",
		.there = true,
		.cause = N_("go test and go run start programs from the "
			    "temporary folder, and that one is mounted "
			    "noexec."),
		.cure = N_("Set GOTMPDIR to a folder that may run programs."),
		.command = "mkdir -p \"$HOME/tmp\" && GOTMPDIR=\"$HOME/tmp\" go test ./...",
	},
	{
		.id = "no-work-dir",
		.patterns = { "creating work dir: *" },
		.checks = "tmp-not-executable",
		.there = true,
		.cause = N_("go cannot make its work folder: {0}"),
		.cure = N_("Set GOTMPDIR or TMPDIR to a folder that can be "
			   "written."),
		.command = "go env GOTMPDIR",
	},
	{
		.id = "build-cache",
		.patterns = { "failed to initialize build cache at *",
			      "build cache is required, but could not be "
			      "located: *",
			      "build cache is disabled by GOCACHE=off" },
		.checks = "cache-not-writable ci-run-mounts",
		.there = true,
		.cause = N_("go has no build cache that it can write: no HOME, "
			    "a folder of somebody else, or GOCACHE=off."),
		.cure = N_("Set GOCACHE to an absolute folder of that user."),
		.command = "go env GOCACHE",
	},
	{
		.id = "no-space",
		.patterns = { "no space left on device" },
		.checks = "tmp-not-executable",
		.there = true,
		.cause = N_("A disk is full: that of the temporary folder, of a "
			    "cache, or of the work tree."),
		.cure = N_("Free the build cache, or move it."),
		.command = "df -h . \"$(go env GOCACHE)\" \"${TMPDIR:-/tmp}\"",
	},
	{
		.id = "case-collision",
		.patterns = { "case-insensitive import collision: *",
			      "case-insensitive file name collision: *" },
		.checks = "import-case-collision",
		.cause = N_("Two spellings of one path: {0}"),
		.cure = N_("Write it as the module itself does, everywhere."),
	},
	{
		.id = "constraints-exclude",
		.patterns = { "build constraints exclude all Go files in *" },
		.checks = "docker-cgo",
		.there = true,
		.cause = N_("No file of {0} is for this build: another GOOS, a "
			    "tag that was not given, or cgo that is off."),
		.cure = N_("See what CGO_ENABLED, GOOS and the tags are "
			   "there."),
		.command = "go env CGO_ENABLED GOOS GOARCH",
	},
	{
		.id = "gopath-is-goroot",
		.patterns = { "GOPATH set to GOROOT (*) has no effect",
			      "both GOPATH and GOROOT are the same directory" },
		.checks = "gopath-invalid",
		.there = true,
		.cause = N_("GOPATH and GOROOT are one folder."),
		.cure = N_("Unset both: go has defaults for them."),
		.command = "unset GOPATH GOROOT; go env -u GOPATH GOROOT",
	},
	{
		.id = "gopath-invalid",
		.patterns = { "GOPATH entry is relative; must be absolute "
			      "path: *",
			      "GOPATH entry cannot start with shell "
			      "metacharacter" },
		.checks = "gopath-invalid",
		.cause = N_("GOPATH is no absolute path: a \"~\" between quotes "
			    "is not expanded."),
		.cure = N_("Unset it, or write $HOME/go."),
		.command = "unset GOPATH; go env -u GOPATH",
	},
	{
		.id = "gobin-invalid",
		.patterns = { "cannot install, GOBIN must be an absolute path" },
		.checks = "gobin-invalid",
		.cause = N_("GOBIN is no absolute path."),
		.cure = N_("Unset it, or write $HOME/bin."),
		.command = "unset GOBIN; go env -u GOBIN",
	},
	{
		.id = "gobin-cross",
		.patterns = { "cannot install cross-compiled binaries when "
			      "GOBIN is set" },
		.checks = "gobin-invalid",
		.there = true,
		.cause = N_("GOBIN is set, and go install builds for another "
			    "system or architecture: that goes to a folder of "
			    "its own only without GOBIN."),
		.cure = N_("Unset GOBIN for it, or say go build -o."),
		.command = "go env -u GOBIN; unset GOBIN",
	},
	{
		.id = "module-path-needed",
		.patterns = { "cannot determine module path for source "
			      "directory *" },
		.cause = N_("go mod init ran without a path, in a folder from "
			    "which go cannot tell one."),
		.cure = N_("Name the path of the module."),
		.command = "go mod init example.com/NAME",
	},
	{
		.id = "gomod-exists",
		.patterns = { "go.mod already exists" },
		.cause = N_("go mod init ran where there is a go.mod already."),
		.cure = N_("Leave that step out."),
	},
	{
		.id = "note-requires-go",
		.patterns = { "note: module requires Go *" },
		.until = "1.20",
		.checks = "go-too-old version-pins-disagree",
		.cause = N_("What failed above it may be newer than the Go that "
			    "ran: the module asks for {0}, which Go up to 1.20 "
			    "only mentions."),
		.cure = N_("Use that Go."),
	},
	{
		.id = "go-cannot-compile",
		.patterns = { ": cannot compile Go * code" },
		.from = "1.20",
		.until = "1.20",
		.checks = "go-too-old version-pins-disagree",
		.cause = N_("The module asks for Go {0}, and the last patches "
			    "of 1.19 and 1.20 compile nothing of 1.22 or "
			    "newer."),
		.cure = N_("Use that Go."),
	},
	{
		.id = "language-version",
		.patterns = { "requires go* or later (-lang was set to go*; "
			      "check go.mod)" },
		.checks = "go-line-missing",
		.cause = N_("The code uses what Go {0} brought, and the go line "
			    "asks for the language of {1}."),
		.cure = N_("Raise the go line."),
	},
	{
		.id = "backslash-u005c",
		.patterns = { "invalid character U+005C '\\'" },
		.cause = N_("A backslash stands where Go allows none: echo "
			    "wrote \\n into the file as it is, which bash "
			    "does."),
		.cure = N_("Write the file with printf or a heredoc."),
	},
	{
		.id = "no-go-files",
		.patterns = { "no Go files in *", "no Go source files" },
		.checks = "docker-sources-missing",
		.there = true,
		.cause = N_("There is no Go file where go was told to build "
			    "({0}): in a Dockerfile the sources were not copied "
			    "yet."),
		.cure = N_("Copy the sources before go build, or name the "
			   "folder of the package."),
	},
	{
		.id = "nothing-matched",
		.patterns = { "warning: \"*\" matched no packages" },
		.checks = "docker-sources-missing",
		.there = true,
		.cause = N_("{0} names no package, and go does nothing and calls "
			    "it well: there are no Go files, or all of them are "
			    "for another GOOS, other tags or cgo."),
		.cure = N_("See which packages there are."),
		.command = "go list -e ./...",
	},
	{
		.id = "test-timeout",
		.patterns = { "panic: test timed out after *" },
		.cause = N_("A test took longer than {0}: it hangs, or the "
			    "machine is slow."),
		.cure = N_("Look at the goroutines below the message; -timeout "
			   "gives more time."),
		.command = "go test -timeout 30m ./...",
	},
	{
		.id = "killed",
		.patterns = { "signal: killed" },
		.there = true,
		.cause = N_("The system killed the compiler, the linker or a "
			    "test: mostly for want of memory."),
		.cure = N_("Give the job more memory, or build less at once: "
			   "go build -p 1."),
		.command = "go build -p 1 ./...",
	},
	{
		.id = "flag-removed",
		.patterns = { "flag provided but not defined: -i$",
			      "-i flag is deprecated" },
		.checks = "ci-build-flags",
		.cause = N_("go build -i is gone since Go 1.20, and did nothing "
			    "useful before."),
		.cure = N_("Leave the flag out."),
	},
	{
		.id = "gosum-malformed",
		.patterns = { "malformed go.sum:" },
		.from = "1.22",
		.checks = "gosum-conflict",
		.cause = N_("go.sum holds a line that is none: mostly the marks "
			    "of a merge."),
		.cure = N_("Merge it by hand, or let go write it."),
		.command = "go mod tidy",
	},
	{
		.id = "relative-import",
		.patterns = { "local import \"*\" in non-local package",
			      "is relative, but relative import paths are not "
			      "supported in module mode" },
		.checks = "relative-import",
		.cause = N_("An import begins with a dot, which modules do not "
			    "know."),
		.cure = N_("Write the path of the module before it."),
		.command = "head -n 1 go.mod",
	},
	{
		.id = "internal-package",
		.patterns = { "use of internal package * not allowed" },
		.cause = N_("{0} is internal to another module or tree."),
		.cure = N_("Use what that module offers to others; or the own "
			   "module has another path than its imports say."),
	},
	{
		.id = "undefined-in-std",
		.patterns = { "undefined: *.*$" },
		.checks = "go-too-old docker-go-too-old version-pins-disagree",
		.there = true,
		.cause = N_("{0}.{1} came with Go {2}, and an older go ran."),
		.cure = N_("Build with Go {2} or newer, and say so in the go "
			   "line of go.mod."),
		.command = "go version",
	},
	{
		.id = "git-missing",
		.patterns = { "exec: \"git\": executable file not found",
			      "missing Git command" },
		.checks = "git-missing",
		.there = true,
		.cause = N_("There is no git, and a module is fetched directly "
			    "or a revision is to be stamped: Alpine images have "
			    "none."),
		.cure = N_("Install git there, or fetch by a proxy."),
	},
	{
		.id = "module-declares-other-path",
		.patterns = { "module declares its path as: *",
			      "module contains a go.mod file, so module path must "
			      "match major version (*)" },
		.cause = N_("The module calls itself otherwise than it is "
			    "required: {0}"),
		.cure = N_("Require it by its own path, with /vN from v2 on."),
	},
};
const size_t nlogrows = ARRAY_SIZE(logrows);
