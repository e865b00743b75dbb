# As new as asked for by an argument or a target; what is known where it is
# built alone; a feature that installs another Go; what is commented out; a
# Dockerfile that docker-go-too-old tells of.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
mkdir -p .devcontainer/a .devcontainer/b .devcontainer/c .devcontainer/d b
for d in a b c d; do
	file .devcontainer/$d/Dockerfile 'ARG V=1.22' 'FROM golang:${V} AS new' "FROM node:20"
done
file .devcontainer/a/devcontainer.json '{"dockerFile": "Dockerfile", "build": {"args": {"V": "1.24"}, "target": "new"}}'
file .devcontainer/b/devcontainer.json '{"build": {"dockerfile": "Dockerfile", "args": {"V": "${localEnv:GO}"}, "target": "new"}}'
file .devcontainer/c/devcontainer.json '{"image": "golang:1.22", "features": {"ghcr.io/devcontainers/features/go:1": {"version": "latest"}}}'
file .devcontainer/d/devcontainer.json '{"build": {"dockerfile": "Dockerfile"}, // "image": "golang:1.20"' '}'
file Dockerfile "FROM golang:1.22" "COPY . /src" "WORKDIR /src" "RUN go build ./..."
file .devcontainer.json '{"build": {"dockerfile": "Dockerfile"}}'
ORACLE=1.24
oracle() {
	passes "$GO" list -m
}
