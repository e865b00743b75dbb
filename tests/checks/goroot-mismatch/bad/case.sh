# GOROOT names the oldest tree at hand, and the newest go runs.
old=$(release oldest) new=$(release newest)
[ "$old" != "$new" ] || skip_case "needs two releases of Go"
export GOROOT="$(dirname "$(dirname "${old#* }")")"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() {
	prints "${new%% *}" "$GO" version
	prints "$GOROOT" "$GO" env GOROOT
	fails "compile: version \"${old%% *}\" does not match go tool version \"${new%% *}\"" \
		"$GO" build .
}
