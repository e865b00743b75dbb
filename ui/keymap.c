#include "config.h"

#include "ui/keymap.h"

#include "base/i18n.h"
#include "ui/event.h"

const struct keymap_row keymap[] = {
	{ ACTION_OPEN, "open", { K_ENTER }, "Enter",
	  (WHERE_ALL & ~(WHERE_TEXT | WHERE_WAIT)) | WHERE_LOG | WHERE_PROJECTS,
	  GROUP_LOOK, 1,
	  NC_("key", "open"),
	  N_("Open: a finding shows why, a folder unfolds or is put in view, "
	     "a variable explains itself, a trace runs, a cause of a log leads "
	     "to its finding, a project shows who imports it; in a fix: change the "
	     "field, go on, unfold, show in full width") },
	{ ACTION_FIX, "fix", { 'f' }, "f",
	  WHERE_PANES | WHERE_END | WHERE_LOG, GROUP_DO, 2, NC_("key", "fix"),
	  N_("Fix the finding: what will be done, a preview, and only then "
	     "the change; what gomend does not do itself: your editor at the "
	     "line, or what to type; after one that failed: try again") },
	{ ACTION_FIX_SEVERAL, "fix-several", { 'F' }, "F", WHERE_PANES,
	  GROUP_DO, 4, NC_("key", "fix several"),
	  N_("Fix several findings in one reviewed plan") },
	{ ACTION_OTHER_FIX, "other-fix", { ']' }, "]", WHERE_FORM, GROUP_LOOK,
	  3, NC_("key", "another way"),
	  N_("Another fix for the same finding") },
	{ ACTION_APPLY, "apply", { 'a' }, "a", WHERE_PREVIEW, GROUP_DO, 1,
	  NC_("key", "apply"),
	  N_("Apply what the preview shows, and verify it") },
	{ ACTION_SCRIPT, "save-script", { 's' }, "s", WHERE_PREVIEW, GROUP_DO,
	  9, NC_("key", "save as script"),
	  N_("Save what the preview shows as a shell script; nothing is "
	     "changed") },
	{ ACTION_SIDE, "side", { K_TAB, K_BACKTAB }, "Tab",
	  WHERE_FORM | WHERE_PREVIEW, GROUP_MOVE, 4, NC_("key", "side"),
	  N_("The other side") },
	{ ACTION_MARK, "mark", { ' ' }, "Space", WHERE_ALL & ~WHERE_ANSWER,
	  GROUP_MOVE, 2, NC_("key", "mark"),
	  N_("A page down; where there are boxes and fields: mark, change") },
	{ ACTION_MARK_ALL, "mark-all", { 'a' }, "a", WHERE_MARK, GROUP_MOVE,
	  3, NC_("key", "all"), N_("Mark all of them, or none") },
	{ ACTION_UNDO, "undo", { 'u' }, "u",
	  WHERE_PANES | WHERE_END | WHERE_JOURNAL | WHERE_TXN | WHERE_SETUP,
	  GROUP_DO, 9, NC_("key", "undo"),
	  N_("Take back what was applied: the last one, in the journal the one "
	     "on this line, in setup all of it") },
	{ ACTION_UNDO_WHOLE, "undo-whole", { 'U' }, "U",
	  WHERE_END | WHERE_JOURNAL | WHERE_TXN, GROUP_DO, 10,
	  NC_("key", "undo the whole"),
	  N_("Take back all stages of a fix that went by stages, newest "
	     "first") },
	{ ACTION_GO_ON, "go-on", { 'c' }, "c",
	  WHERE_FORM | WHERE_END | WHERE_JOURNAL | WHERE_TXN, GROUP_DO, 1,
	  NC_("key", "next stage"),
	  N_("Go on: from the fields of a fix to its preview; after a stage of "
	     "one that goes by stages, in the journal too, to the next one") },
	{ ACTION_JOURNAL, "journal", { 'J' }, "J", WHERE_PANES, GROUP_LOOK,
	  12, NC_("key", "journal"),
	  N_("What was applied, newest first, with its changes") },
	{ ACTION_PURGE, "purge", { 'p' }, "p", WHERE_JOURNAL, GROUP_DO, 10,
	  NC_("key", "drop undo copy"),
	  N_("Drop the undo copies of this one; it cannot be taken back "
	     "then") },
	{ ACTION_PURGE_ALL, "purge-all", { 'P' }, "P", WHERE_JOURNAL,
	  GROUP_DO, 11, NC_("key", "drop all"),
	  N_("Drop the undo copies of all of them") },
	{ ACTION_WHY, "why", { 'w' }, "w", WHERE_PANES, GROUP_LOOK, 3,
	  NC_("key", "why"),
	  N_("Why: the decision replayed step by step, in full size") },
	{ ACTION_COMPARE, "compare", { 'c' }, "c", WHERE_PANES, GROUP_LOOK, 7,
	  NC_("key", "compare"),
	  N_("Compare the places: only what differs and matters, and what "
	     "each difference does to a build") },
	{ ACTION_VERSIONS, "versions", { 'v' }, "v", WHERE_PANES, GROUP_LOOK,
	  8, NC_("key", "versions"),
	  N_("Where the repository says which Go is meant, what each comes to, "
	     "and what breaks first") },
	{ ACTION_GOPATH, "projects", { 'p' }, "p", WHERE_PANES, GROUP_LOOK,
	  13, NC_("key", "projects"),
	  N_("The projects below GOPATH/src, in the order in which they can "
	     "become modules; and the go.work that joins siblings") },
	{ ACTION_ALIGN, "align", { 'a' }, "a", WHERE_VERSIONS, GROUP_DO, 2,
	  NC_("key", "align all"),
	  N_("Let every place that names an older Go name the one that the "
	     "module asks for, in one plan") },
	{ ACTION_LOG, "log", { 'L' }, "L", WHERE_PANES | WHERE_LOG, GROUP_LOOK,
	  10, NC_("key", "log"),
	  N_("Read the log of a failed build, of a file or pasted: what its "
	     "messages mean, and whether the cause is here; on that page: "
	     "another log") },
	{ ACTION_TRY, "try", { 't' }, "t", WHERE_TRACE, GROUP_DO, 2,
	  NC_("key", "try"),
	  N_("Try what the trace says it can: it tells before what is done; "
	     "nothing of it is left") },
	{ ACTION_SHOW, "show", { 's' }, "s", WHERE_ENV, GROUP_LOOK, 4,
	  NC_("key", "show"),
	  N_("Show all variables, those that somebody changed from what Go "
	     "comes with, or those that differ between places") },
	{ ACTION_NEXT_PLACE, "next-place", { '>' }, ">", WHERE_ENV,
	  GROUP_MOVE, 5, NC_("key", "next that differs"),
	  N_("The next place whose value differs from the first one's") },
	{ ACTION_PREVIOUS_PLACE, "previous-place", { '<' }, "<", WHERE_ENV,
	  GROUP_MOVE, 0, NULL,
	  N_("The place before whose value differs from the first one's") },
	{ ACTION_SET, "set", { '=' }, "=", WHERE_ENV | WHERE_TEXT, GROUP_DO, 2,
	  NC_("key", "set"),
	  N_("Give this variable another value: in the go env file or in a "
	     "start-up file, with a preview") },
	{ ACTION_UNSET, "unset", { 'x' }, "x", WHERE_ENV | WHERE_TEXT,
	  GROUP_DO, 3, NC_("key", "unset"),
	  N_("Take this variable out of where it is set, with a preview") },
	{ ACTION_MODULES, "modules", { 'm' }, "m", WHERE_PANES, GROUP_LOOK, 5,
	  NC_("key", "module"),
	  N_("Choose the module in view, or all of them") },
	{ ACTION_EDIT, "edit", { 'e' }, "e",
	  WHERE_PANES | WHERE_TEXT, GROUP_DO, 6,
	  NC_("key", "edit"),
	  N_("Open your editor at the line, or at the one that set this "
	     "value; gomend itself changes nothing") },
	{ ACTION_COPY, "copy", { 'y' }, "y",
	  WHERE_FINDING | WHERE_WHY | WHERE_ENV | WHERE_TEXT | WHERE_FORM |
	  WHERE_END | WHERE_SETUP, GROUP_DO, 7, NC_("key", "copy"),
	  N_("Copy the command on this line, or the one that shows the same "
	     "by hand; after a fix: the line for your shell") },
	{ ACTION_FILTER, "filter", { '/' }, "/", WHERE_ALL & ~WHERE_ANSWER,
	  GROUP_LOOK, 8,
	  NC_("key", "filter"),
	  N_("Filter a list, search a text; a leading ! shows the others") },
	{ ACTION_ZOOM, "zoom", { '+' }, "+", WHERE_PANES | WHERE_PREVIEW,
	  GROUP_MOVE, 9,
	  NC_("key", "zoom"),
	  N_("Give the pane the whole screen, and back") },
	{ ACTION_RESCAN, "look-again", { 'R' }, "R", WHERE_PANES, GROUP_DO,
	  11, NC_("key", "look again"),
	  N_("Look again at everything, the shells too") },
	{ ACTION_COMMANDS, "commands", { '@' }, "@", WHERE_PANES | WHERE_SETUP, GROUP_DO,
	  13, NC_("key", "commands"),
	  N_("Every command that gomend ran, with its outcome") },
	{ ACTION_HELP, "help", { '?', K_F1 }, "?", WHERE_ALL,
	  GROUP_LOOK, 98, NC_("key", "all keys"), N_("This page") },
	{ ACTION_BACK, "back", { K_ESC }, "Esc", WHERE_ALL, GROUP_MOVE, 0,
	  NC_("key", "back"), N_("One step back") },
	{ ACTION_QUIT, "quit", { 'q' }, "q", WHERE_ALL, GROUP_DO, 99,
	  NC_("key", "quit"), N_("Quit; on a page laid over and in a fix: close it") },
	{ ACTION_UP, "up", { K_UP, 'k' }, "\u2191 k", WHERE_ALL, GROUP_MOVE, 0,
	  NULL, N_("Up") },
	{ ACTION_DOWN, "down", { K_DOWN, 'j' }, "\u2193 j", WHERE_ALL,
	  GROUP_MOVE, 0, NULL, N_("Down") },
	{ ACTION_LEFT, "left", { K_LEFT, 'h' }, "\u2190 h",
	  WHERE_REPO | WHERE_ENV | WHERE_CHANGES | WHERE_FORM, GROUP_MOVE, 0,
	  NULL, N_("Fold; the place before; the value before") },
	{ ACTION_RIGHT, "right", { K_RIGHT, 'l' }, "\u2192 l",
	  WHERE_REPO | WHERE_ENV | WHERE_CHANGES | WHERE_FORM, GROUP_MOVE, 5,
	  NC_("key", "unfold"),
	  N_("Unfold; the next place; the next value") },
	{ ACTION_PAGE_UP, "page-up", { K_PGUP, K_CTRL('b') }, "PgUp",
	  WHERE_ALL, GROUP_MOVE, 0, NULL, N_("A page up") },
	{ ACTION_PAGE_DOWN, "page-down", { K_PGDN, K_CTRL('f') }, "PgDn",
	  WHERE_ALL, GROUP_MOVE, 0, NULL, N_("A page down") },
	{ ACTION_TOP, "top", { K_HOME, 'g' }, "Home g", WHERE_ALL, GROUP_MOVE,
	  0, NULL, N_("First line") },
	{ ACTION_BOTTOM, "bottom", { K_END, 'G' }, "End G", WHERE_ALL,
	  GROUP_MOVE, 0, NULL, N_("Last line") },
	{ ACTION_NEXT_PANE, "next-pane", { K_TAB }, "Tab", WHERE_PANES,
	  GROUP_MOVE, 11, NC_("key", "next pane"), N_("Next pane") },
	{ ACTION_PREVIOUS_PANE, "previous-pane", { K_BACKTAB }, "Shift-Tab",
	  WHERE_PANES, GROUP_MOVE, 0, NULL, N_("Previous pane") },
	{ ACTION_PANE_1, "pane-1", { '1' }, "1", WHERE_PANES, GROUP_MOVE, 0,
	  NULL, N_("Repository: modules and the files that matter") },
	{ ACTION_PANE_2, "pane-2", { '2' }, "2", WHERE_PANES, GROUP_MOVE, 0,
	  NULL, N_("Findings: what is wrong, worst first") },
	{ ACTION_PANE_3, "pane-3", { '3' }, "3", WHERE_PANES, GROUP_MOVE, 0,
	  NULL, N_("Why: how Go came to it") },
	{ ACTION_PANE_4, "pane-4", { '4' }, "4", WHERE_PANES, GROUP_MOVE, 0,
	  NULL, N_("go env: the settings of every place side by side") },
	{ ACTION_NEXT_MATCH, "next-match", { 'n' }, "n", WHERE_ALL, GROUP_LOOK,
	  0, NC_("key", "next match"), N_("Next match; in a log that is not searched: the next "
	     "cause") },
	{ ACTION_PREVIOUS_MATCH, "previous-match", { 'N' }, "N", WHERE_ALL,
	  GROUP_LOOK, 0, NULL, N_("Previous match; in a log: the cause before") },
	{ ACTION_REDRAW, "redraw", { K_CTRL('l') }, "Ctrl-L", WHERE_ALL,
	  GROUP_DO, 0, NULL, N_("Draw the screen anew") },
	{ ACTION_SUSPEND, "suspend", { K_CTRL('z') }, "Ctrl-Z", WHERE_ALL,
	  GROUP_DO, 0, NULL, N_("Back to the shell; fg returns") },
	{ ACTION_CANCEL, "cancel", { K_CTRL('c') }, "Ctrl-C", WHERE_ALL,
	  GROUP_DO, 0, NULL, N_("Cancel what is under way; twice quits") },
};
const size_t nkeymap = ARRAY_SIZE(keymap);

const struct keymap_row *keymap_row(enum action a)
{
	size_t i;

	for (i = 0; i < nkeymap; i++)
		if (keymap[i].action == a)
			return &keymap[i];
	return NULL;
}

enum action keymap_find(int key, unsigned where)
{
	size_t i, k;

	for (i = 0; i < nkeymap; i++) {
		if (!(keymap[i].where & where))
			continue;
		for (k = 0; k < KEYS_MAX && keymap[i].keys[k]; k++)
			if (keymap[i].keys[k] == key)
				return keymap[i].action;
	}
	return ACTION_NONE;
}

static const char *const groups[NKEY_GROUPS] = {
	NC_("keys", "Look"),
	NC_("keys", "Do"),
	NC_("keys", "Move"),
};

static size_t group_index(enum key_group g)
{
	switch (g) {
	case GROUP_LOOK:
		return 0;
	case GROUP_DO:
		return 1;
	case GROUP_MOVE:
	case NKEY_GROUPS:
		break;
	}
	return 2;
}

const char *keymap_group(enum key_group g)
{
	switch (g) {
	case GROUP_LOOK:
		return C_("keys", "Look");
	case GROUP_DO:
		return C_("keys", "Do");
	case GROUP_MOVE:
	case NKEY_GROUPS:
		break;
	}
	return C_("keys", "Move");
}

void keymap_markdown(struct strbuf *out)
{
	static const enum key_group order[] = { GROUP_LOOK, GROUP_DO,
						GROUP_MOVE };
	static const struct {
		unsigned bit;
		const char *name;
	} where[] = {
		{ WHERE_REPO, "1" }, { WHERE_FINDING, "2" },
		{ WHERE_WHY, "3" }, { WHERE_ENV, "4" },
		{ WHERE_PICK, "lists" }, { WHERE_TEXT, "pages" },
		{ WHERE_VERSIONS, "versions" }, { WHERE_TRACE, "traces" },
		{ WHERE_LOG, "log" }, { WHERE_PROJECTS, "projects" },
		{ WHERE_MARK, "choice of findings" },
		{ WHERE_ANSWER, "questions" }, { WHERE_JOURNAL, "journal" },
		{ WHERE_TXN, "one of the journal" },
		{ WHERE_FORM, "fix" }, { WHERE_CHANGES, "preview" },
		{ WHERE_DIFF, "preview's text" }, { WHERE_WAIT, "while waiting" },
		{ WHERE_END, "end of a fix" }, { WHERE_SETUP, "setup" },
	};
	size_t g, i, k;

	strbuf_addstr(out, "# Keys\n\nMade from `ui/keymap.c`; "
		      "`?` shows the same in the program.\n");
	for (g = 0; g < ARRAY_SIZE(order); g++) {
		strbuf_addf(out, "\n## %s\n\n| key | does | where |\n"
			    "| --- | --- | --- |\n",
			    groups[group_index(order[g])]);
		for (i = 0; i < nkeymap; i++) {
			const char *sep = "";

			if (keymap[i].group != order[g])
				continue;
			strbuf_addf(out, "| `%s` | %s | ", keymap[i].shown,
				    keymap[i].help);
			if (keymap[i].where == WHERE_ALL) {
				strbuf_addstr(out, "everywhere |\n");
				continue;
			}
			if (keymap[i].where == WHERE_PANES) {
				strbuf_addstr(out, "all panes |\n");
				continue;
			}
			for (k = 0; k < ARRAY_SIZE(where); k++)
				if (keymap[i].where & where[k].bit) {
					strbuf_addf(out, "%s%s", sep,
						    where[k].name);
					sep = ", ";
				}
			strbuf_addstr(out, " |\n");
		}
	}
}
