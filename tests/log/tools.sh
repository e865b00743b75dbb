#!/bin/sh
# tools.sh GO DIR: what tools around go say where all is well: make, gotestsum,
# podman build, npm, sh -x; DIR/logs/*.log, each with
# the version of its tool.  The module is that of good.sh, whose tests log the
# words of failures.  A tool that is not there makes no log.
set -u
go=$1
w=$2
mkdir -p "$w/home" "$w/tmp" "$w/logs" "$w/mod" || exit 1
w=$(cd "$w" && pwd -P)
bin=$(dirname "$go")
here=$(cd "$(dirname "$0")" && pwd -P)
# shellcheck source=tests/log/lib.sh
. "$here/lib.sh"
d=$w/shop
file "$d/go.mod" 'module example.com/shop' '' 'go 1.18'
file "$d/main.go" 'package main' '' 'func main() { println("shop") }'
sed -n "/^cat .*main_test.go/,/^GO/p" "$here/good.sh" | sed '1d;$d' |
	sed 's/^func ExampleF()/func Example_f()/' >"$d/main_test.go"
file "$d/Makefile" '.PHONY: all test' 'all: test' '	go build -o /dev/null .' \
	'test:' '	@echo testing' '	go vet ./...' '	go test -v ./...' \
	'	@-sh -c "exit 2"' \
	'	go test ./... || echo "exit status 1"'
head() { # ID TOOL VERSION
	echo "# Made by tools.sh with $("$go" version | cut -d' ' -f3) and $2 $3." >"$w/logs/$1.log"
}

head make make "$(make --version | sed -n '1s/.* //p')"
say make "$d" -- make all
say make "$d" -- make -j2 --output-sync all
head shell sh -x
say shell "$d" -- sh -exc 'go version; go vet ./...; go build -o /dev/null . && echo built
if ! command -v nosuchtool >/dev/null; then echo "nosuchtool: skipped"; fi
ls /nonexistent || true; grep -c "no such host" main_test.go; go test ./...'

sum=$(PATH=$PATH:${GOPATH:-$HOME/go}/bin command -v gotestsum)
if [ -n "$sum" ]; then
	# Of a line "panic: " it makes a failure of its own.
	sed -i '/"panic: /d' "$d/main_test.go"
	for format in standard-verbose standard-quiet testname pkgname dots github-actions testdox; do
		head "gotestsum-$format" gotestsum "$("$sum" --version | cut -d' ' -f3)"
		say "gotestsum-$format" "$d" PATH="$bin:$(dirname "$sum"):/usr/bin:/bin" -- gotestsum --no-color --format "$format" -- -count=1 ./...
	done
fi
if command -v podman >/dev/null; then
	(cd "$d" && CGO_ENABLED=0 GOCACHE="$w/cache" GOENV=off GOFLAGS= "$go" build -o shop .)
	file "$d/Dockerfile" 'FROM scratch AS build' 'COPY go.mod ./' 'COPY shop /shop' \
		'RUN ["/shop"]' 'FROM scratch' 'COPY --from=build /shop /shop' 'ENTRYPOINT ["/shop"]'
	head podman-build podman "$(podman --version | cut -d' ' -f3)"
	(cd "$d" && echo '$ podman build .' && podman build --no-cache --root "$w/store" \
		--runroot "$w/run" --isolation chroot . 2>&1) >>"$w/logs/podman-build.log" ||
		rm "$w/logs/podman-build.log"
	podman --root "$w/store" --runroot "$w/run" system reset -f >/dev/null 2>&1
fi
if command -v npm >/dev/null; then
	file "$d/package.json" '{"name":"shop","version":"1.0.0","scripts":{' \
		'"test":"echo \"0 failing\" && go vet ./...","build":"go build -o /dev/null ."}}'
	head npm npm "$(npm --version)"
	say npm "$d" -- npm install --offline --no-audit --no-fund
	say npm "$d" -- npm test
	say npm "$d" -- npm run build
fi
chmod -R u+w "$w/mod" 2>/dev/null
