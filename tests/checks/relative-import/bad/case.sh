# A module's package imports another by a relative path.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m" "" 'import _ "./lib"'
file lib/lib.go "package lib" "" 'import _ "../other"'
file other/other.go "package other"
oracle() {
	if since 1.21; then
		fails "relative import paths are not supported in module mode" "$GO" build ./...
	else
		fails "local import" "$GO" build ./...
	fi
}
