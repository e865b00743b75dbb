# Read by the scripts that make logs: $w, the folder to work in, and $bin, that of
# the go to run, are set.
# shellcheck shell=sh disable=SC2154

# What runs is kept with its output, as a job's log has it.
say() { # ID DIR [VAR=VALUE...] -- COMMAND...
	id=$1 dir=$2
	shift 2
	vars=
	while [ "$1" != -- ]; do
		vars="$vars $1"
		shift
	done
	shift
	{
		echo "\$ $*"
		(
			cd "$dir" || exit
			# shellcheck disable=SC2086 # a list of words
			env -i HOME="$w/home" PATH="$bin:/usr/bin:/bin" LC_ALL=C \
				GOTOOLCHAIN=local GOSUMDB=off GOENV=off \
				GOPROXY="file://$w/proxy" GOFLAGS= \
				GOMODCACHE="$w/mod" GOCACHE="$w/cache" \
				GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0 \
				$vars "$@" </dev/null 2>&1
		) || echo "Error: Process completed with exit code $?."
	} >>"$w/logs/$id.log"
}
file() { # NAME LINE...
	mkdir -p "$(dirname "$1")"
	name=$1
	shift
	printf '%s\n' "$@" >"$name"
}

# A module of the proxy, with a zip.
pack() { # PATH VERSION GO-LINE
	p=$w/proxy/$1/@v
	mkdir -p "$p" "$w/zip/$1@$2"
	printf 'module %s\n\ngo %s\n' "$1" "$3" >"$w/zip/$1@$2/go.mod"
	printf 'package dep\n' >"$w/zip/$1@$2/dep.go"
	cp "$w/zip/$1@$2/go.mod" "$p/$2.mod"
	echo "{\"Version\":\"$2\",\"Time\":\"2020-01-02T03:04:05Z\"}" >"$p/$2.info"
	echo "$2" >>"$p/list"
	(cd "$w/zip" && python3 - "$1@$2" "$p/$2.zip" <<'X'
import os, sys, zipfile
z = zipfile.ZipFile(sys.argv[2], "w")
for root, dirs, files in os.walk(sys.argv[1]):
    for f in files:
        z.write(os.path.join(root, f))
X
	)
}
