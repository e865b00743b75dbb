# Set to the wrong tree is goroot-mismatch's business.
old=$(release oldest) new=$(release newest)
[ "$old" != "$new" ] || skip_case "needs two releases of Go"
export GOROOT="$(dirname "$(dirname "${old#* }")")"
