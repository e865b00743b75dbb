/*
 * ci-run-mounts, ci-gopath-mount: containers that a script starts to run go
 * in, and where the project lies for go.
 */
#include "config.h"

#include "checks/ci.h"

#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"

ci_find ci_find_run_mounts, ci_find_gopath_mount;

/* ---- docker run ---- */

#define MAX_MOUNTS ((size_t)16)

struct mount {
	const char *from, *to, *options;
	bool tmpfs, volume;	/* volume: -v FROM:TO[:OPTIONS] */
	const struct shellcmd_word *word;	/* that holds it */
	size_t at;		/* of its value in the word's text */
};

/* "docker run OPTIONS IMAGE COMMAND". */
struct container {
	bool podman;
	struct mount mounts[MAX_MOUNTS];
	size_t nmounts;
	const char *user, *workdir;
	const struct shellcmd_word *workdir_word;
	bool env_file;
	const char *env[MAX_MOUNTS];	/* NAME=VALUE */
	size_t nenv;
	const char *image;
	const struct shellcmd_word *image_word;
	struct goimage go;
	bool official;
	/* What runs in it: the commands, of `sh -c '…'` those inside. */
	struct shellcmd *commands;
	size_t ncommands;
};

/* Options with a word of their own; and those without. */
static const char takes_word[] =
	"-v --volume -w --workdir -u --user -e --env --env-file --name "
	"--network --net --mount --tmpfs -p --publish --entrypoint -m "
	"--memory --cpus --platform -h --hostname --label -l --add-host "
	"--cap-add --cap-drop --security-opt --ulimit --shm-size --pull "
	"--restart --volumes-from --device --dns --gpus --ipc --link "
	"--log-driver --log-opt --pid --userns --cgroupns -a --attach "
	"--cidfile --group-add --sysctl --stop-timeout --memory-swap";
static const char alone[] =
	"--rm -i -t -it -ti -d --privileged --read-only --init "
	"--no-healthcheck -P --tty --interactive --detach -q --quiet -dit "
	"-itd --publish-all --sig-proxy --replace --oom-kill-disable";

/* FROM:TO[:OPTIONS], where FROM may hold "$(…)" and "${…}". */
static void read_volume(struct arena *a, const char *text, struct mount *m)
{
	const char *parts[3] = { "", "", "" };
	size_t n = 0, from = 0, i, len = strlen(text);
	int open = 0;

	for (i = 0; i <= len && n < 3; i++) {
		char c = i < len ? text[i] : ':';

		if (c == '(' || c == '{')
			open++;
		else if (c == ')' || c == '}')
			open--;
		if (c != ':' || open > 0)
			continue;
		parts[n++] = arena_strndup(a, text + from, i - from);
		from = i + 1;
	}
	m->volume = true;
	m->from = parts[0];
	m->to = n > 1 ? path_clean(a, parts[1]) : "";
	m->options = parts[2];
}

/* type=bind,source=FROM,target=TO,readonly */
static void read_mount(struct arena *a, const char *text, struct mount *m)
{
	struct str rest = str_from(text), part, key;

	m->from = m->to = m->options = "";
	while (str_cut(&rest, ',', &part)) {
		(void)str_cut(&part, '=', &key);
		if (str_is(key, "type"))
			m->tmpfs = str_is(part, "tmpfs");
		else if (str_is(key, "source") || str_is(key, "src"))
			m->from = arena_strndup(a, part.p, part.len);
		else if (str_is(key, "target") || str_is(key, "dst") ||
			 str_is(key, "destination"))
			m->to = path_clean(a, arena_strndup(a, part.p,
							    part.len));
		else if ((str_is(key, "readonly") || str_is(key, "ro")) &&
			 !str_is(part, "false") && !str_is(part, "0"))
			m->options = "ro";
	}
}

static void read_tmpfs(struct arena *a, const char *text, struct mount *m)
{
	size_t colon = str_find(str_from(text), ':');

	m->tmpfs = true;
	m->from = "";
	m->to = path_clean(a, arena_strndup(a, text, colon));
	m->options = text[colon] ? text + colon + 1 : "";
}

static void take_option(struct arena *a, struct container *c,
			const char *name, const char *value,
			const struct shellcmd_word *w, size_t at)
{
	struct mount *m = NULL;

	if (str_is_word(str_from(name), "-v --volume --mount --tmpfs")) {
		if (c->nmounts == MAX_MOUNTS)
			return;
		m = &c->mounts[c->nmounts++];
		m->word = w;
		m->at = at;
		if (!strcmp(name, "--mount"))
			read_mount(a, value, m);
		else if (!strcmp(name, "--tmpfs"))
			read_tmpfs(a, value, m);
		else
			read_volume(a, value, m);
	} else if (str_is_word(str_from(name), "-u --user")) {
		c->user = value;
	} else if (str_is_word(str_from(name), "-w --workdir")) {
		c->workdir = path_clean(a, value);
		c->workdir_word = w;
	} else if (str_is_word(str_from(name), "-e --env")) {
		if (c->nenv < MAX_MOUNTS)
			c->env[c->nenv++] = value;
	} else if (!strcmp(name, "--env-file")) {
		c->env_file = true;
	} else if (!strcmp(name, "--entrypoint")) {
		/* What it does with the words is not known. */
		c->env_file = true;
	}
}

static void read_commands(struct arena *a, const struct ci_step *st,
			  const struct shellcmd *c, size_t at,
			  struct container *out)
{
	const char *script;
	size_t i;

	if (at + 2 < c->nwords &&
	    str_is_word(str_from(c->words[at].text),
			"sh bash /bin/sh /bin/bash")) {
		for (i = at + 1; i + 1 < c->nwords; i++)
			if (c->words[i].text[0] == '-' &&
			    strchr(c->words[i].text, 'c')) {
				out->ncommands = shellcmd_list(a,
					str_from(c->words[i + 1].text),
					&out->commands);
				return;
			}
		return;
	}
	if (at >= c->nwords)
		return;
	script = arena_strndup(a, st->run + c->words[at].at,
			       c->at + c->len - c->words[at].at);
	out->ncommands = shellcmd_list(a, str_from(script), &out->commands);
}

static bool read_container(struct arena *a, const struct ci_step *st,
			   const struct shellcmd *c, struct container *out)
{
	size_t i;
	const char *p = shellcmd_program(c, &i);

	memset(out, 0, sizeof(*out));
	out->podman = cstr_eq(p, "podman");
	if ((!out->podman && !cstr_eq(p, "docker")) || i >= c->nwords)
		return false;
	if (!strcmp(c->words[i].text, "container"))
		i++;
	if (i >= c->nwords || strcmp(c->words[i].text, "run") != 0)
		return false;
	for (i++; i < c->nwords; i++) {
		const char *w = c->words[i].text;
		size_t eq = str_find(str_from(w), '=');
		const char *name = arena_strndup(a, w, eq);

		if (w[0] != '-')
			break;
		/* -v/a:/b and -eX=Y in one word. */
		if (w[1] != '-' && w[2] &&
		    str_is_word((struct str){ w, 2 }, "-v -e -w -u")) {
			take_option(a, out, arena_strndup(a, w, 2), w + 2 +
				    (w[2] == '='), &c->words[i],
				    2 + (w[2] == '='));
			continue;
		}
		if (w[eq] && w[1] == '-') {
			take_option(a, out, name, w + eq + 1, &c->words[i],
				    eq + 1);
		} else if (str_is_word(str_from(w), takes_word)) {
			if (i + 1 >= c->nwords)
				return false;
			take_option(a, out, w, c->words[i + 1].text,
				    &c->words[i + 1], 0);
			i++;
		} else if (!str_is_word(str_from(w), alone)) {
			/* An option that is not known may take the next. */
			return false;
		}
	}
	/* "$OPTIONS" in place of the image. */
	if (i >= c->nwords || c->words[i].text[0] == '$')
		return false;
	out->image = c->words[i].text;
	out->image_word = &c->words[i];
	out->official = gotable_image(str_from(out->image), &out->go) &&
			out->go.official;
	read_commands(a, st, c, i + 1, out);
	return true;
}

static bool has_env(const struct container *c, const char *name)
{
	size_t i, n = strlen(name);

	for (i = 0; i < c->nenv; i++)
		if (!strncmp(c->env[i], name, n) &&
		    (!c->env[i][n] || c->env[i][n] == '='))
			return true;
	/* A file of variables may hold anything. */
	return c->env_file;
}

/* Do the commands in it set the variable, or name it at all? */
static bool names(const struct container *c, const char *what)
{
	size_t i, k;

	for (i = 0; i < c->ncommands; i++)
		for (k = 0; k < c->commands[i].nwords; k++)
			if (cstr_holds(c->commands[i].words[k].text, what))
				return true;
	return false;
}

/* The first go command with one of these verbs. */
static const struct shellcmd *go_verb(const struct container *c,
				      const char *verbs, size_t *at)
{
	size_t i;

	for (i = 0; i < c->ncommands; i++)
		if (cstr_eq(shellcmd_program(&c->commands[i], at), "go") &&
		    *at < c->commands[i].nwords &&
		    str_is_word(str_from(c->commands[i].words[*at].text), verbs))
			return &c->commands[i];
	return NULL;
}

static const char *words_of(struct arena *a, const struct shellcmd *c)
{
	const char *text = "";
	size_t i;

	for (i = c->nassigns; i < c->nwords; i++)
		text = arena_printf(a, "%s%s%s", text, *text ? " " : "",
				    c->words[i].text);
	return text;
}

/* Is it the folder of the sources? */
static bool is_project(const char *from)
{
	static const char *const words[] = {
		"$PWD", "${PWD}", "$(pwd)", ".", "`pwd`", "$GITHUB_WORKSPACE",
		"${GITHUB_WORKSPACE}", "${{ github.workspace }}",
		"${{github.workspace}}", "$CI_PROJECT_DIR",
		"${CI_PROJECT_DIR}",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (!strcmp(from, words[i]))
			return true;
	return false;
}

static const struct mount *project_mount(const struct container *c)
{
	size_t i;

	for (i = 0; i < c->nmounts; i++)
		if (!c->mounts[i].tmpfs && is_project(c->mounts[i].from))
			return &c->mounts[i];
	return NULL;
}

/* ---- ci-run-mounts ---- */

enum { RUN_NOEXEC, RUN_READONLY, RUN_CACHE, RUN_USER, RUN_OWNER };

static struct ci_hit *run_hit(struct ci_look *l, const struct ci_view *v,
			      const struct ci_step *st,
			      const struct shellcmd *c, int kind,
			      const struct shellcmd *go, const char *subject)
{
	struct ci_hit *h = ci_hit_add(l, v, SEVERITY_WARNING, kind, st->file,
				      ci_line(st, c), subject);

	h->name = words_of(l->a, go);
	ci_hit_evidence(l, h, ci_text(l->a, st, c), st->file, ci_line(st, c));
	return h;
}

static bool has_option(const char *options, const char *word)
{
	struct str rest = str_from(options), part;

	while (str_cut(&rest, ',', &part))
		if (str_is(part, word))
			return true;
	return false;
}

/* Docker mounts a tmpfs noexec, unless told not to; podman does not. */
static void judge_noexec(struct ci_look *l, const struct ci_view *v,
			 const struct ci_step *st, const struct shellcmd *c,
			 const struct container *box)
{
	size_t i, at;
	const struct shellcmd *go = go_verb(box, "test run", &at);
	struct ci_hit *h;

	if (!go || has_env(box, "GOTMPDIR") || has_env(box, "TMPDIR") ||
	    names(box, "TMPDIR"))
		return;
	for (i = at; i < go->nwords; i++)
		if (!strcmp(go->words[i].text, "-c") ||
		    !strcmp(go->words[i].text, "-exec"))
			return;
	for (i = 0; i < box->nmounts; i++) {
		const struct mount *m = &box->mounts[i];
		bool noexec = has_option(m->options, "noexec");

		if (!m->tmpfs || strcmp(m->to, "/tmp") != 0 ||
		    has_option(m->options, "exec") ||
		    (box->podman && !noexec))
			continue;
		h = run_hit(l, v, st, c, RUN_NOEXEC, go, "noexec");
		h->value = m->to;
		h->other = box->podman ? "podman" : "docker";
		/* "/tmp" and "/tmp:size=1g" take one more option. */
		if (str_is(str_sub(str_from(st->run), m->word->at,
				   m->word->len), m->word->text) && !noexec &&
		    !cstr_holds(m->word->text, "type="))
			ci_hit_script(l, h, st, m->word->at + m->word->len, 0,
				      *m->options ? ",exec" : ":exec");
		return;
	}
}

/* A file that the command writes into the work tree; NULL: none is known. */
static const char *writes(struct ci_look *l, const struct ci_view *v,
			  const struct shellcmd *c, size_t at)
{
	const struct module *m = ci_module(l, v);
	const char *verb = c->words[at].text;
	bool output = false, all = false;
	size_t i;

	if (!strcmp(verb, "mod") && at + 1 < c->nwords &&
	    str_is_word(str_from(c->words[at + 1].text), "tidy vendor"))
		return !strcmp(c->words[at + 1].text, "tidy") ? "go.mod"
							      : "vendor";
	for (i = at + 1; i < c->nwords; i++) {
		const char *w = c->words[i].text, *to = NULL;

		if (cstr_starts(w, "-coverprofile="))
			to = w + 14;
		else if (!strcmp(w, "-o") && i + 1 < c->nwords)
			to = c->words[++i].text;
		else if (cstr_starts(w, "-o="))
			to = w + 3;
		output |= to && !cstr_starts(w, "-coverprofile");
		all |= cstr_holds(w, "...");
		if (to && *to && *to != '/' && *to != '$' && *to != '~')
			return to;
	}
	if (!strcmp(verb, "build") && !output && !all && m && m->main_file &&
	    cstr_eq(m->dir, ".") && !strchr(m->main_file, '/') &&
	    at + 1 == c->nwords)
		return m->path ? path_base(m->path) : NULL;
	return NULL;
}

static void judge_readonly(struct ci_look *l, const struct ci_view *v,
			   const struct ci_step *st, const struct shellcmd *c,
			   const struct container *box)
{
	const struct mount *m = project_mount(box);
	size_t i, at;
	struct ci_hit *h;

	if (!m || !has_option(m->options, "ro") || !box->workdir ||
	    strcmp(box->workdir, m->to) != 0 || names(box, "cd"))
		return;
	for (i = 0; i < box->ncommands; i++) {
		const struct shellcmd *go = &box->commands[i];
		const char *file;

		if (!cstr_eq(shellcmd_program(go, &at), "go") ||
		    at >= go->nwords)
			continue;
		file = writes(l, v, go, at);
		if (!file)
			continue;
		h = run_hit(l, v, st, c, RUN_READONLY, go, "ro");
		h->value = file;
		h->other = m->to;
		return;
	}
}

/* What go writes outside of the sources, where a variable leads it. */
static const struct go_folder {
	const char *name;
	bool fetches;		/* it is written when a module is fetched */
} go_folders[] = {
	{ "GOCACHE", false }, { "GOMODCACHE", true }, { "GOPATH", true },
};

/* Before the command, in its shell, or by -e; NULL: not set. */
static const char *value_for(const struct container *box,
			     const struct shellcmd *go, const char *name)
{
	size_t i, n = strlen(name);

	for (i = 0; i < go->nassigns; i++)
		if (cstr_starts(go->words[i].text, name) &&
		    go->words[i].text[n] == '=')
			return go->words[i].text + n + 1;
	for (i = box->nenv; i-- > 0;)
		if (cstr_starts(box->env[i], name) && box->env[i][n] == '=')
			return box->env[i] + n + 1;
	return NULL;
}

/* Does a step of the job, or the script before the command, fill the folder? */
static bool is_filled(const struct ci_view *v, const struct ci_step *st,
		      const struct shellcmd *c, const char *folder)
{
	const char *name = path_base(folder);
	size_t i;

	for (i = 0; i < v->job->nsteps; i++) {
		const struct ci_step *other = &v->job->steps[i];

		if (other != st && cstr_holds(other->run, name))
			return true;
	}
	return v->job->ncaches ||
	       str_search(str_sub(str_from(st->run), 0, c->at),
			  name) < c->at;
}

/* The module and its packages are all that it needs? */
static bool fetches_nothing(const struct module *m)
{
	return !m || !m->nrequires || m->vendor.dir;
}

static bool is_mounted_over(const struct container *box,
			    const struct mount *src, const char *folder)
{
	size_t i;

	for (i = 0; i < box->nmounts; i++) {
		const struct mount *m = &box->mounts[i];

		if (m != src && path_under(src->to, m->to) &&
		    path_under(m->to, folder))
			return true;
	}
	return false;
}

/* The folder of the read-only mount that the command would write; or NULL. */
static const struct go_folder *
folder_of(struct ci_look *l, const struct ci_view *v, const struct ci_step *st,
	  const struct shellcmd *c, const struct container *box,
	  const struct mount *src, const struct shellcmd *go,
	  const char **folder)
{
	const struct module *m = ci_module(l, v);
	size_t i;

	for (i = 0; i < ARRAY_SIZE(go_folders); i++) {
		const struct go_folder *f = &go_folders[i];
		const char *value = value_for(box, go, f->name);

		if (!value || value[0] != '/' ||
		    (f->fetches && fetches_nothing(m)))
			continue;
		*folder = path_clean(l->a, value);
		if (!strcmp(f->name, "GOPATH")) {
			if (value_for(box, go, "GOMODCACHE"))
				continue;
			*folder = path_join(l->a, *folder, "pkg/mod");
		}
		if (path_under(src->to, *folder) &&
		    !is_mounted_over(box, src, *folder) &&
		    !is_filled(v, st, c, value))
			return f;
	}
	return NULL;
}

static void judge_caches(struct ci_look *l, const struct ci_view *v,
			 const struct ci_step *st, const struct shellcmd *c,
			 const struct container *box)
{
	const struct mount *m = project_mount(box);
	const struct go_folder *f;
	const char *folder;
	size_t i, at;
	struct ci_hit *h;

	if (!m || !has_option(m->options, "ro"))
		return;
	for (i = 0; i < box->ncommands; i++) {
		const struct shellcmd *go = &box->commands[i];

		if (!cstr_eq(shellcmd_program(go, &at), "go") ||
		    at >= go->nwords ||
		    !str_is_word(str_from(go->words[at].text),
				 "build test vet install run list"))
			continue;
		f = folder_of(l, v, st, c, box, m, go, &folder);
		if (!f)
			continue;
		h = run_hit(l, v, st, c, RUN_CACHE, go, f->name);
		h->value = folder;
		h->other = m->to;
		return;
	}
}

/* 0: root; 1: another, surely; -1: not known. */
static int user_kind(const struct ci_view *v, const struct container *box)
{
	const char *u = box->user;

	if (!u || !strcmp(u, "root") || !strcmp(u, "0") ||
	    cstr_starts(u, "0:") || cstr_starts(u, "root:"))
		return 0;
	if (u[0] >= '1' && u[0] <= '9')
		return 1;
	/* On a machine of GitHub's own it is the user "runner". */
	if ((cstr_starts(u, "$(id -u)") || cstr_starts(u, "`id -u`")) &&
	    cstr_eq(ci_hosted(v->job), "linux") && !v->job->image.name)
		return 1;
	return -1;
}

static void insert_option(struct ci_look *l, struct ci_hit *h,
			  const struct ci_step *st,
			  const struct container *box, const char *text)
{
	ci_hit_script(l, h, st, box->image_word->at, 0,
		      arena_printf(l->a, "%s ", text));
}

static void judge_user(struct ci_look *l, const struct ci_view *v,
		       const struct ci_step *st, const struct shellcmd *c,
		       const struct container *box)
{
	static const char *const dirs[] = { "GOCACHE", "HOME",
					    "XDG_CACHE_HOME" };
	size_t i, at;
	const struct shellcmd *go = go_verb(box, "build test vet install run",
					    &at);
	struct ci_hit *h;

	if (!go || !box->official || user_kind(v, box) != 1)
		return;
	for (i = 0; i < ARRAY_SIZE(dirs); i++)
		if (has_env(box, dirs[i]) || names(box, dirs[i]))
			return;
	for (i = 0; i < box->nmounts; i++)
		if (cstr_holds(box->mounts[i].to, ".cache") ||
		    cstr_holds(box->mounts[i].to, "passwd") ||
		    !strcmp(box->mounts[i].to, "/"))
			return;
	h = run_hit(l, v, st, c, RUN_USER, go, "user");
	h->value = box->user;
	h->other = box->image;
	insert_option(l, h, st, box, "-e GOCACHE=/tmp/.cache");
}

/* git refuses a folder of another user, and go cannot stamp the program. */
static void judge_owner(struct ci_look *l, const struct ci_view *v,
			const struct ci_step *st, const struct shellcmd *c,
			const struct container *box)
{
	const struct module *m = ci_module(l, v);
	const struct mount *src = project_mount(box);
	size_t at, i;
	const struct shellcmd *go = go_verb(box, "build install list", &at);
	struct gorange range;
	struct ci_hit *h;

	/* Root in a container of podman's is the user outside. */
	if (!go || !src || !m || !m->main_file || box->podman ||
	    !box->official || box->go.alpine || user_kind(v, box) != 0 ||
	    !cstr_eq(ci_hosted(v->job), "linux") || v->job->image.name ||
	    v->nlegs > 1 || cstr_holds(st->run, "safe.directory") ||
	    cstr_holds(st->run, "chown") || cstr_holds(st->run, "buildvcs") ||
	    has_env(box, "GOFLAGS"))
		return;
	if (box->go.version.len &&
	    (!gotable_range_version(l->a, box->go.version, &range) ||
	     gover_cmp_of(range.high, "1.18") < 0))
		return;
	/* Only what names the main package, or all of them. */
	for (i = at + 1; i < go->nwords; i++)
		if (!strcmp(go->words[i].text, "-m"))
			return;
	if (go->nwords == at + 1 && strchr(m->main_file, '/') &&
	    !cstr_eq(m->dir, "."))
		return;
	if (!cstr_holds(words_of(l->a, go), "...") &&
	    path_base(m->main_file) != m->main_file)
		return;
	h = run_hit(l, v, st, c, RUN_OWNER, go, "owner");
	h->value = src->from;
	h->other = src->to;
	insert_option(l, h, st, box, "-e GOFLAGS=-buildvcs=false");
}

static void each_container(struct ci_look *l, const struct ci_view *v,
			   void (*fn)(struct ci_look *l,
				      const struct ci_view *v,
				      const struct ci_step *st,
				      const struct shellcmd *c,
				      const struct container *box))
{
	size_t i, k, n;

	for (i = 0; i < v->job->nsteps; i++) {
		const struct ci_step *st = &v->job->steps[i];
		struct shellcmd *list;
		struct container box;

		n = ci_commands(l, v, st, &list);
		for (k = 0; k < n; k++)
			if (read_container(l->a, st, &list[k], &box))
				fn(l, v, st, &list[k], &box);
	}
}

static void judge_run(struct ci_look *l, const struct ci_view *v,
		      const struct ci_step *st, const struct shellcmd *c,
		      const struct container *box)
{
	judge_noexec(l, v, st, c, box);
	judge_readonly(l, v, st, c, box);
	judge_caches(l, v, st, c, box);
	judge_user(l, v, st, c, box);
	judge_owner(l, v, st, c, box);
}

void ci_find_run_mounts(struct ci_look *l, const struct ci_view *v)
{
	each_container(l, v, judge_run);
}

static const char *cache_outcome(struct arena *a, const struct ci_hit *h)
{
	return cstr_eq(h->subject, "GOCACHE")
		? arena_printf(a, "failed to initialize build cache at %s: mkdir "
			       "%s: read-only file system", h->value, h->value)
		: arena_printf(a, "could not create module cache: mkdir %s: "
			       "read-only file system", h->value);
}

static void run_explain(struct check_run *run, struct finding *f,
			const struct ci_hit *h)
{
	struct arena *a = run->arena;
	const char *at = arena_printf(a, "%s:%d", h->file, h->line);

	(void)finding_step(run, f, MSG(a, N_("What does go do in the "
			"container?")), ANSWER_NONE, false, h->name, at);
	switch (h->kind) {
	case RUN_NOEXEC:
		f->title = MSG(a, N_("\"{0}\" cannot run its program: {1} "
				     "mounts {2} noexec"), h->name, h->other,
			       h->value);
		(void)finding_step(run, f, MSG(a, N_("Can programs in it be "
			"run?")), ANSWER_NO, true, h->value, at);
		f->outcome = MSG(a, N_("go stops there: \"{0}\""),
				 "fork/exec /tmp/go-build…: permission denied");
		f->why = MSG(a, N_(
			"go test and go run build a program below GOTMPDIR, "
			"else TMPDIR, else /tmp, and start it. Docker mounts a "
			"tmpfs with noexec unless its options say exec; "
			"podman does not."));
		f->probe = "docker run --rm --tmpfs /tmp alpine mount";
		break;
	case RUN_READONLY:
		f->title = MSG(a, N_("\"{0}\" writes {1}, and {2} is mounted "
				     "read-only"), h->name, h->value,
			       h->other);
		(void)finding_step(run, f, MSG(a, N_("Can it write into the "
			"work tree?")), ANSWER_NO, true, h->other, at);
		f->outcome = MSG(a, N_("go stops there: \"{0}\""),
				 arena_printf(a, "open %s: read-only file "
					      "system", h->value));
		f->why = MSG(a, N_(
			"Building and testing only read the sources: a "
			"read-only work tree is fine for go test, with -race, "
			"too. What is written there is a program without -o, a "
			"profile, go.mod, go.sum and vendor/."));
		f->probe = "go help build";
		break;
	case RUN_CACHE:
		f->title = MSG(a, N_("\"{0}\" cannot write {1}: {2} is mounted "
				     "read-only"), h->name, h->value,
			       h->other);
		(void)finding_step(run, f, MSG(a, N_("Can it write its "
			"folder?")), ANSWER_NO, true, h->value, at);
		f->outcome = MSG(a, N_("go stops there: \"{0}\""),
				 cache_outcome(a, h));
		f->why = MSG(a, N_(
			"The sources may be mounted read-only; the build "
			"cache is written by each command, and the module "
			"cache, GOPATH/pkg/mod unless GOMODCACHE is set, "
			"whenever a module is not there yet. Neither may lie "
			"in that mount."));
		f->probe = "go env GOCACHE GOMODCACHE";
		break;
	case RUN_USER:
		f->title = MSG(a, N_("\"{0}\" has no build cache: user {1} has "
				     "no home in {2}"), h->name, h->value,
			       h->other);
		(void)finding_step(run, f, MSG(a, N_("Is there a folder for "
			"the build cache?")), ANSWER_NO, true,
			"/.cache/go-build", at);
		f->outcome = MSG(a, N_("go stops there: \"{0}\""),
				 "failed to initialize build cache at "
				 "/.cache/go-build: mkdir /.cache: permission "
				 "denied");
		f->why = MSG(a, N_(
			"A user who is not in the image's /etc/passwd has HOME "
			"/, where nobody but root may write. GOCACHE is "
			"HOME/.cache/go-build unless it is set. GOPATH, /go, "
			"anybody may write in official images."));
		f->probe = arena_printf(a, "docker run --rm -u 1000 %s go env "
					"GOCACHE",
					shell_quote(a, h->other));
		break;
	default:
		f->title = MSG(a, N_("\"{0}\" cannot stamp its program: {1} "
				     "belongs to another user in the "
				     "container"), h->name, h->other);
		(void)finding_step(run, f, MSG(a, N_("Does the folder belong "
			"to the user in the container?")), ANSWER_NO, true,
			"root", at);
		f->outcome = MSG(a, N_("go stops there: \"{0}\""),
				 "error obtaining VCS status: exit status "
				 "128");
		f->why = MSG(a, N_(
			"Hosted runners check the sources out as the user "
			"runner, and the container runs as root. git refuses a "
			"repository of another user, and since Go 1.18 a build "
			"of a program asks git for the revision. go test, go "
			"vet and builds of libraries do not. Alpine images "
			"have no git, and build without a stamp."));
		f->probe = "git status";
		break;
	}
}

static enum check_status mounts_run(struct check_run *run)
{
	return ci_judge(run, ci_find_run_mounts, run_explain);
}

const struct check check_ci_run_mounts = {
	.id = "ci-run-mounts",
	.worst = SEVERITY_WARNING,
	.title = N_("a container of a script in which go cannot work"),
	.about = N_("A script of a job starts a container by docker run or "
		    "podman run, and its mounts or its user stop the go "
		    "command in it: a /tmp without exec, a read-only work tree "
		    "that is written to or holds the caches, a user without a home, sources of "
		    "another user. Example: docker run -u 1000 -v $PWD:/src -w "
		    "/src golang:1.24 go test ./..."),
	.needs = NEEDS_REPO | NEEDS_IMPORTS,
	.run = mounts_run,
};

/* ---- ci-gopath-mount ---- */

enum { GOPATH_ROOT_MOUNT, GOPATH_ROOT_VAR, GOPATH_NEEDLESS };

static bool has_root_module(const struct ci_look *l)
{
	const struct module *m = snapshot_module(l->s, ".");

	return m && !m->fixture;
}

static struct ci_hit *gopath_hit(struct ci_look *l, const struct ci_view *v,
				 enum severity sev, int kind,
				 const char *file, int line, const char *text,
				 const char *value)
{
	struct ci_hit *h;
	size_t i;

	/* What is only needless is told once, with all its places. */
	for (i = 0; kind == GOPATH_NEEDLESS && i < l->nhits; i++) {
		h = &l->hits[i];
		if (h->kind == kind && cstr_eq(h->value, value)) {
			ci_hit_evidence(l, h, text, file, line);
			return h;
		}
	}
	h = ci_hit_add(l, v, sev, kind, file, line, value);
	h->name = text;
	h->value = value;
	ci_hit_evidence(l, h, text, file, line);
	return h;
}

static void judge_gopath(struct ci_look *l, const struct ci_view *v,
			 const struct ci_step *st, const struct shellcmd *c,
			 const struct container *box)
{
	const struct mount *m = project_mount(box);
	struct ci_hit *h;
	size_t at;

	if (!m || !box->official || has_env(box, "GOPATH") ||
	    !go_verb(box, "build test vet install run list mod generate", &at))
		return;
	if (!strcmp(m->to, "/go")) {
		h = gopath_hit(l, v, SEVERITY_WARNING, GOPATH_ROOT_MOUNT,
			       st->file, ci_line(st, c),
			       ci_text(l->a, st, c), m->to);
		/* Both words, as long as they stand as they are. */
		if (m->volume && box->workdir &&
		    !strcmp(box->workdir, "/go") &&
		    cstr_eq(box->workdir_word->text, "/go") &&
		    box->workdir_word->len == 3 &&
		    cstr_ends(m->word->text, ":/go") &&
		    str_ends(str_sub(str_from(st->run), m->word->at,
				     m->word->len), ":/go")) {
			ci_hit_script(l, h, st, m->word->at + m->word->len -
				      3, 3, "/src");
			ci_hit_script(l, h, st, box->workdir_word->at, 3,
				      "/src");
		}
	} else if (cstr_starts(m->to, "/go/src/")) {
		(void)gopath_hit(l, v, SEVERITY_ADVICE, GOPATH_NEEDLESS,
				 st->file, ci_line(st, c),
				 ci_text(l->a, st, c), m->to);
	}
}

/* GOPATH as a variable of the job: the project itself. */
static void judge_variable(struct ci_look *l, const struct ci_view *v)
{
	const struct ci_var *x = ci_var_find(v->job->env, v->job->nenv,
					     "GOPATH");
	size_t i;

	if (!x || !x->text || !is_project(x->text) || !v->job->runs_go)
		return;
	for (i = 0; i < v->job->nsteps; i++)
		if (ci_step_uses(&v->job->steps[i], "actions/checkout") &&
		    ci_var_find(v->job->steps[i].with,
				v->job->steps[i].nwith, "path"))
			return;
	(void)gopath_hit(l, v, SEVERITY_WARNING, GOPATH_ROOT_VAR, x->file,
			 x->line, arena_printf(l->a, "GOPATH: %s", x->text),
			 x->text);
}

/* A checkout below GOPATH/src. */
static void judge_checkout(struct ci_look *l, const struct ci_view *v)
{
	size_t i;

	for (i = 0; i < v->job->nsteps; i++) {
		const struct ci_step *st = &v->job->steps[i];
		const struct ci_var *p = ci_var_find(st->with, st->nwith,
						     "path");

		if (!ci_step_uses(st, "actions/checkout") || !p || !p->text ||
		    (!cstr_holds(p->text, "src/github.com/") &&
		     !cstr_starts(p->text, "go/src/")) ||
		    ci_var_find(st->with, st->nwith, "repository"))
			continue;
		(void)gopath_hit(l, v, SEVERITY_ADVICE, GOPATH_NEEDLESS,
				 p->file, p->line,
				 arena_printf(l->a, "path: %s", p->text),
				 p->text);
	}
}

void ci_find_gopath_mount(struct ci_look *l, const struct ci_view *v)
{
	const struct ci_var *mode = ci_var_find(v->job->env, v->job->nenv,
						"GO111MODULE");

	/* Without a go.mod, or with modules off, GOPATH is as it has to be. */
	if (!has_root_module(l) || (mode && !cstr_eq(mode->value, "on")))
		return;
	each_container(l, v, judge_gopath);
	judge_variable(l, v);
	judge_checkout(l, v);
}

static void gopath_explain(struct check_run *run, struct finding *f,
			   const struct ci_hit *h)
{
	struct arena *a = run->arena;
	const char *at = arena_printf(a, "%s:%d", h->file, h->line);

	f->why = MSG(a, N_(
		"With a go.mod it does not matter where a module lies, below "
		"GOPATH/src or not: GO111MODULE=off alone takes go to GOPATH. "
		"One place is bad, GOPATH itself: up to Go 1.21 every go "
		"command stops there, since 1.22 it warns."));
	f->probe = "go env GOPATH GOMOD";
	if (h->kind == GOPATH_NEEDLESS) {
		f->title = MSG(a, N_("the sources are put below GOPATH/src "
				     "({0}), and a module does not need that"),
			       h->value);
		(void)finding_step(run, f, MSG(a, N_("Is there a go.mod?")),
				   ANSWER_YES, false, "go.mod", NULL);
		(void)finding_step(run, f, MSG(a, N_("Does go look where the "
			"module lies?")), ANSWER_NO, false, h->value, at);
		f->outcome = MSG(a, N_("it builds as it would anywhere else"));
		return;
	}
	f->title = MSG(a, N_("the sources lie in GOPATH itself ({0})"),
		       h->value);
	if (h->kind == GOPATH_ROOT_MOUNT)
		(void)finding_step(run, f, MSG(a, N_("What is GOPATH in that "
			"image?")), ANSWER_NONE, false, "/go", "image");
	(void)finding_step(run, f, MSG(a, N_("Is there a go.mod in GOPATH "
			"itself?")), ANSWER_YES, true, h->name, at);
	f->outcome = MSG(a, N_("up to Go 1.21 go stops: \"{0}\"; newer ones "
			       "warn, and keep modules and programs among the "
			       "sources"),
			 "$GOPATH/go.mod exists but should not");
}

static enum check_status gopath_run(struct check_run *run)
{
	return ci_judge(run, ci_find_gopath_mount, gopath_explain);
}

const struct check check_ci_gopath_mount = {
	.id = "ci-gopath-mount",
	.worst = SEVERITY_WARNING,
	.title = N_("a job that puts the module into GOPATH"),
	.about = N_("A job mounts the sources as /go of an official image, or "
		    "makes its own folder GOPATH: go.mod lies in the root of "
		    "GOPATH. Or it goes to lengths to put a module below "
		    "GOPATH/src, which is needless. Example: docker run -v "
		    "$PWD:/go -w /go golang:1.21 go build ./..."),
	.needs = NEEDS_REPO,
	.run = gopath_run,
};
