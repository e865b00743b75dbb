#!/bin/sh
# samples.sh TOOL DIR GO...: write the samples anew that a go says in DIR (made
# by messages.sh): each by the first of these releases that says its message.
# A sample begins with how it was made; what begins otherwise was typed.
set -u
tool=$1
w=$2
shift 2
mkdir -p "$w" || exit 1
w=$(cd "$w" && pwd -P)
here=$(cd "$(dirname "$0")" && pwd -P)
last=
for go; do last=$go; done
for go; do
	v=$("$go" version | cut -d' ' -f3)
	root=$("$go" env GOROOT)
	lastroot=$("$last" env GOROOT)
	sh "$here/messages.sh" "$go" "$w/$v" "$last" || exit 1
	for log in "$w/$v"/logs/*.log; do
		id=$(basename "$log" .log)
		[ ! -e "$w/made.$id" ] || continue
		"$tool" <"$log" | grep -qx "row $id" || continue
		{
			echo "# Said by $v, brought to it by messages.sh; the folders are shortened."
			sed -e "s,$w/$v,/home/u/w,g" -e "s,$root,/usr/local/go,g" \
				-e "s,$lastroot,/usr/local/go,g" "$log"
		} >"$here/samples/$id.log"
		: >"$w/made.$id"
	done
done
