#!/bin/sh
# What gomend-scan says of the machine is what the system's own tools say, and
# git itself refuses exactly the repositories that it says git would refuse.
. "$srcdir/tests/scan/lib.sh"

r=$work/r
gomod "$r" example.com/m
git -C "$r" init -q

# look [WRAPPER...] : the records of one look, its environment in $place.
place="\"HOME=$HOME\",\"PATH=/usr/bin:/bin\""
look() {
	{
		printf '{"op":"open","root":"%s"}\n' "$r"
		printf '{"op":"place","value":{"name":"shell","kind":"shell","state":"ready","cwd":"%s","env":[%s]}}\n' \
			"$r" "$place"
		printf '{"op":"scan"}\n'
	} | timeout 20 "$@" "$GOMEND_SCAN" >"$work/got" 2>"$work/err"
}
# The line a wrapper runs before the scan.
cat >"$work/after" <<'END'
#!/bin/sh
eval "$1"
shift
exec "$@"
END
chmod +x "$work/after"

look env
user=$(id -un)
check "the kernel and the user" says place . "\"kernel\":\"$(uname -r)\"" \
	"\"name\":\"$user\""
if [ -f /etc/os-release ]; then
	id=$(. /etc/os-release && echo "$ID")
	check "the distribution" says place . "\"distro\":\"$id\""
else
	ok "the distribution # SKIP no os-release"
fi
check "CPUs" says place . "\"affinity\":$(nproc)"
if command -v taskset >/dev/null; then
	look taskset -c 0
	check "and those it is bound to" says place . '"affinity":1'
else
	ok "and those it is bound to # SKIP no taskset"
fi
look "$work/after" "ulimit -Sn 123; ulimit -Hn 456"
check "limits of files" says place . '"nofile_soft":123,"nofile_hard":456'
if command -v git >/dev/null; then
	v=$(git --version)
	v=${v#git version }
	look env
	check "git's release, without running it" says place . \
		"\"version\":\"${v%% *}\""
else
	ok "git's release # SKIP no git"
fi

# Folders: what statvfs says is what stat -f says.
place="\"HOME=$HOME\",\"PATH=/usr/bin:/bin\",\"TMPDIR=$work\""
look env
if free=$(stat -f -c %T "$work" 2>/dev/null) && [ -n "$free" ]; then
	check "TMPDIR" says place . "\"role\":\"temp\",\"known\":\"measured\",\"path\":\"$work\",\"from\":\"TMPDIR\""
	blocks=$(stat -f -c '%S %b' "$work")
	check "its size" says place . "\"total_bytes\":$((${blocks% *} * ${blocks#* }))"
else
	ok "TMPDIR # SKIP no stat -f"
	ok "its size # SKIP no stat -f"
fi
place="\"HOME=$HOME\",\"PATH=/usr/bin:/bin\",\"TMPDIR=$work/none\""
look env
check "a folder that is missing" says place . "\"path\":\"$work/none\",\"from\":\"TMPDIR\",\"missing\":true"

# resolv.conf, mounts and quotas in a namespace of their own.
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
	mkdir -p "$work/tmp"
	place="\"HOME=$HOME\",\"PATH=/usr/bin:/bin\",\"TMPDIR=$work/tmp/x y\""
	printf '# mine\nnameserver 127.0.0.3\noptions ndots:2 timeout:3\nnameserver nonsense\nnameserver ::1\noptions attempts:4 rotate\nsearch a.example b.example\n' \
		>"$work/resolv.conf"
	look unshare -m "$work/after" "mount --make-rprivate /
		mount --bind $work/resolv.conf /etc/resolv.conf
		mkdir '$work/tmp/x y'
		mount -t tmpfs -o noexec,nosuid,size=4m none '$work/tmp/x y'"
	check "resolv.conf by Go's rules" says place . '"address":"127.0.0.3","line":2' \
		'"address":"::1","line":5' '"timeout_s":3,"attempts":4,"timeout_line":3,"attempts_line":6,"rotate":true' \
		'"search":["a.example","b.example"]'
	check "and nothing else in it" lacks place . nonsense
	check "a mount with a blank in its name" says place . "\"noexec\":true" \
		"\"total_bytes\":4194304" "\"mount\":\"$work/tmp/x y\"" '"fstype":"tmpfs"'
	check "and how it is mounted" says place . nosuid
else
	for t in 1 2 3 4; do ok "mounts of its own $t # SKIP needs root"; done
fi

# Whose it is: git is asked beside it, case by case.
refused() { case $(last place) in *'"refuses":true'*) ;; *) return 1 ;; esac; }
# whose NAME ENV... : with these variables both say the same, and it is $want.
whose() {
	name=$1
	shift
	place="\"HOME=$HOME\",\"PATH=/usr/bin:/bin\""
	for v; do place="$place,\"$v\""; done
	look env -u GIT_CONFIG_GLOBAL "$@"
	if env -i HOME="$HOME" PATH=/usr/bin:/bin "$@" git -C "$r" status \
		>"$work/status" 2>&1; then git=trusts; else git=refuses; fi
	grep -q dubious "$work/status" || [ "$git" = trusts ] || git=fails
	if refused; then ours=refuses; else ours=trusts; fi
	if [ "$git" = "$want" ] && [ "$ours" = "$want" ]; then
		ok "$name: $want"
	else
		not_ok "$name: git $git, gomend $ours, expected $want" "$(cat "$work/status")"
	fi
}
if [ "$(id -u)" = 0 ] && command -v git >/dev/null; then
	n0="GIT_CONFIG_NOSYSTEM=1"
	g=$work/gitconfig
	want=trusts
	whose "my own" $n0
	chown 12345 "$r"
	want=refuses
	whose "another's work tree" $n0
	chown 0 "$r"
	chown 12345 "$r/.git"
	whose "another's .git" $n0
	want=trusts
	whose "of whoever called sudo" $n0 SUDO_UID=12345
	want=refuses
	whose "of somebody else than that" $n0 SUDO_UID=12346
	conf() { printf '%s\n' "$@" >"$g"; }
	conf "[safe]" "	directory = $r"
	want=trusts
	whose "named by the global file" $n0 "GIT_CONFIG_GLOBAL=$g"
	whose "by the system's" "GIT_CONFIG_SYSTEM=$g"
	want=refuses
	whose "by a system file that is not read" $n0 "GIT_CONFIG_SYSTEM=$g"
	whose "by none" $n0 "GIT_CONFIG_GLOBAL="
	conf "[SAFE]" "	Directory = \"$r\" ; here"
	want=trusts
	whose "in capitals and quotes" $n0 "GIT_CONFIG_GLOBAL=$g"
	conf "[safe]" "	directory = *"
	whose "a star" $n0 "GIT_CONFIG_GLOBAL=$g"
	conf "[safe]" "	directory = ${r%/*}"
	want=refuses
	whose "the folder above" $n0 "GIT_CONFIG_GLOBAL=$g"
	conf "[safe]" "	directory = *" "	directory ="
	whose "taken back" $n0 "GIT_CONFIG_GLOBAL=$g"
	conf "[safe]" "	directory =" "	directory = $r"
	want=trusts
	whose "and named again" $n0 "GIT_CONFIG_GLOBAL=$g"
	conf "[safe \"x\"]" "	directory = $r"
	want=refuses
	whose "in a subsection" $n0 "GIT_CONFIG_GLOBAL=$g"
	conf "[include]" "	path = more"
	printf '[safe]\n\tdirectory = %s\n' "$r" >"$work/more"
	want=trusts
	whose "in a file that is included" $n0 "GIT_CONFIG_GLOBAL=$g"
	conf "[includeIf \"gitdir:$r/\"]" "	path = more"
	want=refuses
	whose "in one that is included on a condition" $n0 "GIT_CONFIG_GLOBAL=$g"
	mkdir -p "$HOME/.config/git"
	cp "$work/more" "$HOME/.config/git/config"
	want=trusts
	whose "in the second global file" $n0
	want=refuses
	whose "elsewhere by XDG_CONFIG_HOME" $n0 "XDG_CONFIG_HOME=$work/xdg"
	rm "$HOME/.config/git/config"
	ln -s "$r" "$HOME/link"
	conf "[safe]" "	directory = ~/link"
	whose "by a link (git before 2.46)" $n0 "GIT_CONFIG_GLOBAL=$g"
	mv "$r" "$HOME/r"
	r=$HOME/r
	conf "[safe]" "	directory = ~/r"
	want=trusts
	whose "below the home" $n0 "GIT_CONFIG_GLOBAL=$g"
	whose "on the command line's behalf" $n0 GIT_CONFIG_COUNT=1 \
		GIT_CONFIG_KEY_0=safe.directory "GIT_CONFIG_VALUE_0=$r"
	printf '[safe]\n\tdirectory = %s\n' "$r" >>"$r/.git/config"
	want=refuses
	whose "named by itself" $n0
else
	ok "whose it is # SKIP needs root and git"
fi
echo "1..$n"
