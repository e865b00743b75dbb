# Less than the go line asks for is refused.
CHECK=version-pins-disagree
SET=version=1.20
file go.mod "module example.com/m" "" "go 1.24"
file m.go "package m"
file .go-version "1.22"
