# An archive of a folder that passes for a release, without being one: the fix
# looks at the same things in it as in a real one (tests/setup has those).
small_release() { # VERSION
	command -v gomend-fetch >/dev/null || [ -x "$(dirname "$GOMEND")/gomend-fetch" ] ||
		skip_case "built without setup"
	arch=$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
	ARCHIVE=$T/go$1.$(uname -s | tr A-Z a-z)-$arch.tar.gz
	mkdir -p "$T/pack/go/bin" "$T/pack/go/src/runtime" "$T/pack/go/pkg/tool/x"
	printf 'go%s\n' "$1" >"$T/pack/go/VERSION"
	printf '#!/bin/sh\necho go version go%s\n' "$1" >"$T/pack/go/bin/go"
	chmod 755 "$T/pack/go/bin/go"
	echo 'package runtime' >"$T/pack/go/src/runtime/proc.go"
	printf x >"$T/pack/go/pkg/tool/x/compile"
	tar -C "$T/pack" -czf "$ARCHIVE" go
	sha256sum "$ARCHIVE" | cut -d' ' -f1 >"$ARCHIVE.sha256"
	rm -r "$T/pack"
}
