/* Measured with go 1.19 to 1.26 and taken from their documentation. */
#include "config.h"

#include "report/variables.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "report/finding_text.h"

const struct variable variables[] = {
	{ "AR", 0, SETTER_ANY,
	  N_("The archiver that gccgo builds use for C libraries."),
	  N_("ar"),
	  N_("Nothing unless you build with -compiler=gccgo."),
	  NULL },
	{ "CC", 0, SETTER_ANY,
	  N_("The C compiler that cgo calls."),
	  N_("gcc; clang on macOS and FreeBSD."),
	  N_("From 1.20 on, CGO_ENABLED becomes 0 by itself when CC is "
	     "unset and gcc is not on PATH. A CC that is set keeps cgo "
	     "on, even when that compiler is missing."),
	  "CC=clang go build" },
	{ "CGO_CFLAGS", 0, SETTER_ANY,
	  N_("Flags for the C compiler, for every cgo package."),
	  N_("-O2 -g"),
	  N_("A value replaces the default instead of adding to it. It "
	     "is part of the build cache's key."),
	  NULL },
	{ "CGO_CPPFLAGS", 0, SETTER_ANY,
	  N_("Flags for the C preprocessor: C, C++ and Fortran alike."),
	  N_("empty"),
	  N_("Where headers are looked for (-I) and what is defined "
	     "(-D)."),
	  NULL },
	{ "CGO_CXXFLAGS", 0, SETTER_ANY,
	  N_("Flags for the C++ compiler."),
	  N_("-O2 -g"),
	  N_("A value replaces the default instead of adding to it."),
	  NULL },
	{ "CGO_ENABLED", 0, SETTER_ANY,
	  N_("Whether packages that import \"C\" are built."),
	  N_("1 for this machine's own system and processor, 0 when GOOS "
	     "or GOARCH name another. From 1.20 on also 0 where no C "
	     "compiler is found and CC is unset."),
	  N_("With 0, files that import \"C\" are left out. A package "
	     "with nothing else fails with \"build constraints exclude "
	     "all Go files\"; one with a !cgo stand-in builds and "
	     "behaves otherwise. net and os/user have pure Go versions. "
	     "Any value other than 0 and 1 counts as the default."),
	  "CGO_ENABLED=0 go build" },
	{ "CGO_FFLAGS", 0, SETTER_ANY,
	  N_("Flags for the Fortran compiler."),
	  N_("-O2 -g"),
	  N_("A value replaces the default instead of adding to it."),
	  NULL },
	{ "CGO_LDFLAGS", 0, SETTER_ANY,
	  N_("Flags for the linker, for every cgo package."),
	  N_("-O2 -g"),
	  N_("Where C libraries are looked for (-L) and which are linked "
	     "(-l)."),
	  NULL },
	{ "CXX", 0, SETTER_ANY,
	  N_("The C++ compiler that cgo calls."),
	  N_("g++; clang++ on macOS and FreeBSD."),
	  N_("Only packages with C++ sources."),
	  NULL },
	{ "FC", 0, SETTER_ANY,
	  N_("The Fortran compiler that cgo calls."),
	  N_("gfortran"),
	  N_("Only packages with Fortran sources. go env does not list "
	     "it."),
	  NULL },
	{ "GCCGO", 0, SETTER_ANY,
	  N_("The gccgo program for -compiler=gccgo."),
	  N_("gccgo"),
	  N_("Nothing unless you build with gccgo."),
	  NULL },
	{ "GO111MODULE", 0, SETTER_ANY,
	  N_("Module mode or GOPATH mode."),
	  N_("empty, which means on."),
	  N_("on: module mode, wherever the folder lies. auto: module "
	     "mode where a go.mod is found at or above the folder, else "
	     "GOPATH mode. off: GOPATH mode, and every go.mod is ignored "
	     "with its versions and replacements. Any other value stops "
	     "every go command."),
	  "go env -u GO111MODULE" },
	{ "GO386", 0, SETTER_ANY,
	  N_("Floating point code for GOARCH=386."),
	  N_("sse2"),
	  N_("softfloat runs on processors without SSE2. Only shown for "
	     "386."),
	  NULL },
	{ "GOAMD64", 0, SETTER_ANY,
	  N_("The least amd64 processor that the program must run on."),
	  N_("v1, which is every one."),
	  N_("v2, v3 and v4 use newer instructions; on an older "
	     "processor the program says so and stops. It is also a "
	     "build constraint (amd64.v2)."),
	  NULL },
	{ "GOARCH", 0, SETTER_ANY,
	  N_("The processor to build for."),
	  N_("that of this machine (GOHOSTARCH)."),
	  N_("Another value makes it a cross build: CGO_ENABLED becomes "
	     "0, and go install needs an unset GOBIN."),
	  "GOARCH=arm64 go build" },
	{ "GOARM", 0, SETTER_ANY,
	  N_("The least ARM processor for GOARCH=arm."),
	  N_("7 for cross builds (5 in older releases); on an ARM "
	     "machine what the release was built for."),
	  N_("5 computes floating point numbers in software. From 1.22 "
	     "on \",softfloat\" or \",hardfloat\" may follow."),
	  NULL },
	{ "GOARM64", 23, SETTER_ANY,
	  N_("The ARM64 version to build for."),
	  N_("v8.0"),
	  N_("Newer versions use newer instructions; \",lse\" and "
	     "\",crypto\" add single ones."),
	  NULL },
	{ "GOAUTH", 24, SETTER_ANY,
	  N_("How go proves who it is to proxies and to servers of "
	     "private modules."),
	  N_("netrc"),
	  N_("netrc reads ~/.netrc, \"git DIR\" asks git's credential "
	     "helpers, off sends nothing; a command may print headers. "
	     "Up to 1.23 only .netrc is read."),
	  NULL },
	{ "GOBIN", 0, SETTER_ANY,
	  N_("Where go install puts programs."),
	  N_("empty: the bin folder of the first GOPATH entry."),
	  N_("It has to be an absolute path, and on PATH to be of use. "
	     "go env -w accepts a relative one, and go install then "
	     "fails. It cannot be set for cross builds."),
	  "go env -w GOBIN=\"$HOME/bin\"" },
	{ "GOCACHE", 0, SETTER_ANY,
	  N_("What has been compiled, and test results."),
	  N_("~/.cache/go-build (XDG_CACHE_HOME is honoured); "
	     "~/Library/Caches/go-build on macOS."),
	  N_("It has to be an absolute path and writable; \"off\" stops "
	     "every build. It may be deleted at any time: go clean "
	     "-cache. Downloaded modules are not here but in GOMODCACHE."),
	  NULL },
	{ "GOCACHEPROG", 24, SETTER_ANY,
	  N_("A program that serves the build cache instead of GOCACHE."),
	  N_("empty"),
	  N_("Compiled packages come from and go to that program. In "
	     "1.21 to 1.23 it was an experiment that had to be built in."),
	  NULL },
	{ "GODEBUG", 23, SETTER_ENVIRONMENT,
	  N_("Switches for compatibility and debugging in programs built "
	     "with Go, go itself among them."),
	  N_("empty; a program's own defaults follow the go line of its "
	     "go.mod."),
	  N_("Since 1.21 it brings old behaviour back after an upgrade. "
	     "It is read when a program runs, so what you set here does "
	     "not stay in a binary; a godebug line in go.mod (1.23) "
	     "does."),
	  "GODEBUG=netdns=go+2 ./server" },
	{ "GOENV", 0, SETTER_ENVIRONMENT,
	  N_("The file that go env -w writes."),
	  N_("~/.config/go/env (XDG_CONFIG_HOME is honoured); "
	     "~/Library/Application Support/go/env on macOS."),
	  N_("off makes go ignore the file. All Go releases of a user "
	     "share one file, so what one writes the others read."),
	  "GOENV=off go env" },
	{ "GOEXE", 0, SETTER_GO,
	  N_("The suffix of programs."),
	  N_(".exe for Windows, else empty."),
	  N_("Nothing; it follows GOOS."),
	  NULL },
	{ "GOEXPERIMENT", 0, SETTER_ANY,
	  N_("Experiments of the toolchain to turn on or off."),
	  N_("empty: those the release comes with."),
	  N_("Language or runtime features that may change or go away. "
	     "Names unknown to a release stop it."),
	  NULL },
	{ "GOFIPS140", 24, SETTER_ANY,
	  N_("Whether programs are built with the FIPS 140-3 module."),
	  N_("off"),
	  N_("A version (v1.0.0), latest, inprocess or certified selects "
	     "the module that is built in and turns FIPS mode on by "
	     "default."),
	  NULL },
	{ "GOFLAGS", 0, SETTER_ANY,
	  N_("Flags that every go command gets, where it knows them."),
	  N_("empty"),
	  N_("Each entry begins with a dash and blanks separate them; a "
	     "value with blanks is quoted inside. -mod=vendor breaks go "
	     "install of other programs, and -mod=mod lets every build "
	     "edit go.mod. A word that is no flag stops every go "
	     "command."),
	  "go env -u GOFLAGS" },
	{ "GOGCCFLAGS", 0, SETTER_GO,
	  N_("The flags that go gives to the C compiler."),
	  N_("depends on the system."),
	  N_("Nothing; it is shown for information."),
	  NULL },
	{ "GOHOSTARCH", 0, SETTER_GO,
	  N_("The processor that this go itself was built for."),
	  N_("that of the release you installed."),
	  N_("Nothing."),
	  NULL },
	{ "GOHOSTOS", 0, SETTER_GO,
	  N_("The operating system that this go itself was built for."),
	  N_("that of the release you installed."),
	  N_("Nothing."),
	  NULL },
	{ "GOINSECURE", 0, SETTER_ANY,
	  N_("Modules that may be fetched without TLS."),
	  N_("empty"),
	  N_("Patterns, separated by commas, for direct fetches only. "
	     "Checksums are still compared with the checksum database, "
	     "and TLS of a GOPROXY is still verified."),
	  NULL },
	{ "GOMIPS", 0, SETTER_ANY,
	  N_("Floating point code for GOARCH=mips and mipsle."),
	  N_("hardfloat"),
	  N_("softfloat needs no floating point unit."),
	  NULL },
	{ "GOMIPS64", 0, SETTER_ANY,
	  N_("Floating point code for GOARCH=mips64 and mips64le."),
	  N_("hardfloat"),
	  N_("softfloat needs no floating point unit."),
	  NULL },
	{ "GOMOD", 0, SETTER_GO,
	  N_("The go.mod that rules in the current folder."),
	  N_("found by going up from the folder."),
	  N_("A path: that module. /dev/null: module mode, but no go.mod "
	     "was found. Empty: GOPATH mode."),
	  "go env GOMOD" },
	{ "GOMODCACHE", 0, SETTER_ANY,
	  N_("Where downloaded modules lie."),
	  N_("pkg/mod below the first GOPATH entry."),
	  N_("Its folders are read-only on purpose: go clean -modcache "
	     "empties it. go compares it with go.sum at every build; "
	     "what somebody edited inside it only go mod verify notices."),
	  NULL },
	{ "GONOPROXY", 0, SETTER_ANY,
	  N_("Modules that are fetched from their own server, not "
	     "through GOPROXY."),
	  N_("empty: the value of GOPRIVATE."),
	  N_("Patterns of path elements from the left, separated by "
	     "commas without blanks. none sends all of GOPRIVATE through "
	     "the proxy again."),
	  NULL },
	{ "GONOSUMDB", 0, SETTER_ANY,
	  N_("Modules that are not looked up in the checksum database."),
	  N_("empty: the value of GOPRIVATE."),
	  N_("go.sum is still checked for what stands in it. Too wide a "
	     "pattern takes the protection from public modules."),
	  NULL },
	{ "GOOS", 0, SETTER_ANY,
	  N_("The operating system to build for."),
	  N_("that of this machine (GOHOSTOS)."),
	  N_("Another value makes it a cross build: CGO_ENABLED becomes "
	     "0, and go install needs an unset GOBIN."),
	  "GOOS=windows go build" },
	{ "GOPATH", 0, SETTER_ANY,
	  N_("Where go keeps downloaded modules (pkg/mod) and installed "
	     "programs (bin). In GOPATH mode also the sources (src)."),
	  N_("~/go"),
	  N_("Absolute paths, separated by colons; the first one counts "
	     "for modules and programs. Empty is the same as unset. A "
	     "module builds the same inside and outside of it. A "
	     "relative path or a ~ stops every go command."),
	  "go env GOPATH" },
	{ "GOPPC64", 0, SETTER_ANY,
	  N_("The least POWER processor for GOARCH=ppc64 and ppc64le."),
	  N_("power8"),
	  N_("power9 and power10 use newer instructions."),
	  NULL },
	{ "GOPRIVATE", 0, SETTER_ANY,
	  N_("Modules of your own: no proxy and no checksum database "
	     "sees their names."),
	  N_("empty"),
	  N_("The default of GONOPROXY and GONOSUMDB. Patterns of path "
	     "elements from the left, separated by commas; a blank "
	     "behind a comma, a wrong case or an https:// makes an entry "
	     "match nothing."),
	  "go env -w GOPRIVATE=git.example.com" },
	{ "GOPROXY", 0, SETTER_ANY,
	  N_("Where modules are downloaded from, in order."),
	  N_("https://proxy.golang.org,direct; from 1.21 on it stands in "
	     "GOROOT/go.env."),
	  N_("After a comma the next entry is asked only when a module "
	     "is not there (404 or 410); after a bar for any error. "
	     "direct asks the module's own server, off refuses. It says "
	     "nothing about CI: settings do not travel to other "
	     "machines."),
	  "go env -w GOPROXY=https://proxy.golang.org,direct" },
	{ "GORISCV64", 23, SETTER_ANY,
	  N_("The RISC-V profile for GOARCH=riscv64."),
	  N_("rva20u64"),
	  N_("rva22u64 and, from 1.25 on, rva23u64 use newer "
	     "instructions."),
	  NULL },
	{ "GOROOT", 0, SETTER_ANY,
	  N_("Where the Go release lies: compiler, tools and standard "
	     "library."),
	  N_("the tree that the go program belongs to."),
	  N_("Leave it unset. Set to another release, go version and go "
	     "env still look fine while builds stop: \"compile: version "
	     "does not match go tool version\". go env GOROOT only "
	     "repeats what is set."),
	  "unset GOROOT" },
	{ "GOSUMDB", 0, SETTER_ANY,
	  N_("The checksum database that vouches for modules not yet in "
	     "go.sum."),
	  N_("sum.golang.org; from 1.21 on it stands in GOROOT/go.env."),
	  N_("off takes that protection away; go.sum itself is checked "
	     "all the same. For private modules GOPRIVATE is the narrow "
	     "way."),
	  NULL },
	{ "GOTELEMETRY", 23, SETTER_GO,
	  N_("Whether go counts its own use."),
	  N_("local: counted on this machine, sent nowhere."),
	  N_("on, local or off, by the command go telemetry; not by a "
	     "variable."),
	  "go telemetry off" },
	{ "GOTELEMETRYDIR", 23, SETTER_GO,
	  N_("Where those counters lie."),
	  N_("the telemetry folder below the user's configuration folder "
	     "for go."),
	  N_("Nothing."),
	  NULL },
	{ "GOTMPDIR", 0, SETTER_ANY,
	  N_("Where go builds temporary files and runs tests from."),
	  N_("empty: TMPDIR, else /tmp."),
	  N_("On a file system mounted noexec, go test and go run fail "
	     "with \"permission denied\" while go build works. The "
	     "folder has to exist."),
	  "mkdir -p ~/tmp && go env -w GOTMPDIR=\"$HOME/tmp\"" },
	{ "GOTOOLCHAIN", 21, SETTER_ANY,
	  N_("Which Go release may run for a module that asks for a "
	     "newer one."),
	  N_("auto, from GOROOT/go.env; local in official container "
	     "images and in builds of some distributions."),
	  N_("auto: a newer release is found on PATH or in the module "
	     "cache, else downloaded. path: it is only looked for on "
	     "PATH. local: never another one, so go stops. A name "
	     "(go1.24.4) means that release. Go up to 1.20 does not know "
	     "it."),
	  "GOTOOLCHAIN=local go version" },
	{ "GOTOOLDIR", 0, SETTER_GO,
	  N_("The folder of the compiler, the linker and the other "
	     "tools."),
	  N_("pkg/tool below GOROOT."),
	  N_("Nothing; it follows GOROOT."),
	  NULL },
	{ "GOVCS", 0, SETTER_ANY,
	  N_("Which version control programs may fetch which modules."),
	  N_("empty: git and Mercurial for public modules, all for "
	     "private ones."),
	  N_("A rule that forbids one stops the fetch: \"GOVCS disallows "
	     "using\"."),
	  NULL },
	{ "GOVERSION", 0, SETTER_GO,
	  N_("The release of the go that answers."),
	  N_("its own."),
	  N_("Inside a module from 1.21 on it may be the release that "
	     "GOTOOLCHAIN selected."),
	  "go env GOVERSION" },
	{ "GOWASM", 0, SETTER_ANY,
	  N_("WebAssembly features for GOARCH=wasm."),
	  N_("empty"),
	  N_("satconv and signext use newer instructions. Only shown for "
	     "wasm."),
	  NULL },
	{ "GOWORK", 0, SETTER_ENVIRONMENT,
	  N_("The go.work that rules in the current folder."),
	  N_("found by going up from the folder; empty where there is "
	     "none."),
	  N_("off turns workspaces off for one command, which is how CI "
	     "sees a module that is built alone. A path names the file, "
	     "and has to be absolute. In a workspace a module that "
	     "go.work does not list cannot be built."),
	  "GOWORK=off go build ./..." },
	{ "GO_EXTLINK_ENABLED", 0, SETTER_ANY,
	  N_("Whether programs with cgo are linked by the C linker."),
	  N_("empty: go decides."),
	  N_("0 forbids it, 1 asks for it. go env does not list it."),
	  NULL },
	{ "PKG_CONFIG", 0, SETTER_ANY,
	  N_("The pkg-config program that cgo asks for flags of C "
	     "libraries."),
	  N_("pkg-config"),
	  N_("Only packages with a \"#cgo pkg-config:\" line."),
	  NULL },
};
const size_t nvariables = ARRAY_SIZE(variables);

/* In no order; a name that ends in "_" stands for all that begin so. */
static const struct variable surroundings[] = {
	{ "PATH", 0, SETTER_ELSEWHERE,
	  N_("Where a shell looks for a program that is typed, folder by "
	     "folder: the first one runs."),
	  NULL,
	  N_("Which go runs, first of all. go itself looks there for git, for "
	     "the C compiler and pkg-config, and with GOTOOLCHAIN auto or "
	     "path for programs such as go1.24.4."),
	  NULL },
	{ "HOME", 0, SETTER_ELSEWHERE,
	  N_("The user's own folder."), NULL,
	  N_("GOPATH, GOCACHE and the go env file lie below it unless they are "
	     "set, and ~/.netrc and ~/.gitconfig are read there. Without it "
	     "go stops where it needs one of them."),
	  NULL },
	{ "SHELL", 0, SETTER_ELSEWHERE,
	  N_("The user's shell, as the login said it."), NULL,
	  N_("Nothing for go, which does not read it. It need not be the shell "
	     "that you type in."),
	  NULL },
	{ "TMPDIR", 0, SETTER_ELSEWHERE,
	  N_("Where programs put temporary files."), NULL,
	  N_("go builds below it while GOTMPDIR is empty, and so do tests: on "
	     "a file system mounted noexec, go test and go run fail with "
	     "\"permission denied\"."),
	  NULL },
	{ "PWD", 0, SETTER_ELSEWHERE,
	  N_("The current folder, as the shell spells it."), NULL,
	  N_("Where the way to it has symbolic links, go takes this spelling "
	     "as long as it names the same folder."),
	  NULL },
	{ "XDG_CACHE_HOME", 0, SETTER_ELSEWHERE,
	  N_("Where caches of the user lie, instead of ~/.cache."), NULL,
	  N_("GOCACHE is the folder go-build in it while it is not set itself; "
	     "not on macOS."),
	  NULL },
	{ "XDG_CONFIG_HOME", 0, SETTER_ELSEWHERE,
	  N_("Where settings of the user lie, instead of ~/.config."), NULL,
	  N_("The go env file is go/env in it while GOENV is not set; not on "
	     "macOS. fish reads its files below it as well."),
	  NULL },
	{ "XDG_", 0, SETTER_ELSEWHERE,
	  N_("Folders and facts of the desktop's session."), NULL,
	  N_("Of these go reads XDG_CACHE_HOME and XDG_CONFIG_HOME alone."),
	  NULL },
	{ "GIT_", 0, SETTER_ELSEWHERE,
	  N_("A setting of git's."), NULL,
	  N_("go runs git, with this in its environment, for modules that it "
	     "fetches directly and for the version that it stamps into "
	     "programs. It sets GIT_TERMINAL_PROMPT to 0 where it is unset, "
	     "so that git asks for no password."),
	  NULL },
	{ "HTTP_PROXY", 0, SETTER_ELSEWHERE,
	  N_("Through which server http and https connections go, and for "
	     "which hosts not (NO_PROXY)."),
	  NULL,
	  N_("go downloads modules and toolchains that way, and git and curl "
	     "as well. It is another thing than GOPROXY, which says where "
	     "modules are; with a wrong one nothing is reached."),
	  "HTTPS_PROXY=http://proxy.example.com:3128 go mod download" },
	{ "ALL_PROXY", 0, SETTER_ELSEWHERE,
	  N_("A proxy for every protocol, as curl and git read it."), NULL,
	  N_("Nothing for go itself, which reads HTTP_PROXY, HTTPS_PROXY and "
	     "NO_PROXY; git, which go runs, does read it."),
	  NULL },
	{ "SSL_CERT_FILE", 0, SETTER_ELSEWHERE,
	  N_("Which certificates are trusted: a file (SSL_CERT_FILE), folders "
	     "(SSL_CERT_DIR)."),
	  NULL,
	  N_("They take the place of the system's for go and all programs "
	     "built with it, but on macOS and Windows. One that misses a "
	     "needed one: \"certificate signed by unknown authority\"."),
	  NULL },
	{ "LC_", 0, SETTER_ELSEWHERE,
	  N_("The language and the conventions of programs."), NULL,
	  N_("Nothing for go, whose words are English always; what git and the "
	     "C compiler say follows it."),
	  NULL },
	{ "TZ", 0, SETTER_ELSEWHERE,
	  N_("The time zone of a program."), NULL,
	  N_("What time.Local is in programs and tests; no build."),
	  NULL },
	{ "ZONEINFO", 0, SETTER_ELSEWHERE,
	  N_("Where the time zone database lies: a folder or a zip file."),
	  NULL,
	  N_("Programs built with Go look there before anywhere else, go test "
	     "too; no build."),
	  NULL },
};

const struct variable *surrounding_find(const char *name)
{
	static const char *const same_as[][2] = {
		{ "HTTPS_PROXY", "HTTP_PROXY" }, { "NO_PROXY", "HTTP_PROXY" },
		{ "http_proxy", "HTTP_PROXY" }, { "https_proxy", "HTTP_PROXY" },
		{ "no_proxy", "HTTP_PROXY" }, { "all_proxy", "ALL_PROXY" },
		{ "SSL_CERT_DIR", "SSL_CERT_FILE" }, { "LANG", "LC_" },
		{ "LANGUAGE", "LC_" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(same_as); i++)
		if (cstr_eq(name, same_as[i][0]))
			name = same_as[i][1];
	for (i = 0; i < ARRAY_SIZE(surroundings); i++)
		if (cstr_eq(name, surroundings[i].name))
			return &surroundings[i];
	for (i = 0; i < ARRAY_SIZE(surroundings); i++)
		if (cstr_ends(surroundings[i].name, "_") &&
		    cstr_starts(name, surroundings[i].name))
			return &surroundings[i];
	return NULL;
}

static int by_name(const void *key, const void *row)
{
	return strcmp(key, ((const struct variable *)row)->name);
}

const struct variable *variable_find(const char *name)
{
	return bsearch(name, variables, nvariables, sizeof(variables[0]),
		       by_name);
}

const char *variable_setter_text(enum variable_setter s)
{
	switch (s) {
	case SETTER_ANY:
		return N_("The environment, or the file that go env -w "
			  "writes; the environment wins.");
	case SETTER_ENVIRONMENT:
		return N_("The environment only; go env -w refuses it.");
	case SETTER_GO:
		return N_("Nobody: go works it out and only tells it.");
	case SETTER_ELSEWHERE:
		return N_("The environment only; it is none of go's own, and "
			  "go env does not list it.");
	}
	return "";
}

static void row(struct prose *p, const char *label, const char *text)
{
	const struct prose_cell cells[] = {
		{ ROLE_DIM, label, 8 },
		{ ROLE_PLAIN, text, 0 },
	};

	prose_row(p, 2, cells, 2);
}

void variable_text(struct prose *p, const struct variable *v)
{
	prose_line(p, 0);
	prose_add(p, ROLE_STRONG, cstr_ends(v->name, "_")
		  ? arena_printf(p->a, "%s*", v->name) : v->name);
	if (v->since) {
		prose_add(p, ROLE_PLAIN, "  ");
		prose_add(p, ROLE_DIM, SAY(p->a, N_("since Go 1.{0}"),
				arena_printf(p->a, "%d", v->since)));
	}
	prose_para(p, 2, 0, ROLE_PLAIN, _(v->purpose));
	prose_blank(p);
	if (v->defaults)
		row(p, C_("variable", "default"), _(v->defaults));
	row(p, C_("variable", "set by"), _(variable_setter_text(v->setter)));
	row(p, C_("variable", "changes"), _(v->changes));
	if (v->example) {
		const struct prose_cell cells[] = {
			{ ROLE_DIM, C_("variable", "example"), 8 },
			{ ROLE_CODE, v->example, 0 },
		};

		prose_row(p, 2, cells, 2);
	}
	if (p->nlines)
		prose_blank(p);
	myths_text(p, 2, v->name);
}
