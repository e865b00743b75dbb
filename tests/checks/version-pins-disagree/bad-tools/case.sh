# Two version managers are told two versions; both are new enough.
# A long case: ./dev long.
file go.mod "module example.com/m" "" "go 1.22"
file m.go "package m"
file .go-version "1.24.1"
file .tool-versions "golang 1.25.0"
file mise.toml "[tools]" 'go = "1.25"'
oracle() {
	passes "$GO" version
}
