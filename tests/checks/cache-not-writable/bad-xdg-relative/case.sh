# Refused since 1.24.
# A long case: ./dev long.
unset GOCACHE
export XDG_CACHE_HOME=rel
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
ORACLE=newest
oracle() { fails "path in \$XDG_CACHE_HOME is relative" "$GO" build .; }
