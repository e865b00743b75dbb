# Functions and habits that this project does without.
bad=0
look() { # WHY PATTERN [EXCEPTION...]
	why=$1 pattern=$2
	shift 2
	hits=$(grep -nE "$pattern" -r src ui --include='*.[ch]' || :)
	for ex; do hits=$(printf '%s\n' "$hits" | grep -v "^$ex:" || :); done
	if [ -n "$hits" ]; then
		printf '%s\n%s\n' "$why" "$hits"
		bad=1
	fi
}
look 'unbounded or unchecked: use strbuf, arena_printf' '(^|[^a-z_])(sprintf|vsprintf|strcpy|strcat|strncpy|strtok|gets)\('
look 'no shell' '(^|[^a-z_])(system|popen)\('
look 'atoi cannot fail: parse with a check' '(^|[^a-z_])(atoi|atol|atof)\('
look 'raw allocation: use base/mem.h or an arena' '(^|[^a-z_])(malloc|calloc|realloc|strdup|strndup|asprintf)\(' src/base/mem.c src/base/mem.h
look 'finish it or take the promise away' 'TODO|FIXME|(^|[^X])XXX([^X]|$)|not implemented|unimplemented'
look 'line comments: use /* */' '^[[:space:]]*//'
look 'typedef: write struct' '^typedef (struct|enum|union)'
exit $bad
