# Twice, but one file.
mkdir -p "$T/usr"
file "$HOME/go/bin/hello" '#!/bin/sh' 'echo new'
chmod +x "$HOME/go/bin/hello"
ln -s "$HOME/go/bin/hello" "$T/usr/hello"
PATH=$T/usr:$PATH:$HOME/go/bin
ORACLE=newest
oracle() {
	prints new env PATH="$T/usr:$PATH:$HOME/go/bin" hello
}
