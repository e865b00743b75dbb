# The oldest release at hand stands before the newest.
old=$(release oldest) new=$(release newest)
[ "$old" != "$new" ] || skip_case "needs two releases of Go"
PATH=$(dirname "${old#* }"):$(dirname "${new#* }"):$BASE_PATH
export PATH
ORACLE=newest
oracle() {
	export PATH="$(dirname "${old#* }"):$(dirname "${new#* }"):$BASE_PATH"
	prints "${old%% *}" go version
}
