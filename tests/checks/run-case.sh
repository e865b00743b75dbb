# One fixture case; started by t-fixtures.sh, which sets the environment.
. "$here/lib.sh"
cd "$T/repo" || exit 1
ROOT=$T/repo CWD= ORACLE= VIA= INSIDE= PLACES=shell
bad=0
newest=$(release newest)
if [ -n "$newest" ]; then
	PATH=$(dirname "${newest#* }"):$BASE_PATH
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
			-u GOMEND -u GOMEND_SCAN "$@"
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

	want=$(head -n 1 "$here/$id/$case/expect")
	worst=absent
	for s in advice warning error broke; do
		! grep -q "^$s	" "$T/found" || worst=$s
	done
	if [ "$worst" != "$want" ]; then
		echo "$id: $worst, expected: $want"
		bad=1
	fi
	while read -r word text; do
		case $word in
		text) grep -qF -- "$text" "$T/found" || {
			echo "not said: $text"
			bad=1
		} ;;
		no) ! grep -qF -- "$text" "$T/found" || {
			echo "said: $text"
			bad=1
		} ;;
		count) [ "$(grep -c . "$T/found")" = "$text" ] || {
			echo "$(grep -c . "$T/found") findings, expected $text"
			bad=1
		} ;;
		esac
	done <"$here/$id/$case/expect"
	# A hand-over is one that the row of the check it comes from names.
	if [ "$VIA" = gomend ]; then
		grep -o '"handover":[[:space:]]*"[a-z-]*"' "$T/records" |
			sed "s/.*\"\([a-z-]*\)\"\$/$id \1/"
	else
		sed -n 's/.*"rec":"finding","value":{"id":"\([a-z-]*\)"/\1 &/p' \
			"$T/records" | while read -r from record; do
			echo "$record" | grep -o '"handover":"[a-z-]*"' |
				sed "s/.*\"\([a-z-]*\)\"\$/$from \1/"
		done
	fi | sort -u >"$T/handovers"
	while read -r from word; do
		"$GOMEND" explain --json "$from" | tr -d ' \t\n' |
			grep -q '"handovers":\[[^]]*"'"$word"'"' || {
			echo "src/fixes/registry.c does not name $word for $from"
			bad=1
		}
	done <"$T/handovers"
	[ "$bad" = 0 ] || cat "$T/found"
}
look

# What real go says.  Its cache can be taken away again.
for word in ${ORACLE:-oldest newest}; do
	case $word in
	all) cat "$RELEASES" ;;
	*) release "$word" ;;
	esac
done | sort -u >"$T/oracles"
export GOFLAGS="${GOFLAGS:-}"
while read -r REL GO; do
	FULL=${REL#go}
	REL=$FULL
	REL=1.$(echo "${REL#1.}" | sed 's/[^0-9].*//')
	cd "${CWD:-$ROOT}" || exit 1
	# As the place has it, but for which go.
	(PATH=$(dirname "$GO"):$BASE_PATH oracle) </dev/null || : >"$T/disagrees"
	[ ! -f "$T/disagrees" ] || {
		echo "real go $REL disagrees"
		bad=1
		break
	}
done <"$T/oracles"
exit $bad
