# The folder of go install comes last, and an old copy stands before it.
mkdir -p "$T/usr"
file "$T/usr/hello" '#!/bin/sh' 'echo old'
file "$HOME/go/bin/hello" '#!/bin/sh' 'echo new'
chmod +x "$T/usr/hello" "$HOME/go/bin/hello"
PATH=$T/usr:$PATH:$HOME/go/bin
ORACLE=newest
oracle() {
	prints old env PATH="$T/usr:$PATH:$HOME/go/bin" hello
}
