# A word that go does not know in the go env file: only "go env -w" still works.
CHECK=env-value-invalid ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/.config/go/env" "# mine" "GOINSECURE=example.com" "GO111MODULE=auto" \
	"GOPROXY=off" "GO111MODULE=ON"
before() { fails "unknown environment setting GO111MODULE=ON" "$GO" env GOFLAGS; }
after() {
	prints on "$GO" env GO111MODULE
	prints example.com "$GO" env GOINSECURE
}
