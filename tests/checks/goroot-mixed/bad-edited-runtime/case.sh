# A word of runtime was exchanged for one as long.
# A long case: ./dev long.
archived newest
mkdir -p "$T/edit/src/runtime"
sed '1s/Copyright/copyRIGHT/' "$tree/src/runtime/proc.go" >"$T/edit/src/runtime/proc.go"
layers "$T/edit:$tree"
file go.mod "module example.com/m" "" "go 1.18"
file main.go "package main" "" "func main() {}"
ORACLE=newest
oracle() {
	PATH=$T/go/bin:$BASE_PATH
	fails differ cmp "$T/edit/src/runtime/proc.go" "$tree/src/runtime/proc.go"
	passes within "$GO_OVER" build -o /dev/null .
}
