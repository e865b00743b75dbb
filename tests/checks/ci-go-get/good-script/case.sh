# What only fetches or requires; what go install follows in the recipe; a tool
# that go.mod requires; what a variable decides; a page; a script that an image
# runs with a Go of its own; a GOPATH project's.
file go.mod "module example.com/m" "" "go 1.20" "" "require golang.org/x/tools v0.1.0"
file m.go "package m"
cat >Makefile <<'Y'
deps:
	go get ./...
	go get -d github.com/mitchellh/gox
	go get -u example.com/lib
	go get golang.org/x/tools/cmd/stringer@v0.2.0
	go get $(FLAGS) $(shell ./flags) github.com/kisielk/errcheck
lint:
	go get golang.org/x/lint/golint
	go install golang.org/x/lint/golint
	docker run golang:1.15 go get github.com/mitchellh/gox
Y
file README.md '```sh' "go get -u github.com/mitchellh/gox" '```'
file image.sh "#!/bin/sh" "go get github.com/mitchellh/gox"
file Dockerfile "FROM golang:1.15" "COPY . /x" "RUN /x/image.sh"
