/*
 * ci-path-lost, ci-path-order: what a script of a job tells the commands
 * behind it, and what does not get there.
 */
#include "config.h"

#include "checks/ci.h"

#include "base/path.h"
#include "base/str.h"

ci_find ci_find_path_lost, ci_find_path_order;

static bool is_go_name(struct str name)
{
	return str_is(name, "PATH") || str_starts(name, "GO") ||
	       str_starts(name, "CGO_");
}

/* The directories of a PATH value that are not $PATH itself. */
struct path_value {
	const char *dirs[4];
	size_t ndirs;
	bool has_old;		/* $PATH is in it */
	bool behind;		/* every one of them stands behind $PATH */
	bool whole;		/* all of it was understood */
};

static void read_path(struct arena *a, const char *value,
		      struct path_value *out)
{
	struct str rest = str_from(value), part;
	int open = 0;
	size_t i, from = 0;

	memset(out, 0, sizeof(*out));
	out->whole = out->behind = true;
	for (i = 0; i <= rest.len; i++) {
		char c = i < rest.len ? rest.p[i] : ':';

		if (c == '(' || c == '{')
			open++;
		else if (c == ')' || c == '}')
			open--;
		if (i < rest.len && (c != ':' || open > 0))
			continue;
		part = str_sub(rest, from, i - from);
		from = i + 1;
		if (!part.len)
			continue;
		if (str_is(part, "$PATH") || str_is(part, "${PATH}")) {
			out->has_old = true;
			continue;
		}
		if (str_search(part, "$PATH") < part.len ||
		    str_search(part, "${PATH") < part.len ||
		    out->ndirs == ARRAY_SIZE(out->dirs)) {
			out->whole = false;
			continue;
		}
		if (!out->has_old)
			out->behind = false;
		out->dirs[out->ndirs++] = arena_strndup(a, part.p, part.len);
	}
	out->behind = out->behind && out->has_old && out->ndirs;
}

/* Where `go install` writes, in the words that scripts use for it. */
static bool is_gopath_bin(const char *dir)
{
	return cstr_ends(dir, "go env GOPATH)/bin") ||
	       cstr_ends(dir, "go env GOPATH`/bin") ||
	       cstr_eq(dir, "$GOPATH/bin") || cstr_eq(dir, "${GOPATH}/bin") ||
	       cstr_eq(dir, "$HOME/go/bin") || cstr_eq(dir, "~/go/bin") ||
	       cstr_eq(dir, "${HOME}/go/bin") ||
	       cstr_eq(dir, "/home/runner/go/bin") ||
	       cstr_eq(dir, "/root/go/bin");
}

static bool is_gobin(const char *dir)
{
	return is_gopath_bin(dir) || cstr_eq(dir, "$GOBIN") ||
	       cstr_eq(dir, "${GOBIN}") ||
	       cstr_ends(dir, "go env GOBIN)");
}

/* The bin of a Go tree: "/usr/local/go/bin". */
static bool is_goroot_bin(const char *dir)
{
	return cstr_ends(dir, "go/bin") && !is_gopath_bin(dir);
}

/* The steps of setup-go put GOPATH/bin on PATH for all behind them. */
static bool is_set_up(const struct ci_job *j, size_t until)
{
	size_t i;

	for (i = 0; i < until; i++)
		if (ci_step_uses(&j->steps[i], "actions/setup-go") &&
		    j->steps[i].major != 1)
			return true;
	return false;
}

/* "golint" of "go install golang.org/x/lint/golint@latest"; or NULL. */
static const char *installs(struct arena *a, const struct shellcmd *c)
{
	size_t at, i;

	if (!cstr_eq(shellcmd_program(c, &at), "go") || at >= c->nwords ||
	    (strcmp(c->words[at].text, "install") != 0 &&
	     strcmp(c->words[at].text, "get") != 0))
		return NULL;
	for (i = at + 1; i < c->nwords; i++) {
		const char *w = c->words[i].text, *base, *end;
		struct str version;

		if (*w == '-' || !strchr(w, '/') || c->words[i].dynamic)
			continue;
		w = arena_strndup(a, w, str_find(str_from(w), '@'));
		base = path_base(w);
		/* "…/v2" is no program's name. */
		version = str_from(base);
		if (version.len > 1 && version.p[0] == 'v' &&
		    version.p[1] >= '0' && version.p[1] <= '9')
			base = path_base(path_dir(a, w));
		for (end = base; *end; end++)
			;
		return end > base && strcmp(base, "...") ? base : NULL;
	}
	return NULL;
}

/* ---- ci-path-lost ---- */

enum { LOST_VARIABLE, LOST_PATH };

/* Commands that only tell or set something. */
static bool is_idle(const struct shellcmd *c)
{
	static const char *const words[] = {
		"echo", "printf", "export", "set", "mkdir", "cd", "true",
		"exit", "unset", "cat", "ls", "pwd", "which", ":", "[",
	};
	size_t at, i;
	const char *p = shellcmd_program(c, &at);

	if (!p)
		return c->nassigns == c->nwords;
	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (!strcmp(p, words[i]))
			return true;
	return !strcmp(p, "go") && at < c->nwords &&
	       (!strcmp(c->words[at].text, "env") ||
		!strcmp(c->words[at].text, "version"));
}

static bool is_used_here(const struct shellcmd *list, size_t n, size_t from)
{
	size_t i;

	for (i = from; i < n; i++)
		if (!is_idle(&list[i]))
			return true;
	return false;
}

/* Does the step say the variable itself? */
static bool sets(const struct ci_step *st, const char *name)
{
	return ci_var_find(st->env, st->nenv, name) || cstr_holds(st->run, name);
}

/* A program that one of the steps [from, until) installed with go. */
static bool was_installed(struct ci_look *l, const struct ci_view *v,
			  size_t from, size_t until, const char *program)
{
	size_t i, k, n;

	for (i = from; i < until; i++) {
		struct shellcmd *list;

		n = ci_commands(l, v, &v->job->steps[i], &list);
		for (k = 0; k < n; k++)
			if (cstr_eq(installs(l->a, &list[k]), program))
				return true;
	}
	return false;
}

/* An export of PATH in a step, with the folder it is about. */
struct lost_path {
	size_t at;		/* of the step */
	const char *dir;	/* as it is written */
	const char *folder;	/* what $GOBIN is there, else dir */
	bool used;		/* a command of the step may want it */
};

static bool is_export_of_path(const struct shellcmd *c)
{
	return cstr_eq(c->words[0].text, "export") && c->nwords > 1 &&
	       cstr_starts(c->words[1].text, "PATH=");
}

/*
 * Does a command before `until` have to do with the folder, and with this
 * program in it ("curl -o ~/bin/x", "GOBIN=~/bin go install …/x")?  NULL: any
 * program.
 */
static bool fills(struct ci_look *l, const struct ci_view *v, size_t until,
		  const char *dir, const char *program)
{
	size_t i, k, n;

	/* "." is in every command. */
	for (i = 0; strlen(dir) > 2 && i < until; i++) {
		const struct ci_step *st = &v->job->steps[i];
		struct shellcmd *list;

		n = ci_commands(l, v, st, &list);
		for (k = 0; k < n; k++) {
			const char *text = ci_text(l->a, st, &list[k]);

			if (strstr(text, dir) && !is_export_of_path(&list[k]) &&
			    (!program || strstr(text, program)))
				return true;
		}
	}
	return false;
}

/* What brings programs in ways that are not followed. */
static bool brings_programs(struct ci_look *l, const struct ci_view *v,
			    size_t until)
{
	static const char programs[] =
		"apt apt-get apk brew dnf yum snap pip pip3 pipx npm yarn pnpm "
		"gem cargo choco conda curl wget tar unzip make bash sh source "
		". nix rustup corepack npx";
	size_t i, k, n, at;

	for (i = 0; i < until; i++) {
		const struct ci_step *st = &v->job->steps[i];
		struct shellcmd *list;

		if (st->uses && !ci_step_uses(st, "actions/checkout") &&
		    !ci_step_uses(st, "actions/setup-go") &&
		    !ci_step_uses(st, "actions/cache"))
			return true;
		n = ci_commands(l, v, st, &list);
		for (k = 0; k < n; k++)
			if (!shellcmd_program(&list[k], &at) ||
			    str_is_word(str_from(shellcmd_program(&list[k],
								  &at)),
					programs))
				return true;
	}
	return false;
}

/* Of the shell, of every system, or of GitHub's own runners. */
static bool is_common(const char *program)
{
	static const char names[] =
		"go gofmt git gh make cmake ninja gcc g++ cc c++ clang ld ar "
		"docker docker-compose podman buildah skopeo kubectl helm "
		"minikube kind kustomize terraform packer ansible aws az "
		"gcloud sam pulumi node npm npx yarn pnpm n nvm python "
		"python3 pip pip3 pipx ruby gem bundle rake perl php composer "
		"java javac mvn gradle ant dotnet cargo rustc rustup swift "
		"julia R ghc cabal stack bazel bazelisk jq yq curl wget tar "
		"zip unzip gzip gunzip xz bzip2 7z sed awk gawk grep egrep "
		"fgrep rg find xargs sort uniq head tail cut tr wc tee diff "
		"cmp patch file stat du df ln cp mv rm rmdir touch chmod "
		"chown install basename dirname realpath readlink mktemp date "
		"sleep timeout env id whoami hostname uname nproc ps kill "
		"killall pkill pgrep lsof ss netstat ip ping nc ssh scp rsync "
		"openssl gpg base64 md5sum sha256sum sha512sum shasum sudo su "
		"bash sh zsh pwsh apt apt-get dpkg brew snap systemctl "
		"service mount umount sysctl sqlite3 mysql psql pg_isready "
		"redis-cli mongo tree time nice nohup parallel protoc shellcheck "
		"yamllint envsubst expect xvfb-run screen tmux vi vim nano "
		"less more man codecov swig m4 autoconf automake libtool "
		"pkg-config strip objdump nm readelf gdb lldb strace "
		"test true false [ [[ : . source eval exec exit return break "
		"continue trap wait read local declare typeset readonly "
		"shift let alias unalias type command builtin hash umask "
		"ulimit pushd popd dirs jobs fg bg for if case while until "
		"function select seq yes printf echo export set unset cd pwd "
		"cat ls mkdir which xdg-open google-chrome chromedriver "
		"firefox";

	return str_is_word(str_from(program), names);
}

/* A program of a runner of GitHub's that nothing but the folder brings. */
static bool is_stranger(struct ci_look *l, const struct ci_view *v, size_t i,
			const struct lost_path *path, const char *program)
{
	return ci_hosted(v->job) && !v->job->image.name && !path->used &&
	       !is_common(program) &&
	       !was_installed(l, v, 0, i + 1, program) &&
	       !cstr_holds(v->job->steps[i].run,
			   arena_printf(l->a, "%s()", program)) &&
	       (fills(l, v, i, path->dir, NULL) ||
		!brings_programs(l, v, i));
}

/* How surely does the program come from the folder? */
static enum severity need_of(struct ci_look *l, const struct ci_view *v,
			     size_t i, const struct lost_path *path,
			     const struct shellcmd *c, size_t word,
			     const char *program)
{
	bool own = cstr_ends(path->dir, "$GOBIN") ||
		   cstr_ends(path->dir, "{GOBIN}");

	if (strchr(c->words[word - 1].text, '/'))
		return SEVERITY_NONE;
	if (!strcmp(program, "go"))
		return is_goroot_bin(path->dir) && !path->used &&
		       word < c->nwords ? SEVERITY_ERROR : SEVERITY_NONE;
	/* What GOBIN is in another step is not what it was in this one. */
	if (is_gobin(path->dir) &&
	    was_installed(l, v, own ? path->at : 0, own ? path->at + 1 : i,
			  program))
		return SEVERITY_ERROR;
	if (fills(l, v, i, path->dir, program) ||
	    fills(l, v, i, path->folder, program))
		return SEVERITY_ERROR;
	return is_stranger(l, v, i, path, program) ? SEVERITY_WARNING
						   : SEVERITY_NONE;
}

/* The first command of a later step that would want it. */
static const struct ci_step *later_use(struct ci_look *l,
				       const struct ci_view *v, size_t at,
				       const char *name,
				       const struct lost_path *path,
				       const char **command)
{
	struct ci_hit *h = &l->hits[l->nhits - 1];
	enum severity want;
	size_t i, k, n, word;

	for (i = at + 1; i < v->job->nsteps; i++) {
		const struct ci_step *st = &v->job->steps[i];
		struct shellcmd *list;

		n = ci_commands(l, v, st, &list);
		if (!n || sets(st, name))
			continue;
		for (k = 0; k < n; k++) {
			const char *p = shellcmd_program(&list[k], &word);

			if (!p || is_idle(&list[k]))
				continue;
			want = path ? need_of(l, v, i, path, &list[k], word,
					      p) :
			       !strcmp(p, "go") && word < list[k].nwords ?
			       SEVERITY_ERROR : SEVERITY_NONE;
			if (want == SEVERITY_NONE)
				continue;
			h->severity = want;
			*command = ci_text(l->a, st, &list[k]);
			ci_hit_evidence(l, h, *command, st->file,
					ci_line(st, &list[k]));
			return st;
		}
	}
	return NULL;
}

/* What GOBIN is, as it is written, where the step exports PATH; else `dir`. */
static const char *folder_of(struct ci_look *l, const struct ci_view *v,
			     const struct ci_step *st, const char *dir)
{
	const struct ci_var *x;
	struct str name, value;
	struct shellcmd *list;
	size_t n, i, k;

	if (!cstr_eq(dir, "$GOBIN") && !cstr_eq(dir, "${GOBIN}"))
		return dir;
	n = ci_commands(l, v, st, &list);
	for (i = 0; i < n; i++)
		for (k = 0; k < list[i].nwords; k++)
			if (shellcmd_assignment(&list[i].words[k], &name,
						&value) &&
			    str_is(name, "GOBIN"))
				return arena_strndup(l->a, value.p, value.len);
	x = ci_var_find(st->env, st->nenv, "GOBIN");
	if (!x)
		x = ci_var_find(v->job->env, v->job->nenv, "GOBIN");
	return x && x->text ? x->text : dir;
}

/* What stands behind "NAME=", as it is written; false: not in one quote. */
static bool raw_value(const struct ci_step *st, const struct shellcmd_word *w,
		      size_t name_len, struct str *inner, bool *single)
{
	struct str raw = str_sub(str_from(st->run), w->at, w->len);
	char quote = '\0';

	if (raw.len && raw.p[0] == '"' && raw.p[raw.len - 1] == '"') {
		quote = '"';
		raw = str_sub(raw, 1, raw.len - 2);
	}
	if (raw.len <= name_len)
		return false;
	raw = str_sub(raw, name_len + 1, raw.len - name_len - 1);
	if (!quote && raw.len > 1 && (raw.p[0] == '"' || raw.p[0] == '\'') &&
	    raw.p[raw.len - 1] == raw.p[0]) {
		quote = raw.p[0];
		raw = str_sub(raw, 1, raw.len - 2);
	}
	*single = quote == '\'';
	*inner = raw;
	/* What is left may hold no quote of its own. */
	return str_find(raw, '"') == raw.len &&
	       str_find(raw, '\'') == raw.len &&
	       str_find(raw, '\\') == raw.len &&
	       str_find(raw, '\n') == raw.len;
}

/* "~" expands in no quotes. */
static const char *at_home(struct arena *a, struct str value)
{
	if (str_starts(value, "~/"))
		return arena_printf(a, "$HOME%.*s", (int)value.len - 1,
				    value.p + 1);
	return arena_strndup(a, value.p, value.len);
}

static void lost_edit(struct ci_look *l, struct ci_hit *h,
		      const struct ci_step *st, const struct shellcmd *c,
		      const struct shellcmd_word *w, struct str name,
		      const struct path_value *path)
{
	const char *text;
	struct str inner;
	bool single;
	char quote;

	if (c->nwords != 2 || c->nredirects ||
	    !raw_value(st, w, name.len, &inner, &single) ||
	    (path && (path->ndirs != 1 || !path->whole)))
		return;
	quote = single ? '\'' : '"';
	text = path ?
		arena_printf(l->a, "echo \"%s\" >> \"$GITHUB_PATH\"",
			     at_home(l->a, str_from(path->dirs[0]))) :
		arena_printf(l->a, "echo %c%.*s=%s%c >> \"$GITHUB_ENV\"",
			     quote, STR_FMT(name),
			     single ? arena_strndup(l->a, inner.p, inner.len)
				    : at_home(l->a, inner), quote);
	ci_hit_script(l, h, st, c->at, c->len, text);
}

/* Does the job, or an earlier step, give this very value to all? */
static bool is_given(const struct ci_view *v, const char *name,
		     struct str value)
{
	const struct ci_var *x = ci_var_find(v->job->env, v->job->nenv, name);

	return x && (!x->value || str_is(value, x->value));
}

static void lost_word(struct ci_look *l, const struct ci_view *v, size_t at,
		      const struct shellcmd *c, const struct shellcmd_word *w,
		      bool used)
{
	const struct ci_step *st = &v->job->steps[at], *use;
	struct path_value path, *p = NULL;
	struct lost_path lost = { .at = at, .used = used };
	struct str name, value;
	const char *command = NULL, *key;
	struct ci_hit *h;

	if (!shellcmd_assignment(w, &name, &value) || !is_go_name(name) ||
	    cstr_holds(st->run, "GITHUB_ENV") || cstr_holds(st->run, "GITHUB_PATH"))
		return;
	key = arena_strndup(l->a, name.p, name.len);
	if (is_given(v, key, value))
		return;
	if (str_is(name, "PATH")) {
		read_path(l->a, arena_strndup(l->a, value.p, value.len),
			  &path);
		p = &path;
		if (!path.ndirs || !path.has_old)
			return;
		lost.dir = path.dirs[0];
		lost.folder = folder_of(l, v, st, lost.dir);
		/* It is there already. */
		if (is_gopath_bin(lost.folder) &&
		    is_set_up(v->job, v->job->nsteps))
			return;
	} else if (used) {
		return;
	}
	h = ci_hit_add(l, v, SEVERITY_ERROR, p ? LOST_PATH : LOST_VARIABLE,
		       st->file, ci_line(st, c), key);
	ci_hit_evidence(l, h, ci_text(l->a, st, c), st->file,
			ci_line(st, c));
	use = later_use(l, v, at, key, p ? &lost : NULL, &command);
	h = &l->hits[l->nhits - 1];
	if (!use) {
		l->nhits--;
		return;
	}
	h->name = key;
	h->value = command;
	h->other = arena_printf(l->a, "%s:%d", h->evidence[1].path,
				h->evidence[1].line);
	lost_edit(l, h, st, c, w, name, p);
}

void ci_find_path_lost(struct ci_look *l, const struct ci_view *v)
{
	size_t i, k, m, n;

	for (i = 0; !v->job->gitlab && i < v->job->nsteps; i++) {
		struct shellcmd *list;

		n = ci_commands(l, v, &v->job->steps[i], &list);
		for (k = 0; k < n; k++) {
			const struct shellcmd *c = &list[k];

			if (c->depth || c->block || c->guarded ||
			    !c->nwords ||
			    strcmp(c->words[0].text, "export") != 0)
				continue;
			for (m = 1; m < c->nwords; m++)
				lost_word(l, v, i, c, &c->words[m],
					  is_used_here(list, n, k + 1));
		}
	}
}

static void lost_explain(struct check_run *run, struct finding *f,
			 const struct ci_hit *h)
{
	struct arena *a = run->arena;

	f->title = MSG(a, N_("{0} is exported in a step of its own, and the "
			     "next ones do not see it"), h->name);
	if (h->kind == LOST_VARIABLE)
		(void)finding_step(run, f,
			MSG(a, N_("Does a command of the same step need "
				  "it?")),
			ANSWER_NO, false, NULL, NULL);
	(void)finding_step(run, f, MSG(a, N_("Which later step needs it?")),
			   ANSWER_NONE, false, h->value, h->other);
	(void)finding_step(run, f,
			   MSG(a, N_("Does an export reach another step?")),
			   ANSWER_NO, true, h->name,
			   arena_printf(a, "%s:%d", h->file, h->line));
	f->outcome = h->kind == LOST_PATH ?
		MSG(a, N_("PATH is what it was before: the program is not "
			  "found, or another one of that name runs")) :
		MSG(a, N_("go runs there as if {0} had never been set"),
		    h->name);
	f->why = MSG(a, N_(
		"Each step of a GitHub job is a shell of its own: what it "
		"exports ends with it. A line of a GitHub job that is to last "
		"goes to the files that the runner reads after each step: "
		"NAME=VALUE to $GITHUB_ENV, a folder to $GITHUB_PATH, which "
		"puts it first. In GitLab the lines of a job share one "
		"shell."));
	f->probe = h->kind == LOST_PATH ? "echo \"$PATH\"" :
		arena_printf(a, "go env %s", h->name);
}

static enum check_status lost_run(struct check_run *run)
{
	return ci_judge(run, ci_find_path_lost, lost_explain);
}

const struct check check_ci_path_lost = {
	.id = "ci-path-lost",
	.worst = SEVERITY_ERROR,
	.title = N_("an export of one step that a later step needs"),
	.about = N_("A step of a GitHub job exports PATH or a variable of "
		    "Go's, does nothing with it, and a later step runs what "
		    "needs it. An export lasts one step. Example: export "
		    "GOFLAGS=-mod=vendor in a step \"set up\", and go build "
		    "in the next."),
	.needs = NEEDS_REPO,
	.run = lost_run,
};

/* ---- ci-path-order ---- */

enum { ORDER_GO, ORDER_TOOL, ORDER_BEHIND, ORDER_FILE, ORDER_DEAD };

/* Does a script up to there unpack a release of Go? */
static bool unpacks_go(const struct ci_job *j, size_t until)
{
	static const char *const words[] = {
		"go.dev/dl", "golang.org/dl", "dl.google.com/go",
		"storage.googleapis.com/golang",
	};
	size_t i, k;

	for (i = 0; i <= until; i++)
		for (k = 0; k < ARRAY_SIZE(words); k++)
			if (cstr_holds(j->steps[i].run, words[k]))
				return true;
	return false;
}

/* "apt-get install -y golint": of this very name. */
static bool packages(const struct shellcmd *c, const char *program)
{
	static const char *const managers[] = {
		"apt", "apt-get", "apk", "brew", "dnf", "yum", "snap",
	};
	size_t at, i;
	const char *p = shellcmd_program(c, &at);

	for (i = 0; p && i < ARRAY_SIZE(managers); i++)
		if (!strcmp(p, managers[i]))
			break;
	if (!p || i == ARRAY_SIZE(managers))
		return false;
	for (i = at; i < c->nwords; i++)
		if (!strcmp(c->words[i].text, program))
			return true;
	return false;
}

/* The command that puts a program of that name where PATH looks first. */
static const char *other_source(struct ci_look *l, const struct ci_view *v,
				size_t until, const char *program,
				const char **file, int *line)
{
	size_t i, k, n;

	for (i = 0; i <= until; i++) {
		const struct ci_step *st = &v->job->steps[i];
		struct shellcmd *list;

		n = ci_commands(l, v, st, &list);
		for (k = 0; k < n; k++)
			if (packages(&list[k], program)) {
				*file = st->file;
				*line = ci_line(st, &list[k]);
				return ci_text(l->a, st, &list[k]);
			}
	}
	return NULL;
}

/* $PATH:X becomes X:$PATH, in the word as it is written. */
static void order_edit(struct ci_look *l, struct ci_hit *h,
		       const struct ci_step *st,
		       const struct shellcmd_word *w, const char *dir,
		       bool keep_old)
{
	struct str raw = str_sub(str_from(st->run), w->at, w->len);
	size_t old = str_search(raw, "$PATH:"), len = 6;
	struct str rest;

	if (old == raw.len) {
		old = str_search(raw, "${PATH}:");
		len = 8;
	}
	if (old == raw.len)
		return;
	rest = str_sub(raw, old + len, raw.len - old - len);
	/* Only the folder, and a quote, may follow. */
	if (!str_starts(rest, dir) || rest.len > strlen(dir) + 1 ||
	    (old && raw.p[old - 1] == ':'))
		return;
	ci_hit_script(l, h, st, w->at + old, len + strlen(dir), keep_old ?
		      arena_printf(l->a, "%s:%.*s", dir, (int)len - 1,
				   raw.p + old) : dir);
}

static struct ci_hit *order_hit(struct ci_look *l, const struct ci_view *v,
				const struct ci_step *st,
				const struct shellcmd *c, int kind,
				const char *dir)
{
	struct ci_hit *h = ci_hit_add(l, v, SEVERITY_WARNING, kind, st->file,
				      ci_line(st, c), dir);

	h->value = dir;
	ci_hit_evidence(l, h, ci_text(l->a, st, c), st->file,
			ci_line(st, c));
	return h;
}

/* A command behind it that runs this program. */
static const struct shellcmd *runs(const struct shellcmd *list, size_t n,
				   size_t from, const char *program)
{
	size_t i, at;

	for (i = from; i < n; i++)
		if (cstr_eq(shellcmd_program(&list[i], &at), program))
			return &list[i];
	return NULL;
}

/* A later command, of this step or another, that runs the program. */
static const struct shellcmd *runs_later(struct ci_look *l,
					 const struct ci_view *v, size_t at,
					 size_t from, const char *program,
					 const struct ci_step **by)
{
	const struct shellcmd *use;
	struct shellcmd *list;
	size_t i, n;

	for (i = at; i < v->job->nsteps; i++) {
		*by = &v->job->steps[i];
		n = ci_commands(l, v, *by, &list);
		use = runs(list, n, i == at ? from : 0, program);
		if (use)
			return use;
	}
	return NULL;
}

/* $PATH:$GOBIN: a program of that name may stand before what go installs. */
static void order_gobin(struct ci_look *l, const struct ci_view *v, size_t at,
			const struct shellcmd *list, size_t n, size_t k,
			const struct shellcmd_word *w, const char *dir)
{
	const struct ci_step *st = &v->job->steps[at], *by;
	const struct shellcmd *use;
	struct ci_hit *h;
	size_t i;

	for (i = 0; i < n; i++) {
		const char *p = installs(l->a, &list[i]);

		use = p ? runs_later(l, v, at, k + 1, p, &by) : NULL;
		if (!use)
			continue;
		h = order_hit(l, v, st, &list[k], ORDER_BEHIND, dir);
		h->severity = SEVERITY_ADVICE;
		h->name = p;
		ci_hit_evidence(l, h, ci_text(l->a, by, use), by->file,
				ci_line(by, use));
		order_edit(l, h, st, w, dir, true);
		return;
	}
}

/* PATH=$PATH:DIR, and what the rest of the script runs by it. */
static void order_word(struct ci_look *l, const struct ci_view *v, size_t at,
		       const struct shellcmd *list, size_t n, size_t k,
		       const struct shellcmd_word *w)
{
	const struct ci_step *st = &v->job->steps[at];
	const struct shellcmd *use;
	struct path_value path;
	struct str name, value;
	struct ci_hit *h;
	size_t i, m;

	if (!shellcmd_assignment(w, &name, &value) || !str_is(name, "PATH"))
		return;
	read_path(l->a, arena_strndup(l->a, value.p, value.len), &path);
	if (!path.behind || !path.whole || path.ndirs != 1)
		return;
	use = runs(list, n, k + 1, "go");
	if (is_goroot_bin(path.dirs[0]) && use && !v->job->image.name &&
	    ci_hosted(v->job) && unpacks_go(v->job, at)) {
		h = order_hit(l, v, st, &list[k], ORDER_GO, path.dirs[0]);
		h->name = "go";
		ci_hit_evidence(l, h, ci_text(l->a, st, use), st->file,
				ci_line(st, use));
		order_edit(l, h, st, w, path.dirs[0], true);
		return;
	}
	if (!is_gobin(path.dirs[0]))
		return;
	for (i = 0; i <= at; i++) {
		struct shellcmd *before;
		size_t nbefore = ci_commands(l, v, &v->job->steps[i],
					     &before);

		for (m = 0; m < nbefore; m++) {
			const char *p = installs(l->a, &before[m]), *text,
				   *file;
			int line = 0;

			text = p ? other_source(l, v, at, p, &file, &line)
				 : NULL;
			if (!text || !runs(list, n, k + 1, p))
				continue;
			h = order_hit(l, v, st, &list[k], ORDER_TOOL,
				      path.dirs[0]);
			h->name = p;
			ci_hit_evidence(l, h, text, file, line);
			order_edit(l, h, st, w, path.dirs[0], true);
			return;
		}
	}
	if (!is_gopath_bin(path.dirs[0]))
		order_gobin(l, v, at, list, n, k, w, path.dirs[0]);
}

/* echo X >> $GITHUB_PATH, where X is no folder. */
static void order_file(struct ci_look *l, const struct ci_view *v,
		       const struct ci_step *st, const struct shellcmd *c)
{
	const struct shellcmd_word *w;
	struct path_value path;
	struct ci_hit *h;
	const char *text;
	size_t at, i;
	bool to_path = false;

	for (i = 0; i < c->nredirects; i++)
		to_path |= cstr_holds(c->redirects[i].to.text, "GITHUB_PATH");
	if (!to_path || !cstr_eq(shellcmd_program(c, &at), "echo") ||
	    at + 1 != c->nwords)
		return;
	w = &c->words[at];
	text = w->text;
	if (w->single && strchr(text, '$')) {
		h = order_hit(l, v, st, c, ORDER_DEAD, text);
		if (!strchr(text, '"') && !strchr(text, '`') &&
		    !strchr(text, '\\'))
			ci_hit_script(l, h, st, w->at, w->len,
				      arena_printf(l->a, "\"%s\"", text));
		return;
	}
	if (cstr_starts(text, "export PATH=") || cstr_starts(text, "PATH=")) {
		text = strchr(text, '=') + 1;
		read_path(l->a, text, &path);
		h = order_hit(l, v, st, c, path.behind ? ORDER_FILE :
			      ORDER_DEAD, w->text);
		if (path.ndirs == 1 && path.whole)
			ci_hit_script(l, h, st, w->at, w->len,
				      arena_printf(l->a, "\"%s\"",
						   path.dirs[0]));
		return;
	}
	read_path(l->a, text, &path);
	if (path.behind && path.whole && path.ndirs == 1) {
		h = order_hit(l, v, st, c, ORDER_FILE, path.dirs[0]);
		order_edit(l, h, st, w, path.dirs[0], false);
	}
}

void ci_find_path_order(struct ci_look *l, const struct ci_view *v)
{
	size_t i, k, m, n;

	for (i = 0; !v->job->gitlab && i < v->job->nsteps; i++) {
		const struct ci_step *st = &v->job->steps[i];
		struct shellcmd *list;

		n = ci_commands(l, v, st, &list);
		for (k = 0; k < n; k++) {
			const struct shellcmd *c = &list[k];

			order_file(l, v, st, c);
			if (c->depth || c->block || !c->nwords ||
			    (strcmp(c->words[0].text, "export") != 0 &&
			     c->nassigns != c->nwords))
				continue;
			for (m = 0; m < c->nwords; m++)
				order_word(l, v, i, list, n, k, &c->words[m]);
		}
	}
}

static void order_explain(struct check_run *run, struct finding *f,
			  const struct ci_hit *h)
{
	struct arena *a = run->arena;
	const char *at = arena_printf(a, "%s:%d", h->file, h->line);

	switch (h->kind) {
	case ORDER_GO:
		f->title = MSG(a, N_("{0} is put behind the PATH, and the "
				     "runner's own go stands before it"),
			       h->value);
		(void)finding_step(run, f,
				   MSG(a, N_("Has the runner a go of its "
					     "own?")), ANSWER_YES, false,
				   h->job->runner.value, NULL);
		f->outcome = MSG(a, N_("go is the one that the runner has, not "
				       "the one that was unpacked"));
		break;
	case ORDER_TOOL:
		f->title = MSG(a, N_("{0} is put behind the PATH, and another "
				     "{1} stands before it"), h->value,
			       h->name);
		(void)finding_step(run, f,
				   MSG(a, N_("Does another command bring a "
					     "program of that name?")),
				   ANSWER_YES, false, h->evidence[1].text,
				   arena_printf(a, "%s:%d",
						h->evidence[1].path,
						h->evidence[1].line));
		f->outcome = MSG(a, N_("the other {0} runs, not the one that "
				       "go installed"), h->name);
		break;
	case ORDER_BEHIND:
		f->title = MSG(a, N_("{0} is put behind the PATH: any other {1} "
				     "on it wins"),
			       h->value, h->name);
		f->outcome = MSG(a, N_("{0} is the one that go installed only "
				       "where PATH has no other"), h->name);
		break;
	case ORDER_FILE:
		f->title = MSG(a, N_("the whole PATH is written to "
				     "$GITHUB_PATH, with {0} at its end"),
			       h->value);
		f->outcome = MSG(a, N_("all of the old PATH comes first: an "
				       "older program of the same name wins"));
		break;
	default:
		f->title = MSG(a, N_("what is written to $GITHUB_PATH is no "
				     "folder: {0}"), h->value);
		f->outcome = MSG(a, N_("nothing is found by that entry"));
		break;
	}
	if (h->kind == ORDER_DEAD)
		(void)finding_step(run, f,
				   MSG(a, N_("Is there a folder of that "
					     "name?")), ANSWER_NO, true,
				   h->value, at);
	else
		(void)finding_step(run, f,
				   MSG(a, N_("Does it stand before the old "
					     "PATH?")), ANSWER_NO, true,
				   h->evidence[0].text, at);
	f->why = MSG(a, N_(
		"The first folder of PATH that has a program of the name "
		"wins. The runner puts each line of $GITHUB_PATH before the "
		"PATH of the steps that follow, as it stands: it is one "
		"folder, and no variable in it is put in any more. Hosted "
		"runners have a go on their PATH."));
	f->probe = arena_printf(a, "type -a %s", h->name ? h->name : "go");
}

static enum check_status order_run(struct check_run *run)
{
	return ci_judge(run, ci_find_path_order, order_explain);
}

const struct check check_ci_path_order = {
	.id = "ci-path-order",
	.worst = SEVERITY_WARNING,
	.title = N_("a folder that is put behind the PATH of a job"),
	.about = N_("A script of a job puts the folder of a Go it unpacked, or "
		    "of programs that go installed, behind PATH, where an "
		    "older program of the same name wins; or it writes to "
		    "$GITHUB_PATH what is no folder. Example: "
		    "PATH=$PATH:/usr/local/go/bin on a hosted runner, which "
		    "has a go of its own."),
	.needs = NEEDS_REPO,
	.run = order_run,
};
