#!/bin/sh
# messages.sh GO DIR [OTHER-GO]: make that go say its messages, one DIR/ID.log for each
# row of the table (src/facts/loglore.c) that it can be brought to say here,
# without a network and without leaving DIR.  Where a release does not say it,
# or says it otherwise, it says nothing of the kind: the caller judges.
set -u
go=$1
w=$2
other=${3:-}
mkdir -p "$w/home" "$w/tmp" "$w/proxy" "$w/logs" "$w/mod" || exit 1
w=$(cd "$w" && pwd -P)
v=$("$go" version | sed 's/^go version go\([^ ]*\).*/\1/')
minor=$(echo "$v" | sed 's/^1\.\([0-9]*\).*/\1/')
bin=$(dirname "$go")
# shellcheck source=tests/log/lib.sh
. "$(dirname "$0")/lib.sh"

m() { # NAME GO-LINE IMPORT...: a module with a main package
	d=$w/$1
	mkdir -p "$d"
	printf 'module example.com/%s\n\ngo %s\n' "$1" "$2" >"$d/go.mod"
	shift 2
	{
		echo 'package main'
		for i in "$@"; do echo "import _ \"$i\""; done
		echo 'func main() {}'
	} >"$d/main.go"
}

pack example.com/dep v1.0.0 1.18
pack example.com/newer v1.0.0 1.99

m newer 1.99
say go-too-old "$w/newer" -- go build .
m newerdep 1.18 example.com/newer
echo 'require example.com/newer v1.0.0' >>"$w/newerdep/go.mod"
say dependency-needs-newer-go "$w/newerdep" GOFLAGS=-mod=mod -- go build .
m nosum 1.18 example.com/dep
echo 'require example.com/dep v1.0.0' >>"$w/nosum/go.mod"
say gosum-missing-entry "$w/nosum" -- go build .
say gosum-missing-entry "$w/nosum" -- go list -m all
m std 1.18 nosuch
say not-in-std "$w/std" -- go build .
m line 1.21.x
say go-line-unreadable "$w/line" -- go build .
m directive 1.18
echo '<<<<<<< HEAD' >>"$w/directive/go.mod"
say go-line-unknown-directive "$w/directive" -- go build .
mkdir -p "$w/empty"
say no-gomod "$w/empty" -- go build .
say no-gomod "$w/empty" -- go list ./...
say no-go-files "$w/empty" GO111MODULE=off -- go build .
m nofiles 1.18
rm "$w/nofiles/main.go"
say no-go-files "$w/nofiles" -- go build .
m undefined 1.18 strings
name=NoSuchThing
[ "$minor" -ge 20 ] || name=CutPrefix
printf 'package main\n\nimport "strings"\n\nfunc main() { strings.%s("", "") }\n' "$name" >"$w/undefined/main.go"
say undefined-in-std "$w/undefined" -- go version
say undefined-in-std "$w/undefined" -- go build .
m vend 1.18 example.com/dep
echo 'require example.com/dep v1.0.0' >>"$w/vend/go.mod"
file "$w/vend/vendor/modules.txt" ''
say inconsistent-vendoring "$w/vend" -- go build .
m vendpkg 1.18 example.com/dep
echo 'require example.com/dep v1.0.0' >>"$w/vendpkg/go.mod"
file "$w/vendpkg/vendor/modules.txt" '# example.com/dep v1.0.0' '## explicit; go 1.18'
say vendor-package-missing "$w/vendpkg" -- go build .
say vendor-query "$w/vendpkg" GOFLAGS=-mod=vendor -- go list -m all
say vendor-query "$w/vendpkg" GOFLAGS=-mod=vendor -- go install example.com/dep@v1.0.0
m cgo 1.18 C
sed -i 's/_ "C"/"C"/' "$w/cgo/main.go"
say no-c-compiler "$w/cgo" CGO_ENABLED=1 CC=nosuchcc -- go build .
m cgoh 1.18
printf 'package main\n\n// #include <nosuch.h>\nimport "C"\n\nfunc main() {}\n' >"$w/cgoh/main.go"
command -v gcc >/dev/null && say no-c-headers "$w/cgoh" CGO_ENABLED=1 -- go build .
m sum 1.18 example.com/dep
echo 'require example.com/dep v1.0.0' >>"$w/sum/go.mod"
file "$w/sum/go.sum" \
	'example.com/dep v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' \
	'example.com/dep v1.0.0/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='
say checksum-mismatch "$w/sum" -- go build .
say toolchain-not-available "$w/newer" GOTOOLCHAIN=auto -- go build .
say toolchain-not-available "$w/newer" GOTOOLCHAIN=path -- go build .
say toolchain-invalid "$w/std" GOTOOLCHAIN=1.22 -- go build .
m vcs 1.18
# A repository that git does not read; an empty .git leads it further up.
mkdir -p "$w/vcs/.git/objects" "$w/vcs/.git/refs"
echo 'ref: refs/heads/main' >"$w/vcs/.git/HEAD"
echo '[core' >"$w/vcs/.git/config"
say vcs-status "$w/vcs" -- go build .
mkdir -p "$w/copy"
cp "$bin/go" "$w/copy/go"
say goroot-missing "$w/std" GOROOT=/nonexistent -- go build .
say goroot-missing "$w/empty" -- "$w/copy/go" version
say proxy-unreachable "$w/newerdep" GOPROXY=http://127.0.0.1:9 GOFLAGS=-mod=mod \
	GOMODCACHE="$w/mod2" -- go build .
say go-get-outside "$w/empty" -- go get example.com/dep
say proxy-off "$w/nosum" GOPROXY=off -- go get example.com/other@v1.0.0
m updates 1.18
mkdir -p "$w/updates/d"
file "$w/updates/d/go.mod" 'module example.com/d' '' 'go 1.18' 'require example.com/dep v1.0.0'
file "$w/updates/d/d.go" 'package d' 'import _ "example.com/dep"'
printf 'require example.com/d v0.0.0\nreplace example.com/d => ./d\n' >>"$w/updates/go.mod"
sed -i 's/^func/import _ "example.com\/d"\nfunc/' "$w/updates/main.go"
say updates-needed "$w/updates" -- go mod tidy
sed -i '/indirect/d' "$w/updates/go.mod"
say updates-needed "$w/updates" -- go build .
m norequire 1.18 example.com/dep
say no-required-module "$w/norequire" -- go build .
m replaced 1.18 example.com/gone
printf 'require example.com/gone v1.0.0\nreplace example.com/gone => ../gone\n' >>"$w/replaced/go.mod"
say replacement-missing "$w/replaced" -- go build .
say replacement-missing "$w/replaced" -- go mod download
mkdir -p "$w/gp"
file "$w/gp/go.mod" 'module example.com/gp'
file "$w/gp/main.go" 'package main' 'func main() {}'
say gomod-in-gopath-root "$w/gp" GOPATH="$w/gp" -- go build .
say malformed-path "$w/nosum" GOFLAGS=-mod=mod -- go get nodot/pkg
say modules-off "$w/nosum" GO111MODULE=off -- go mod tidy
say modules-off "$w/nosum" GO111MODULE=off -- go list -m all
say env-hidden "$w/empty" GOENV="$w/envfile" GONOPROXY=x -- go env -w GONOPROXY=y
say env-refused "$w/empty" GO111MODULE=ON -- go build .
say env-refused "$w/std" GOFLAGS=-nosuch -- go build .
mkdir -p "$w/ws/a" "$w/ws/b"
file "$w/ws/go.work" 'go 1.18' '' 'use ./a'
for i in a b; do
	file "$w/ws/$i/go.mod" "module example.com/$i" '' 'go 1.18'
	file "$w/ws/$i/x.go" "package $i"
done
say not-in-workspace "$w/ws/b" -- go build .
say not-in-workspace "$w/ws/b" -- go build ./...
mkdir -p "$w/wv/a"
file "$w/wv/go.work" 'go 1.18' '' 'use ./a'
file "$w/wv/a/go.mod" 'module example.com/a' '' "go 1.$minor.0"
file "$w/wv/a/x.go" 'package a'
say gowork-version "$w/wv/a" -- go build .
m lacks 1.18 example.com/dep/sub
echo 'require example.com/dep v1.0.0' >>"$w/lacks/go.mod"
say package-not-in-module "$w/lacks" GOFLAGS=-mod=mod -- go build .
mkdir -p "$w/race"
m race 1.18
say race-needs-cgo "$w/race" CGO_ENABLED=0 -- go build -race .
say no-work-dir "$w/race" GOTMPDIR=/nonexistent -- go build .
say build-cache "$w/race" GOCACHE=off -- go build .
say build-cache "$w/race" GOCACHE=rel -- go build .
m case 1.18 example.com/case/foo example.com/case/Foo
file "$w/case/foo/a.go" 'package foo'
file "$w/case/Foo/a.go" 'package foo'
say case-collision "$w/case" -- go build .
m tags 1.18 example.com/tags/none
file "$w/tags/none/a.go" '//go:build nosuchtag' '' 'package none'
say constraints-exclude "$w/tags" -- go build .
root=$("$go" env GOROOT)
say gopath-is-goroot "$w/race" GOPATH="$root" -- go build .
say gopath-invalid "$w/race" GOPATH=rel -- go build .
say gopath-invalid "$w/race" "GOPATH=~/go" -- go build .
say gobin-invalid "$w/race" GOBIN=rel -- go install .
say gomod-exists "$w/race" -- go mod init example.com/race
say go-cannot-compile "$w/newer" -- go build .
m note 1.21
printf 'package main\n\nfunc main() { var x int = nosuch }\n' >"$w/note/main.go"
say note-requires-go "$w/note" -- go build .
m lang 1.17
printf 'package main\n\nfunc f[T any](t T) {}\n\nfunc main() { f(1) }\n' >"$w/lang/main.go"
say language-version "$w/lang" -- go build .
m slash 1.18
printf 'package main\\nfunc main() {}\n' >"$w/slash/main.go"
say backslash-u005c "$w/slash" -- go build .
m slow 1.18
printf 'package main\n\nimport (\n\t"testing"\n\t"time"\n)\n\nfunc TestSlow(t *testing.T) { time.Sleep(time.Minute) }\n' >"$w/slow/x_test.go"
say test-timeout "$w/slow" -- go test -timeout 100ms .
say flag-removed "$w/race" -- go build -i .
m badsum 1.18 example.com/dep
echo 'require example.com/dep v1.0.0' >>"$w/badsum/go.mod"
file "$w/badsum/go.sum" '<<<<<<< HEAD'
say gosum-malformed "$w/badsum" -- go build .
m rel 1.18 ./x
file "$w/rel/x/x.go" 'package x'
say relative-import "$w/rel" -- go build .
m internal 1.18 cmd/internal/obj
say internal-package "$w/internal" -- go build .
m other 1.18 example.com/alias
printf 'require example.com/alias v1.0.0\n' >>"$w/other/go.mod"
pack example.com/alias v1.0.0 1.18
sed -i 's/alias/real/' "$w/proxy/example.com/alias/@v/v1.0.0.mod"
say module-declares-other-path "$w/other" GOFLAGS=-mod=mod -- go build .
say go-not-found "$w/race" PATH=/nonexistent -- /bin/sh -c 'go build .'
say git-missing "$w/race" PATH="$bin" GOPROXY=direct GOMODCACHE="$w/mod3" \
	-- "$go" get github.com/nosuch/nosuch@v1.0.0
# ---- what the system refuses ----
m full 1.18
printf 'package main\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestFull(t *testing.T) {\n\tif err := os.WriteFile("/dev/full", []byte("x"), 0o600); err != nil {\n\t\tt.Fatal(err)\n\t}\n}\n' >"$w/full/x_test.go"
[ ! -e /dev/full ] || say no-space "$w/full" -- go test .
m kill 1.18
printf 'package main\n\nimport (\n\t"syscall"\n\t"testing"\n)\n\nfunc TestKill(t *testing.T) { syscall.Kill(syscall.Getpid(), syscall.SIGKILL) }\n' >"$w/kill/x_test.go"
say killed "$w/kill" -- go test .
# In a name space of its own the temporary folder may run nothing.
if unshare -m true 2>/dev/null; then
	mkdir -p "$w/noexec"
	say tmp-noexec "$w/race" GOTMPDIR="$w/noexec" -- unshare -m sh -c \
		"mount -t tmpfs -o noexec tmpfs '$w/noexec' && go run ."
fi
# A user who is not root does not remove what the module cache holds.
if [ "$(id -u)" = 0 ] && setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null; then
	d=$(mktemp -d) && chmod 755 "$d"
	mkdir -p "$d/go/pkg/mod/example.com" && cp -r "$w/mod/example.com/dep@v1.0.0" "$d/go/pkg/mod/example.com/"
	chmod -R a-w "$d/go/pkg/mod/example.com/dep@v1.0.0"
	tar -C "$d" -cf "$d/cache.tar" go
	chown -R 65534:65534 "$d"
	say modcache-read-only "$d" -- setpriv --reuid=65534 --regid=65534 --clear-groups rm -rf go
	say cache-file-exists "$d" -- setpriv --reuid=65534 --regid=65534 --clear-groups tar -xf cache.tar
	sed -i "s,$d,/home/u,g" "$w/logs/modcache-read-only.log" "$w/logs/cache-file-exists.log"
	chmod -R u+w "$d" && rm -rf "$d"
fi
# A tree in which a file lies under two names, as when one release was unpacked over
# another.
mixed=$w/mixed/go
mkdir -p "$mixed/src"
root=$("$go" env GOROOT)
for i in "$root"/*; do [ "$i" = "$root/src" ] || ln -s "$i" "$mixed/"; done
for i in "$root"/src/*; do [ "$i" = "$root/src/runtime" ] || ln -s "$i" "$mixed/src/"; done
cp -r "$root/src/runtime" "$mixed/src/runtime" && chmod -R u+w "$mixed/src/runtime"
cp "$mixed/src/runtime/env_posix.go" "$mixed/src/runtime/env_posix_old.go"
say goroot-mixed "$w/race" GOROOT="$mixed" GOCACHE="$w/cache2" -- go build runtime

# ---- repositories: git finds https://git.corp.example in a folder ----
if command -v git >/dev/null; then
	git_() {
		env -i HOME="$w/home" PATH=/usr/bin:/bin GIT_CONFIG_NOSYSTEM=1 git "$@"
	}
	git_ config --global "url.file://$w/git/.insteadOf" https://git.corp.example/
	git_ config --global user.name u
	git_ config --global user.email u@example.com
	file "$w/git/lib.git/go.mod" 'module git.corp.example/lib.git' '' 'go 1.18'
	file "$w/git/lib.git/lib.go" 'package lib'
	git_ -C "$w/git/lib.git" init -q
	git_ -C "$w/git/lib.git" add .
	git_ -C "$w/git/lib.git" commit -q -m first
	rev=$(git_ -C "$w/git/lib.git" rev-parse HEAD | cut -c1-12)
	m usesgit 1.18
	say unknown-revision "$w/usesgit" GOPROXY=direct GOMODCACHE="$w/mod3" -- \
		go get git.corp.example/lib.git@v9.9.9
	say invalid-pseudo-version "$w/usesgit" GOPROXY=direct GOMODCACHE="$w/mod3" -- \
		go get "git.corp.example/lib.git@v0.0.0-20200101000000-$rev"
	m owned 1.18
	git_ -C "$w/owned" init -q
	say dubious-ownership "$w/owned" GIT_TEST_ASSUME_DIFFERENT_OWNER=1 -- go build .
	say dubious-ownership "$w/owned" GIT_TEST_ASSUME_DIFFERENT_OWNER=1 -- git status
fi

# ---- programs, and what starts them ----
m app 1.18 C
sed -i 's/_ "C"/"C"/' "$w/app/main.go"
if command -v gcc >/dev/null; then
	(cd "$w/app" && env -i HOME="$w/home" PATH="$bin:/usr/bin:/bin" GOTOOLCHAIN=local \
		GOENV=off GOFLAGS= GOCACHE="$w/cache" CGO_ENABLED=1 go build -o app \
		-ldflags '-linkmode external -extldflags "-Wl,--dynamic-linker=/nonexistent/ld.so"' .)
	say exec-not-found "$w/app" -- sh -c ./app
	command -v bash >/dev/null && say exec-not-found "$w/app" -- bash -c ./app
	say exec-not-found "$w/app" -- sh -c 'exec ./app'
fi
m foreign 1.18
say exec-format "$w/foreign" GOARCH=s390x CGO_ENABLED=0 -- go run .
say snap-go "$w/foreign" GOROOT=/snap/bin/go -- go build .
m bad 1.18
echo 'replace example.com/dep => ../x v1.0.0' >>"$w/bad/go.mod"
say gomod-invalid "$w/bad" -- go build .
m badchain 1.21
echo 'toolchain 1.22.0' >>"$w/badchain/go.mod"
[ "$minor" -lt 21 ] || say gomod-invalid "$w/badchain" -- go build .
mkdir -p "$w/wn"
file "$w/wn/go.work" 'go 1.18' '' 'use ./nope'
say gowork-invalid "$w/wn" -- go build .
say gowork-invalid "$w/foreign" GOWORK=rel -- go build .
say vendor-in-workspace "$w/ws/a" -- go mod vendor
file "$w/zip/example.com/amb@v1.0.0/sub/sub.go" 'package sub'
pack example.com/amb v1.0.0 1.18
pack example.com/amb/sub v1.0.0 1.18
m ambig 1.18 example.com/amb/sub
printf 'require example.com/amb v1.0.0\nrequire example.com/amb/sub v1.0.0\n' >>"$w/ambig/go.mod"
say ambiguous-import "$w/ambig" GOFLAGS=-mod=mod -- go build .
m cfile 1.18
echo 'int f(void) { return 1; }' >"$w/cfile/k.c"
say c-files-without-cgo "$w/cfile" CGO_ENABLED=1 -- go build .
say gobin-cross "$w/foreign" GOBIN="$w/gobin" GOARCH=s390x -- go install .
say module-path-needed "$w/empty" -- go mod init
say install-needs-version "$w/empty" -- go install example.com/dep
say nothing-matched "$w/nofiles" -- go build ./...
say goproxy-invalid "$w/nosum" GOPROXY=none -- go get example.com/other@v1.0.0
pack example.com/brokenzip v1.0.0 1.18
echo 'no zip' >"$w/proxy/example.com/brokenzip/@v/v1.0.0.zip"
say modcache-broken "$w/foreign" -- go get example.com/brokenzip
say env-refused "$w/foreign" -- go build -mod=bogus .
# podman, where it builds; it takes no long path.
m image 1.18
pod=$(mktemp -d)
file "$w/image/Dockerfile" 'FROM scratch' 'COPY go.mod ./'
if (cd "$w/image" && podman --root "$pod/r" --runroot "$pod/n" --storage-driver vfs build .) >/dev/null 2>&1; then
	file "$w/image/Dockerfile" 'FROM scratch' 'COPY go.mod go.sum ./'
	say docker-not-in-context "$w/image" -- \
		podman --root "$pod/r" --runroot "$pod/n" --storage-driver vfs build .
	sed -i "s,$pod,/home/u,g" "$w/logs/docker-not-in-context.log"
fi
rm -rf "$pod"
# go-sqlite3, where the module cache has it.
cached=$("$go" env GOMODCACHE)/cache/download
stub=$(find "$cached/github.com/mattn/go-sqlite3/@v" -name 'v*.zip' 2>/dev/null | sort | head -n 1)
if [ -n "$stub" ]; then
	m stub 1.18
	file "$w/stub/main.go" 'package main' 'import (' '"database/sql"' '"log"' \
		'_ "github.com/mattn/go-sqlite3"' ')' 'func main() {' \
		'db, err := sql.Open("sqlite3", ":memory:")' \
		'if err == nil {' 'err = db.Ping()' '}' 'if err != nil {' \
		'log.Fatal("open database: ", err)' '}' '}'
	echo "require github.com/mattn/go-sqlite3 $(basename "$stub" .zip)" >>"$w/stub/go.mod"
	say sqlite-stub "$w/stub" CGO_ENABLED=0 GOPROXY="file://$cached" GOFLAGS=-mod=mod -- go run .
fi
if [ -n "$other" ]; then
	say goroot-mismatch "$w/race" GOROOT="$("$other" env GOROOT)" \
		GOCACHE="$w/cache2" -- go build -a .
fi
chmod -R u+w "$w/mod" 2>/dev/null
exit 0
