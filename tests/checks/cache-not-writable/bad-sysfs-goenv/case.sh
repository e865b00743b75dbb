# The same of /sys, in other words; and what says so is the go env file.
unset GOCACHE
file "$HOME/.config/go/env" "GOCACHE=/sys/go-build"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	[ "$(stat -f -c %T /sys)" = sysfs ] || return
	[ -w /sys ] || return
	fails "failed to initialize build cache at /sys/go-build: mkdir /sys/go-build: operation not permitted" \
		"$GO" build .
}
