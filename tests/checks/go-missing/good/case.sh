# The newest release at hand is on PATH.
oracle() {
	prints "go$REL" "$GO" version
}
