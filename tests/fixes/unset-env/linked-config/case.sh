# Only go, of ~/.config, is a link.
# A long case: ./dev long.
CHECK=env-file-hidden ROOT=$HOME SET=layer=goenv
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
file "$HOME/dot/go/env" "GOPROXY=direct"
mkdir "$HOME/.config"
ln -s ../dot/go "$HOME/.config/go"
