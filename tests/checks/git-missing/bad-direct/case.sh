# A private module comes from its repository, and there is no git.
export GOPRIVATE=github.com/nobody
file go.mod "module example.com/m" "" "go 1.18" "" \
	"require github.com/nobody/dep v1.0.0"
file m.go "package m" "" 'import _ "github.com/nobody/dep"'
without_git
oracle() {
	fails 'exec: "git": executable file not found in $PATH' \
		env PATH="$(dirname "$GO")" "$GO" mod download
}
