# ~/.config is a link into a folder of dotfiles, and go/env lies behind it.
# A long case: ./dev long.
CHECK=env-value-invalid ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/dot/config/go/env" "GOINSECURE=example.com" "GO111MODULE=ON"
ln -s dot/config "$HOME/.config"
before() { fails "unknown environment setting GO111MODULE=ON" "$GO" env GOFLAGS; }
after() {
	prints on "$GO" env GO111MODULE
	[ -L "$HOME/.config" ] || fails x true
}
