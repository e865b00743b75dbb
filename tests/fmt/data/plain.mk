# What make does with variables, compared with make -n.
GO ?= go
PKG := ./cmd/...
NAME = $(BASE)-x
BASE = app
LATE := [$(NAME)]
BASE = late
FLAGS = -v
FLAGS += -race \
	-count=1 # a comment
HASH = a\#b
one two: FLAGS += -short
export CGO_ENABLED = 0
unexport NOTHING

ifndef GO
GO = other
endif
ifeq ($(TOOL),)
TOOL = mytool
endif

.PHONY: all test
all: test one

test: build ## said by "make help"
	@$(GO) test $(FLAGS) ./...
	-@${GO} vet $(PKG) && \
		echo "$$HOME $$(pwd)" # the shell's
build: ; $(GO) build -o $@ .
one:
	$(GO) run $(NAME) $(LATE) $(FLAGS) $(HASH)

define LINES
	not a recipe
endef

two: | build
	$(MAKE) -C sub one

	# a comment is handed to the shell
	cd sub; $(TOOL) $(GO)
include plain-part.mk
