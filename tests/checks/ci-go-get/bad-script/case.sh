# No job calls them: a target of a Makefile in a module, a script that goes to
# a folder without one, a program that is run behind it.
# A long case: ./dev long.
mkdir -p m
file m/go.mod "module example.com/m" "" "go 1.18"
file m/m.go "package m"
printf 'tools:\n\tgo get -u github.com/mitchellh/gox\n' >m/Makefile
mkdir -p scripts
file scripts/lint.sh "#!/bin/sh" 'cd "$(dirname "$0")" || exit' \
	"go get -v golang.org/x/lint/golint" "go get example.com/tools/check@v1.2.0" \
	"check ./..." "go get example.com/tools/lib"
oracle() {
	cd "$T/repo/scripts" || return
	fails "no longer supported outside a module" env GOFLAGS= "$GO" get golang.org/x/lint/golint
	at=$T/proxy/github.com/mitchellh/gox/@v
	mkdir -p "$at" "$T/x/github.com/mitchellh/gox@v1.0.0"
	echo v1.0.0 >"$at/list"
	echo '{"Version":"v1.0.0"}' >"$at/v1.0.0.info"
	echo 'module github.com/mitchellh/gox' >"$at/v1.0.0.mod"
	(
		cd "$T/x" || exit
		cp "$at/v1.0.0.mod" github.com/mitchellh/gox@v1.0.0/go.mod
		echo 'package main; func main() {}' >github.com/mitchellh/gox@v1.0.0/x.go
		python3 -c 'import sys, zipfile
z = zipfile.ZipFile(sys.argv[1], "w")
for f in sys.argv[2:]: z.write(f)' "$at/v1.0.0.zip" \
			github.com/mitchellh/gox@v1.0.0/go.mod github.com/mitchellh/gox@v1.0.0/x.go
	)
	[ -f "$at/v1.0.0.zip" ] || return 0
	cp -r "$T/repo/m" "$T/got-$REL"
	cd "$T/got-$REL" || return
	passes env GOFLAGS=-modcacherw GOPATH="$T/gopath" "$GO" get -u github.com/mitchellh/gox
	grep -q "mitchellh/gox v1.0.0" go.mod || : >"$T/disagrees"
	[ ! -e "$T/gopath/bin/gox" ] || : >"$T/disagrees"
	passes env GOFLAGS=-modcacherw GOPATH="$T/gopath" "$GO" install github.com/mitchellh/gox@latest
	[ -e "$T/gopath/bin/gox" ] || : >"$T/disagrees"
	rm -rf "$T/gopath/bin"
}
