#include "config.h"

#include "tests/ui/fixmodel.h"

#include <string.h>

#include "base/i18n.h"

const char *const model_names[] = {
	"asking", "choose", "long", "fields", "bad", "several",
	"one-refused", "cannot", "refused",
	"preparing", "many", "planning", "preview", "move", "report", "stages", "baseline", "stage",
	"roll-back", "verifying", "done", "done-unproven",
	"stage-done", "stage-last",
	"drift", "rolled-back",
	"put-back-finding", "put-back-command", "unverified", "broken",
	"cancelled",
};

#define VENDOR "/src/shop/vendor/"
#define RAN_LINE \
	"cd /src/shop && GOFLAGS=-buildvcs=false GOPROXY=off " \
	"GIT_CONFIG_COUNT=4 /usr/local/go/bin/go mod vendor -o " \
	"/src/shop/.git/gomend/stage-7/vendor"
#define VERIFY_LINE "cd /src/shop && /usr/local/go/bin/go build ./..."

static struct plan_command *command(struct arena *a, const char *id,
				    struct msg what)
{
	struct plan_command *c = ARENA_NEW(a, struct plan_command);
	static const char *const vendor[] = { "mod", "vendor", "-o",
					      "{stage}/vendor", NULL };
	static const char *const build[] = { "build", "./...", NULL };
	const char *const *rest = cstr_eq(id, "vendor") ? vendor : build;

	c->id = id;
	c->cwd = "/src/shop";
	c->what = what;
	*ARENA_PUSH(a, c->argv, c->nargv) = "/usr/local/go/bin/go";
	for (; *rest; rest++)
		*ARENA_PUSH(a, c->argv, c->nargv) = *rest;
	return c;
}

static struct fixrun_command *ran(struct arena *a, struct fixrun_view *v,
				  const char *line, bool done, int exit_code,
				  const char *tail)
{
	struct fixrun_command *list = arena_alloc(a,
		(v->ncommands + 1) * sizeof(*list)), *c;

	if (v->ncommands)
		memcpy(list, v->commands, v->ncommands * sizeof(*list));
	c = &list[v->ncommands++];
	v->commands = list;
	c->line = line;
	c->done = done;
	c->exit_code = exit_code;
	c->took_ms = done ? 2340 : 0;
	c->tail = tail;
	c->command = command(a, strstr(line, "vendor") ? "vendor" : "build",
		strstr(line, "vendor")
		? MSG(a, N_("Writes the new vendor/ beside the old one"))
		: MSG(a, N_("Builds every package")));
	return c;
}

static struct choice *choice(struct arena *a, struct fix_offer *o,
			     const char *name, enum choice_kind kind,
			     struct msg label, struct msg about,
			     const char *value)
{
	struct choice *c = ARENA_PUSH(a, o->choices, o->nchoices);

	c->name = name;
	c->kind = kind;
	c->label = label;
	c->about = about;
	c->value = value;
	return c;
}

static void vendor_offer(struct arena *a, struct fix_offer *o)
{
	struct plan_command *c;

	o->fix = "regenerate-vendor";
	o->finding = "737e4fc982601fcd";
	o->title = MSG(a, N_("vendor/ will match go.mod again"));
	o->about = MSG(a, N_("go writes the whole folder anew beside the old "
			     "one; both are compared file by file, and the "
			     "new one is put in its place in one step. go.mod "
			     "and go.sum are not touched."));
	choice(a, o, "network", CHOICE_YES_NO,
	       MSG(a, N_("Fetch what is missing")),
	       MSG(a, N_("All 31 modules are in the module cache, so it is "
			 "not needed.")), "no");
	c = ARENA_PUSH(a, o->commands, o->ncommands);
	*c = *command(a, "vendor",
		      MSG(a, N_("Writes the new vendor/ beside the old one")));
	c->executes = MSG(a, N_("{0} of GOFLAGS; the C compiler and "
				"pkg-config, where the code uses cgo"), "git");
}

static void move_offer(struct arena *a, struct fix_offer *o, bool bad)
{
	struct choice *c;

	o->fix = "relocate-project";
	o->finding = "0badab828a2df041";
	o->title = MSG(a, N_("The project will lie outside GOPATH"));
	o->about = MSG(a, N_("The whole folder moves: untracked and ignored "
			     "files too. Links that lead into it are listed, "
			     "not changed."));
	c = choice(a, o, "to", CHOICE_PATH, MSG(a, N_("Its new home")),
		   MSG(a, N_("Nothing may lie there yet.")),
		   bad ? "/etc/shop" : "/home/ann/src/shop");
	if (bad)
		c->bad = MSG(a, N_("{0} cannot be written by you"), "/etc");
	choice(a, o, "leave-link", CHOICE_YES_NO,
	       MSG(a, N_("Leave a link behind")),
	       MSG(a, N_("Old paths go on working; go sees the new one.")),
	       "no");
	c = choice(a, o, "layer", CHOICE_ONE_OF, MSG(a, N_("Set it in")),
		   MSG(a, N_("Who reads it: every go command, or only "
			     "shells.")), "goenv");
	*ARENA_PUSH(a, c->options, c->noptions) = "goenv";
	*ARENA_PUSH(a, c->options, c->noptions) = "rc";
}

/* More fields than are read at once, and commands by cases. */
static void module_offer(struct arena *a, struct fixrun_view *v)
{
	static const struct {
		const char *id, *what, *unless;
	} runs[] = {
		{ "tidy", N_("add what the imports need"), NULL },
		{ "build", N_("does it build with them?"), NULL },
		{ "fork-1", N_("if not, hold some of them only"), "build" },
		{ "build-1", N_("does it build with those?"), "fork-1" },
		{ "fork-2", N_("if not, hold some of them only"), "build" },
		{ "build-2", N_("does it build with those?"), "fork-2" },
		{ "after", N_("does it build as a module?"), NULL },
	};
	struct fix_offer *o = ARENA_NEW(a, struct fix_offer);
	size_t i;

	o->fix = "migrate-to-module";
	o->finding = "737e4fc982601fcd";
	o->title = MSG(a, N_("make {0} a module"), "shop");
	choice(a, o, "module", CHOICE_TEXT, MSG(a, N_("Module path")),
	       MSG(a, N_("Nothing may lie there yet.")), "example.com/shop");
	for (i = 0; i < 6; i++)
		choice(a, o, arena_printf(a, "net%zu", i), CHOICE_YES_NO,
		       MSG(a, N_("Use the network")),
		       MSG(a, N_("Who reads it: every go command, or only "
				 "shells.")), "no");
	for (i = 0; i < ARRAY_SIZE(runs); i++) {
		bool build = strstr(runs[i].what, "build") != NULL;
		struct fixrun_command *r = ran(a, v, build
			? "cd /src/shop && go build ./..."
			: "cd /src/shop && go mod vendor", false, 0, "");
		struct plan_command *c = (struct plan_command *)(uintptr_t)
					 r->command;

		r->when = FIXRUN_PREPARING;
		c->id = runs[i].id;
		c->what = MSG(a, runs[i].what);
		c->unless = runs[i].unless;
		c->network = !i;
		c->may_fail = true;
		if (build)
			c->executes = MSG(a, N_("the C compiler and "
				"pkg-config, where the code uses cgo"));
		*ARENA_PUSH(a, o->commands, o->ncommands) = *c;
	}
	v->offer = o;
	v->noffers = 1;
}

/* The first two are done, and the last one goes on. */
static void many_run(struct fixrun_view *v)
{
	struct fixrun_command *c = (struct fixrun_command *)(uintptr_t)
				   v->commands;

	c[0].done = c[1].done = true;
	c[0].took_ms = c[1].took_ms = 1200;
	c[1].exit_code = 1;
	c[2].running = true;
	c[2].tail = "go: copying 12 of 31\n";
}

static void offers(struct arena *a, struct fixrun_view *v, bool vendor,
		   bool move, bool bad)
{
	struct fix_offer *o = arena_alloc(a, 2 * sizeof(*o));

	if (vendor)
		vendor_offer(a, &o[v->noffers++]);
	if (move)
		move_offer(a, &o[v->noffers++], bad);
	v->offer = o;
}

static struct plan_change *change(struct arena *a, struct plan *p,
				  enum plan_change_kind kind,
				  const char *path, const char *group,
				  int plus, int minus)
{
	struct plan_change *c = ARENA_PUSH(a, p->changes, p->nchanges);

	c->kind = kind;
	c->path = path;
	c->group = group;
	c->plus = plus;
	c->minus = minus;
	c->bytes_before = kind == CHANGE_ADDED ? 0 : 1204;
	c->bytes_after = kind == CHANGE_REMOVED ? 0 : 1812;
	return c;
}

static struct plan *vendor_plan(struct arena *a)
{
	static const char pq[] = "github.com/lib/pq  1.10.7 \u2192 1.10.9";
	static const char text[] = "golang.org/x/text  0.14.0 \u2192 0.15.0";
	struct plan *p = ARENA_NEW(a, struct plan);

	p->fix = "regenerate-vendor";
	p->root = "/src/shop";
	p->title = MSG(a, N_("vendor/ will match go.mod again: {0} modules "
			     "change, {1} stay byte for byte."), "3", "28");
	*ARENA_PUSH(a, p->findings, p->nfindings) = "737e4fc982601fcd";
	ARENA_PUSH(a, p->ops, p->nops)->kind = PLAN_TREE;
	p->ops[0].path = "/src/shop/vendor";
	change(a, p, CHANGE_MODIFIED, VENDOR "github.com/lib/pq/conn.go", pq,
	       12, 4);
	change(a, p, CHANGE_MODIFIED, VENDOR "github.com/lib/pq/notify.go",
	       pq, 3, 3);
	change(a, p, CHANGE_ADDED, VENDOR "github.com/lib/pq/scram/scram.go",
	       pq, 264, 0);
	change(a, p, CHANGE_REMOVED, VENDOR "github.com/lib/pq/TESTS.md", pq,
	       0, 33);
	change(a, p, CHANGE_MODIFIED,
	       VENDOR "golang.org/x/text/unicode/bidi/tables15.0.0.go", text,
	       871, 902);
	change(a, p, CHANGE_MODIFIED, VENDOR "golang.org/x/text/testdata.bin",
	       text, 0, 0)->binary = true;
	change(a, p, CHANGE_MODIFIED, VENDOR "modules.txt", NULL, 3, 3);
	p->undo_bytes = 92000000;
	*ARENA_PUSH(a, p->notes, p->nnotes) =
		MSG(a, N_("{0} is not committed; undo keeps it as it is."),
		    "vendor/local.patch");
	return p;
}

static struct plan *move_plan(struct arena *a)
{
	struct plan *p = ARENA_NEW(a, struct plan);
	struct plan_change *c;

	p->fix = "relocate-project";
	p->root = "/home/ann/go/src/shop";
	p->title = MSG(a, N_("The project will lie outside GOPATH"));
	ARENA_PUSH(a, p->ops, p->nops)->kind = PLAN_MOVE;
	c = change(a, p, CHANGE_MOVED, "/home/ann/go/src/shop", NULL, 0, 0);
	c->to = "/home/ann/src/shop";
	c->nfiles = 4120;
	c->bytes_before = 310000000;
	c = change(a, p, CHANGE_LINK, "/home/ann/go/src/shop", NULL, 0, 0);
	c->to = "/home/ann/src/shop";
	change(a, p, CHANGE_MODIFIED, "/home/ann/src/go.work", NULL, 1, 1);
	c = change(a, p, CHANGE_MODE, "/home/ann/src/run.sh", NULL, 0, 0);
	c->op = 1;
	ARENA_PUSH(a, p->ops, p->nops)->kind = PLAN_MODE;
	p->ops[1].before.mode = 0644;
	p->ops[1].mode = 0755;
	p->shell_line = "cd /home/ann/src/shop; hash -r";
	p->undo_bytes = 4096;
	return p;
}

static struct plan *module_plan(struct arena *a)
{
	static const char *const gone[] = { "b", "c", "d", "e", "f", "g" };
	struct plan *p = ARENA_NEW(a, struct plan);
	size_t i;

	p->fix = "migrate-to-module";
	p->root = "/src/shop";
	p->title = MSG(a, N_("make {0} the module {1}"), "shop",
		       "example.com/shop");
	ARENA_PUSH(a, p->ops, p->nops)->kind = PLAN_WRITE;
	change(a, p, CHANGE_ADDED, "/src/shop/go.mod", NULL, 9, 0);
	change(a, p, CHANGE_ADDED, "/src/shop/go.sum", NULL, 14, 0);
	*ARENA_PUSH(a, p->notes, p->nnotes) = MSG_N(a,
		N_("No package of {n} module of the lock file is imported: {0}"),
		N_("No package of {n} modules of the lock file is imported: "
		   "{0}"), (int)ARRAY_SIZE(gone), "b, c, …");
	*ARENA_PUSH(a, p->report, p->nreport) = MSG(a, N_(
		"raised: {0} {1} → {2}, which {3} asks for"), "example.com/a",
		"v1.0.0", "v1.4.0", "example.com/user v1.2.0");
	for (i = 0; i < ARRAY_SIZE(gone); i++)
		*ARENA_PUSH(a, p->report, p->nreport) = MSG(a, N_(
			"left out: {0} {1}: nothing imports a package of it"),
			gone[i], "v1.0.0");
	return p;
}

/* Three stages, of which those of [from, to) are this plan's. */
static void by_stages(struct arena *a, struct plan *p, size_t from, size_t to)
{
	struct plan_leg legs[] = {
		{ "module", MSG(a, N_("go.mod, go.sum, imports, copies that "
				      "were changed by hand")),
		  MSG(a, N_("go build ./... passes")), false },
		{ "lines", MSG(a, N_("what assumes GOPATH in Dockerfiles, CI "
				     "files, Makefiles and scripts")),
		  MSG(a, N_("a fresh look reads those files and finds no new "
			    "error")), false },
		{ "lock", MSG(a, N_("{0} goes"), "Gopkg.lock"),
		  MSG(a, N_("go build ./... passes without it")), false },
	};
	size_t i;

	p->subject = "/src/shop";
	p->goes_on = from > 0;
	p->continues = from ? 16 : 0;
	for (i = from; i < ARRAY_SIZE(legs); i++) {
		legs[i].later = i >= to;
		*ARENA_PUSH(a, p->legs, p->nlegs) = legs[i];
	}
	if (to + 1 < ARRAY_SIZE(legs))
		*ARENA_PUSH(a, p->next_sets, p->nnext_sets) =
			arena_printf(a, "until=%s", legs[to].id);
}

static void prepared(struct arena *a, struct fixrun_view *v)
{
	offers(a, v, true, false, false);
	ran(a, v, RAN_LINE, true, 0, "");
	ran(a, v, VERIFY_LINE, false, 0, "");
	v->plan = vendor_plan(a);
}

static void ended(struct arena *a, struct fixrun_view *v, enum fixrun_how how)
{
	prepared(a, v);
	v->state = how == FIXRUN_VERIFIED ? FIXRUN_DONE : FIXRUN_ENDED;
	v->how = how;
}

static void stays(struct arena *a, struct fixrun_view *v)
{
	struct finding *f = ARENA_NEW(a, struct finding);

	f->id = "vendor-out-of-date";
	f->severity = SEVERITY_ERROR;
	f->title = MSG(a, N_("{0}: go.mod asks for {1}, vendor/modules.txt "
			     "has {2}"), "golang.org/x/text", "v0.15.0",
		       "v0.14.0");
	f->fingerprint = "737e4fc982601fcd";
	v->stays = f;
	v->nstays = 1;
}

static const char *const drift[] = {
	"vendor/modules.txt: its bytes have changed",
	"go.mod: \033[31mit is a link now",
};

static void drifted(struct arena *a, struct fixrun_view *v)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(drift); i++)
		*ARENA_PUSH(a, v->drift, v->ndrift) = drift[i];
	v->message = "Two files are not as in the preview.";
	v->hint = "Look at them, then try again.";
}

static void put_back_command(struct arena *a, struct fixrun_view *v)
{
	ended(a, v, FIXRUN_PUT_BACK);
	v->txn = 17;
	v->message = "What passed before fails now, so everything was put "
		     "back: go build ./...";
	ran(a, v, VERIFY_LINE, true, 1,
	    "# example.com/shop/internal/db\n"
	    "internal/db/db.go:14:2: pq.Listener undefined\n");
}

const struct fixrun_view *model_view(struct arena *a, enum model m)
{
	struct fixrun_view *v = ARENA_NEW(a, struct fixrun_view);
	struct plan *plan;

	v->started_ms = 1000;
	switch (m) {
	case MODEL_ASKING:
	case NMODELS:
		v->state = FIXRUN_ASKING;
		break;
	case MODEL_CHOOSE:
		v->state = FIXRUN_CHOOSE;
		offers(a, v, true, false, false);
		ran(a, v, RAN_LINE, false, 0, "");
		break;
	case MODEL_LONG:
		v->state = FIXRUN_CHOOSE;
		module_offer(a, v);
		break;
	case MODEL_MANY:
		v->state = FIXRUN_PREPARING;
		module_offer(a, v);
		many_run(v);
		break;
	case MODEL_FIELDS:
	case MODEL_BAD:
		v->state = FIXRUN_CHOOSE;
		offers(a, v, false, true, m == MODEL_BAD);
		break;
	case MODEL_SEVERAL:
		v->state = FIXRUN_CHOOSE;
		offers(a, v, true, true, false);
		ran(a, v, RAN_LINE, false, 0, "");
		break;
	case MODEL_ONE_REFUSED:
		v->state = FIXRUN_CHOOSE;
		offers(a, v, true, true, false);
		((struct fix_offer *)(uintptr_t)v->offer)->refused =
			MSG(a, N_("There is no vendor folder."));
		break;
	case MODEL_CANNOT:
		v->state = FIXRUN_CHOOSE;
		offers(a, v, true, false, false);
		v->message = "no place for the stage: /src is read-only";
		v->hint = "Remount it writable, or copy the project.";
		break;
	case MODEL_REFUSED:
		v->state = FIXRUN_ENDED;
		v->how = FIXRUN_REFUSED;
		offers(a, v, true, false, false);
		v->message = "go.mod itself cannot be read; mend it first.";
		break;
	case MODEL_PREPARING:
		v->state = FIXRUN_PREPARING;
		offers(a, v, true, false, false);
		ran(a, v, RAN_LINE, false, 0,
		    "go: finding module for package example.com/a\n"
		    "go: copying 12 of 31\n")->running = true;
		break;
	case MODEL_PLANNING:
		v->state = FIXRUN_PLANNING;
		offers(a, v, true, false, false);
		ran(a, v, RAN_LINE, true, 0, "");
		break;
	case MODEL_PREVIEW:
		v->state = FIXRUN_PREVIEW;
		prepared(a, v);
		break;
	case MODEL_MOVE:
		v->state = FIXRUN_PREVIEW;
		offers(a, v, false, true, false);
		v->plan = move_plan(a);
		break;
	case MODEL_REPORT:
		v->state = FIXRUN_PREVIEW;
		prepared(a, v);
		v->plan = module_plan(a);
		break;
	case MODEL_STAGES:
		v->state = FIXRUN_PREVIEW;
		prepared(a, v);
		plan = module_plan(a);
		by_stages(a, plan, 0, 2);
		v->plan = plan;
		break;
	case MODEL_BASELINE:
		v->state = FIXRUN_BASELINE;
		prepared(a, v);
		v->step = "commands";
		ran(a, v, VERIFY_LINE, false, 0, "internal/db\n")->running =
			true;
		break;
	case MODEL_STAGE:
		v->state = FIXRUN_APPLYING;
		prepared(a, v);
		v->step = "stage";
		v->done = 19;
		v->total = 41;
		v->bytes = 57000000;
		v->total_bytes = 92000000;
		break;
	case MODEL_ROLL_BACK:
		v->state = FIXRUN_APPLYING;
		prepared(a, v);
		v->step = "roll-back";
		break;
	case MODEL_VERIFYING:
		v->state = FIXRUN_VERIFYING;
		prepared(a, v);
		v->step = "look";
		v->txn = 17;
		break;
	case MODEL_DONE:
		ended(a, v, FIXRUN_VERIFIED);
		v->plan = vendor_plan(a);
		((struct plan *)(uintptr_t)v->plan)->shell_line =
			"cd /src/shop; hash -r";
		v->txn = 17;
		ran(a, v, VERIFY_LINE, true, 0, "");
		break;
	case MODEL_DONE_UNPROVEN:
		ended(a, v, FIXRUN_VERIFIED);
		v->txn = 17;
		ran(a, v, VERIFY_LINE, true, 1, "db.go:14:2: undefined: pq\n");
		ran(a, v, "", true, -1, "There is no go here.\n");
		break;
	case MODEL_STAGE_DONE:
	case MODEL_STAGE_LAST:
		ended(a, v, FIXRUN_VERIFIED);
		plan = module_plan(a);
		by_stages(a, plan, m == MODEL_STAGE_DONE ? 0 : 2,
			  m == MODEL_STAGE_DONE ? 1 : 3);
		v->plan = plan;
		v->txn = 17;
		ran(a, v, VERIFY_LINE, true, 0, "");
		break;
	case MODEL_DRIFT:
		ended(a, v, FIXRUN_REFUSED);
		drifted(a, v);
		break;
	case MODEL_ROLLED_BACK:
		ended(a, v, FIXRUN_ROLLED_BACK);
		v->txn = 17;
		v->message = "No space left on device: /src/shop/vendor";
		v->hint = "Make 92 MB free there, then try again.";
		break;
	case MODEL_PUT_BACK_FINDING:
		ended(a, v, FIXRUN_PUT_BACK);
		v->txn = 17;
		v->message = "What was to be mended is still there, so "
			     "everything was put back.";
		stays(a, v);
		break;
	case MODEL_PUT_BACK_COMMAND:
		put_back_command(a, v);
		break;
	case MODEL_UNVERIFIED:
		ended(a, v, FIXRUN_UNVERIFIED);
		v->txn = 17;
		v->message = "It is in place, but it could not be verified: "
			     "the scan ended.";
		v->hint = "\"gomend undo 17\" takes it back.";
		break;
	case MODEL_BROKEN:
		ended(a, v, FIXRUN_BROKEN);
		v->txn = 17;
		v->message = "/src/shop/vendor is the new one, go.mod the "
			     "old one: Input/output error";
		v->hint = "The undo copies are in /src/shop/.git/gomend/17.";
		break;
	case MODEL_CANCELLED:
		v->state = FIXRUN_ENDED;
		v->how = FIXRUN_CANCELLED;
		offers(a, v, true, false, false);
		v->message = "Stopped. Nothing was changed.";
		break;
	}
	return v;
}

const struct fixrun_view *model_many(struct arena *a, size_t n)
{
	struct fixrun_view *v = ARENA_NEW(a, struct fixrun_view);
	struct plan *p;
	size_t i;

	v->state = FIXRUN_PREVIEW;
	prepared(a, v);
	p = (struct plan *)(uintptr_t)v->plan;
	p->changes = NULL;
	p->nchanges = 0;
	for (i = 0; i < n; i++) {
		const char *group = arena_printf(a, "example.com/mod%zu",
						 i / 20);

		change(a, p, CHANGE_MODIFIED,
		       arena_printf(a, VENDOR "%s/pkg/file%zu.go", group, i),
		       group, (int)(i % 7) + 1, (int)(i % 5));
	}
	return v;
}

static const char conn_go[] =
"--- a/vendor/github.com/lib/pq/conn.go\n"
"+++ b/vendor/github.com/lib/pq/conn.go\n"
"@@ -118,7 +118,9 @@ func (d *Dialer) Dial(network, address string)\n"
" // DialContext connects to the address.\n"
" func (d *Dialer) DialContext(ctx context.Context) (net.Conn, error) {\n"
"-\treturn d.dial(ctx, \"tcp\", 5432)\n"
"+\treturn d.dial(ctx, \"tcp4\", 5432)\n"
" }\n"
" \n"
"-\n"
"+\tif err := ctx.Err(); err != nil {\n"
"+\t\treturn nil, err\n"
"+\t}\n"
"@@ -1204,3 +1206,3 @@\n"
" // \344\270\255\346\226\207 \033[31mnot red\033[0m\n"
"-const version = \"1.10.7\"\n"
"+const version = \"1.10.9\" // and a remark that is so long that it does not "
"fit on a line of the pane, whatever its width may be on this terminal\n"
"\\ No newline at end of file\n";

static const char modules_txt[] =
"--- a/vendor/modules.txt\n"
"+++ b/vendor/modules.txt\n"
"@@ -87,3 +87,3 @@\n"
"-# github.com/lib/pq v1.10.7\n"
"+# github.com/lib/pq v1.10.9\n"
" ## explicit; go 1.13\n"
" github.com/lib/pq\n";

const char *model_diff(size_t change, const char **error)
{
	*error = NULL;
	if (change == 0)
		return conn_go;
	if (change == 6)
		return modules_txt;
	if (change == 3) {
		*error = "its old text is gone";
		return NULL;
	}
	return "@@ -1,2 +1,2 @@\n-old\n+new\n same\n";
}

const struct txn *model_history(struct arena *a, size_t *n)
{
	static const struct {
		int n;
		enum txn_state state;
		const char *fix, *root;
		int nchanges;
		int64_t undo;
		const char *reason;
	} rows[] = {
		{ 17, TXN_VERIFIED, "regenerate-vendor", "/src/shop", 41,
		  92000000, NULL },
		{ 16, TXN_APPLIED, "relocate-project", "/home/ann/src/bot", 3,
		  4096, NULL },
		{ 15, TXN_PUT_BACK, "tidy", "/src/shop", 2, 0,
		  "the finding stays: gosum-missing" },
		{ 14, TXN_UNDONE, "set-go-line", "/src/shop", 1, 0, NULL },
		{ 12, TXN_PURGED, "add-go-to-path", "/home/ann", 1, 0, NULL },
		{ 11, TXN_ROLLED_BACK, "tidy", "/src/shop", 2, 0,
		  "No space left on device" },
	};
	struct txn *list = NULL;
	size_t i;

	*n = 0;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct txn *t = ARENA_PUSH(a, list, *n);

		t->n = rows[i].n;
		t->state = rows[i].state;
		t->fix = rows[i].fix;
		t->root = rows[i].root;
		t->title = MSG(a, N_("vendor/ will match go.mod again"));
		t->when = "2026-11-26T10:15:00Z";
		t->seconds = 1795688100 - (int64_t)i * 4000;
		t->nchanges = rows[i].nchanges;
		t->undo_bytes = rows[i].undo;
		t->reason = rows[i].reason;
	}
	return list;
}
