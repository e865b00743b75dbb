# A dependency that was changed in vendor/ goes on as it was, with what the copy
# lacks of go.mod and licence, and needs no go.sum where it lies, though it requires
# another module and replaces it by a folder that is not here; what dep prunes, and the import comment that
# govendor takes away, is no change.
# A long case: ./dev long.
CHECK=gopath-legacy-lock
SET=network=yes
export GOFLAGS=-buildvcs=false
mkmod example.com/dep3 v1.0.0
mkmod example.com/dep1 v1.0.0 "go.mod=module example.com/dep1

require example.com/dep3 v1.0.0

replace example.com/dep3 => ../dep3" "lib.go=package dep1

import _ \"example.com/dep3\"

func Name() string { return \"upstream\" }" "LICENSE=Use it." "README=read" "unused/unused.go=package unused" \
	"lib_test.go=package dep1"
mkmod example.com/dep1/sub v1.0.0 "lib.go=package sub"
mkmod example.com/dep2 v1.0.0 "lib.go=package dep2 // import \"example.com/dep2\"

const Two = 2" "lib_test.go=package dep2"
for m in dep1 dep1/sub dep2 dep3; do
	printf '[[projects]]\n  name = "example.com/%s"\n  revision = "%s"\n  version = "v1.0.0"\n' \
		$m 1111111111111111111111111111111111111111
done >Gopkg.lock
file m.go 'package main // import "example.com/me"' "" 'import (' '	"example.com/dep1"' '	_ "example.com/dep1/sub"' \
	'	_ "example.com/dep2"' ')' "" 'func main() { println(dep1.Name()) }'
file vendor/example.com/dep3/lib.go 'package dep3' "" 'const Version = "v1.0.0"'
file vendor/example.com/dep1/lib.go 'package dep1' "" 'import _ "example.com/dep3"' "" 'func Name() string { return ours }'
file vendor/example.com/dep1/ours.go 'package dep1' "" 'const ours = "ours"'
file vendor/example.com/dep1/README 'read on'
file vendor/example.com/dep1/sub/lib.go 'package sub'
file vendor/example.com/dep2/lib.go 'package dep2' "" 'const Two = 2'
file Dockerfile 'FROM golang:1.22' 'WORKDIR /src' 'COPY --chown=1:1 Gopkg.toml Gopkg.lock ./' \
	'RUN dep ensure -vendor-only' 'COPY . .' 'RUN go build -mod=mod ./...'
# The folder cannot be brought to where this copies to by one line more.
file build/Dockerfile 'FROM golang:1.22' 'WORKDIR /src' 'COPY Gopkg.toml Gopkg.lock \' '  ./' \
	'RUN dep ensure -vendor-only' 'COPY . .'
git_commit
# What docker has copied by the first RUN.
image() {
	rm -rf "$T/image"
	sed -n '/^RUN/q;s/^COPY --chown=1:1 //p' Dockerfile | while read -r line; do
		to=$T/image/${line##* }
		mkdir -p "$to"
		for from in ${line% *}; do
			[ -d "$from" ] && from=$from/.
			cp -R "$from" "$to" || : >"$T/disagrees"
		done
	done
}
after() {
	image
	(cd "$T/image" && passes "$GO" mod download)
	rm -r "$T/image/third_party"
	(cd "$T/image" && fails "third_party/example.com/dep1/go.mod" "$GO" mod download)
	passes "$GO" build -o /dev/null ./...
	prints "./third_party/example.com/dep1" "$GO" list -m -f '{{.Replace}}' example.com/dep1
	prints "v1.0.0 <nil>" "$GO" list -m -f '{{.Version}} {{.Replace}}' example.com/dep2
	"$GO" run . >"$T/said" 2>&1
	prints ours cat "$T/said"
	# From the module cache, where sums count.
	passes "$GO" build -mod=readonly -o /dev/null ./...
}
