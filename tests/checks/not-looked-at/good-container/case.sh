# Dev containers that are read.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .devcontainer/a
file .devcontainer/devcontainer.json '{"build": {"dockerfile": "Dockerfile"}}'
file .devcontainer/Dockerfile "FROM golang:1.24"
file .devcontainer/a/devcontainer.json '{"image": "golang:1.24"}'
