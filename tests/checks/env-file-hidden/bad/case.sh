# go env -w said one thing, the environment another.
file "$HOME/.config/go/env" "GOPRIVATE=a.example" "GOINSECURE=b.example"
export GOPRIVATE=c.example
ORACLE=all
oracle() {
	prints c.example "$GO" env GOPRIVATE
	prints b.example "$GO" env GOINSECURE
	prints "does not override conflicting OS environment variable" \
		"$GO" env -w GOPRIVATE=a.example
}
