# The host's stub was copied into a container, where it does not run.
file "$T/resolv.conf" "nameserver 127.0.0.78"
inside_mounts "mount --bind $T/resolv.conf /etc/resolv.conf" \
	"mount -t tmpfs none /run" ": >/run/.containerenv"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" 'import (' '	"context"' '	"fmt"' '	"net"' ')' "" \
	"func main() {" "	r := net.Resolver{PreferGo: true}" \
	'	_, err := r.LookupHost(context.Background(), "name.example.")' \
	"	fmt.Println(err)" "}"
ORACLE=newest
oracle() {
	passes "$GO" build -o "$T/m" .
	prints "connection refused" within "$T/m"
}
