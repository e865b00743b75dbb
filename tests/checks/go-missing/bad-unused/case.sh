# A release lies in ~/sdk, where golang.org/dl puts it, and no PATH names it.
PATH=$BASE_PATH
sdk=$HOME/sdk/go1.99.0
file "$sdk/VERSION" "go1.99.0"
file "$sdk/bin/go" '#!/bin/sh' 'echo go version go1.99.0'
chmod +x "$sdk/bin/go"
mkdir -p "$sdk/src/runtime" "$sdk/pkg/tool"
ORACLE=newest
oracle() {
	fails "" env PATH="$BASE_PATH" sh -c 'command -v go'
	prints go1.99.0 env PATH="$sdk/bin:$BASE_PATH" go version
}
