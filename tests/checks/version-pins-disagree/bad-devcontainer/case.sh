# A dev container made of a Dockerfile: the stage that its target stands on, and
# the argument that the build is given in place of the default.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
mkdir -p .devcontainer
cat >.devcontainer/devcontainer.json <<'X'
// "image": "golang:1.19",
{
	"build": {
		"dockerfile": "../build/Dockerfile", /* ours */
		"context": "..",
		"args": { "VARIANT": "1.22-bookworm", },
		"target": "Dev",
	},
}
X
file build/Dockerfile "ARG VARIANT=1.24" "FROM golang:\$VARIANT AS base" \
	"FROM base AS dev" "RUN apt-get update" "FROM golang:1.21 AS last"
ORACLE=1.22
oracle() {
	fails "requires go >= 1.24" "$GO" list -m
}
