#include "config.h"

#include "checks/env.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "fmt/gover.h"

bool env_known(const struct place *p)
{
	return p->state == PLACE_READY || p->state == PLACE_STALE;
}

const struct go_binary *env_go(const struct place *p)
{
	size_t i;

	for (i = 0; i < p->ngos; i++)
		if (!p->gos[i].not_runnable)
			return &p->gos[i];
	return NULL;
}

bool env_gopath_mode(const struct place *p)
{
	const char *mode = place_value(p, "GO111MODULE");

	return cstr_eq(mode, "off") || cstr_eq(mode, "auto");
}

const char *env_version_of(struct arena *a, const struct go_binary *g)
{
	const char *v = g->binary_version ? g->binary_version : g->version;

	if (cstr_empty(v))
		return NULL;
	return arena_strndup(a, v, strcspn(v, " \t"));
}

const char *env_version(struct arena *a, const struct place *p)
{
	const struct go_binary *g = env_go(p);

	return g ? env_version_of(a, g) : NULL;
}

bool env_before(const struct place *p, enum gorelease r)
{
	struct arena a = ARENA_INIT;
	const char *v = env_version(&a, p);
	enum gorelease got;
	bool before = v && gorelease_find(v, &got) && got < r;

	arena_release(&a);
	return before;
}

int env_version_cmp(const char *a, const char *b)
{
	return gover_cmp_toolchain(str_from(a ? a : ""), str_from(b ? b : ""));
}

const struct place *env_place_with_go(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nplaces; i++)
		if (env_known(&s->places[i]) && env_go(&s->places[i]))
			return &s->places[i];
	return NULL;
}

const struct go_install *env_best_install(const struct snapshot *s)
{
	const struct go_install *best = NULL;
	size_t i, k;

	for (i = 0; i < s->nplaces; i++)
		for (k = 0; k < s->places[i].ninstalls; k++) {
			const struct go_install *in =
				&s->places[i].installs[k];

			if (!best || env_version_cmp(in->version,
						     best->version) > 0)
				best = in;
		}
	return best;
}

bool env_has_modules(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (!s->modules[i].fixture)
			return true;
	return false;
}

bool env_all_switch(const struct snapshot *s, const struct place *p)
{
	bool any = false;
	size_t i;

	for (i = 0; i < s->nmodules; i++) {
		const struct place_module *pm;

		if (s->modules[i].fixture)
			continue;
		pm = place_module_of(p, s->modules[i].dir);
		if (!pm || (pm->how != TOOLCHAIN_MODCACHE &&
			    pm->how != TOOLCHAIN_PATH &&
			    pm->how != TOOLCHAIN_DOWNLOAD))
			return false;
		any = true;
	}
	return any;
}

const char *env_origin(struct arena *a, const struct setting *s)
{
	if (!s)
		return NULL;
	if (!s->file)
		return s->layer == LAYER_PROCESS ? "environment" :
		       s->layer == LAYER_IMAGE ? "image" : "default";
	if (!s->line)
		return arena_strdup(a, s->file);
	return arena_printf(a, "%s:%d", s->file, s->line);
}

void env_evidence(struct check_run *run, struct finding *f,
		  const struct setting *s)
{
	finding_evidence(run, f,
			 arena_printf(run->arena, "%s=%s", s->name,
				      s->value ? s->value : ""),
			 s->file, s->line);
}

const struct setting_source *env_hidden_goenv(const struct setting *s)
{
	size_t i;

	for (i = 0; i < s->nhidden; i++)
		if (s->hidden[i].layer == LAYER_GOENV)
			return &s->hidden[i];
	return NULL;
}

enum env_shell env_shell(const struct place *p)
{
	const char *shell = p->shell;

	if (cstr_empty(shell))
		shell = place_getenv(p, "SHELL");
	shell = cstr_empty(shell) ? "sh" : path_base(shell);
	if (*shell == '-')
		shell++;
	if (cstr_starts(shell, "bash"))
		return ENV_BASH;
	if (cstr_starts(shell, "zsh"))
		return ENV_ZSH;
	return cstr_starts(shell, "fish") ? ENV_FISH : ENV_SH;
}

const char *env_not_found(const struct place *p, struct arena *a,
			  const char *program)
{
	switch (env_shell(p)) {
	case ENV_SH:
		return arena_printf(a, "sh: 1: %s: not found", program);
	case ENV_BASH:
		return arena_printf(a, "bash: %s: command not found", program);
	case ENV_ZSH:
		return arena_printf(a, "zsh: command not found: %s", program);
	case ENV_FISH:
		return arena_printf(a, "fish: Unknown command: %s", program);
	}
	return "";
}

/* The file that the shell reads in each new terminal. */
static const char *rc_file(enum env_shell sh)
{
	switch (sh) {
	case ENV_SH:
		return "~/.profile";
	case ENV_BASH:
		return "~/.bashrc";
	case ENV_ZSH:
		return "~/.zshrc";
	case ENV_FISH:
		return "~/.config/fish/config.fish";
	}
	return "";
}

const char *env_which(const struct place *p, struct arena *a,
		      const char *program)
{
	return arena_printf(a, env_shell(p) == ENV_SH ? "command -v %s"
						      : "type -a %s",
			    shell_quote(a, program));
}

void env_command_at_once(struct check_run *run, struct finding *f,
			 const struct place *p, const char *line)
{
	finding_command(run, f,
			place_is_here(p)
				? MSG(run->arena,
				      N_("in this shell, at once:"))
				: MSG(run->arena,
				      N_("there, before go runs ({0}):"),
				      p->name),
			line);
}

void env_command_edit(struct check_run *run, struct finding *f,
		      struct msg what, const char *path, int line)
{
	struct arena *a = run->arena;
	const char *root = run->snap->repo.root;
	const struct place *here = snapshot_place(run->snap, "shell");
	const char *file = path_join(a, root ? root : "/", path);
	const char *words = arena_printf(a, "${EDITOR:-vi} +%d %s",
					 line ? line : 1,
					 shell_quote(a, file));
	struct command *c;

	/* fish knows no ${…:-…}. */
	if (here && env_shell(here) == ENV_FISH)
		words = arena_printf(a, "sh -c %s", shell_quote(a, words));
	c = finding_handover(run, f, HANDOVER_EDIT_FILE, what, words);
	c->path = file;
	c->at = line;
}

void env_command_path(struct check_run *run, struct finding *f,
		      const struct place *p, const char *dir)
{
	enum env_shell sh = env_shell(p);
	const char *q = shell_quote(run->arena, dir);
	const char *line;

	if (!place_is_here(p)) {
		env_command_at_once(run, f, p,
			arena_printf(run->arena, "export PATH=%s:\"$PATH\"",
				     q));
		return;
	}
	if (sh == ENV_FISH) {
		finding_command(run, f,
			MSG(run->arena,
			    N_("here and in every new shell:")),
			arena_printf(run->arena, "fish_add_path --move %s",
				     q));
		return;
	}
	line = arena_printf(run->arena, "export PATH=%s:\"$PATH\"", q);
	env_command_at_once(run, f, p,
			    arena_printf(run->arena, "%s; hash -r", line));
	finding_command(run, f,
		sh == ENV_SH
			? MSG(run->arena, N_("for every new login:"))
			: MSG(run->arena, N_("for every new terminal:")),
		arena_printf(run->arena, "printf '%%s\\n' %s >> %s",
			     shell_quote(run->arena, line), rc_file(sh)));
}

static void command_find(struct check_run *run, struct finding *f,
			 enum env_shell sh, const char *name)
{
	const char *line = "";

	switch (sh) {
	case ENV_SH:
		line = "grep -ns %s ~/.profile /etc/profile "
		       "/etc/profile.d/*.sh /etc/environment";
		break;
	case ENV_BASH:
		line = "grep -ns %s ~/.bashrc ~/.bash_profile ~/.bash_login "
		       "~/.profile /etc/profile /etc/profile.d/*.sh "
		       "/etc/bash.bashrc /etc/environment";
		break;
	case ENV_ZSH:
		line = "grep -ns %s ~/.zshenv ~/.zprofile ~/.zshrc ~/.zlogin "
		       "~/.profile /etc/zsh/* /etc/profile /etc/environment";
		break;
	case ENV_FISH:
		line = "grep -rns %s ~/.config/fish /etc/fish "
		       "/etc/environment";
		break;
	}
	finding_command(run, f,
		MSG(run->arena,
		    N_("find the line that sets {0}, and delete it:"), name),
		arena_printf(run->arena, line, name));
}

void env_command_unset(struct check_run *run, struct finding *f,
		       const struct place *p, const struct setting *s,
		       const char *good)
{
	enum env_shell sh = env_shell(p);
	const char *undo = arena_printf(run->arena, "go env -u %s", s->name);

	if (p->kind == PLACE_JOB && s->file) {
		env_command_edit(run, f,
			MSG(run->arena,
			    N_("the line that sets {0}; delete it there:"),
			    s->name), s->file, s->line);
		return;
	}
	if (!place_is_here(p)) {
		finding_command(run, f,
			MSG(run->arena, N_("there, before go runs ({0}):"),
			    p->name),
			s->layer == LAYER_GOENV ? undo
				: arena_printf(run->arena, "unset %s",
					       s->name));
		return;
	}
	if (s->layer == LAYER_GOENV) {
		/* The environment is stronger: so go works for one command. */
		if (good && sh == ENV_FISH)
			undo = arena_printf(run->arena, "env %s=%s %s",
					    s->name,
					    shell_quote(run->arena, good),
					    undo);
		else if (good)
			undo = arena_printf(run->arena, "%s=%s %s", s->name,
					    shell_quote(run->arena, good),
					    undo);
		finding_command(run, f,
			MSG(run->arena,
			    N_("take it out of the go env file:")), undo);
		return;
	}
	if (!layer_is_environment(s->layer))
		return;
	/* What fresh shells alone have is not in this one. */
	if (p->kind == PLACE_SHELL || !s->file || !s->line)
		env_command_at_once(run, f, p,
				    arena_printf(run->arena, sh == ENV_FISH
							? "set -e %s"
							: "unset %s",
						 s->name));
	if (s->file && s->line)
		env_command_edit(run, f,
			MSG(run->arena,
			    N_("the line that sets {0}; delete it there:"),
			    s->name), s->file, s->line);
	else
		command_find(run, f, sh, s->name);
}

void env_command_install(struct check_run *run, struct finding *f,
			 const struct place *p)
{
	const char *script;
	bool there = false;
	size_t i;

	if (p->kind == PLACE_IMAGE) {
		finding_command(run, f,
			MSG(run->arena,
			    N_("build it from an image that has a Go, such "
			       "as:")),
			arena_printf(run->arena, "FROM golang:%s",
				     gorelease_name(GORELEASE_NEWEST)));
		return;
	}
	if (!place_is_here(p)) {
		finding_command(run, f,
			MSG(run->arena,
			    N_("there ({0}), with the archive for it from "
			       "https://go.dev/dl/ (an old tree goes first: "
			       "one release unpacked over another does not "
			       "build):"), p->name),
			"gzip -t go1.*.tar.gz && rm -rf /usr/local/go && tar "
			"-C /usr/local -xzf go1.*.tar.gz");
		return;
	}
	for (i = 0; i < p->ninstalls; i++)
		if (cstr_eq(p->installs[i].goroot, "/usr/local/go"))
			there = true;
	for (i = 0; i < p->ngos; i++)
		if (cstr_eq(p->gos[i].goroot, "/usr/local/go"))
			there = true;
	script = there ? "a=$(ls -t ~/Downloads/go1.*.tar.gz | head -n 1) && "
			 "gzip -t \"$a\" && "
			 /* Into a folder that is there mv would go. */
			 "sudo mv /usr/local/go "
			 "\"/usr/local/go.$(date +%Y%m%d%H%M%S)\" && "
			 "sudo tar -C /usr/local -xzf \"$a\""
		       : "a=$(ls -t ~/Downloads/go1.*.tar.gz | head -n 1) && "
			 "gzip -t \"$a\" && test ! -e /usr/local/go && "
			 "sudo tar -C /usr/local -xzf \"$a\"";
	if (env_shell(p) == ENV_FISH)
		script = arena_printf(run->arena, "sh -c %s",
				      shell_quote(run->arena, script));
	finding_command(run, f,
		MSG(run->arena,
		    N_("with the archive for this machine from "
		       "https://go.dev/dl/ in ~/Downloads (an old tree is "
		       "moved away first: one release unpacked over another "
		       "does not build):")),
		script);
}
