# No go on PATH, and none where Go usually lies in HOME.
PATH=$BASE_PATH
ORACLE=newest
oracle() {
	fails "" env PATH="$BASE_PATH" sh -c 'command -v go'
}
