#!/bin/sh
# A scan program that says what it was told: each place as a fact, and, where
# the folder has a go.mod, the module with its go line.  GOMEND_MIRROR_DIR is its
# working folder, GOMEND_MIRROR_EXTRA a file of records that it adds.
d=${GOMEND_MIRROR_DIR:?}
mkdir -p "$d"
rm -f "$d"/place.*
echo '{"rec":"hello","schema":1}'
gen=0
while read -r line; do
	echo "$line" >>"$d/asked"
	seq=$(printf '%s\n' "$line" | sed -n 's/.*,"seq":\([0-9]*\)}$/\1/p')
	case $line in
	'{"op":"open"'*) root=$(printf '%s\n' "$line" | sed 's/.*"root":"\([^"]*\)".*/\1/') ;;
	'{"op":"place"'*)
		value=$(printf '%s\n' "$line" | sed 's/^{"op":"place","value"://; s/,"seq":[0-9]*}$//')
		name=$(printf '%s\n' "$value" | sed 's/^{"name":"\([a-z]*\)".*/\1/')
		printf '%s\n' "$value" >"$d/place.$name"
		;;
	esac
	[ -n "$seq" ] || continue
	gen=$((gen + 1))
	echo '{"rec":"generation","n":'$gen',"state":"begin"}'
	for p in "$d"/place.*; do
		printf '{"rec":"fact","kind":"place","value":%s}\n' "$(cat "$p")"
	done
	if [ -f "$root/go.mod" ]; then
		echo '{"rec":"fact","kind":"module","value":{"dir":".","path":"example.com/m","go_version":"'"$(sed -n 's/^go //p' "$root/go.mod")"'"}}'
	fi
	[ -z "${GOMEND_MIRROR_EXTRA:-}" ] || cat "$GOMEND_MIRROR_EXTRA"
	echo '{"rec":"generation","n":'$gen',"state":"end","complete":true,"seq":'"$seq"'}'
done
