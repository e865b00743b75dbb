# A path that nobody could import.
# A long case: ./dev long.
file go.mod 'module "Foo Bar"' "" "go 1.19"
file m.go "package m"
ORACLE=all
oracle() {
	fails "malformed module path \"Foo Bar\": invalid char ' '" \
		"$GO" list -m
}
