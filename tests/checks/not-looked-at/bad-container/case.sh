# A dev container of Docker Compose, and one whose Dockerfile is not there.
file go.mod "module example.com/m" "" "go 1.20"
file m.go "package m"
mkdir -p .devcontainer/a
file .devcontainer/devcontainer.json '{' '  "dockerComposeFile": ["../compose.yml"],' '  "service": "dev"' '}'
file .devcontainer/a/devcontainer.json '{"build": {"dockerfile": "../../../Dockerfile"}}'
file compose.yml "services:" "  dev:" "    image: golang:1.19"
