# One fixture case; started by t-fixtures.sh, which sets the environment.
. "$here/lib.sh"
cd "$T/repo" || exit 1
ROOT=$T/repo CWD= ORACLE= COMPILE= VIA= INSIDE= PLACES=shell
bad=0
newest=$(release newest)
if [ -n "$newest" ]; then
	line=${newest#* }
	PATH=${line%/*}:$BASE_PATH
else
	# No go on this machine: a tree that only looks like a release.
	mkdir -p "$T/go/bin" "$T/go/src/runtime" "$T/go/pkg/tool"
	printf 'go1.26.8\ntime 2026-01-02T03:04:05Z\n' >"$T/go/VERSION"
	printf '#!/bin/sh\nexit 1\n' >"$T/go/bin/go"
	chmod +x "$T/go/bin/go"
	PATH=$T/go/bin:$BASE_PATH
	: >"$T/no-go"
fi
oracle() { :; }
. "$here/$id/$case/case.sh"

look() {
	# The place has the variables that go reads, not those of this harness.
	place_env() {
		env -u T -u TOOL -u RELEASES -u BASE_PATH -u here -u id -u case \
			-u EXPLAINED -u GOMEND -u GOMEND_SCAN "$@"
	}
	cd "$T" || exit 1
	PWD=${CWD:-$ROOT}
	if [ "$VIA" = gomend ]; then
		set --
		for place in $PLACES; do
			set -- "$@" --place "$place"
		done
		set -- "$GOMEND" check --json --fail-on never "$@" \
			--only "$id" "$ROOT"
	else
		set -- "$TOOL" scan "$GOMEND_SCAN" "$ROOT" "$PWD"
	fi
	# shellcheck disable=SC2086 # words
	(cd "$PWD" && place_env $INSIDE "$@") >"$T/records" 2>"$T/scan.err" || {
		echo "gomend-scan failed:"
		cat "$T/scan.err"
		tail -n 3 "$T/records"
		bad=1
	}
	"$TOOL" findings "$id" <"$T/records" >"$T/found" 2>&1 || bad=1

	# One process looks for all that is expected: grep for each costs more
	# than the scan.
	awk -v id="$id" '
	function say(text) { print text; bad = 1 }
	FILENAME == ARGV[1] { found[++n] = $0; next }
	FNR == 1 {
		split("advice warning error broke", names, " ")
		worst = "absent"
		for (s = 1; s <= 4; s++)
			for (i = 1; i <= n; i++)
				if (index(found[i], names[s] "\t") == 1)
					worst = names[s]
		if (worst != $0)
			say(id ": " worst ", expected: " $0)
		seen = 1
		next
	}
	{
		text = $0
		sub(/^[^ ]* */, "", text)
		is = 0
		for (i = 1; i <= n && !is; i++)
			is = index(found[i], text) > 0
	}
	$1 == "text" && !is { say("not said: " text) }
	$1 == "no" && is { say("said: " text) }
	$1 == "count" {
		k = 0
		for (i = 1; i <= n; i++)
			k += found[i] != ""
		if (k != text)
			say(k " findings, expected " text)
	}
	END { if (!seen) say("expect is empty"); exit bad }
	' "$T/found" "$here/$id/$case/expect" || bad=1
	# A hand-over is one that the row of the check it comes from names.
	awk -v id="$id" -v all="$([ "$VIA" != gomend ] || echo yes)" '
	{
		from = id
		if (!all) {
			if (!match($0, /"rec":"finding","value":[{]"id":"[a-z-]*"/))
				next
			from = substr($0, RSTART, RLENGTH)
			sub(/"$/, "", from)
			sub(/.*"/, "", from)
		}
		for (rest = $0; match(rest, /"handover":[ \t]*"[a-z-]*"/);) {
			word = substr(rest, RSTART, RLENGTH)
			rest = substr(rest, RSTART + RLENGTH)
			sub(/"$/, "", word)
			sub(/.*"/, "", word)
			if (!seen[from, word]++)
				print from, word
		}
	}' "$T/records" >"$T/handovers"
	while read -r from word; do
		# What explain says of a check is the same for all cases.
		[ -s "$EXPLAINED/$from" ] || {
			"$GOMEND" explain --json "$from" | tr -d ' \t\n' >"$T/explained"
			mv "$T/explained" "$EXPLAINED/$from"
		}
		read -r line <"$EXPLAINED/$from"
		case ${line#*'"handovers":['} in
		"$line") ;;
		*)
			line=${line#*'"handovers":['}
			case ${line%%]*} in *"\"$word\""*) continue ;; esac
			;;
		esac
		echo "src/fixes/registry.c does not name $word for $from"
		bad=1
	done <"$T/handovers"
	[ "$bad" = 0 ] || cat "$T/found"
}
look

# What real go says.  Its cache can be taken away again.
oracle_releases
export GOFLAGS="${GOFLAGS:-}"
while read -r REL GO; do
	FULL=${REL#go}
	REL=$(language_of "$FULL")
	cd "${CWD:-$ROOT}" || exit 1
	# As the place has it, but for which go.
	(PATH=${GO%/*}:$BASE_PATH oracle) </dev/null || : >"$T/disagrees"
	[ ! -f "$T/disagrees" ] || {
		echo "real go $REL disagrees"
		bad=1
		break
	}
done <"$T/oracles"
exit $bad
