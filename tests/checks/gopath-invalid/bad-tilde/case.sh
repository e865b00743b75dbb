# Nobody expands a ~ in quotes.
export GOPATH='~/go'
ORACLE=all
oracle() {
	fails "go: GOPATH entry cannot start with shell metacharacter '~': \"~/go\"" \
		"$GO" build .
}
