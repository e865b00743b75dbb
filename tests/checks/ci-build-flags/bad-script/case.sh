# No job calls them.
file go.mod "module example.com/m" "" "go 1.18"
file m.go "package m"
printf 'FLAGS = -i\nbuild:\n\tgo build $(FLAGS) ./...\n' >Makefile
file get.sh "#!/bin/sh" "go mod download --no-sumdb" "go build -a ./..."
needs 1.20
oracle() {
	fails "flag provided but not defined: -no-sumdb" "$GO" mod download --no-sumdb
	! since 1.20 || fails "flag provided but not defined: -i" "$GO" build -i ./...
}
