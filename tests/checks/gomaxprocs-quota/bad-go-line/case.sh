# A Go that would look, for a go line that does not ask it to.
[ "$(nproc)" -ge 4 ] || skip_case "fewer than four CPUs: 2 is the least that Go takes"
needs 1.25
inside_quota 200000
says_procs 1.24
ORACLE=newest
oracle() {
	passes "$GO" build -o "$T/m" .
	prints "procs $(nproc)" within "$T/m"
}
