# Files of version managers at odds, one of them older than the go line; the
# places that only have to be new enough name the go line.
# A long case: ./dev long.
CHECK=version-pins-disagree
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .go-version "1.23.4"
file .tool-versions "nodejs 20" "golang 1.24.6 # ours"
file mise.toml "[tools]" 'go = "1.25"'
file .devcontainer.json '{"image": "mcr.microsoft.com/devcontainers/go:1.23"}'
