# A package named as one of the standard library.
# A long case: ./dev long.
needs 1.20
file go.mod "module fmt" "" "go 1.19"
file m.go "package fmt"
ORACLE=all
oracle() {
	if since 1.20; then
		fails "ambiguous import: found package fmt in multiple modules" \
			"$GO" list .
	else
		prints fmt "$GO" list .
	fi
}
