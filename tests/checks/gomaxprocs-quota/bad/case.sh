# One CPU's time on a machine of several, and a Go that does not look.
[ "$(nproc)" -ge 2 ] || skip_case "one CPU only"
use_go 1.24
inside_quota 100000
says_procs
ORACLE=1.24
oracle() {
	passes "$GO" build -o "$T/m" .
	prints "procs $(nproc)" within "$T/m"
}
