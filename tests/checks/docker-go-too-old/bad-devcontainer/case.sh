# What the container does once it is made stops; the image says local.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
mkdir -p .devcontainer
cat >.devcontainer/devcontainer.json <<'X'
{
	"build": { "dockerfile": "Dockerfile" },
	"postCreateCommand": { "tools": "true", "modules": ["go", "mod", "download"] }
}
X
file .devcontainer/Dockerfile "# for people" "FROM golang:1.22"
ORACLE=1.22
oracle() {
	fails "requires go >= 1.24" "$GO" mod download
}
