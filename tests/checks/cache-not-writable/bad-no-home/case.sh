# A service without HOME.
unset HOME GOCACHE XDG_CACHE_HOME
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=all
oracle() {
	fails "neither \$XDG_CACHE_HOME nor \$HOME are defined" "$GO" build .
}
