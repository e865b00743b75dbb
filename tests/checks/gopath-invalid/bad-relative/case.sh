# A relative entry behind a good one.
export GOPATH="$HOME/go:work"
ORACLE=all
oracle() {
	fails 'go: GOPATH entry is relative; must be absolute path: "work".' \
		"$GO" build .
}
