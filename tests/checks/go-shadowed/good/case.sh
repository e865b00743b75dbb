# The newest first: what stands behind it hurts nobody.
old=$(release oldest) new=$(release newest)
PATH=$(dirname "${new#* }"):$(dirname "${old#* }"):$BASE_PATH
export PATH
ORACLE=newest
oracle() {
	export PATH="$(dirname "${new#* }"):$(dirname "${old#* }"):$BASE_PATH"
	prints "${new%% *}" go version
}
