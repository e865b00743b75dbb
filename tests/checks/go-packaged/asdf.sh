# asdf_go RELEASE: that release lies where asdf puts it, and is first on PATH.
asdf_go() {
	found=$(release "$1")
	[ -n "$found" ] || skip_case "no Go $1 here"
	root=$(dirname "$(dirname "$(readlink -f "${found#* }")")")
	at=$HOME/.asdf/installs/golang/${found%% *}/go
	mkdir -p "$at/bin"
	cp "$root/bin/go" "$at/bin/go"
	for d in "$root"/*; do
		[ -e "$at/${d##*/}" ] || ln -s "$d" "$at/"
	done
	PATH=$at/bin:$BASE_PATH
}
