# Who set what: rc files of every temper, traced in the real shells, and the
# origin of each variable told by the real scan.
# A long test: ./dev long.
. "$srcdir/tests/probe/lib.sh"
t=$(cd "$t" && pwd -P)
h=$t/home
GOMEND_SCAN=$builddir/gomend-scan
export GOMEND_SCAN
token=tok-$$-4711secret

fresh() {
	rm -rf "$h"
	mkdir -p "$h/.config/fish/conf.d" "$h/.config/fish/functions" "$h/d"
}
# rc FILE LINE...: below HOME
rc() {
	file=$1
	shift
	printf '%s\n' "$@" >"$h/$file"
}
# ask SHELL [VAR=VALUE...]: all places, into $t/got
ask() {
	sh=$1
	shift
	env -i PATH="$PATH" GOMEND_SCAN="$GOMEND_SCAN" HOME="$h" TERM=dumb \
		TEST_SHELL="$(command -v "$sh")" "$@" timeout 60 $as "$tool" --once \
		--no-go --trace "$t/repo" >"$t/got.all" 2>"$t/err" </dev/null
	sed -n '/ settled=1 /,$p' "$t/got.all" >"$t/got"
	cat "$t/got.all" "$t/err" >>"$t/said"
}
as=
# origin PLACE NAME HOW FILE:LINE [OVERRODE]: FILE below HOME, unless absolute
origin() {
	at=$4
	case $at in
	/* | -*) ;;
	*) at=$h/$at ;;
	esac
	grep -q -F -e "origin $1 $2 $3 $at as=${as_place:--}$5" "$t/got" || {
		echo "# want: origin $1 $2 $3 $at as=${as_place:--}$5"
		grep "^origin $1 $2 " "$t/got" | sed 's/^/# /'
		grep "^traced $1" "$t/got" | sed 's/^/# /'
		return 1
	}
}
dir() { # PLACE DIR HOW FILE:LINE
	at=$4
	case $at in
	/* | -*) ;;
	*) at=$h/$at ;;
	esac
	grep -q -F -e "dir $1 $2 $3 $at as=${as_place:--}" "$t/got" || {
		echo "# want: dir $1 $2 $3 $at"
		grep "^dir $1 $2 " "$t/got" | sed 's/^/# /'
		return 1
	}
}
none() { # PLACE NAME: nobody is named
	! grep -q "^origin $1 $2 " "$t/got"
}
tracing() {
	grep -q -x "traced $1 $2" "$t/got" || {
		grep "^traced" "$t/got" | sed 's/^/# /'
		return 1
	}
}
have() {
	command -v "$1" >/dev/null 2>&1 && return 0
	n=$((n + 1))
	echo "ok $n - $1 # SKIP no $1"
	return 1
}
: >"$t/said"

bash_cases() { # WHO
	fresh
	rc .bashrc 'export GOFLAGS=-mod=mod' '. ~/more.sh' 'export GOBIN=~/bin' \
		'PATH=$PATH:/rc/one' 'PATH=/rc/two:$PATH' 'PATH=$PATH:/rc/one'
	rc more.sh 'export GONOSUMDB=a' '. ~/deep.sh'
	rc deep.sh '' 'export GOPATH=$HOME/go'
	rc .bash_profile '. ~/.bashrc' 'export GOFLAGS=-mod=vendor'
	ask bash
	tracing login whole && tracing interactive whole
	ok $? "bash, $1: traced to its end"
	origin interactive GOFLAGS traced .bashrc:1 &&
		origin login GOFLAGS traced .bash_profile:2 " < -mod=mod $h/.bashrc:1 traced"
	ok $? "bash, $1: the profile sets it last and overrides the rc file"
	origin interactive GONOSUMDB traced more.sh:1 &&
		origin login GOPATH traced deep.sh:2
	ok $? "bash, $1: files that files read"
	dir interactive /rc/one traced .bashrc:4 && dir interactive /rc/two traced .bashrc:5 &&
		grep -q "^dir interactive /rc/one traced $h/.bashrc:6 as=- same_as=[1-9]" "$t/got"
	ok $? "bash, $1: each element of PATH by its line, doubles told"
	none noninteractive GOFLAGS
	ok $? "bash, $1: a script reads none of them"

	fresh
	rc .bashrc 'setup() {' '  local x=1' '  export GOPROXY=off' '}' \
		'case $- in *i*) setup ;; esac' \
		'if [ -n "$NOPE" ]; then' '  export GOSUMDB=never' \
		'elif true; then' '  export GOSUMDB=off' 'fi' \
		'for d in /l/a /l/b; do' '  PATH="$PATH:$d"' 'done' \
		'eval "export GOPRIVATE=e"' 'read -r GOVCS <<<x:off; export GOVCS' \
		'export GOINSECURE="a' 'b"' 'printf -v GOTMPDIR %s /t; export GOTMPDIR' \
		'declare -x GOARCH=arm64' 'GOOS=linux' 'export GOOS' \
		'GOAMD64=v' 'GOAMD64+=2' 'export GOAMD64' \
		'export GOARM=5; export GOARM=6' 'export GO386=sse2; unset GO386' \
		'GOMIPS=hardfloat' ': "${GOCACHE:=/c}"; export GOCACHE' \
		'GOWORK=auto true' '(export GOWORK=sub)' 'export GOWORK=off'
	ask bash
	origin interactive GOPROXY traced .bashrc:3
	ok $? "bash, $1: in a function"
	origin interactive GOSUMDB traced .bashrc:9
	ok $? "bash, $1: in the branch that is taken"
	dir interactive /l/a traced .bashrc:12 && dir interactive /l/b traced .bashrc:12
	ok $? "bash, $1: in a loop"
	origin interactive GOPRIVATE traced .bashrc:14
	ok $? "bash, $1: in an eval"
	origin interactive GOVCS traced .bashrc:15 && origin interactive GOTMPDIR traced .bashrc:18
	ok $? "bash, $1: by read and printf -v"
	grep -q "^origin interactive GOINSECURE traced $h/.bashrc:16 " "$t/got"
	ok $? "bash, $1: a value of two lines"
	origin interactive GOARCH traced .bashrc:19 && origin interactive GOOS traced .bashrc:20
	ok $? "bash, $1: declare -x; set here, exported there"
	origin interactive GOAMD64 traced .bashrc:23 " < v $h/.bashrc:22 traced"
	ok $? "bash, $1: added to"
	origin interactive GO386 traced .bashrc:26 " unset"
	ok $? "bash, $1: set and unset"
	origin interactive GOMIPS traced .bashrc:27 " not-exported"
	ok $? "bash, $1: set and not exported"
	origin interactive GOCACHE read .bashrc:28
	ok $? "bash, $1: a default, which no trace shows, is read"
	grep -q -x "origin interactive GOWORK traced $h/.bashrc:31 as=-" "$t/got"
	ok $? "bash, $1: what holds for one command or a subshell counts not"

	fresh
	rc .bashrc 'export GOFLAGS=-a' 'set +x' 'export GOBIN=/b' 'set -x' 'export GOOS=js'
	ask bash
	tracing interactive part && origin interactive GOFLAGS traced .bashrc:1 &&
		origin interactive GOBIN read .bashrc:3
	ok $? "bash, $1: what was done with tracing off is read"
	rc .bashrc 'export GOFLAGS=-a' 'PS4="+ "' 'export GOBIN=/b'
	ask bash
	tracing interactive part && origin interactive GOBIN read .bashrc:3
	ok $? "bash, $1: a PS4 of its own"
	rc .bashrc 'exec 19>/dev/null 5>/dev/null' 'BASH_XTRACEFD=5' 'export GOBIN=/b'
	ask bash
	tracing interactive part && origin interactive GOBIN read .bashrc:3
	ok $? "bash, $1: a trace sent elsewhere"
	rc .bashrc 'set -eu' 'export GOBIN=/b'
	ask bash
	tracing interactive whole && origin interactive GOBIN traced .bashrc:2
	ok $? "bash, $1: an rc file that takes no unset variable"
	rc .bashrc 'exec 3>/dev/null 2>/dev/null' 'export GOBIN=/b'
	ask bash
	tracing interactive whole && origin interactive GOBIN traced .bashrc:2
	ok $? "bash, $1: an rc file that silences stderr"
	rc .bashrc 'export GOFLAGS=-a' '[ -z "$GOMEND_PROBE" ] && sleep 60' 'export GOBIN=/b'
	ask bash
	tracing interactive failed && origin interactive GOFLAGS traced .bashrc:1 &&
		grep -q -E "^origin interactive GOBIN (read|traced) $h/.bashrc:3 " "$t/got"
	ok $? "bash, $1: too slow when traced: the rest is read"
	rc .bashrc 'export GOFLAGS=-a' '[ -n "$GOMEND_PROBE" ] || exec cat' 'export GOBIN=/b'
	ask bash
	tracing interactive part && origin interactive GOBIN read .bashrc:3
	ok $? "bash, $1: another program in its place"
	rc .bashrc 'for i in $(seq 20000); do :; done' 'export GOBIN=/b' \
		'head -c 3000000 /dev/zero | tr "\0" x >&2'
	ask bash
	tracing interactive whole && origin interactive GOBIN traced .bashrc:2
	ok $? "bash, $1: a long trace and much noise"
}

if have bash; then
	bash_cases "as this user"
	# As another user bash takes PS4 from outside.
	if [ "$(id -u)" = 0 ] && setpriv --reuid 65534 --clear-groups true 2>/dev/null &&
		setpriv --reuid 65534 --clear-groups test -x "$tool" -a -x "$GOMEND_SCAN"; then
		as="setpriv --reuid 65534 --clear-groups"
		chmod 711 "$t" 2>/dev/null
		bash_cases "as nobody"
		as=
	else
		n=$((n + 1))
		echo "ok $n - bash, as another user # SKIP not root, or another user does not get here"
	fi
	fresh
	rc .profile 'export GOFLAGS=-p'
	rc .bash_login 'export GOBIN=/l'
	ask bash
	origin login GOBIN traced .bash_login:1 && none login GOFLAGS
	ok $? "bash: .bash_login goes before .profile"
	fresh
	mkdir -p "$h/dot"
	rc dot/bashrc 'export GOFLAGS=-linked'
	ln -s dot/bashrc "$h/.bashrc"
	ask bash
	origin interactive GOFLAGS traced .bashrc:1
	ok $? "bash: an rc file that is a link"
	fresh
	rc .bashrc 'export GOFLAGS=-same' 'export GOBIN=/new'
	ask bash GOFLAGS=-same GOBIN=/here GOOS=js
	as_place=interactive
	origin shell GOFLAGS traced .bashrc:1
	ok $? "this shell: as a new terminal has it"
	as_place=
	origin shell GOBIN session -:0 && origin shell GOOS session -:0
	ok $? "this shell: set in the session"
	mkdir -p "$h/.config/environment.d"
	rc .config/environment.d/go.conf '# of systemd' 'GOPRIVATE=corp'
	rc .pam_environment 'GONOPROXY=corp'
	ask bash GOPRIVATE=corp GONOPROXY=corp
	origin shell GOPRIVATE inherited .config/environment.d/go.conf:2 &&
		origin shell GONOPROXY inherited .pam_environment:1
	ok $? "this shell: from environment.d and .pam_environment"
fi

if have zsh; then
	fresh
	rc .zshenv 'export GOFLAGS=-env'
	rc .zprofile 'export GOFLAGS=-profile GOBIN=/p'
	rc .zshrc 'typeset -U path' 'path=(/z/front $path)' 'path+=(/z/back)' \
		'f() {' ' export GOPATH=$HOME/go' '}' 'f' 'typeset -gx GOOS=js' \
		'. ~/more.zsh' 'export GOFLAGS="$GOFLAGS -rc"' 'export GOVCS=$'"'a\\nb'" \
		'unset GOBIN'
	rc more.zsh 'export GOSUMDB=off'
	rc .zlogin 'export GOPROXY=off'
	ask zsh
	tracing login whole && tracing noninteractive whole
	ok $? "zsh: traced to its end"
	origin noninteractive GOFLAGS traced .zshenv:1 &&
		origin login GOFLAGS traced .zshrc:10 \
			" < -profile $h/.zprofile:1 traced < -env $h/.zshenv:1 traced"
	ok $? "zsh: three files, each overriding the one before"
	dir interactive /z/front traced .zshrc:2 && dir interactive /z/back traced .zshrc:3
	ok $? "zsh: the array path"
	origin interactive GOPATH traced .zshrc:5 && origin interactive GOOS traced .zshrc:8 &&
		origin interactive GOSUMDB traced more.zsh:1
	ok $? "zsh: a function, typeset, a file that is read"
	origin login GOPROXY traced .zlogin:1 && none interactive GOPROXY
	ok $? "zsh: the login files"
	origin interactive GOVCS traced .zshrc:11
	ok $? "zsh: a value of two lines"
	origin login GOBIN traced .zshrc:12 " unset"
	ok $? "zsh: unset"
	fresh
	rc .zshenv 'ZDOTDIR=$HOME/d'
	rc d/.zshrc 'export GOFLAGS=-dot'
	ask zsh
	origin interactive GOFLAGS traced d/.zshrc:1
	ok $? "zsh: another ZDOTDIR"
	fresh
	mkdir -p "$h/there"
	rc .zshrc "[ -d $h/there ] && PATH=$h/there:\$PATH" 'PATH=$PATH:$(echo $HOME/go)/bin' \
		'path+=($(echo /z/array))' 'GOBIN=$(echo /b)' 'export GOBIN'
	ask zsh
	dir interactive "$h/there" traced .zshrc:1 && dir interactive "$h/go/bin" traced .zshrc:2 &&
		dir interactive /z/array traced .zshrc:3 &&
		! grep -q "^dir interactive /usr/bin [a-z]* $h/.zshrc" "$t/got"
	ok $? "zsh: PATH with a command in it, and what was there before"
	origin interactive GOBIN traced .zshrc:4
	ok $? "zsh: the value of a command"
	fresh
	rc .zshrc "emulate sh -c '. ~/more.sh'" 'export GOOS=js'
	rc more.sh '' 'export GOFLAGS=-a' 'export GOFLAGS=-b' '. ~/deep.sh'
	rc deep.sh 'export GOBIN=/b'
	ask zsh
	origin interactive GOFLAGS traced more.sh:3 " < -a $h/more.sh:2 traced" &&
		origin interactive GOBIN traced deep.sh:1 && origin interactive GOOS traced .zshrc:2
	ok $? "zsh: files that it reads as sh would, line by line"
	fresh
	rc .zshrc 'export GOFLAGS=-a' 'unsetopt xtrace' 'export GOBIN=/b' 'path+=(/z)'
	ask zsh
	tracing interactive part && origin interactive GOFLAGS traced .zshrc:1 &&
		origin interactive GOBIN read .zshrc:3 && dir interactive /z read .zshrc:4
	ok $? "zsh: tracing turned off"
	rc .zshrc 'exec 2>/dev/null' 'export GOBIN=/b'
	ask zsh
	origin interactive GOBIN read .zshrc:2 || origin interactive GOBIN traced .zshrc:2
	ok $? "zsh: stderr thrown away"
fi

if have fish; then
	fresh
	rc .config/fish/conf.d/a.fish 'set -gx GOFLAGS -conf'
	rc .config/fish/config.fish 'set -gx GOFLAGS -config' 'source ~/more.fish' \
		'function f' '  set -gx GOBIN $HOME/bin' 'end' 'f' \
		'set -gx PATH /f/one $PATH' 'fish_add_path -g ~/d' 'auto' \
		'if status is-login' '  set -gx GOSUMDB login' 'else' \
		'  set -gx GOSUMDB other' 'end' 'export GOOS=js' 'set GOMIPS x' \
		'set -gx GO386 y; set -e GO386' 'for d in /f/a /f/b' \
		'  set -gx PATH $PATH $d' 'end' 'set -gx GOVCS "a b"' 'set -Ux GOPRIVATE uni'
	rc more.fish 'set -x GOPATH $HOME/go'
	rc .config/fish/functions/auto.fish 'function auto' '  set -gx GOPROXY off' 'end'
	ask fish
	tracing interactive whole
	ok $? "fish: traced to its end"
	origin interactive GOFLAGS traced .config/fish/config.fish:1 \
		" < -conf $h/.config/fish/conf.d/a.fish:1 traced"
	ok $? "fish: config.fish overrides conf.d"
	origin interactive GOPATH traced more.fish:1 &&
		origin interactive GOBIN traced .config/fish/config.fish:4
	ok $? "fish: a file that is read, a function"
	origin interactive GOPROXY traced .config/fish/functions/auto.fish:2
	ok $? "fish: a function that is loaded by its name"
	dir interactive /f/one traced .config/fish/config.fish:7 &&
		dir interactive "$h/d" traced .config/fish/config.fish:8 &&
		dir interactive /f/a traced .config/fish/config.fish:19 &&
		dir interactive /f/b traced .config/fish/config.fish:19
	ok $? "fish: PATH set, fish_add_path, in a loop"
	origin login GOSUMDB traced .config/fish/config.fish:11 &&
		origin interactive GOSUMDB traced .config/fish/config.fish:13
	ok $? "fish: in the branch that is taken"
	origin interactive GOOS traced .config/fish/config.fish:15
	ok $? "fish: export"
	origin interactive GOMIPS traced .config/fish/config.fish:16 " not-exported" &&
		origin interactive GO386 traced .config/fish/config.fish:17 " unset"
	ok $? "fish: not exported, unset"
	origin interactive GOVCS traced .config/fish/config.fish:21
	ok $? "fish: a value with a blank"
	rc .config/fish/config.fish 'true'
	ask fish
	origin interactive GOPRIVATE read .config/fish/fish_variables:3
	ok $? "fish: a universal variable is read where fish keeps it"
	rc .config/fish/config.fish 'set -gx GOFLAGS -a' 'set -e fish_trace' 'set -gx GOBIN /b'
	ask fish
	tracing interactive part && origin interactive GOFLAGS traced .config/fish/config.fish:1 &&
		origin interactive GOBIN read .config/fish/config.fish:3
	ok $? "fish: tracing turned off"
fi

for sh in dash sh; do
	have $sh || continue
	fresh
	rc .profile 'export GOFLAGS=-profile ENV=$HOME/.shrc' 'GOOS=js; export GOOS'
	rc .shrc '# first' '. ~/more.sh' 'f() {' '  export GOBIN=$HOME/bin' '}' f \
		'PATH=$PATH:/s/one' 'export GOFLAGS="$GOFLAGS -rc"' 'export GOVCS="a b"' \
		'GOWORK=auto true' 'export GOWORK=off'
	rc more.sh '' 'export GOPATH=$HOME/go'
	ask $sh
	origin login GOFLAGS traced .shrc:8 " < -profile $h/.profile:1 traced" ||
		origin login GOFLAGS read .shrc:8 " < -profile"
	ok $? "$sh: ENV overrides .profile"
	grep -q "^origin login GOPATH [a-z]* $h/more.sh:2 " "$t/got" &&
		grep -q "^origin login GOBIN [a-z]* $h/.shrc:4 " "$t/got" &&
		grep -q "^origin login GOOS [a-z]* $h/.profile:2 " "$t/got"
	ok $? "$sh: a file that is read, a function, set and then exported"
	grep -q "^dir login /s/one [a-z]* $h/.shrc:7 " "$t/got" &&
		grep -q "^origin login GOVCS [a-z]* $h/.shrc:9 " "$t/got" &&
		grep -q "^origin login GOWORK [a-z]* $h/.shrc:11 " "$t/got"
	ok $? "$sh: PATH, a value with a blank, one for a single command"
done

for sh in dash sh; do
	have $sh || continue
	fresh
	mkdir -p "$h/there"
	rc .profile "[ -d $h/there ] && PATH=$h/there:\$PATH" 'PATH=$PATH:$(echo $HOME/go)/bin' \
		'PATH=/p/front:$PATH' 'PATH=$PATH:$(echo /p/back)' 'PATH=/p/front:$PATH'
	ask $sh
	dir login "$h/there" traced .profile:1 && dir login "$h/go/bin" traced .profile:2 &&
		dir login /p/front traced .profile:5 && dir login /p/back traced .profile:4
	ok $? "$sh: PATH with a command in it"
done

# mise puts Go on PATH when the prompt of bash or of fish appears.
hook_env() { # SYNTAX
	printf '%s\n' 'case $1 in' "activate) cat \"$h/activate\" ;;" \
		"hook-env) echo '$1' ;;" 'esac' >"$h/mise.sh"
}
if have bash; then
	fresh
	hook_env 'export PATH="/m/go/bin:$PATH"'
	rc activate '_mise_hook() {' '  eval "$(sh ~/mise.sh hook-env -s bash)";' '};' \
		'PROMPT_COMMAND="_mise_hook"'
	rc .bashrc 'eval "$(sh ~/mise.sh activate bash)"' 'PROMPT_COMMAND="$PROMPT_COMMAND; sleep 60"'
	rc .profile '. ~/.bashrc'
	ask bash
	grep -q "^dir interactive /m/go/bin traced $h/.bashrc:" "$t/got" &&
		grep -q '^dir login /m/go/bin ' "$t/got" && ! grep -q '^dir noninteractive /m' "$t/got"
	ok $? "bash: what mise does at the first prompt, and no other of its commands"
fi
if have fish; then
	fresh
	hook_env 'set -gx PATH /m/go/bin $PATH'
	rc activate 'function __mise_env_eval --on-event fish_prompt' \
		'  sh ~/mise.sh hook-env -s fish | source' 'end'
	rc .config/fish/config.fish 'sh ~/mise.sh activate fish | source' \
		'echo set -gx GOFLAGS -piped | source'
	ask fish
	dir interactive /m/go/bin traced .config/fish/config.fish:0 &&
		! grep -q '^dir noninteractive /m' "$t/got"
	ok $? "fish: what mise does at the first prompt"
	origin interactive GOFLAGS traced .config/fish/config.fish:2 ||
		origin interactive GOFLAGS traced .config/fish/config.fish:0
	ok $? "fish: what comes by a pipe is of the file that reads it"
fi

# Nothing that was said anywhere holds a secret that a trace went through.
for sh in bash zsh fish; do
	have $sh || continue
	fresh
	case $sh in
	bash) rcs=.bashrc ;;
	zsh) rcs=.zshrc ;;
	fish) rcs=.config/fish/config.fish ;;
	esac
	if [ $sh = fish ]; then
		rc $rcs "set -gx GITHUB_TOKEN $token" "set -gx GOPROXY https://me:$token@proxy.test,direct" \
			"echo $token >/dev/null" "set -gx GOX_TOKEN $token" 'set -gx GOFLAGS -after'
	else
		rc $rcs "export GITHUB_TOKEN=$token" "export GOPROXY=https://me:$token@proxy.test,direct" \
			"echo $token >/dev/null" "export GOX_TOKEN=$token" 'export GOFLAGS=-after'
	fi
	ask $sh
	origin interactive GOFLAGS traced $rcs:5 && origin interactive GOPROXY traced $rcs:2 &&
		origin interactive GOX_TOKEN traced $rcs:4
	ok $? "$sh: traced by a line that holds a secret"
done
# A shell that does not answer: nothing is known of it, least of all that it
# has no go; its files are read instead.
mute() { # PLACE STATE
	grep -q "^place $1 $2 " "$t/got" && ! grep -q "^traced $1 " "$t/got" &&
		! grep -q -E "^(dir|setting|env) $1 " "$t/got" || {
		grep -E "^(place|traced|dir) $1" "$t/got" | sed 's/^/# /'
		return 1
	}
}
for sh in bash zsh fish dash sh; do
	have $sh || continue
	fresh
	case $sh in
	bash)
		rc .bash_profile 'export GOFLAGS=-a' "export GOX_TOKEN=$token" \
			'. ~/more.sh' 'exec true' 'export GOBIN=/late'
		rc more.sh '' 'export GOFLAGS=-b'
		rc .bashrc 'export GOPROXY=off' 'PATH=$PATH:/m/one' 'sleep 60'
		;;
	zsh)
		rc .zprofile 'export GOFLAGS=-a' "export GOX_TOKEN=$token" \
			'. ~/more.sh' 'exec true' 'export GOBIN=/late'
		rc more.sh '' 'export GOFLAGS=-b'
		rc .zshrc 'export GOPROXY=off' 'PATH=$PATH:/m/one' 'sleep 60'
		;;
	fish)
		rc .config/fish/config.fish 'set -gx GOFLAGS -a' \
			"set -gx GOX_TOKEN $token" 'source ~/more.fish' \
			'status is-login; and exec true' 'set -gx GOBIN /late' \
			'set -gx GOPROXY off' 'set -gx PATH $PATH /m/one' \
			'status is-interactive; and sleep 60'
		rc more.fish '' 'set -gx GOFLAGS -b'
		;;
	*)
		rc .profile 'export GOFLAGS=-a' "export GOX_TOKEN=$token" \
			'. ~/more.sh' 'exit 3' 'export GOBIN=/late'
		rc more.sh '' 'export GOFLAGS=-b'
		;;
	esac
	ask $sh
	mute login failed && grep -q '^place login .*an rc file ends it or starts another program' "$t/got"
	ok $? "$sh: start-up files that replace or end it: not known, with the reason"
	at=$(grep "^origin login GOFLAGS " "$t/got")
	case $at in
	"origin login GOFLAGS read $h/more."*":2 as=- written=-b < -a $h/"*":1 read") ok 0 "$sh: its files are read in its place" ;;
	*) echo "# $at"; ok 1 "$sh: its files are read in its place" ;;
	esac
	grep -q '^origin login GOX_TOKEN read .* written=\*\*\*$' "$t/got" &&
		grep -q '^origin login GOBIN read .*:5 as=- written=/late$' "$t/got"
	ok $? "$sh: secrets are not read out; lines behind the end are told as read"
	case $sh in dash | sh) continue ;; esac
	mute interactive timeout && grep -q '^place interactive .*five seconds' "$t/got" &&
		grep -q '^origin interactive GOPROXY read .* written=off$' "$t/got" &&
		grep -q '^origin interactive PATH read .* written=.*/m/one' "$t/got"
	ok $? "$sh: one that waits too long: not known, its files are read"
	grep -q '^place noninteractive ready ' "$t/got"
	ok $? "$sh: the others are as they are"
done
! grep -q -F "$token" "$t/said"
ok $? "no secret is in anything that was told"
for sh in bash zsh fish dash; do
	! pgrep -f ": gomend[0-9a-f]\{32\}" >/dev/null
	ok $? "no shell that was traced is left ($sh)"
	break
done
echo "1..$n"
