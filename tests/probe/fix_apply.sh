#!/bin/sh
# gomend-apply as the file mode in $GOMEND_FAKE says: ok, refuse, roll-back,
# broken, die, slow, stuck (until the file go-on is there).
d=${GOMEND_FAKE:?}
echo "$*" >>"$d/apply.calls"
# Nobody has to listen.
trap '' PIPE
say() { printf '%s\n' "$1" 2>/dev/null; }
case $1 in
exec)
	shift
	while [ "$1" != -- ]; do shift; done
	shift
	exec "$@"
	;;
apply)
	cat >"$d/apply.plan"
	trap 'say "{\"rec\":\"progress\",\"step\":\"roll-back\"}"; say "{\"rec\":\"end\",\"n\":7,\"state\":\"rolled-back\",\"message\":\"stopped\"}"; exit 1' INT
	case $(cat "$d/mode") in
	refuse)
		say '{"rec":"drift","path":"/r/go.mod","what":"it was changed"}'
		say '{"rec":"end","message":"the plan does not fit any more","hint":"look again"}'
		exit 2
		;;
	roll-back)
		say '{"rec":"txn","n":7}'
		say '{"rec":"end","n":7,"state":"rolled-back","message":"no space","path":"/r/go.mod"}'
		exit 1
		;;
	broken)
		say '{"rec":"txn","n":7}'
		say '{"rec":"end","n":7,"state":"open","message":"it is half way"}'
		exit 3
		;;
	die)
		say '{"rec":"txn","n":7}'
		kill -KILL $$
		;;
	slow)
		say '{"rec":"txn","n":7}'
		say '{"rec":"progress","step":"change","done":1,"total":2}'
		while :; do sleep 0.05; done
		;;
	stuck)
		say '{"rec":"txn","n":7}'
		while [ ! -f "$d/go-on" ]; do sleep 0.05; done
		;;
	esac
	: >"$d/applied"
	say '{"rec":"txn","n":7}'
	say '{"rec":"progress","step":"commit","done":2,"total":2}'
	say '{"rec":"end","n":7,"state":"applied"}'
	;;
put-back)
	rm -f "$d/applied"
	say '{"rec":"end","n":7,"state":"put-back"}'
	;;
mark)
	say '{"rec":"end","n":7,"state":"verified"}'
	;;
recover)
	say '{"rec":"recovered","n":7,"state":"rolled-back"}'
	;;
esac
