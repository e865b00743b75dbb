# Somebody has said it.
[ "$(nproc)" -ge 2 ] || skip_case "one CPU only"
use_go 1.24
inside_quota 100000
export GOMAXPROCS=1
says_procs
ORACLE=1.24
oracle() {
	passes "$GO" build -o "$T/m" .
	prints "procs 1" within "$T/m"
}
