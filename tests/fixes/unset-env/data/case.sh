# The same line stands in a here-document and in a string: these are data.
use_shell bash
CHECK=module-mode-off ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
{
	printf 'PATH=$PATH:%s\n' "$(dirname "${newest#* }")"
	printf '%s\n' 'cat >/dev/null <<EOF' 'export GO111MODULE=off' EOF \
		"note='" 'export GO111MODULE=off' "'" 'export GO111MODULE=off'
} >"$HOME/.bashrc"
places() { ask_shells interactive; }
before() { prints off in_fresh interactive "go env GO111MODULE"; }
after() { prints "export GO111MODULE=off" in_fresh interactive 'echo "$note$GO111MODULE"'; }
