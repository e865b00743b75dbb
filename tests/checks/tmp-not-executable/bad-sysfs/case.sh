# It is there, and nobody makes anything in it.
export GOTMPDIR=/sys/kernel
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	[ "$(stat -f -c %T /sys/kernel)" = sysfs ] || return
	[ -w /sys/kernel ] || return
	fails "operation not permitted" "$GO" build .
}
