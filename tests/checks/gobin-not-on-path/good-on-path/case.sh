# On PATH, spelled with a slash too many.
file "$HOME/go/bin/hello" '#!/bin/sh'
chmod +x "$HOME/go/bin/hello"
PATH=$PATH:$HOME/go//bin/
ORACLE=newest
oracle() {
	prints hello env PATH="$PATH:$HOME/go//bin/" sh -c 'command -v hello'
}
