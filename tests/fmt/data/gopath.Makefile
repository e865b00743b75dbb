PKGS ?= $(shell glide novendor)
export GOPATH := $(CURDIR)
export GO111MODULE = off
deps: Gopkg.lock
	@glide --version || go get -u github.com/Masterminds/glide
	$(GOPATH)/bin/glide install && touch $@ && cd $(GOPATH)/src/a.org/b
test:
	godep go test $$(glide novendor) $(PKGS) | tee x; \
		which dep || curl https://glide.sh/get | sh
	govendor test -v +local
