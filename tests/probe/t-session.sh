# The session against scan programs of every temper.
. "$srcdir/tests/probe/lib.sh"

# A scan in sh; $1 is what it does when it is to scan.
fake() {
	cat >"$t/scan" <<END
#!/bin/sh
echo \$\$ >>"$t/pids"
echo '{"rec":"hello","schema":1}'
while read -r line; do
	echo "\$line" >>"$t/asked"
	seq=\$(echo "\$line" | sed -n 's/.*"seq":\([0-9]*\).*/\1/p')
	case \$line in
	*'"op":"skip"'*) skipped=1 ;;
	*'"op":"scan"'*) $1 ;;
	*'"op":"trace"'*)
		id=\$(echo "\$line" | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
		echo '{"rec":"trace","id":'\$id',"value":{"name":"module-mode","steps":[{"answer":"yes"}]}}' ;;
	esac
done
END
	chmod +x "$t/scan"
	rm -f "$t/pids" "$t/asked"
}
begin='echo "{\"rec\":\"generation\",\"n\":1,\"state\":\"begin\"}"'
finding='echo "{\"rec\":\"finding\",\"value\":{\"id\":\"b-check\",\"severity\":\"advice\"}}"; echo "{\"rec\":\"finding\",\"value\":{\"id\":\"a-check\",\"severity\":\"error\"}}"'
end='echo "{\"rec\":\"generation\",\"n\":1,\"state\":\"end\",\"complete\":true,\"seq\":$seq}"'
module='echo "{\"rec\":\"fact\",\"kind\":\"module\",\"value\":{\"dir\":\".\",\"path\":\"example.com/m\",\"go_version\":\"1.21\"}}"'
once() {
	HOME=$t/home GOMEND_SCAN=$t/scan timeout 60 \
		"$tool" --once --no-go --place shell "$t/repo" >"$t/got" 2>&1 </dev/null
}
# No process of the fakes may be left.
gone() {
	for pid in $(cat "$t/pids"); do
		kill -0 "$pid" 2>/dev/null && return 1
	done
	return 0
}

fake "$begin; $module; $finding; $end"
GOPROXY=https://me:secret@proxy.example UNRELATED=x once
ok $? "a healthy scan is heard to its end"
grep -q 'settled=1 .*counts=1/0/1 modules=1' "$t/got"
ok $? "facts and findings are in the view"
grep -n '^finding' "$t/got" | head -n 1 | grep -q 'a-check error'
ok $? "the worst finding comes first"
grep -q '"op":"open".*"root":"'"$t/repo"'"' "$t/asked"
ok $? "the folder is opened"
grep '"op":"place"' "$t/asked" | grep -q 'GOPROXY=https://\*\*\*@proxy.example'
ok $? "the environment is sent without secrets"
! grep -q UNRELATED "$t/asked"
ok $? "what go does not read is not sent"
until_true 5 gone
ok $? "no scan is left behind"

fake "if [ -z \"\$skipped\" ]; then $begin; echo '{\"rec\":\"running\",\"check\":\"bad-check\"}'; exec sleep 1000; fi; $begin; $finding; $end"
once
grep -q '^notice .*bad-check' "$t/got"
ok $? "a check that hangs is named"
grep -q '"op":"skip".*"bad-check"' "$t/asked" && grep -q 'settled=1 .*counts=1/0/1' "$t/got"
ok $? "the others are run without it"
until_true 5 gone
ok $? "the hung one is gone"

fake "if [ -z \"\$skipped\" ]; then $begin; echo '{\"rec\":\"running\",\"check\":\"bad-check\"}'; kill -SEGV \$\$; fi; $begin; $finding; $end"
once
grep -q '^notice .*bad-check.*egmentation' "$t/got" && grep -q 'settled=1 .*counts=1/0/1' "$t/got"
ok $? "a check that crashes is named and left out"

fake "echo of no use >&2; exit 3"
once
[ $? = 2 ] && grep -q '^fatal .*exit 3.*hint=of no use' "$t/got"
ok $? "a scan that only dies is given up"
[ "$(wc -l <"$t/pids")" = 4 ]
ok $? "after three new starts"

fake "echo '{\"rec\":\"error\",\"message\":\"this is a bare repository\",\"hint\":\"clone it\"}'"
once
[ $? = 2 ] && grep -q '^fatal this is a bare repository hint=clone it' "$t/got"
ok $? "a folder that cannot be opened is told with its way out"
[ "$(wc -l <"$t/pids")" = 1 ]
ok $? "and not tried again"

GOMEND_SCAN=$t/none "$tool" --once --no-go "$t/repo" >"$t/got" 2>&1
[ $? = 2 ] && grep -q '^failed cannot start .*/none' "$t/got"
ok $? "a missing gomend-scan is an error"

# Alive: killed and stopped from outside, questions.
fake "$begin; $module; $end"
mkfifo "$t/in"
HOME=$t/home GOMEND_SCAN=$t/scan "$tool" --no-go --place shell "$t/repo" >"$t/got" 2>&1 <"$t/in" &
pid=$!
exec 7>"$t/in"
until_true 10 grep -q 'settled=1' "$t/got"
ok $? "a session settles and stays"
echo "trace module-mode" >&7
until_true 5 grep -q '^trace module-mode steps=1' "$t/got"
ok $? "a question is answered"
kill -KILL "$(tail -n 1 "$t/pids")"
until_true 5 grep -q '^notice ' "$t/got"
ok $? "a scan killed from outside is noticed"
until_true 5 sh -c "[ \$(wc -l <'$t/pids') = 2 ]"
ok $? "and started again"
kill -STOP "$(tail -n 1 "$t/pids")"
echo rescan >&7
until_true 10 sh -c "[ \$(wc -l <'$t/pids') = 3 ]"
ok $? "one that was stopped is replaced when it is needed"
: >"$t/got.mark"
until_true 5 sh -c "tail -n 40 '$t/got' | grep -q 'settled=1'"
ok $? "and the session settles again"
ls /proc/$pid/fd 2>/dev/null | wc -l >"$t/fds1"
i=0
while [ $i -lt 30 ]; do
	echo rescan >&7
	i=$((i + 1))
done
echo "trace again" >&7
until_true 5 sh -c "[ \$(grep -c '^trace' '$t/got') = 2 ]"
ls /proc/$pid/fd 2>/dev/null | wc -l >"$t/fds2"
cmp -s "$t/fds1" "$t/fds2"
ok $? "no file descriptor is lost"
exec 7>&-
wait $pid
until_true 5 gone
ok $? "nothing is left when it is closed"

# A folder that is there later.
fake "if [ -e '$t/there' ]; then $begin; $module; $end; else echo '{\"rec\":\"error\",\"message\":\"no such folder\"}'; fi"
HOME=$t/home GOMEND_SCAN=$t/scan "$tool" --no-go --place shell "$t/repo" >"$t/got" 2>&1 <"$t/in" &
pid=$!
exec 7>"$t/in"
until_true 10 grep -q '^fatal no such folder' "$t/got"
ok $? "a folder that is missing is told"
: >"$t/there"
echo rescan >&7
until_true 10 sh -c "tail -n 5 '$t/got' | grep -q '^module . example.com/m'"
ok $? "looking again finds it"
exec 7>&-
wait $pid
echo "1..$n"
