#!/bin/sh
# samples.sh TOOL DIR GO...: write the samples anew that a go says in DIR (made
# by messages.sh and served.sh, or by that one which MESSAGES names): each by the
# first of these releases that says its message, ID.log, and where the words of a
# later one differ in more than numbers, by that one, too: ID.RELEASE.log.
# A sample begins with how it was made; what begins otherwise was typed.
set -u
tool=$1
w=$2
shift 2
mkdir -p "$w/made" || exit 1
w=$(cd "$w" && pwd -P)
here=$(cd "$(dirname "$0")" && pwd -P)
last=
for go; do last=$go; done
lastroot=$("$last" env GOROOT)
made() { # ID RELEASE LOG: the sample of it, if nothing made says the same
	words=$(sed -e "s,$w/$2,,g" -e "s,$root,,g" -e 's/[0-9a-f]*[0-9][0-9a-f.]*/N/g' "$3" | cksum)
	name=$1.log
	[ ! -e "$w/made/$1" ] || name=$1.$2.log
	! grep -qsx "$words" "$w/made/$1" || return 0
	echo "$words" >>"$w/made/$1"
	said=$2
	! head -n 1 "$3" | grep -q '^\$ podman ' || said=$(podman --version)
	how=$by
	[ "$by" != served.sh ] || how="$by, servers on loopback for the hosts"
	{
		echo "# Said by $said, brought to it by $how; the folders are shortened."
		sed -e "s,$w/$2,/home/u/w,g" -e "s,$root,/usr/local/go,g" \
			-e "s,$lastroot,/usr/local/go,g" "$3"
	} >"$here/samples/$name"
}
for go; do
	v=$("$go" version | cut -d' ' -f3)
	root=$("$go" env GOROOT)
	for by in ${MESSAGES:-messages.sh served.sh}; do
		rm -rf "$w/$v/logs"
		sh "$here/$by" "$go" "$w/$v" "$last" || exit 1
		for log in "$w/$v"/logs/*.log; do
			id=$(basename "$log" .log)
			"$tool" <"$log" | grep -qx "row $id" && made "$id" "$v" "$log"
		done
	done
done
exit 0
