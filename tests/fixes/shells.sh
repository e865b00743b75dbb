# Fresh shells for the cases; sourced by run-case.sh.

# This shell is the one that the user has; the case is skipped without it.
use_shell() {
	PLACE_SHELL=$(command -v "$1") || skip_case "no $1 here"
	PLACE_DIR=$T/places
	export PLACE_SHELL PLACE_DIR
	mkdir -p "$PLACE_DIR"
	# What a login leaves on PATH must not hold a go, or nothing is missing.
	[ -z "$(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin command -v go)" ] ||
		skip_case "a go lies where every shell looks"
}

# A command in a fresh shell of the kind, as a new terminal or login has it.
in_fresh() { # KIND COMMAND
	case $1 in
	login) set -- "$2" -l -i ;;
	interactive) set -- "$2" -i ;;
	*) set -- "$2" ;;
	esac
	command=$1
	shift
	env -i HOME="$HOME" USER="$(id -un)" LOGNAME="$(id -un)" \
		SHELL="$PLACE_SHELL" TERM=dumb PATH=/usr/local/bin:/usr/bin:/bin \
		${SHELL_ENV:+"$SHELL_ENV"} \
		"$PLACE_SHELL" "$@" -c "$command" </dev/null 2>/dev/null
}

# What these kinds of shell say of their environment, for fix_tool.
ask_shells() { # KIND...
	for kind; do
		in_fresh "$kind" env >"$PLACE_DIR/$kind"
	done
}
