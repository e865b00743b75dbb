# windows/arm went with 1.26.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
use_go 1.26
GOOS=windows GOARCH=arm
export GOOS GOARCH
ORACLE=all
oracle() {
	if since 1.26; then
		fails "unsupported GOOS/GOARCH pair windows/arm" "$GO" build -n .
	else
		passes "$GO" build -n .
	fi
}
