#include "config.h"

#include "probe/shells.h"

#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/msg.h"
#include "base/path.h"
#include "base/strbuf.h"
#include "host/proc.h"
#include "probe/helper.h"
#include "probe/rcfiles.h"
#include "base/redact.h"
#include "probe/xtrace.h"

#define DEADLINE_MS 5000
/* Rc files may be noisy, but not without end. */
#define NOISE_BYTES ((size_t)8 * 1024 * 1024)
#define NONCE_LEN 32
#define CONFIG_FILE_BYTES ((size_t)256 * 1024)

struct shell_probe {
	struct proc *proc;
	char nonce[NONCE_LEN + 1];
	void (*fn)(void *payload, const struct shell_answer *answer);
	/* Of a word. */
	void (*word_fn)(void *payload, const struct shell_word *said,
			int exit_code);
	char *shell;
	void *payload;
};

/*
 * mise, rtx before it, puts its folders on PATH when the prompt of bash or of
 * fish appears, and so in every terminal; a command line given to the shell
 * has no prompt.  No other code of prompts is run: it may take its time, or
 * talk to the terminal.
 */
#define POSIX_HOOKS "case $- in *i*) " \
	"for gomend_hook in _mise_hook _rtx_hook; do " \
	"command -v $gomend_hook >/dev/null 2>&1 && $gomend_hook; done ;; " \
	"esac; "
#define FISH_HOOKS "if status is-interactive; " \
	"for h in __mise_env_eval __rtx_env_eval; " \
	"functions -q $h; and $h; end; end; "

static const char posix_script[] =
	POSIX_HOOKS "exec \"$" HELPER_PROGRAM "\" " HELPER_ARG
	" \"$(command -v go 2>/dev/null)\"";
static const char fish_script[] =
	/* Its functions, which aliases are as well, are no commands to it. */
	FISH_HOOKS "set -l w (functions -q go; and echo go; "
	"or command -v go 2>/dev/null); exec $" HELPER_PROGRAM " "
	HELPER_ARG " \"$w\"";
/* What it is, as `command -v` has it, and on the next line what type says. */
static const char posix_word_script[] =
	POSIX_HOOKS "w=$(command -v \"$1\" 2>/dev/null); "
	"t=$(LC_ALL=C type \"$1\" 2>/dev/null); "
	"exec \"$" HELPER_PROGRAM "\" " HELPER_ARG " \"$w\n$t\"";
static const char fish_word_script[] =
	FISH_HOOKS "set -l t (type -t $argv[1] 2>/dev/null); "
	"set -l w (command -v $argv[1] 2>/dev/null); "
	"exec $" HELPER_PROGRAM " " HELPER_ARG " \"$w[1]\"\\n\"$t[1]\"";

/* NAME=VALUE or NAME VALUE, with or without "export" and quotes. */
static bool config_pair(struct str line, struct str *name, struct str *value)
{
	size_t n = 0;

	line = str_trim(line);
	if (str_starts(line, "export "))
		line = str_trim(str_sub(line, 7, line.len - 7));
	while (n < line.len && !strchr("= \t", line.p[n]))
		n++;
	if (!n || n == line.len || line.p[0] == '#')
		return false;
	*name = str_sub(line, 0, n);
	*value = str_trim(str_sub(line, n + 1, line.len - n - 1));
	/* login.defs writes "ENV_PATH PATH=/usr/bin". */
	if (str_starts(*name, "ENV_") && str_starts(*value, "PATH="))
		*value = str_sub(*value, 5, value->len - 5);
	if (value->len >= 2 &&
	    (value->p[0] == '"' || value->p[0] == '\'') &&
	    value->p[value->len - 1] == value->p[0])
		*value = str_sub(*value, 1, value->len - 2);
	return true;
}

/* Small files of the administrator's, read before any shell is. */
static void config_read(const char *file, struct strbuf *sb)
{
	struct stat st;
	ssize_t got;
	int fd = open(file, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode)) {
		got = read(fd, strbuf_room(sb, CONFIG_FILE_BYTES),
			   CONFIG_FILE_BYTES);
		strbuf_advance(sb, got > 0 ? (size_t)got : 0);
	}
	(void)close(fd);
}

static void from(struct shell_user *u, const char *name, const char *file,
		 int line)
{
	struct assign *s = ARENA_PUSH(&u->arena, u->base_from,
				      u->nbase_from);
	const char *value = envset_get(&u->base, name);

	s->op = ASSIGN_SET;
	s->name = arena_strdup(&u->arena, name);
	s->value = redact_value(&u->arena, name, value ? value : "");
	s->file = arena_strdup(&u->arena, file);
	s->line = line;
	s->how = ORIGIN_INHERITED;
}

/* Of the file what has `only` as its name, or all that matters. */
static void take_config(struct shell_user *u, const char *path,
			const char *shown, const char *only)
{
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct str rest, line, key, value;
	int n = 0;

	config_read(path, &sb);
	rest = strbuf_str(&sb);
	while (str_line(&rest, &line)) {
		const char *name;

		n++;
		if (!config_pair(line, &key, &value) || !value.len ||
		    memchr(value.p, '\0', value.len))
			continue;
		if (only ? !str_is(key, only) : !env_matters(key))
			continue;
		name = only ? "PATH" : arena_strndup(&a, key.p, key.len);
		envset_put(&u->base, name, arena_strndup(&a, value.p,
							 value.len));
		from(u, name, shown, n);
	}
	strbuf_release(&sb);
	arena_release(&a);
}

void shell_login_base(struct shell_user *u, const char *root)
{
	static const char defs[] = "/etc/login.defs", file[] =
		"/etc/environment";
	struct arena a = ARENA_INIT;

	envset_put(&u->base, "PATH", geteuid()
		   ? "/usr/local/bin:/usr/bin:/bin"
		   : "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:"
		     "/sbin:/bin");
	take_config(u, arena_printf(&a, "%s%s", root, defs), defs,
		    geteuid() ? "ENV_PATH" : "ENV_SUPATH");
	take_config(u, arena_printf(&a, "%s%s", root, file), file, NULL);
	if (!u->nbase_from)
		from(u, "PATH", NULL, 0);
	arena_release(&a);
}

bool shell_container_base(struct envset *base, const char *root)
{
	static const char *const markers[] = {
		"/.dockerenv", "/run/.containerenv"
	};
	struct arena a = ARENA_INIT;
	struct strbuf sb = STRBUF_INIT;
	struct str rest, pair;
	bool found = false;
	size_t i;
	ssize_t got;
	int fd = -1;

	for (i = 0; i < ARRAY_SIZE(markers) && !found; i++)
		found = !access(arena_printf(&a, "%s%s", root, markers[i]),
				F_OK);
	if (found)
		fd = open(arena_printf(&a, "%s/proc/1/environ", root),
			  O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	found = false;
	while (fd >= 0 && sb.len < CONFIG_FILE_BYTES &&
	       (got = read(fd, strbuf_room(&sb, CONFIG_FILE_BYTES),
			   CONFIG_FILE_BYTES)) > 0)
		strbuf_advance(&sb, (size_t)got);
	if (fd >= 0)
		(void)close(fd);
	rest = strbuf_str(&sb);
	while (rest.len && str_cut(&rest, '\0', &pair)) {
		struct str name = str_sub(pair, 0, str_find(pair, '='));

		if (name.len == pair.len || !env_matters(name) ||
		    str_is(name, "PWD") || str_is(name, "SHELL") ||
		    str_is(name, "TERM"))
			continue;
		envset_put_pair(base, pair);
		found = found || str_is(name, "PATH");
	}
	strbuf_release(&sb);
	arena_release(&a);
	return found;
}

static bool is_program(const char *path)
{
	return path && path[0] == '/' && !access(path, X_OK);
}

/*
 * The passwd entry of this user.  The file first: other sources (LDAP) may
 * let one wait.
 */
static const struct passwd *own_entry(void)
{
	const struct passwd *pw = NULL;
#ifdef __linux__
	FILE *f = fopen("/etc/passwd", "re");

	while (f && (pw = fgetpwent(f)))
		if (pw->pw_uid == geteuid())
			break;
	if (f)
		(void)fclose(f);
#endif
	return pw ? pw : getpwuid(geteuid());
}

/* What else it starts with; that PATH is there goes without saying. */
static void from_start(struct shell_user *u)
{
	size_t i, k, n = u->nbase_from;

	for (i = 0; i < u->base.n; i++) {
		struct str pair = str_from(u->base.v[i]);
		const char *name = arena_strndup(&u->arena, pair.p,
						 str_find(pair, '='));

		for (k = 0; k < n; k++)
			if (cstr_eq(u->base_from[k].name, name))
				break;
		if (k == n && env_matters(str_from(name)))
			from(u, name, NULL, 0);
	}
}

void shell_user_init(struct shell_user *u, const char *shell)
{
	static const char *const kept[] = {
		"LANG", "LANGUAGE", "TZ", "XDG_RUNTIME_DIR", "DISPLAY",
		"WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS",
		"XDG_SESSION_TYPE", "COLORTERM", "TMPDIR"
	};
	const struct passwd *pw = own_entry();
	const char *term, *home, *name;
	struct envset own;
	size_t i;

	memset(u, 0, sizeof(*u));
	arena_init(&u->arena);
	envset_init(&u->base);
	envset_init(&own);
	envset_add_own(&own);
	if (!shell)
		shell = pw ? pw->pw_shell : NULL;
	if (!is_program(shell))
		shell = envset_get(&own, "SHELL");
	if (!is_program(shell))
		shell = "/bin/sh";
	u->shell = arena_strdup(&u->arena, shell);
	/* HOME may have been moved on purpose, as tests and sudo do. */
	home = envset_get(&own, "HOME");
	if (cstr_empty(home) || home[0] != '/')
		home = pw ? pw->pw_dir : "/";
	u->home = arena_strdup(&u->arena, home);
	name = pw ? pw->pw_name : envset_get(&own, "USER");
	if (!shell_container_base(&u->base, ""))
		shell_login_base(u, "");
	else
		for (i = 0; i < u->base.n; i++) {
			struct str pair = str_from(u->base.v[i]);

			from(u, arena_strndup(&u->arena, pair.p,
					      str_find(pair, '=')),
			     "/proc/1/environ", 0);
		}
	envset_put(&u->base, "HOME", u->home);
	envset_put(&u->base, "USER", name);
	envset_put(&u->base, "LOGNAME", name);
	envset_put(&u->base, "SHELL", u->shell);
	term = envset_get(&own, "TERM");
	envset_put(&u->base, "TERM", cstr_empty(term) ? "dumb" : term);
	for (i = 0; i < ARRAY_SIZE(kept); i++)
		envset_put(&u->base, kept[i], envset_get(&own, kept[i]));
	for (i = 0; i < own.n; i++)
		if (cstr_starts(own.v[i], "LC_"))
			envset_put_pair(&u->base, str_from(own.v[i]));
	envset_release(&own);
	from_start(u);
}

void shell_user_release(struct shell_user *u)
{
	envset_release(&u->base);
	arena_release(&u->arena);
}

static const char **begin_argv(struct arena *a, const struct shell_user *u,
			       enum place_kind kind, const char *script,
			       size_t *n)
{
	const char **argv = NULL;

	*n = 0;
	*ARENA_PUSH(a, argv, *n) = u->shell;
	if (kind == PLACE_LOGIN)
		*ARENA_PUSH(a, argv, *n) = "-l";
	if (kind != PLACE_NONINTERACTIVE)
		*ARENA_PUSH(a, argv, *n) = "-i";
	*ARENA_PUSH(a, argv, *n) = "-c";
	*ARENA_PUSH(a, argv, *n) = script;
	return argv;
}

const char *const *shells_argv(struct arena *a, const struct shell_user *u,
			       enum place_kind kind)
{
	bool is_fish = shell_family_of(u->shell) == SHELL_FISH;
	size_t n;
	const char **argv = begin_argv(a, u, kind, is_fish ? fish_script
					: posix_script, &n);

	*ARENA_PUSH(a, argv, n) = NULL;
	return argv;
}

const char *const *shells_word_argv(struct arena *a,
				    const struct shell_user *u,
				    enum place_kind kind, const char *word)
{
	bool is_fish = shell_family_of(u->shell) == SHELL_FISH;
	size_t n;
	const char **argv = begin_argv(a, u, kind, is_fish ? fish_word_script
					: posix_word_script, &n);

	if (!is_fish)
		*ARENA_PUSH(a, argv, n) = "gomend";
	*ARENA_PUSH(a, argv, n) = word;
	*ARENA_PUSH(a, argv, n) = NULL;
	return argv;
}

static int make_nonce(char nonce[NONCE_LEN + 1])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char raw[NONCE_LEN / 2];
	size_t i;

	if (getrandom(raw, sizeof(raw), 0) != (ssize_t)sizeof(raw))
		return -1;
	for (i = 0; i < sizeof(raw); i++) {
		nonce[2 * i] = digits[raw[i] >> 4];
		nonce[2 * i + 1] = digits[raw[i] & 15];
	}
	nonce[NONCE_LEN] = '\0';
	return 0;
}

/* What bash says wherever it has no terminal: no reason. */
static bool says_no_terminal(struct str line)
{
	static const char group[] = ": cannot set terminal process group";

	return str_ends(line, ": no job control in this shell") ||
	       memmem(line.p, line.len, group, sizeof(group) - 1);
}

/* The last line that it wrote on stderr, as a reason. */
static const char *last_words(struct arena *a, struct str err)
{
	struct str rest = str_trim(err), line, last = STR_NONE;

	while (str_line(&rest, &line))
		if (str_trim(line).len && !says_no_terminal(str_trim(line)))
			last = str_trim(line);
	return last.len ? arena_strndup(a, last.p, last.len) : NULL;
}

static struct msg why_not(struct arena *a, const struct proc_result *r)
{
	const char *words;

	if (r->timed_out)
		return MSG(a, N_("The shell did not come to its end within "
				 "five seconds: an rc file waits or takes "
				 "too long."));
	if (r->cut)
		return MSG(a, N_("The rc files print without end."));
	if (r->signal)
		return MSG(a, N_("The shell was ended by a signal ({0})."),
			   strsignal(r->signal));
	words = last_words(a, r->err);
	if (words)
		return MSG(a, N_("The shell left before it could be asked: "
				 "an rc file ends it or starts another "
				 "program in its place. It said: {0}"),
			   words);
	return MSG(a, N_("The shell left before it could be asked: an rc "
			 "file ends it or starts another program in its "
			 "place."));
}

/*
 * An alias is said by its definition, a file by its path; of what is left
 * type tells the kind, in the words of the C locale.
 */
static enum word_kind kind_of(struct str said, struct str type, bool is_fish)
{
	if (is_fish && str_is(type, "function"))
		return WORD_FUNCTION;
	if (is_fish && str_is(type, "builtin"))
		return WORD_BUILTIN;
	if (str_starts(said, "alias "))
		return WORD_ALIAS;
	if (str_find(said, '/') < said.len)
		return WORD_FILE;
	if (!said.len)
		return WORD_NONE;
	if (str_search(type, "alias") < type.len)
		return WORD_ALIAS;
	if (str_search(type, "function") < type.len)
		return WORD_FUNCTION;
	if (str_search(type, "keyword") < type.len ||
	    str_search(type, "reserved") < type.len)
		return WORD_KEYWORD;
	return str_search(type, "builtin") < type.len ? WORD_BUILTIN
						      : WORD_UNKNOWN;
}

/* The word itself stands before " is " in what type says. */
static struct str after_is(struct str type)
{
	size_t at = str_search(type, " is ");

	return at < type.len ? str_sub(type, at, type.len - at) : type;
}

static void on_word_exit(void *payload, const struct proc_result *r)
{
	struct shell_probe *p = payload;
	struct shell_word said = { .shell = p->shell };
	struct arena a = ARENA_INIT;
	struct envset env;
	struct str both, first;
	bool is_fish = shell_family_of(p->shell) == SHELL_FISH;
	size_t at;

	envset_init(&env);
	if (!r->timed_out && helper_read(r->out, p->nonce, &env, &both)) {
		/* An alias may have several lines; type has the last. */
		at = str_find(both, '\n');
		first = str_sub(both, 0, at);
		both = str_sub(both, at, both.len - at);
		said.kind = kind_of(first, after_is(str_trim(both)), is_fish);
		if (said.kind == WORD_ALIAS || said.kind == WORD_FILE)
			said.said = redact_value(&a, "",
				arena_strndup(&a, first.p, first.len));
	}
	p->word_fn(p->payload, &said, r->exit_code);
	envset_release(&env);
	arena_release(&a);
	free(p->shell);
	free(p);
}

static void on_exit_(void *payload, const struct proc_result *r)
{
	struct shell_probe *p = payload;
	struct shell_answer answer;
	struct arena a = ARENA_INIT;
	struct envset env;
	struct str word;

	memset(&answer, 0, sizeof(answer));
	envset_init(&env);
	answer.env = &env;
	answer.exit_code = r->exit_code;
	/*
	 * After the deadline an interactive shell may still answer, with the
	 * command killed that it waited for: not what a terminal would get.
	 */
	if (!r->timed_out && helper_read(r->out, p->nonce, &env, &word)) {
		answer.state = PLACE_READY;
		if (str_trim(word).len)
			answer.go_word = arena_strndup(&a, word.p, word.len);
	} else {
		answer.state = r->timed_out ? PLACE_TIMEOUT : PLACE_FAILED;
		answer.why = why_not(&a, r);
		envset_release(&env);
	}
	p->fn(p->payload, &answer);
	envset_release(&env);
	arena_release(&a);
	free(p);
}

static struct proc *start(struct loop *l, const struct shell_user *u,
			  const char *self, struct shell_probe *p,
			  const char *const *argv,
			  void (*fn)(void *payload,
				     const struct proc_result *r),
			  struct error *err)
{
	struct proc_spec spec;
	struct envset env;
	struct proc *proc;

	envset_init(&env);
	envset_copy(&env, &u->base);
	envset_put(&env, HELPER_PROGRAM, self);
	envset_put(&env, HELPER_NONCE, p->nonce);
	memset(&spec, 0, sizeof(spec));
	spec.argv = argv;
	spec.env = envset_list(&env);
	spec.cwd = access(u->home, X_OK) ? "/" : u->home;
	spec.deadline_ms = DEADLINE_MS;
	spec.max_out_bytes = NOISE_BYTES;
	spec.on_exit = fn;
	spec.payload = p;
	proc = proc_start(l, &spec, err);
	envset_release(&env);
	return proc;
}

struct shell_probe *shells_ask_word(struct loop *l,
				    const struct shell_user *u,
				    enum place_kind kind, const char *self,
				    const char *word,
				    void (*fn)(void *payload,
					       const struct shell_word *said,
					       int exit_code),
				    void *payload)
{
	struct shell_probe *p;
	struct arena a = ARENA_INIT;

	if (shell_family_of(u->shell) == SHELL_UNKNOWN || !self)
		return NULL;
	p = xcalloc(1, sizeof(*p));
	p->word_fn = fn;
	p->payload = payload;
	if (!make_nonce(p->nonce)) {
		p->shell = xstrdup(u->shell);
		p->proc = start(l, u, self, p,
				shells_word_argv(&a, u, kind, word),
				on_word_exit, NULL);
	}
	arena_release(&a);
	if (!p->proc) {
		free(p->shell);
		free(p);
		return NULL;
	}
	return p;
}

struct shell_probe *shells_ask(struct loop *l, const struct shell_user *u,
			       enum place_kind kind, const char *self,
			       void (*fn)(void *payload,
					  const struct shell_answer *answer),
			       void *payload, struct arena *a,
			       struct msg *why)
{
	struct error err = ERROR_INIT;
	struct shell_probe *p;

	if (shell_family_of(u->shell) == SHELL_UNKNOWN) {
		*why = MSG(a, N_("{0} is no shell that gomend knows how to "
				 "ask; it knows bash, zsh, fish, sh, dash "
				 "and ksh."), u->shell);
		return NULL;
	}
	p = xcalloc(1, sizeof(*p));
	p->fn = fn;
	p->payload = payload;
	if (!self || make_nonce(p->nonce)) {
		*why = MSG(a, N_("The shell cannot be asked: the system "
				 "gives no random number or no way to "
				 "gomend itself."));
		free(p);
		return NULL;
	}
	p->proc = start(l, u, self, p, shells_argv(a, u, kind), on_exit_, &err);
	if (!p->proc) {
		*why = MSG(a, N_("The shell does not start: {0}."),
			   err.message);
		error_release(&err);
		free(p);
		return NULL;
	}
	return p;
}

void shells_abandon(struct shell_probe *p)
{
	if (!p)
		return;
	proc_abandon(p->proc);
	free(p->shell);
	free(p);
}

/* ---- tracing ---- */

/* High enough that rc files hardly use it (3 to 9), and read by bash. */
#define TAP_FD 19
#define TRACE_MAX_BYTES ((size_t)32 * 1024 * 1024)

struct shell_tracer {
	struct proc *proc;
	struct xtrace *trace;
	size_t bytes;
	bool flood;
	void (*fn)(void *payload, enum tracing how, const struct assign *list,
		   size_t n, int exit_code);
	void *payload;
};

static enum xtrace_style style_of(const struct shell_user *u)
{
	switch (shell_family_of(u->shell)) {
	case SHELL_BASH:
		return XTRACE_BASH;
	case SHELL_ZSH:
		return XTRACE_ZSH;
	case SHELL_FISH:
		return XTRACE_FISH;
	case SHELL_POSIX:
	case SHELL_UNKNOWN:
		break;
	}
	return XTRACE_PLAIN;
}

/* Does bash have this file of its distribution built in? */
static bool built_in(const char *shell, const char *file)
{
	struct strbuf sb = STRBUF_INIT;
	bool found = false;
	ssize_t n;
	int fd = open(shell, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	while (fd >= 0 && !found && sb.len < ((size_t)8 << 20) &&
	       (n = read(fd, strbuf_room(&sb, 1 << 20), 1 << 20)) > 0)
		strbuf_advance(&sb, (size_t)n);
	if (sb.len)
		found = memmem(sb.buf, sb.len, file, strlen(file) + 1);
	if (fd >= 0)
		(void)close(fd);
	strbuf_release(&sb);
	return found;
}

/* As they are asked, and then the word that tells the end. */
static const char *last_of(struct arena *a, enum xtrace_style style,
			   const char *mark)
{
	return arena_printf(a, "%s%s", style == XTRACE_FISH ? FISH_HOOKS
							    : POSIX_HOOKS,
			    xtrace_last(a, mark));
}

/* What bash reads by itself, in its order, traced. */
static const char *bash_as_root(struct arena *a, const struct shell_user *u,
				enum place_kind kind, const char *mark)
{
	static const char *const own[] = {
		"/etc/bash.bashrc", "/etc/bash/bashrc"
	};
	const char *files = "";
	size_t i;

	if (kind == PLACE_LOGIN)
		return arena_printf(a, "PS4='%s'; set -x; "
			"[ ! -r /etc/profile ] || . /etc/profile; "
			"if [ -r ~/.bash_profile ]; then . ~/.bash_profile; "
			"elif [ -r ~/.bash_login ]; then . ~/.bash_login; "
			"elif [ -r ~/.profile ]; then . ~/.profile; fi; %s",
			xtrace_ps4(a, XTRACE_BASH, mark),
			last_of(a, XTRACE_BASH, mark));
	if (kind == PLACE_NONINTERACTIVE)
		return arena_printf(a, "PS4='%s'; set -x; "
			"[ ! -r \"$BASH_ENV\" ] || . \"$BASH_ENV\"; %s",
			xtrace_ps4(a, XTRACE_BASH, mark),
			last_of(a, XTRACE_BASH, mark));
	for (i = 0; i < ARRAY_SIZE(own); i++)
		if (!access(own[i], R_OK) && built_in(u->shell, own[i]))
			files = arena_printf(a, "%s. %s; ", files, own[i]);
	return arena_printf(a, "PS4='%s'; set -x; %s"
			    "[ ! -r ~/.bashrc ] || . ~/.bashrc; %s",
			    xtrace_ps4(a, XTRACE_BASH, mark), files,
			    last_of(a, XTRACE_BASH, mark));
}

static const char *const *tracer_argv(struct arena *a,
				      const struct shell_user *u,
				      enum place_kind kind, const char *mark)
{
	enum xtrace_style style = style_of(u);
	bool by_hand = style == XTRACE_BASH && !geteuid();
	const char **argv = NULL;
	size_t n = 0;

	*ARENA_PUSH(a, argv, n) = u->shell;
	if (by_hand) {
		*ARENA_PUSH(a, argv, n) = "--noprofile";
		*ARENA_PUSH(a, argv, n) = "--norc";
	} else if (style == XTRACE_FISH) {
		*ARENA_PUSH(a, argv, n) = "-o";
		*ARENA_PUSH(a, argv, n) = arena_printf(a, "/dev/fd/%d",
						       TAP_FD);
	} else {
		*ARENA_PUSH(a, argv, n) = "-x";
	}
	if (kind == PLACE_LOGIN)
		*ARENA_PUSH(a, argv, n) = "-l";
	if (kind != PLACE_NONINTERACTIVE)
		*ARENA_PUSH(a, argv, n) = "-i";
	*ARENA_PUSH(a, argv, n) = "-c";
	*ARENA_PUSH(a, argv, n) = by_hand ? bash_as_root(a, u, kind, mark)
					  : last_of(a, style, mark);
	*ARENA_PUSH(a, argv, n) = NULL;
	return argv;
}

const char *const *shells_tracer_argv(struct arena *a,
				      const struct shell_user *u,
				      enum place_kind kind)
{
	return tracer_argv(a, u, kind, "gomend");
}

static void on_tap(void *payload, struct str chunk)
{
	struct shell_tracer *t = payload;

	if (t->flood)
		return;
	t->bytes += chunk.len;
	xtrace_feed(t->trace, chunk);
	if (t->bytes > TRACE_MAX_BYTES) {
		t->flood = true;
		proc_kill(t->proc);
	}
}

static void on_traced(void *payload, const struct proc_result *r)
{
	struct shell_tracer *t = payload;
	const struct assign *list;
	enum tracing how;
	size_t n;

	xtrace_end(t->trace);
	n = xtrace_assigns(t->trace, &list);
	how = r->timed_out || t->flood || r->cut ? TRACING_FAILED :
		xtrace_whole(t->trace) ? TRACING_WHOLE : TRACING_PART;
	t->fn(t->payload, how, list, n, r->exit_code);
	xtrace_free(t->trace);
	free(t);
}

struct shell_tracer *shells_trace(struct loop *l, const struct shell_user *u,
				  enum place_kind kind,
				  void (*fn)(void *payload, enum tracing how,
					     const struct assign *list,
					     size_t n, int exit_code),
				  void *payload)
{
	enum xtrace_style style = style_of(u);
	char nonce[NONCE_LEN + 1];
	struct shell_tracer *t;
	struct proc_spec spec;
	struct arena a = ARENA_INIT;
	struct envset env;
	const char *mark;

	if (shell_family_of(u->shell) == SHELL_UNKNOWN || make_nonce(nonce))
		return NULL;
	t = xcalloc(1, sizeof(*t));
	t->fn = fn;
	t->payload = payload;
	mark = arena_printf(&a, "gomend%s", nonce);
	t->trace = xtrace_new(style, mark);
	envset_init(&env);
	envset_copy(&env, &u->base);
	if (style == XTRACE_FISH)
		envset_put(&env, "fish_trace", "1");
	else
		envset_put(&env, "PS4", xtrace_ps4(&a, style, mark));
	if (style == XTRACE_BASH)
		envset_put(&env, "BASH_XTRACEFD",
			   arena_printf(&a, "%d", TAP_FD));
	memset(&spec, 0, sizeof(spec));
	spec.argv = tracer_argv(&a, u, kind, mark);
	spec.env = envset_list(&env);
	spec.cwd = access(u->home, X_OK) ? "/" : u->home;
	spec.deadline_ms = DEADLINE_MS;
	spec.max_out_bytes = NOISE_BYTES;
	spec.tap_fd = style == XTRACE_BASH || style == XTRACE_FISH ? TAP_FD
								   : 2;
	spec.on_tap = on_tap;
	spec.on_exit = on_traced;
	spec.payload = t;
	t->proc = proc_start(l, &spec, NULL);
	envset_release(&env);
	arena_release(&a);
	if (!t->proc) {
		xtrace_free(t->trace);
		free(t);
		return NULL;
	}
	return t;
}

void shells_tracer_abandon(struct shell_tracer *t)
{
	if (!t)
		return;
	proc_abandon(t->proc);
	xtrace_free(t->trace);
	free(t);
}
