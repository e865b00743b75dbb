# For one shell no file changes: here is the line.
CHECK=gowork-from-above
SET=layer=shell
file "$T/go.work" "go 1.18" "" "use ./repo"
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
git_commit
