# Includes go only leftward, by the table in docs/ARCHITECTURE.md; each foreign
# header stands in the one file that may know it; and the programs import only
# what their kind may.
bad=0
table=$(sed -n '/^| layer /,/^$/p' docs/ARCHITECTURE.md | tr -d '`' |
	awk -F'|' 'NR > 2 && NF > 3 { gsub(/ /, "", $2); print $2 ":" $3 }')
[ -n "$table" ] || { echo "no layer table in docs/ARCHITECTURE.md"; exit 1; }
for dir in src/*/ ui/; do
	layer=$(basename "$dir")
	allowed=$(printf '%s\n' "$table" | sed -n "s/^$layer: *//p")
	printf '%s\n' "$table" | grep -q "^$layer:" || {
		echo "layer $layer is not in the table"
		bad=1
		continue
	}
	for f in "$dir"*.c "$dir"*.h; do
		[ -f "$f" ] || continue
		for inc in $(sed -n 's|^#include "\([a-z0-9_]*\)/.*|\1|p' "$f" | sort -u); do
			[ "$inc" = "$layer" ] && continue
			case " $allowed " in
			*" $inc "*) ;;
			*)
				echo "$f includes $inc/, which $layer may not"
				bad=1
				;;
			esac
		done
	done
done
# One file per foreign library.
only() { # PATTERN FILES...
	pattern=$1
	shift
	for hit in $(grep -lE "#include <($pattern)" -r src ui --include='*.[ch]'); do
		case " $* " in
		*" $hit "*) ;;
		*)
			echo "$hit includes <$pattern>; only $* may"
			bad=1
			;;
		esac
	done
}
only 'ncurses|curses|term\.h' ui/term.c
only 'git2' src/host/git.c src/host/gitrev.c
only 'cjson' src/base/json.c
only 'uv\.h' src/host/loop.c src/host/proc.c src/host/loop_private.h
only 'openssl' src/host/sha256.c
only 'curl' src/fetch/net.c
only 'archive' src/fetch/archive.c
only 'yaml' src/fmt/yaml.c
# What the programs import.
for prog in gomend gomend-scan gomend-apply; do
	[ -x "build/$prog" ] || { echo "build/$prog is missing: ./dev build first"; exit 1; }
done
imports() { nm -D --undefined-only "$1" 2>/dev/null | awk '{print $NF}' | sed 's/@.*//'; }
if imports build/gomend | grep -E '^git_'; then
	echo "gomend imports libgit2"
	bad=1
fi
if imports build/gomend-scan |
	grep -E '^(exec[a-z]*|fexecve|fork|vfork|posix_spawnp?|system|popen|socket|connect|bind|accept4?|socketpair|uv_.*|initscr|newterm|endwin)$'; then
	echo "gomend-scan imports what it may not"
	bad=1
fi
if imports build/gomend-apply |
	grep -E '^(exec[lvpe]*|execveat|fexecve|v?fork|posix_spawnp?|system|popen|socket|connect|bind|accept4?|socketpair|git_.*|uv_.*|initscr|newterm|endwin)$' |
	grep -v '^execve\{0,1\}$'; then
	echo "gomend-apply imports what it may not"
	bad=1
fi
if [ -x build/gomend-fetch ] && imports build/gomend-fetch |
	grep -E '^(exec[a-z]*|fexecve|v?fork|posix_spawnp?|system|popen|git_.*|uv_.*|initscr|newterm|endwin)$'; then
	echo "gomend-fetch imports what it may not"
	bad=1
fi
for prog in gomend gomend-scan gomend-apply; do
	if imports "build/$prog" | grep -E '^(curl_|archive_)'; then
		echo "$prog imports what only gomend-fetch may"
		bad=1
	fi
done
if nm -A -u build/libapply.a | grep -E ' (exec[a-z]*|fexecve)$' | grep -v ':exec\.o:'; then
	echo "only src/apply/exec.c may execute"
	bad=1
fi
for lib in build/libbase.a build/libfmt.a build/libfacts.a build/libchecks.a build/libtraces.a build/libplan.a build/libfixes.a; do
	if nm -u "$lib" 2>/dev/null | grep -E ' (open|openat|fopen|stat|lstat|readdir|getenv|socket|fork|execve|uv_[a-z]*|git_[a-z_]*)$' |
		grep -v ' getenv$' | grep .; then
		echo "$lib touches the system"
		bad=1
	fi
done
if for lib in build/lib*.a; do
	[ "$lib" = build/libui.a ] || nm -u "$lib" 2>/dev/null | grep -E ' (initscr|newterm|wadd|waddn?str|wmove|endwin|wrefresh|setupterm)$'
done | grep .; then
	echo "src/ includes curses"
	bad=1
fi
exit $bad
