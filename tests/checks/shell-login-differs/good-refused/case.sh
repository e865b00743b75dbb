# A value that go refuses is told by env-value-invalid, and not once more.
# A long case: ./dev long.
use_bash
PLACES="shell login"
echo "export PATH=$(dirname "${newest#* }"):\$PATH" >"$HOME/.bash_profile"
export GOOS=linx
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
ORACLE=newest
oracle() {
	fails "unsupported GOOS/GOARCH pair linx" "$GO" build -o /dev/null .
	prints linux in_login "go env GOOS"
}
