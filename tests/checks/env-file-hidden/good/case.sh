# The same said twice, and an empty variable, which counts as unset.
file "$HOME/.config/go/env" "GOPRIVATE=a.example" "GOINSECURE=b.example"
export GOPRIVATE=a.example GOINSECURE=
oracle() {
	prints a.example "$GO" env GOPRIVATE
	prints b.example "$GO" env GOINSECURE
}
