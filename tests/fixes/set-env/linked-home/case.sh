# HOME is reached through a link, and there is no go env file yet.
# A long case: ./dev long.
ln -s home "$T/user"
HOME=$T/user
export HOME
SET="name=GOINSECURE value=example.com"
ROOT=$HOME
file "$HOME/m/go.mod" "module example.com/m" "" "go 1.18"
after() { prints example.com "$GO" env GOINSECURE; }
