# The file beside the Dockerfile counts, not .dockerignore; vendor/ that -mod=vendor wants.
file go.mod "module example.com/m" "" "go 1.18" "" "require example.com/dep1 v1.0.0"
file m.go "package m" "" 'import _ "example.com/dep1"'
vendor_dep1 "v1.0.0"
sed -i.old 's/^# example.com.dep1$/# example.com\/dep1 v1.0.0/' vendor/modules.txt && rm vendor/modules.txt.old
file .dockerignore "!vendor"
file build/Dockerfile.dockerignore "*" "!*.go" "!go.*"
file build/Dockerfile "FROM golang:1.24" "WORKDIR /src" "COPY . ." "RUN go build -mod=vendor ./..."
ORACLE="oldest newest"
oracle() {
	rm -rf "$T/image"
	mkdir -p "$T/image"
	cp go.mod m.go "$T/image"
	cd "$T/image" || exit
	fails "inconsistent vendoring" "$GO" build -mod=vendor ./...
}
