# Not set.
oracle() {
	prints "$(dirname "$(dirname "$GO")")" "$GO" env GOROOT
}
