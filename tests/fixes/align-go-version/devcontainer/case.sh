# The version in the Dockerfile of one dev container, and in an argument of
# another; a comment stays.
# A long case: ./dev long.
CHECK=version-pins-disagree
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
mkdir -p .devcontainer/one .devcontainer/two
file .devcontainer/one/devcontainer.json '{"build": {"dockerfile": "../Dockerfile"}}'
cat >.devcontainer/two/devcontainer.json <<'X'
{
	// as "V": "1.22" was
	"build": {
		"dockerfile": "../Dockerfile",
		"args": { "V": "1.23-bookworm" },
	},
}
X
file .devcontainer/Dockerfile '# the least' 'ARG V=1.22' 'FROM golang:${V}'
