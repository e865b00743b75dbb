# shellcheck shell=sh disable=SC2154 # what is set before it is sourced
# Sourced by t-fixtures.sh and t-fixes.sh: their cases, two at a time, since most
# of the time is that of a real go.
#
# Before it: $cases, words ID/CASE; run_case ID CASE T, which leaves a word on a
# case that is not for this machine in $T/skip, and what is wrong in $T/log;
# $top, a folder of the tests' own; case_ends NAME T, for what else is wanted.

# here_cases DEFAULT MACHINE FILE...: into $cases those of these case.sh that are
# of this run: $only names them (words ID or ID/CASE), else $PART:
#   short    all but the two others
#   long     "# A long case" in them; and then those of short, too, of which
#            more is asked here: that name several releases in ORACLE
#   machine  that have a line like MACHINE: they make a machine of their own
#   any      all
# DEFAULT: what a case without ORACLE asks, "several" or "newest".
here_cases() {
	default=$1 apart=$2
	shift 2
	parts=$(awk -v default="$default" -v apart="$apart" '
	function end() {
		if (n = split(file, part, "/"))
			print machine ? "machine" : long ? "long" : \
				asks && several ? "both" : "short", \
				part[n - 2] "/" part[n - 1]
	}
	FNR == 1 {
		end()
		file = FILENAME
		machine = long = asks = 0
		several = default == "several"
	}
	apart != "" && $0 ~ apart { machine = 1 }
	/^# A long case/ { long = 1 }
	/^(oracle|before|after)\(\)/ { asks = 1 }
	match($0, /(^| )ORACLE=("[^"]*"|[^ ]*)/) {
		value = substr($0, RSTART, RLENGTH)
		sub(/.*ORACLE=/, "", value)
		gsub(/"/, "", value)
		if (value != "")
			several = value == "all" || value ~ / /
	}
	END { end() }' "$@")
	cases=
	case ${PART:-short} in
	# What no other run has comes first: whoever is stopped leaves the rest.
	long) wanted="long both" ;;
	short) wanted="short both" ;;
	*) wanted=$PART ;;
	esac
	[ -z "$only" ] && [ "${PART:-}" != any ] || wanted="long short both machine"
	for want in $wanted; do
		while read -r part name; do
			[ "$part" = "$want" ] || continue
			case " ${only:-$name} " in
			*" $name "* | *" ${name%/*} "*) cases="$cases $name" ;;
			esac
		done <<END
$parts
END
	done
}

# Words on a case, at once: whoever is stopped has told of those before.
tell_case() { # NAME T STATUS
	if [ -f "$2/skip" ]; then
		echo "ok - $1 # SKIP $(cat "$2/skip")"
	elif [ "$3" = 0 ]; then
		more=
		[ ! -f "$2/no-go" ] || more=" (no go to ask)"
		echo "ok - $1$more"
	else
		# By one write: the other worker has words, too.
		{
			echo "not ok - $1"
			sed 's/^/# /' "$2/log" | cut -c1-2000
		} >"$2/told"
		cat "$2/told"
	fi
}

worker() {
	for name in $cases; do
		# Whoever comes first has it.
		mkdir "$top/t/$name" 2>/dev/null || continue
		run_case "${name%%/*}" "${name#*/}" "$top/t/$name"
		tell_case "$name" "$top/t/$name" $?
		case_ends "$name" "$top/t/$name"
	done
}

run_cases() {
	mkdir "$top/t"
	n=0
	for name in $cases; do
		n=$((n + 1))
		d=$top/t/${name%/*}
		[ -d "$d" ] || mkdir "$d"
	done
	worker &
	other=$!
	worker
	wait "$other"
	if [ "$n" = 0 ]; then
		echo "1..0 # SKIP no case of that name"
	else
		echo "1..$n"
	fi
}
