# A vendored module: a require that changes takes vendor/ along.
module_with_dep1 1.19 v1.0.0
echo 'import _ "example.com/new"' >>m.go
mkmod example.com/new v1.0.0
cached example.com/new v1.0.0
cached example.com/dep1 v1.0.0
SET=network=yes
mkdir -p "$HOME/go"
sums example.com/dep1 v1.0.0 >go.sum
file vendor/modules.txt "# example.com/dep1 v1.0.0" "## explicit" \
	"example.com/dep1"
mkdir -p vendor/example.com/dep1
cp "$T/src/example.com/dep1@v1.0.0/lib.go" vendor/example.com/dep1/
after() {
	passes "$GO" build -mod=vendor ./...
}
