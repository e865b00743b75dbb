#!/bin/sh
# A scan program for fixes: what it says lies in files of $GOMEND_FAKE, one
# record a line: facts; findings.before, and once the fake gomend-apply has
# done its work findings.after; offer and plan, the members of those answers.
# What it was asked goes to the file asked.
d=${GOMEND_FAKE:?}
echo '{"rec":"hello","schema":1}'
gen=0
while read -r line; do
	printf '%s\n' "$line" >>"$d/asked"
	id=$(printf '%s\n' "$line" | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
	seq=$(printf '%s\n' "$line" | sed -n 's/.*,"seq":\([0-9]*\)}$/\1/p')
	case $line in
	*'"step":"offer"'*) printf '%s\n' '{"rec":"fix","id":'"$id,$(cat "$d/offer")}" ;;
	*'"step":"build"'*)
		stage=$(printf '%s\n' "$line" | sed -n 's/.*"stage":"\([^"]*\)".*/\1/p')
		printf '%s\n' '{"rec":"fix","id":'"$id,$(sed "s|@STAGE@|$stage|g" "$d/plan")}"
		;;
	'{"op":"diff"'*) printf '%s\n' '{"rec":"diff","id":'"$id"',"text":"@@ -1 +1 @@\n-a\n+b\n"}' ;;
	esac
	[ -n "$seq" ] || continue
	gen=$((gen + 1))
	echo '{"rec":"generation","n":'$gen',"state":"begin"}'
	cat "$d/facts"
	if [ -f "$d/applied" ] && [ -f "$d/findings.after" ]; then
		cat "$d/findings.after"
	else
		cat "$d/findings.before"
	fi
	echo '{"rec":"generation","n":'$gen',"state":"end","complete":true,"seq":'"$seq"'}'
done
