# Few processes and threads; the limit binds all users but root.
{ [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; } || skip_case "needs root"
d=$T
while [ "$d" != / ]; do
	[ ! -O "$d" ] || case $d in /tmp | /var/tmp) ;; *) chmod a+x "$d" ;; esac
	d=$(dirname "$d")
done
export GOCACHE="$T/gocache"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m" "" 'import _ "net/http"'
chown -R 54321 "$T"
# The place's own release must be one that this user may run.
[ -n "$newest" ] || skip_case "no Go here"
setpriv --reuid=54321 --clear-groups "${newest#* }" version >/dev/null 2>&1 ||
	skip_case "the newest Go is not for everybody"
inside "ulimit -u 12 2>/dev/null || ulimit -p 12" 'exec setpriv --reuid=54321 --clear-groups "$@"'
ORACLE=newest
oracle() { fails "failed to create new OS thread" within "$GO" build .; }
