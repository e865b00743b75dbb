# go install wrote a program that no terminal finds.
use_shell bash
CHECK=gobin-not-on-path ROOT=$HOME HERE=tool
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
mkdir -p "$HOME/go/bin"
printf '#!/bin/sh\necho mine\n' >"$HOME/go/bin/tool"
chmod +x "$HOME/go/bin/tool"
printf 'PATH=$PATH:%s\n' "$(dirname "${newest#* }")" >"$HOME/.bashrc"
PATH=$PATH:$HOME/go/bin
places() { ask_shells interactive; }
before() { fails "" in_fresh interactive tool; }
after() { prints mine in_fresh interactive tool; }
