#!/bin/sh
# This machine as go sees it, as JSON, for gomend on another one:
#
#   sh snapshot.sh >machine.json
#   gomend env --place recorded:machine.json       (on the other one)
#
# Printed by "gomend snapshot --script" of gomend @VERSION@.  It runs in any
# POSIX shell (dash, bash, busybox sh) with nothing installed, as a step of a
# CI job or in a container as well.  It writes nothing, changes nothing and
# opens no connection.
#
# What it reads:
#   the environment   the variables that go, cgo, git and proxies heed (GO*,
#                     CGO_*, PKG_CONFIG*, GIT_*, LC_*, XDG_*, PATH, HOME, USER,
#                     SHELL, TERM, LANG, PWD, TMPDIR, TZ, CC, proxies,
#                     SSL_CERT_*, RES_OPTIONS and their like)
#   PATH              each folder, and each go in it with its release; gofmt,
#                     gopls, dlv, golangci-lint, staticcheck and what is in GOBIN
#   Go                GOROOT/VERSION, GOROOT/go.env, the file that "go env -w"
#                     writes, releases in the module cache and usual folders;
#                     whether GOROOT is whole, and the names of some of its
#                     files; whether there are programs in GOBIN
#   the machine       /proc and /sys: mounts, CPU quota; os-release, passwd (the
#                     row of this user), resolv.conf and nsswitch.conf in /etc;
#                     whether time zones, CA certificates, C headers and which
#                     libc are there; limits; the clock; whether there is a
#                     network at all, and who listens for names; whether the
#                     caches and temporary folders can be written
# What it runs:
#   go version and go env, in the folder / with GOTOOLCHAIN=local, for settings
#   that make go run nothing; go version -m of those programs, which reads them; git --version, and git rev-parse for whether git
#   takes the folder it is started in; env, date, id, uname, tr, readlink, ls,
#   getconf, nproc, df and ulimit where they are there.
# What it leaves out: tokens, passwords and user names in URLs, whatever is
# called a secret, and the arguments of commands in GOAUTH, are printed as "***".

# It keeps to what every sh has, so some checks are no help here.
# shellcheck disable=SC1003,SC2015,SC2018,SC2019,SC2030,SC2031,SC2034,SC3045
set -u
set -f
unset IFS
exec 2>/dev/null

lc_all_set=${LC_ALL+x}
lc_all=${LC_ALL-}
LF='
'
TAB=$(printf '\t')
CR=$(printf '\r')
path_list=${PATH:+$PATH:}
start=$(pwd -P)

# ---- secrets: the rules of gomend's own src/base/redact.c ----

# Is a thing of this name a secret?
secret_name() {
	case $1 in
	[Ss][Ii][Gg] | [Kk][Ee][Yy] | [Aa][Uu][Tt][Hh] | [Pp][Aa][Ss][Ss] | \
		[Pp][Ww][Dd] | [Pp][Ww] | [Ss][Aa][Ss] | [Jj][Ww][Tt] | \
		[Ss][Ss][Hh][Pp][Aa][Ss][Ss]) return 0 ;;
	?*[_-][Pp][Aa][Ss][Ss] | ?*[_-][Pp][Ww][Dd] | ?*[_-][Pp][Ww] | \
		?*_[Kk][Ee][Yy] | ?*_[Aa][Uu][Tt][Hh] | *Pass | *Pwd) return 0 ;;
	*[Tt][Oo][Kk][Ee][Nn]* | *[Ss][Ee][Cc][Rr][Ee][Tt]* | \
		*[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd]* | *[Pp][Aa][Ss][Ss][Ww][Dd]* | \
		*[Pp][Aa][Ss][Ss][Pp][Hh][Rr][Aa][Ss][Ee]* | \
		*[Aa][Pp][Ii][Kk][Ee][Yy]* | *[Aa][Pp][Ii][_-][Kk][Ee][Yy]* | \
		*[Pp][Rr][Ii][Vv][Aa][Tt][Ee][_-][Kk][Ee][Yy]* | \
		*[Aa][Cc][Cc][Ee][Ss][Ss][_-][Kk][Ee][Yy]* | \
		*[Cc][Rr][Ee][Dd][Ee][Nn][Tt][Ii][Aa][Ll]* | \
		*[Aa][Uu][Tt][Hh]_[Kk][Ee][Yy]* | \
		*[Ss][Ii][Gg][Nn][Aa][Tt][Uu][Rr][Ee]*) return 0 ;;
	esac
	return 1
}

# Is this word a key by its shape: a known beginning, and long enough?
key_shape() {
	least=0
	case $1 in
	gh[pousr]_*) least=24 ;;
	github_pat_*) least=31 ;;
	glpat-* | glptt-* | glcbt-*) least=22 ;;
	gldt-* | glrt-*) least=21 ;;
	glsoat-*) least=23 ;;
	xox[bpas]-*) least=15 ;;
	AKIA* | ASIA*) least=20 ;;
	AIza*) least=34 ;;
	npm_*) least=34 ;;
	pypi-*) least=35 ;;
	hf_* | sk-*) least=23 ;;
	dop_v1_*) least=47 ;;
	ATATT*) least=35 ;;
	ATBB*) least=24 ;;
	cmVmd*) least=45 ;;
	AKCp*) least=44 ;;
	esac
	[ "$least" -gt 0 ] && [ "${#1}" -ge "$least" ]
}

# Is an option or macro of this name one: -DKEY, --key?
secret_option() {
	o=$1
	while :; do
		case $o in
		-*) o=${o#-} ;;
		*) break ;;
		esac
	done
	secret_name "$o" && return 0
	case $1 in
	-D?*) secret_name "${1#-D}" ;;
	*) return 1 ;;
	esac
}

# V: the word that $1 begins with, as a shell has it, up to a blank or one of $2.
shell_word() {
	V=
	rest_w=$1
	q=
	while [ -n "$rest_w" ]; do
		c=${rest_w%"${rest_w#?}"}
		rest_w=${rest_w#?}
		if [ "$c" = '\' ] && [ "$q" != "'" ]; then
			case $rest_w in
			'' | ["$LF$TAB$CR "]*) ;;
			*)
				V=$V$c
				c=${rest_w%"${rest_w#?}"}
				rest_w=${rest_w#?}
				;;
			esac
		elif [ -n "$q" ]; then
			[ "$c" != "$q" ] || q=
		else
			case $c in
			["$LF$TAB$CR $2"]) return 0 ;;
			[\"\'])
				case $V$rest_w in
				"$rest_w" | "$V"[A-Za-z0-9_-]*) q=$c ;;
				*) return 0 ;;
				esac
				;;
			esac
		fi
		V=$V$c
	done
}

# Does the next one of a list begin with $1?
begins_next() {
	case $1 in
	direct* | off*) return 0 ;;
	*://*) ;;
	*) return 1 ;;
	esac
	case ${1%%://*} in
	'' | *[!A-Za-z0-9_.+-]*) return 1 ;;
	esac
}

# V: $1 up to the "," or "|" behind which the next of a list begins, or, with
# $2, behind which there is nothing.
list_part() {
	V=
	rest_w=$1
	while :; do
		case $rest_w in
		*[,\|]*) ;;
		*) break ;;
		esac
		c=${rest_w%%[,\|]*}
		rest_w=${rest_w#"$c"}
		V=$V$c
		c=${rest_w%"${rest_w#?}"}
		rest_w=${rest_w#?}
		begins_next "$rest_w" && return 0
		[ -n "$rest_w" ] || [ -z "$2" ] || return 0
		V=$V$c
	done
	V=$V$rest_w
}

# Put the mark into R for the word at the start of s, up to a blank or one of $1.
mask_word() {
	shell_word "$s" "$1"
	case $V in
	[\"\']*) ;;
	*) list_part "$V" end ;;
	esac
	[ -n "$V" ] || return 0
	s=${s#"$V"}
	case $V in
	\"\" | "''") R=$R$V ;;
	\"?*\") R="$R\"***\"" ;;
	"'"?*"'") R="$R'***'" ;;
	\"* | "'"*) R="$R${V%"${V#?}"}***" ;;
	*) R="$R***" ;;
	esac
}

# The blanks at the start of s go to R.
take_blanks() {
	while :; do
		case $s in
		[" $TAB"]*)
			R=$R${s%"${s#?}"}
			s=${s#?}
			;;
		*) break ;;
		esac
	done
}

# user:password@host without a scheme, at the start of s; $1: where a proxy
# stands, which may have a token alone before the "@".
bare_userinfo() {
	u=${s%%[/?#,|\"\'"$LF$TAB$CR" ]*}
	case $u in
	[=\(\;\<]*) return 1 ;;
	?*@*) ;;
	*) return 1 ;;
	esac
	b=${u##*@}
	u=${u%@*}
	if [ -z "$1" ]; then
		case $u in
		mailto:*) return 1 ;;
		*:*) ;;
		*) return 1 ;;
		esac
		case ${u%%:*} in
		*=*) return 1 ;;
		esac
		case $b in
		sha256:*) return 1 ;;
		[A-Za-z0-9_-]* | '['*) ;;
		*) return 1 ;;
		esac
	fi
	R="$R***"
	s=${s#"$u"}
}

# The same of a password that holds a "/", "?" or "#" as it is.
long_userinfo() {
	u=${s%%[!A-Za-z0-9_.+%-]*}
	b=${s#"$u"}
	case $u in
	'' | mailto) return 1 ;;
	esac
	case $b in
	:[/:]*) return 1 ;;
	:?*) ;;
	*) return 1 ;;
	esac
	V=${b%%[,\|\;\)\"\'"$LF$TAB$CR" ]*}
	while :; do
		case $V in
		*@*) ;;
		*) return 1 ;;
		esac
		b=${V##*@}
		V=${V%@*}
		o=${b%%[!A-Za-z0-9-]*}
		case $b in
		v/* | v[0-9]* | latest* | sha256:*) continue ;;
		'['*) break ;;
		[A-Za-z]*) ;;
		*) continue ;;
		esac
		case ${b#"$o"} in
		.[A-Za-z0-9]* | :[0-9]*) break ;;
		esac
	done
	case $V in
	*[/?#]*) ;;
	*) return 1 ;;
	esac
	R="$R***"
	s=${s#"$u$V"}
}

# "--password VALUE", "-u name:VALUE" at the start of s.
option() {
	o=${s%%[!A-Za-z0-9_.-]*}
	b=${s#"$o"}
	case $b in
	[" $TAB"]*)
		while :; do
			case $b in
			[" $TAB"]*) b=${b#?} ;;
			*) break ;;
			esac
		done
		by=blank
		;;
	=*)
		b=${b#=}
		by=sign
		;;
	*) return 1 ;;
	esac
	case $b in
	'' | -*) return 1 ;;
	esac
	login=
	case $o in
	-u | -U | --user | --proxy-user)
		shell_word "$b" ';'
		case $V in
		*:*)
			case $V in
			*[!0-9:]*) login=1 ;;
			esac
			;;
		esac
		;;
	esac
	[ -n "$login" ] || { [ "$by" = blank ] && secret_option "$o"; } || return 1
	R=$R${s%"$b"}
	s=$b
	mask_word ';'
}

# "sshpass -p VALUE" at the start of s.
sshpass() {
	case $s in
	sshpass[" $TAB"]*) ;;
	*) return 1 ;;
	esac
	R=${R}sshpass
	s=${s#sshpass}
	while :; do
		b=${s%%[!" $TAB"]*}
		case ${s#"$b"} in
		-p* | -P* | -v*) ;;
		*) return 0 ;;
		esac
		s=${s#"$b"}
		o=${s%"${s#??}"}
		s=${s#??}
		R=$R$b$o
		case $o in
		-p)
			take_blanks
			mask_word ';'
			return 0
			;;
		-P) take_blanks ;;
		esac
		shell_word "$s" ';'
		R=$R$V
		s=${s#"$V"}
	done
}

# After "'NAME=" of a secret up to the quote that closes it, at the start of s.
enclosed() {
	case $s in
	[\"\']* | '') return 1 ;;
	esac
	o=${R%=}
	b=${o##*[!A-Za-z0-9_./-]}
	o=${o%"$b"}
	case $o in
	*\") c=\" ;;
	*"'") c="'" ;;
	*) return 1 ;;
	esac
	case $s in
	"$c"*) return 1 ;;
	*"$c"*) ;;
	*) return 1 ;;
	esac
	b=${s%%"$c"*}
	R="$R***"
	s=${s#"$b"}
}

# The user information of a URL at the start of s, into u; or none.  A password
# may hold a "/", "?", "#" or "," as it is: behind a ":" all up to the last "@"
# is taken for one, but for that of x@v1.2.3.
url_userinfo() {
	b=${s%%[/?#,\|\"\'"$LF$TAB$CR" ]*}
	u=
	case $b in
	*@*) u=${b%@*} ;;
	esac
	case $b in
	*:*) ;;
	*) return 0 ;;
	esac
	list_part "${s%%[\"\'"$LF$TAB$CR" ]*}" ''
	while :; do
		case $V in
		*@*) ;;
		*) return 0 ;;
		esac
		case ${V##*@} in
		v/* | v[0-9]* | latest* | sha256:*) V=${V%@*} ;;
		*) break ;;
		esac
	done
	V=${V%@*}
	[ "${#V}" -le "${#u}" ] || u=$V
}

# The block of a private key is left out of s.
without_keys() {
	k=
	while :; do
		case $s in
		*'-----BEGIN '*) ;;
		*) break ;;
		esac
		k=$k${s%%-----BEGIN *}
		s=${s#*-----BEGIN }
		case ${s%%-----*} in
		*'PRIVATE KEY'*) ;;
		*)
			k=$k'-----BEGIN '
			continue
			;;
		esac
		k=$k'***'
		case $s in
		*-----END*-----*)
			s=${s#*-----END}
			s=${s#*-----}
			;;
		*) s= ;;
		esac
	done
	s=$k$s
}

# Behind "NAME=" or "NAME: " of the word w, c being the sign: the value of a
# secret is left out.
assigned() {
	if secret_option "$w"; then
		[ "$c" != = ] || ! enclosed || return 0
		while :; do
			case $s in
			' '*)
				R="$R "
				s=${s#?}
				;;
			*) break ;;
			esac
		done
		w=${s%%[!A-Za-z0-9_-]*}
		b=${s#"$w"}
		b=${b#' '}
		b=${b%%[!A-Za-z0-9_.+/=~%-]*}
		case $s in
		[Bb][Ee][Aa][Rr][Ee][Rr]' '* | \
			[Bb][Aa][Ss][Ii][Cc]' '* | \
			[Tt][Oo][Kk][Ee][Nn]' '*)
			[ "${#b}" -lt 8 ] || return 0
			;;
		esac
		mask_word '&;'
	else
		case $c$w in
		=*[Pp][Rr][Oo][Xx][Yy]) here=1 ;;
		esac
	fi
}

# R: the text $1 without its secrets; $2: it is the value of a proxy's variable.
redact() {
	s=$1
	without_keys
	R=
	w=
	here=${2-}
	while [ -n "$s" ]; do
		# Where a URL or an option may begin.
		case ${R#"${R%?}"} in
		'' | [\"\',\|=\(\;\<"$LF$TAB$CR "])
			if long_userinfo || bare_userinfo "$here"; then
				w=
				continue
			fi
			case $s in
			-*)
				if option; then
					w=
					continue
				fi
				;;
			esac
			;;
		esac
		case $s in
		sshpass*)
			case ${R#"${R%?}"} in
			[A-Za-z0-9_-]) ;;
			*)
				if sshpass; then
					w=
					continue
				fi
				;;
			esac
			;;
		esac
		case $s in
		[A-Za-z0-9_-]*)
			w=${s%%[!A-Za-z0-9_-]*}
			k=${s%%[!A-Za-z0-9_.+/=~%-]*}
			r=${s#"$w"}
			case $w in
			[Bb][Ee][Aa][Rr][Ee][Rr] | [Bb][Aa][Ss][Ii][Cc] | \
				[Tt][Oo][Kk][Ee][Nn])
				b=${r#' '}
				b=${b%%[!A-Za-z0-9_.+/=~%-]*}
				case $r in
				' '*)
					if [ "${#b}" -ge 8 ]; then
						R="$R$w ***"
						s=${r#" $b"}
						w=
						continue
					fi
					;;
				esac
				;;
			esac
			if key_shape "$w"; then
				R="$R***"
				s=$r
				w=
				continue
			fi
			case $w in
			hvs)
				b=${r#.}
				b=${b%%[!A-Za-z0-9_-]*}
				case $r in
				.*)
					if [ "${#b}" -ge 20 ]; then
						R="$R***"
						s=${r#".$b"}
						w=
						continue
					fi
					;;
				esac
				;;
			eyJ*)
				case $k in
				*.*)
					if [ "${#k}" -ge 20 ]; then
						R="$R***"
						s=${s#"$k"}
						w=
						continue
					fi
					;;
				esac
				;;
			esac
			R=$R$w
			s=$r
			;;
		://*)
			s=${s#://}
			url_userinfo
			case $s in
			"$u"@*)
				s=${s#"$u"}
				mark='***'
				# ssh://git@host names one that everybody knows.
				case $u in
				'') mark= ;;
				*:*) ;;
				*)
					case $R in
					*ssh) mark=$u ;;
					esac
					;;
				esac
				R="$R://$mark"
				;;
			*)
				R="$R://"
				;;
			esac
			w=
			;;
		:*)
			# A name in quotes, as JSON has it.
			b=$R
			while :; do
				case $b in
				*[" $TAB"]) b=${b%?} ;;
				*) break ;;
				esac
			done
			o=
			case $b in
			*[\"\'])
				b=${b%?}
				b=${b%\\}
				o=${b##*[!A-Za-z0-9_-]}
				;;
			esac
			c=:
			s=${s#:}
			R=$R:
			if [ -n "$o" ] && [ -n "$s" ] && secret_option "$o"; then
				while :; do
					case $s in
					["$LF$TAB$CR "]*)
						R=$R${s%"${s#?}"}
						s=${s#?}
						;;
					*) break ;;
					esac
				done
				case $s in
				['{[']*)
					R="$R***"
					s=
					;;
				*) mask_word ',}]' ;;
				esac
				w=
				continue
			fi
			case $s in
			' '*) assigned ;;
			'' | [:/\\"$LF$TAB$CR"]*) ;;
			*)
				# "token:abc", where such a name may begin.
				b=${R%"$w:"}
				[ -z "$w" ] || case ${b#"${b%?}"} in
				'' | [\"\',\|=\(\;\<"$LF$TAB$CR "]) assigned ;;
				esac
				;;
			esac
			w=
			;;
		=*)
			c=${s%"${s#?}"}
			s=${s#?}
			R=$R$c
			assigned
			w=
			;;
		*)
			# Everything up to what may begin something.
			c=${s%"${s#?}"}
			case $c in
			["$LF$TAB$CR "]) here=${2-} ;;
			esac
			R=$R$c
			s=${s#?}
			w=
			;;
		esac
	done
}

# R: the commands of GOAUTH without their arguments, which may be secrets; of
# options the name is kept, and the folder of "git".  Behind a quote, where ";"
# need not begin a command, only the words that go knows itself are told.
redact_auth() {
	A=
	rest_a=$1
	first=1
	quotes=
	git_a=
	while [ -n "$rest_a" ]; do
		case $rest_a in
		[\;"$LF$TAB$CR "]*)
			c=${rest_a%"${rest_a#?}"}
			rest_a=${rest_a#?}
			A=$A$c
			[ "$c" != ';' ] || first=1
			continue
			;;
		esac
		a=${rest_a%%[\;"$LF$TAB$CR" ]*}
		rest_a=${rest_a#"$a"}
		case $a in
		*[\"\']*) quotes=1 ;;
		esac
		if [ -n "$first" ]; then
			first=
			git_a=
			case $a in
			git) git_a=1 ;;
			off | netrc) ;;
			*)
				R='***'
				[ -n "$quotes" ] || redact "$a"
				a=$R
				;;
			esac
			A=$A$a
			continue
		fi
		case $git_a$a in
		1/*)
			redact "$a"
			A=$A$R
			continue
			;;
		esac
		o=
		case $a in
		-*)
			o=${a%%[!A-Za-z0-9_-]*}
			b=${a#"$o"}
			case $o in
			- | -? | --* | -token | -auth | -password | -passwd | \
				-pass | -pwd | -pw | -secret | -key | -apikey | \
				-api-key | -user | -username | -header)
				case $b in
				'') ;;
				=*) o=$o= ;;
				*) [ "${#o}" -le 2 ] || o= ;;
				esac
				;;
			*) o=${o%"${o#??}"} ;;
			esac
			;;
		esac
		[ "$o" = "$a" ] || o="$o***"
		A=$A$o
	done
	R=$A
}

# R: the value $2 of variable $1 without its secrets.
redact_value() {
	R=$2
	[ -n "$2" ] || return 0
	case $1 in
	PATH | HOME | GOPATH | GOROOT | GOBIN | GOCACHE | GOMODCACHE | GOTMPDIR | \
		GOENV | GOTOOLDIR | TMPDIR | SHELL | PWD) return 0 ;;
	esac
	if secret_name "$1"; then
		case $2 in
		/*) ;;
		*)
			R='***'
			return 0
			;;
		esac
	fi
	# Long, of small and big letters and digits: no person chose it.
	case $2 in
	*[!A-Za-z0-9_-]*) ;;
	*[a-z]*)
		case $2 in
		*[ABCDEFGHIJKLMNOPQRSTUVWXYZ]*[0-9]* | *[0-9]*[ABCDEFGHIJKLMNOPQRSTUVWXYZ]*)
			if [ "${#2}" -ge 32 ]; then
				R='***'
				return 0
			fi
			;;
		esac
		;;
	esac
	case $1 in
	GOAUTH) redact_auth "$2" ;;
	*[Pp][Rr][Oo][Xx][Yy]) redact "$2" 1 ;;
	*) redact "$2" ;;
	esac
}

# ---- JSON ----

# J: $1 as a JSON string.
json() {
	s=$1
	J=
	while :; do
		case $s in
		*[[:cntrl:]\"\\]*) ;;
		*) break ;;
		esac
		h=${s%%[[:cntrl:]\"\\]*}
		s=${s#"$h"}
		c=${s%"${s#?}"}
		s=${s#?}
		case $c in
		\") c='\"' ;;
		\\) c='\\' ;;
		"$LF") c='\n' ;;
		"$TAB") c='\t' ;;
		"$CR") c='\r' ;;
		*) c=$(printf '\\u%04x' "'$c") ;;
		esac
		J=$J$h$c
	done
	J="\"$J$s\""
}

sep=
# The next element of a list or object.
next() {
	printf '%s\n' "$sep"
	sep=,
}
member() { # NAME VALUE: nothing where the value is empty
	[ -n "$2" ] || return 0
	json "$2"
	printf '%s"%s":%s' "$sep" "$1" "$J"
	sep=,
}
number() { # NAME VALUE
	case $2 in
	'' | *[!0-9-]*) return 0 ;;
	esac
	printf '%s"%s":%s' "$sep" "$1" "$2"
	sep=,
}
yes() { # NAME: true when $2 is 0
	[ "$2" = 0 ] || return 0
	printf '%s"%s":true' "$sep" "$1"
	sep=,
}
begin() { # NAME BRACKET
	printf '%s\n"%s":%s' "$sep" "$1" "$2"
	sep=
}
end() { # BRACKET
	printf '%s' "$1"
	sep=,
}

# ---- looking ----

# F: the first program $1 on PATH, or empty.
find_program() {
	F=
	rest=$path_list
	while [ -n "$rest" ]; do
		d=${rest%%:*}
		rest=${rest#*:}
		[ -n "$d" ] || d=.
		if [ -f "$d/$1" ] && [ -x "$d/$1" ]; then
			F=$d/$1
			return 0
		fi
	done
	return 1
}

# F: where the links of $1 end; or the path itself with its folder resolved.
resolve() {
	F=$(readlink -f "$1") && [ -n "$F" ] && return 0
	F=${1%/*}
	F=$(cd -P "${F:-/}" && pwd -P)/${1##*/}
}

# L: the first line of a file.
first_line() {
	L=
	[ -f "$1" ] && IFS= read -r L <"$1"
	L=${L%"$CR"}
}

# T: the lines NAME=VALUE of a settings file, without secrets.
settings_text() {
	T=
	n=0
	[ -f "$1" ] || return 1
	while IFS= read -r l || [ -n "$l" ]; do
		n=$((n + 1))
		[ "$n" -le 2000 ] || break
		case $l in
		[A-Z]*=*)
			redact_value "${l%%=*}" "${l#*=}"
			l=${l%%=*}=$R
			;;
		*)
			redact "$l"
			l=$R
			;;
		esac
		T=$T$l$LF
	done <"$1"
	return 0
}

show_env() {
	begin env '['
	seen=' '
	list=$({ env || export -p; } | while IFS= read -r l; do
		# Without a program env the shell says "export NAME=…".
		l=${l#export }
		l=${l#declare -x }
		case $l in
		GO*=* | CGO_*=* | PKG_CONFIG*=* | GIT_*=* | LC_*=* | XDG_*=* | \
			PATH=* | HOME=* | SHELL=* | USER=* | LOGNAME=* | LANG=* | \
			LANGUAGE=* | TERM=* | TMPDIR=* | PWD=* | CC=* | CXX=* | \
			AR=* | FC=* | SSL_CERT_FILE=* | SSL_CERT_DIR=* | \
			TZ=* | ZONEINFO=* | LOCALDOMAIN=* | RES_OPTIONS=* | \
			HOSTALIASES=* | HTTP_PROXY=* | HTTPS_PROXY=* | NO_PROXY=* | ALL_PROXY=* | \
			http_proxy=* | https_proxy=* | no_proxy=* | all_proxy=*)
			printf '%s ' "${l%%=*}"
			;;
		esac
	done)
	for n in $list; do
		case $n in
		*[!A-Za-z0-9_]*) continue ;;
		LC_ALL)
			[ -n "$lc_all_set" ] || continue
			v=$lc_all
			;;
		*)
			eval "[ -n \"\${$n+x}\" ]" || continue
			eval "v=\$$n"
			;;
		esac
		case $seen in
		*" $n "*) continue ;;
		esac
		seen="$seen$n "
		redact_value "$n" "$v"
		json "$n=$R"
		next
		printf '%s' "$J"
	done
	end ']'
}

show_path() {
	begin path '['
	rest=$path_list
	while [ -n "$rest" ]; do
		d=${rest%%:*}
		rest=${rest#*:}
		next
		json "$d"
		printf '{"dir":%s' "$J"
		case $d in
		/*) ;;
		*) printf ',"relative":true' ;;
		esac
		[ -d "${d:-.}" ] || printf ',"missing":true'
		printf '}'
	done
	end ']'
}

# One go: where it is, the tree it belongs to, its release.
show_go() {
	next
	json "$1"
	printf '{"path":%s' "$J"
	sep=,
	resolve "$1"
	member resolved "$F"
	tree=${F%/*}
	tree=${tree%/*}
	if [ -f "$tree/VERSION" ] || [ -d "$tree/src/runtime" ]; then
		trees="$trees $tree"
		first_tree=${first_tree:-$tree}
		member goroot "$tree"
		first_line "$tree/VERSION"
		member version "$L"
	fi
	if [ ! -f "$F" ] || [ ! -x "$F" ]; then
		printf ',"not_runnable":true'
	else
		first_line "$F"
		case $L in
		'#!'*) printf ',"script":true' ;;
		esac
	fi
	printf '}'
	sep=,
}

show_gos() {
	begin gos '['
	rest=$path_list
	while [ -n "$rest" ]; do
		d=${rest%%:*}
		rest=${rest#*:}
		p=${d:-.}/go
		[ -f "$p" ] && [ -x "$p" ] && show_go "$p"
	done
	end ']'
}

show_installs() {
	begin installs '['
	set +f
	for d in /usr/local/go /usr/lib/go /usr/lib/go-* /usr/lib/golang \
		/opt/go /opt/hostedtoolcache/go/*/* /snap/go/current \
		"${HOME-/nonexistent}"/sdk/go* "${HOME-/nonexistent}"/go/sdk/*; do
		[ -f "$d/VERSION" ] && [ -x "$d/bin/go" ] || continue
		resolve "$d/bin/go"
		case " $trees " in
		*" ${F%/bin/go} "*) continue ;;
		esac
		trees="$trees ${F%/bin/go}"
		first_line "$d/VERSION"
		next
		json "${F%/bin/go}"
		printf '{"goroot":%s' "$J"
		sep=,
		member version "$L"
		printf '}'
	done
	set -f
	end ']'
}

# ---- programs that Go built ----

tool_names='dlv gofmt golangci-lint gopls staticcheck'

# N: those names, and the first of what lies in GOBIN.
names_of_tools() {
	N=$tool_names
	c=0
	case $bin in
	/*) ;;
	*) return 0 ;;
	esac
	set +f
	for p in "$bin"/*; do
		[ -f "$p" ] && [ -x "$p" ] || continue
		n=${p##*/}
		case $n in
		*[!A-Za-z0-9._+-]*) continue ;;
		esac
		case " $N " in
		*" $n "*) continue ;;
		esac
		N="$N $n"
		c=$((c + 1))
		[ "$c" -lt 40 ] || break
	done
	set -f
}

# B: "release TAB package TAB version" of a file, as go version -m has it, each
# as far as it is there.
built_of() {
	B=
	case $LF$built in
	*"$LF$1$TAB"*)
		B=${LF}$built
		B=${B#*"$LF$1$TAB"}
		B=${B%%"$LF"*}
		;;
	esac
}

# built: a line "FILE TAB release TAB package TAB version" for each of the files.
ask_built() {
	built=
	[ -n "$go" ] && [ "$#" -gt 0 ] || return 0
	said=$(ask_go version -m "$@" | while IFS= read -r l; do
		case $l in
		"${TAB}path$TAB"*) printf '%s%s' "$TAB" "${l#"${TAB}path$TAB"}" ;;
		"${TAB}mod$TAB"*)
			l=${l#"${TAB}mod$TAB"}
			l=${l#*"$TAB"}
			printf '%s%s' "$TAB" "${l%%"$TAB"*}"
			;;
		"$TAB"*) ;;
		*': go1'* | *': devel'*)
			printf '\n%s%s%s' "${l%: *}" "$TAB" "${l##*: }"
			;;
		esac
	done)
	built=$said$LF
}

# Each program $N on PATH, in the order of PATH.
show_tools() {
	names_of_tools
	set --
	for n in $N; do
		rest=$path_list
		while [ -n "$rest" ]; do
			d=${rest%%:*}
			rest=${rest#*:}
			[ -f "${d:-.}/$n" ] && [ -x "${d:-.}/$n" ] || continue
			resolve "${d:-.}/$n"
			case $F in
			/*) set -- "$@" "$F" ;;
			esac
		done
	done
	ask_built "$@"
	begin tools '['
	for n in $N; do
		open=
		rest=$path_list
		while [ -n "$rest" ]; do
			d=${rest%%:*}
			rest=${rest#*:}
			p=${d:-.}/$n
			[ -f "$p" ] && [ -x "$p" ] || continue
			if [ -z "$open" ]; then
				next
				printf '{"name":"%s","hits":[' "$n"
				open=1
			else
				printf ','
			fi
			printf '{'
			sep=
			member path "$p"
			resolve "$p"
			member resolved "$F"
			first_line "$F"
			case $L in
			'#!'*) printf ',"script":true' ;;
			esac
			built_of "$F"
			if [ -n "$B" ]; then
				v=${B%%"$TAB"*}
				member go_version "$v"
				B=${B#"$v"}
				B=${B#"$TAB"}
				m=${B%%"$TAB"*}
				member package "$m"
				B=${B#"$m"}
				member version "${B#"$TAB"}"
				[ -n "${B#"$TAB"}" ] || member version "$v"
			fi
			printf '}'
		done
		[ -n "$open" ] || continue
		printf ']}'
		sep=,
	done
	end ']'
}

# Go as R3 of gomend has it: in /, with no word of the network, no folder for
# telemetry, and the user's own go env file.
ask_go() {
	(
		cd / || exit 1
		export GOTOOLCHAIN=local GOWORK=off XDG_CONFIG_HOME=/dev/null
		export GOENV="$goenv"
		exec "$go" "$@" </dev/null
	)
}

# The settings for which go starts no compiler.
asked='AR CC CGO_ENABLED CXX GCCGO GO111MODULE GO386 GOAMD64 GOARCH GOARM GOARM64
GOAUTH GOBIN GOCACHE GOCACHEPROG GODEBUG GOEXE GOEXPERIMENT GOFIPS140 GOFLAGS
GOHOSTARCH GOHOSTOS GOINSECURE GOMIPS GOMIPS64 GOMODCACHE GONOPROXY GONOSUMDB
GOOS GOPATH GOPPC64 GOPRIVATE GOPROXY GORISCV64 GOROOT GOSUMDB GOTMPDIR
GOTOOLDIR GOVCS GOVERSION GOWASM'

value() { # NAME VALUE
	case $1 in
	GOROOT) goroot=$2 ;;
	GOMODCACHE) modcache=$2 ;;
	GOCACHE) gocache=$2 ;;
	GOPATH) gopath=$2 ;;
	GOBIN) gobin=$2 ;;
	GOTMPDIR) gotmpdir=$2 ;;
	esac
	redact_value "$1" "$2"
	json "$R"
	next
	printf '{"name":"%s","value":%s}' "$1" "$J"
}

show_values() {
	# shellcheck disable=SC2086 # a list of words
	said=$(ask_go env $asked && echo .) || {
		member problem "$( (ask_go env GOVERSION) 2>&1)"
		return 0
	}
	said=${said%.}
	begin values '['
	# shellcheck disable=SC2086
	set -- $asked
	n=0
	rest=$said
	while [ -n "$rest" ]; do
		rest=${rest#*"$LF"}
		n=$((n + 1))
	done
	if [ "$n" = $# ]; then
		for n in "$@"; do
			v=${said%%"$LF"*}
			said=${said#*"$LF"}
			value "$n" "${v%"$CR"}"
		done
	elif [ "$n" -gt 0 ]; then
		# A value of several lines: one at a time.
		for n in "$@"; do
			value "$n" "$(ask_go env "$n")"
		done
	fi
	end ']'
}

# Is the tree whole?  Of files that only some releases have: which are there.
runtime_files='msize.go map_fast32.go stkframe.go lfstack_64bit.go tagptr.go
msize_allocheaders.go trace2.go rand.go tracebuf.go linkname_swiss.go mcleanup.go
sizeclasses.go valgrind.go typekind.go hexdump.go'

show_goroot() {
	d=${goroot:-${GOROOT-}}
	case $d in
	/*) ;;
	*) return 0 ;;
	esac
	begin goroot '{'
	member dir "$d"
	if [ ! -d "$d" ]; then
		yes missing 0
	else
		[ -f "$d/VERSION" ] || yes no_version 0
		[ -d "$d/src/runtime" ] || yes no_src 0
		[ -d "$d/pkg/tool" ] || yes no_tool 0
		first_line "$d/VERSION"
		member version "$L"
	fi
	end '}'
}

show_runtime() {
	[ -n "$goroot" ] && [ -d "$goroot/src/runtime" ] || return 0
	begin runtime '['
	for n in $runtime_files; do
		[ -f "$goroot/src/runtime/$n" ] || continue
		next
		printf '"%s"' "$n"
	done
	end ']'
}

# Is $1, or the folder it would be made in, one that may be written to?
can_write() {
	d=$1
	while [ ! -e "$d" ] && [ "$d" != / ]; do
		d=${d%/*}
		d=${d:-/}
	done
	[ -d "$d" ] && [ -w "$d" ] && [ -x "$d" ]
}

show_gobin() {
	bin=
	first=${gopath%%:*}
	case $first in
	/*) can_write "$first" || yes gopath_not_writable 0 ;;
	esac
	b=$gobin
	[ -n "$b" ] || [ -z "$first" ] || b=$first/bin
	bin=$b
	case $b in
	/*) ;;
	*) return 0 ;;
	esac
	can_write "$b" || yes gobin_not_writable 0
	if p=$(cd -P "$b" && pwd -P); then
		rest=$path_list
		while [ -n "$rest" ]; do
			d=${rest%%:*}
			rest=${rest#*:}
			[ "$(cd -P "$d" && pwd -P)" = "$p" ] || continue
			yes gobin_on_path 0
			break
		done
	fi
	set +f
	for n in "$b"/*; do
		[ -f "$n" ] && [ -x "$n" ] || continue
		yes gobin_has_programs 0
		break
	done
	set -f
}

# ---- the machine ----

measured() {
	printf '%s"known":"measured"' "$sep"
	sep=,
}

show_system() {
	begin system '{'
	measured
	member os "$(echo "$uname_s" | tr 'A-Z' 'a-z')"
	m=$(uname -m)
	case $m in
	x86_64) m=amd64 ;;
	aarch64) m=arm64 ;;
	i?86) m=386 ;;
	armv*) m=arm ;;
	loongarch64) m=loong64 ;;
	esac
	member arch "$m"
	member kernel "$(uname -r)"
	f=/etc/os-release
	[ -f $f ] || f=/usr/lib/os-release
	[ ! -f $f ] || while IFS= read -r l; do
		v=${l#*=}
		v=${v#[\"\']}
		v=${v%[\"\']}
		case $l in
		ID=*) member distro "$v" ;;
		ID_LIKE=*) member distro_like "$v" ;;
		PRETTY_NAME=*) member distro_name "$v" ;;
		esac
	done <$f
	libc=
	known=derived
	set +f
	for f in /lib/ld-musl-*; do
		[ -e "$f" ] && libc=musl
	done
	# Beside it the loader of glibc is a guest on Alpine alone.
	for f in /lib64/ld-linux-* /lib/ld-linux-*; do
		[ -e "$f" ] && { [ -z "$libc" ] || [ ! -f /etc/alpine-release ]; } && libc=glibc
	done
	set -f
	v=$(getconf GNU_LIBC_VERSION) && case $v in
	'glibc '*)
		libc=glibc
		member libc_version "${v#glibc }"
		known=measured
		;;
	esac
	if [ -n "$libc" ]; then
		member libc "$libc"
		member libc_known "$known"
	else
		member libc_known unknown
	fi
	if [ -e /.dockerenv ]; then
		member container docker
	elif [ -e /run/.containerenv ]; then
		member container podman
	elif [ -e /var/run/secrets/kubernetes.io/serviceaccount ]; then
		member container kubernetes
	fi
	end '}'
}

show_user() {
	begin user '{'
	measured
	number uid "$(id -u)"
	member home "${HOME-}"
	[ ! -f /etc/passwd ] || while IFS=: read -r name x id x x dir x; do
		if [ "$id" = "$uid" ]; then
			member name "$name"
			member passwd_home "$dir"
			break
		fi
	done </etc/passwd
	end '}'
}

# The mount that folder $1 lies on.
mount_of() {
	mount=
	fstype=
	mopts=
	[ -r /proc/mounts ] || return 1
	while read -r x p y o x; do
		q=${p%/}
		case $1/ in
		"$q"/*)
			if [ "${#p}" -ge "${#mount}" ]; then
				mount=$p
				fstype=$y
				mopts=$o
			fi
			;;
		esac
	done </proc/mounts
}

folder() { # ROLE PATH VARIABLE
	next
	printf '{"role":"%s"' "$1"
	sep=,
	member path "$2"
	member from "$3"
	case $2 in
	off) printf ',"off":true,"known":"measured"}' && return ;;
	/*) ;;
	*) printf ',"relative":true,"known":"measured"}' && return ;;
	esac
	measured
	d=$2
	while [ ! -e "$d" ] && [ "$d" != / ]; do
		[ "$d" != "$2" ] || yes missing 0
		d=${d%/*}
		d=${d:-/}
	done
	if [ ! -d "$d" ]; then
		yes not_folder 0
		yes not_writable 0
	elif [ ! -w "$d" ] || [ ! -x "$d" ]; then
		yes not_writable 0
	fi
	if mount_of "$(cd -P "$d" && pwd -P)" && [ -n "$mount" ]; then
		case ,$mopts, in
		*,noexec,*) yes noexec 0 ;;
		esac
		case ,$mopts, in
		*,ro,*) yes read_only 0 ;;
		esac
		member mount "$mount"
		redact "$mopts"
		member mount_options "$R"
		member fstype "$fstype"
	fi
	df -Pk "$d" | {
		read -r x
		read -r x total used free x
		# Root may take what is kept back for it.
		[ "$uid" != 0 ] || free=$((total - used))
		case $total$free in
		'' | *[!0-9]*) ;;
		*)
			number total_bytes $((total * 1024))
			number free_bytes $((free * 1024))
			;;
		esac
	}
	df -Pi "$d" | {
		read -r x
		read -r x total used free x
		[ "$uid" != 0 ] || free=$((total - used))
		case $total$free in
		'' | *[!0-9]*) ;;
		*)
			number total_inodes "$total"
			number free_inodes "$free"
			;;
		esac
	}
	printf '}'
	sep=,
}

show_folders() {
	begin folders '['
	v=GOTMPDIR
	d=${gotmpdir:-${GOTMPDIR-}}
	[ -n "$d" ] || v=TMPDIR d=${TMPDIR-}
	[ -n "$d" ] || v='' d=/tmp
	folder build "$d" "$v"
	v=TMPDIR
	d=${TMPDIR-}
	[ -n "$d" ] || v='' d=/tmp
	folder temp "$d" "$v"
	v=
	[ -z "${GOCACHE-}" ] || v=GOCACHE
	[ -z "$gocache" ] || folder gocache "$gocache" "$v"
	v=
	[ -z "${GOMODCACHE-}" ] || v=GOMODCACHE
	[ -z "$modcache" ] || folder gomodcache "$modcache" "$v"
	end ']'
}

limit() { # NAME VALUE
	case $2 in
	unlimited) number "$1" -1 ;;
	*) number "$1" "$2" ;;
	esac
}

show_limits() {
	v=$(ulimit -Sn) && [ -n "$v" ] || return 0
	begin limits '{'
	measured
	limit nofile_soft "$v"
	limit nofile_hard "$(ulimit -Hn)"
	# Not every shell can tell it: dash and busybox say -p for it, which is
	# something else in bash.
	limit nproc_soft "$( (ulimit -Su) || (ulimit -Sp))"
	limit nproc_hard "$( (ulimit -Hu) || (ulimit -Hp))"
	[ "$uid" != 0 ] || yes nproc_exempt 0
	end '}'
}

show_cpus() {
	begin cpus '{'
	measured
	number online "$(getconf _NPROCESSORS_ONLN)"
	number affinity "$(nproc)"
	least=
	cg=
	cg1=
	top=
	[ ! -r /proc/self/cgroup ] || while IFS=: read -r x c p; do
		case $x:,$c, in
		0:,,) cg=$p ;;
		*:*,cpu,*)
			cg1=$p
			top=/sys/fs/cgroup/$c
			[ -d "$top" ] || top=/sys/fs/cgroup/cpu
			;;
		esac
	done </proc/self/cgroup
	# As Go has it: version 1 where it has the CPU, else version 2.
	version=1
	[ -d "${top:-/nonexistent}" ] || version=2 top=/sys/fs/cgroup cg1=$cg
	d=$top${cg1%/}
	while :; do
		if [ $version = 2 ]; then
			f=$d/cpu.max
			[ -f "$f" ] && read -r q p <"$f" || q=
			[ "$q" != max ] || q=
		else
			f=$d/cpu.cfs_quota_us
			[ -f "$f" ] && read -r q <"$f" && read -r p <"$d/cpu.cfs_period_us" || q=
		fi
		case $q in
		'' | *[!0-9]* | 0) ;;
		*)
			m=$((q * 1000 / p))
			if [ -z "$least" ] || [ "$m" -lt "$least" ]; then
				least=$m
				file=$f
				text=$q
				[ $version = 1 ] || text="$q $p"
			fi
			;;
		esac
		case $d in
		"$top" | / | '') break ;;
		esac
		d=${d%/*}
	done
	if [ -n "$least" ]; then
		number cgroup "$version"
		number quota_milli "$least"
		member quota_file "$file"
		member quota_text "$text"
	fi
	end '}'
}

# Without a route but to itself what /etc/resolv.conf says holds for nobody.
has_network() {
	[ -r /proc/net/route ] || return 0
	while read -r i x; do
		case $i in
		Iface | lo) ;;
		*) return 0 ;;
		esac
	done </proc/net/route
	[ ! -r /proc/net/ipv6_route ] || while read -r l; do
		case $l in
		*' lo') ;;
		*) return 0 ;;
		esac
	done </proc/net/ipv6_route
	return 1
}

# Does a program here listen on port 53 of the loopback address $1?
is_heard() {
	[ -r /proc/net/udp ] || return 0
	case $1 in
	127.*[!0-9.]* | 127.*.*.*.*) return 0 ;;
	127.*.*.*)
		x=${1#127.}
		y=${x#*.}
		want=$(printf '%02X%02X%02X7F:0035' "${x##*.}" "${y%%.*}" "${x%%.*}")
		;;
	::1) want=00000000000000000000000001000000:0035 ;;
	*) return 0 ;;
	esac
	for f in /proc/net/udp /proc/net/udp6; do
		[ -r $f ] || continue
		while read -r x l x; do
			case $l in
			"$want" | 00000000:0035 | \
				00000000000000000000000000000000:0035) return 0 ;;
			esac
		done <$f
	done
	return 1
}

show_resolver() {
	begin resolver '{'
	if has_network; then
		measured
	else
		member known unknown
	fi
	f=/etc/resolv.conf
	member file $f
	timeout=5
	attempts=2
	if [ ! -f $f ]; then
		yes missing 0
	else
		begin servers '['
		i=0
		k=0
		while read -r w v x || [ -n "$w" ]; do
			i=$((i + 1))
			[ "$w" = nameserver ] && [ -n "$v" ] && [ "$k" -lt 3 ] || continue
			k=$((k + 1))
			json "$v"
			next
			printf '{"address":%s,"line":%s' "$J" "$i"
			is_heard "$v" || printf ',"unheard":true'
			printf '}'
			sep=,
		done <$f
		end ']'
		i=0
		while read -r w v || [ -n "$w" ]; do
			i=$((i + 1))
			[ "$w" = options ] || continue
			for o in $v; do
				case $o in
				timeout:[0-9]*)
					timeout=${o#*:}
					number timeout_line "$i"
					;;
				attempts:[0-9]*)
					attempts=${o#*:}
					number attempts_line "$i"
					;;
				rotate) yes rotate 0 ;;
				esac
			done
		done <$f
	fi
	number timeout_s "$timeout"
	number attempts "$attempts"
	if [ ! -f /etc/nsswitch.conf ]; then
		yes no_nsswitch 0
	else
		i=0
		while read -r w v || [ -n "$w" ]; do
			i=$((i + 1))
			case $w in
			hosts:)
				member hosts "$v"
				number hosts_line "$i"
				;;
			esac
		done </etc/nsswitch.conf
	fi
	end '}'
}

show_zones() {
	begin zones '{'
	measured
	path=
	member variable "${ZONEINFO-}"
	# A folder without this one has none.
	any=Europe/London
	if [ -n "${ZONEINFO-}" ] && { [ -f "$ZONEINFO" ] || [ -e "$ZONEINFO/$any" ]; }; then
		path=$ZONEINFO
		yes from_variable 0
	fi
	for d in /usr/share/zoneinfo /usr/share/lib/zoneinfo /usr/lib/locale/TZ \
		/etc/zoneinfo; do
		[ -e "$d/$any" ] || continue
		member system "$d"
		path=${path:-$d}
		break
	done
	zip=$goroot/lib/time/zoneinfo.zip
	if [ -n "$goroot" ] && [ -f "$zip" ]; then
		member goroot_zip "$zip"
		if [ -z "$path" ]; then
			path=$zip
			yes goroot 0
		fi
	fi
	member path "$path"
	end '}'
}

show_roots() {
	begin roots '{'
	measured
	member variable "${SSL_CERT_FILE-}"
	member dir_variable "${SSL_CERT_DIR-}"
	n=0
	for f in ${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt
		/etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem
		/etc/pki/tls/cacert.pem
		/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem
		/etc/ssl/cert.pem}; do
		[ -f "$f" ] && [ -r "$f" ] || continue
		member file "$f"
		while IFS= read -r l; do
			case $l in
			*'-BEGIN CERTIFICATE-'*) n=$((n + 1)) ;;
			esac
		done <"$f"
		break
	done
	# Without a bundle the folders count, file by file.
	rest=${SSL_CERT_DIR:-/etc/ssl/certs:/etc/pki/tls/certs}:
	[ "$n" = 0 ] || rest=
	while [ -n "$rest" ]; do
		d=${rest%%:*}
		rest=${rest#*:}
		before=$n
		k=0
		set +f
		for f in "$d"/*; do
			[ -f "$f" ] && [ -r "$f" ] || continue
			k=$((k + 1))
			[ "$k" -le 500 ] || break
			while IFS= read -r l; do
				case $l in
				*'-BEGIN CERTIFICATE-'*) n=$((n + 1)) ;;
				esac
			done <"$f"
		done
		set -f
		[ "$before" != 0 ] || [ "$n" = 0 ] || member dir "$d"
	done
	number ncerts "$n"
	end '}'
}

# N: seconds since 1970 of "2024-07-31T19:43:06Z"; empty when it is none.
seconds_of() {
	N=
	case $1 in
	[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z) ;;
	*) return 0 ;;
	esac
	t=${1#*T}
	# A leading nought would make them octal.
	y=${1%%-*}
	m=${1#*-} m=${m%%-*} m=${m#0}
	d=${1%T*} d=${d##*-} d=${d#0}
	h=${t%%:*} h=${h#0}
	i=${t#*:} i=${i%%:*} i=${i#0}
	x=${t##*:} x=${x%Z} x=${x#0}
	if [ "$m" -le 2 ]; then
		y=$((y - 1))
		m=$((m + 12))
	fi
	N=$((365 * y + y / 4 - y / 100 + y / 400 + (153 * (m - 3) + 2) / 5 + d - 719469))
	N=$((N * 86400 + h * 3600 + i * 60 + x))
}

show_clock() {
	now=$(date +%s)
	case $now in
	'' | *[!0-9]*) return 0 ;;
	esac
	begin clock '{'
	measured
	number now "$now"
	l=
	[ ! -r /sys/class/rtc/rtc0/since_epoch ] || read -r l </sys/class/rtc/rtc0/since_epoch
	number hardware "$l"
	k=0
	[ ! -f "$first_tree/VERSION" ] || while IFS= read -r l; do
		k=$((k + 1))
		case $l in
		'time '*)
			seconds_of "${l#time }"
			number release "$N"
			number release_line "$k"
			break
			;;
		esac
	done <"$first_tree/VERSION"
	member release_file "${first_tree:+$first_tree/VERSION}"
	end '}'
}

# O: the uid that owns $1.
owner_of() {
	# shellcheck disable=SC2012,SC2046 # the third word of one line
	set -- $(ls -ldn "$1")
	O=${3-}
}

# Does git take the repository that this was started in, by its owner?
show_owner() {
	if said=$(cd "$start" && "$1" rev-parse --show-toplevel 2>&1 </dev/null); then
		member owner_known measured
		case $said in
		/*) member dir "${said%%"$LF"*}" ;;
		esac
		return 0
	fi
	case $said in
	*"dubious ownership in repository at '"*) d=${said#*"repository at '"} ;;
	*"unsafe repository ('"*) d=${said#*"unsafe repository ('"} ;;
	*)
		member owner_known unknown
		return 0
		;;
	esac
	d=${d%%"'"*}
	member owner_known measured
	yes refuses 0
	member dir "$d"
	for p in "$d" "$d/.git"; do
		owner_of "$p"
		[ "$O" = "$uid" ] || break
	done
	member foreign "$p"
	number owner "$O"
	[ ! -f /etc/passwd ] || while IFS=: read -r name x id x; do
		if [ "$id" = "$O" ]; then
			member owner_name "$name"
			break
		fi
	done </etc/passwd
}

show_git() {
	begin git '{'
	measured
	v=
	if find_program git; then
		git=$F
		member path "$git"
		v=$("$git" --version </dev/null)
		v=${v#git version }
		member version "${v%% *}"
	fi
	[ -n "$v" ] && member version_known measured || member version_known unknown
	if [ -n "$v" ]; then
		show_owner "$git"
	else
		member owner_known unknown
	fi
	end '}'
}

# ---- the document ----

go=
find_program go && go=$F
case $go in
'' | /*) ;;
*) go=$start/$go ;;
esac
goroot=
modcache=
gocache=
gopath=
gobin=
gotmpdir=
trees=
first_tree=
uname_s=$(uname -s)
uid=$(id -u)
# Where the go env file lies, unless GOENV names another.
goenv=${GOENV-}
if [ -z "$goenv" ]; then
	case $uname_s in
	Darwin) [ -n "${HOME-}" ] && goenv="$HOME/Library/Application Support/go/env" ;;
	*)
		if [ -n "${XDG_CONFIG_HOME-}" ]; then
			goenv=$XDG_CONFIG_HOME/go/env
		elif [ -n "${HOME-}" ]; then
			goenv=$HOME/.config/go/env
		fi
		;;
	esac
fi
[ -n "$goenv" ] || goenv=off

LC_ALL=C
export LC_ALL

printf '{"schema":1,"gomend":"@VERSION@","by":"script",'
json "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
printf '"made":%s,"places":[\n{"name":"here","kind":"recorded","state":"ready"' "$J"
sep=,
member shell "${SHELL-}"
member cwd "$start"
show_env
show_path
show_gos
[ "$goenv" = off ] || member goenv_file "$goenv"
begin recording '{'
member host "$(uname -s -r -m)"
if [ -n "$go" ]; then
	member version "$(ask_go version)"
	show_values
fi
if [ "$goenv" != off ] && settings_text "$goenv"; then
	member goenv_text "$T"
fi
if [ -n "$goroot" ] && settings_text "$goroot/go.env"; then
	member goroot_env_text "$T"
fi
begin programs '['
set +f
for n in /usr/include/errno.h /usr/include/*/errno.h; do
	[ -f "$n" ] || continue
	next
	json "$n"
	printf '{"name":"errno.h","value":%s}' "$J"
	break
done
set -f
for n in gcc g++ clang clang++ cc git pkg-config; do
	find_program "$n" || continue
	next
	json "$F"
	printf '{"name":"%s","value":%s}' "$n" "$J"
done
end ']'
begin toolchains '['
set +f
for d in "$modcache"/golang.org/toolchain@v0.0.1-go*; do
	[ -f "$d/bin/go" ] || continue
	next
	json "${d##*/toolchain@v0.0.1-}"
	printf '%s' "$J"
done
rest=$path_list
while [ -n "$rest" ]; do
	d=${rest%%:*}
	rest=${rest#*:}
	case $d in
	/*) ;;
	*) continue ;;
	esac
	for p in "$d"/go1.*; do
		[ -f "$p" ] && [ -x "$p" ] || continue
		next
		json "$p"
		printf '%s' "$J"
	done
done
set -f
end ']'
show_runtime
begin looked '['
for n in $tool_names; do
	next
	printf '"%s"' "$n"
done
end ']'
end '}'
show_goroot
show_gobin
show_installs
show_tools
begin machine '{'
show_system
show_user
show_folders
show_limits
show_cpus
show_resolver
show_zones
show_roots
show_clock
show_git
end '}'
printf '}\n]}\n'
