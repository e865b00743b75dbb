# No git, and the state folder on another file system: what is kept for undo
# lies beside the file, and the preview says so.
shm=/dev/shm/gomend-fixes.$$
{ mkdir "$shm" && [ "$(stat -c %d "$shm")" != "$(stat -c %d "$T")" ]; } 2>/dev/null ||
	skip_case "no other file system at /dev/shm"
trap 'rm -rf "$shm"' EXIT
XDG_STATE_HOME=$shm
export XDG_STATE_HOME
file go.mod "module example.com/m"
file m.go "package m"
