# The folder holds something already.
file "$HOME/hello/notes.txt" "mine"
SET="dir=$HOME/hello"
