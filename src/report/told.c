#include "config.h"

#include "report/told.h"

#include <stddef.h>

#include "base/i18n.h"
#include "base/msg.h"

/* The longer of two that fit stands first. */
static const char *const sentences[] = {
	N_("git is not asked: {0} is not a regular file, and git would "
	   "wait for it"),
	N_("git is not asked any more: it stood still for 2 seconds"),
	N_("look for a file that is none (a FIFO, a device) among "
	   ".gitignore, .gitattributes and what .git/config includes"),
	N_("take it out of {0}"),
	N_("remove {0}"),
	N_("the repository belongs to another user, and git refuses it "
	   "(\"dubious ownership\")"),
	N_("see what git itself says: git -C {0} status"),
	N_("the system gives no more threads"),
	N_("git cannot be asked: core.bare is set, though there are "
	   "files"),
	N_("git cannot be asked: {0}"),
	N_("{0} is no file that git wrote"),
	N_("git worktree and git submodule write a line \"gitdir: "
	   "FOLDER\" there"),
	N_("{0} leads to {1}, which is not there"),
	N_("the repository this work tree belongs to was moved or "
	   "removed: run \"git worktree repair\" there"),
	N_("{0} is a bare repository: it holds no files to look at"),
	N_("make a work tree of it: git clone {0} DIR, or git -C {1} "
	   "worktree add DIR"),
	N_("cannot read the folder {0}: {1}"),
	N_("cannot open {0}: {1}"),
	N_("cannot look at {0}: {1}"),
	N_("cannot read {0}: {1}"),
	N_("{0} is not a folder"),
	N_("name the folder of a Go project"),
	N_("{0} is not a regular file"),
	N_("{0} is too large: {1} bytes"),
	N_("{0} grows while it is read"),
	N_("go.mod is a symbolic link to {0}"),
	N_("vendor is a symbolic link to {0}; its files were not "
	   "looked at"),
	N_("folders too deep below vendor were not looked at"),
	N_("vendor holds too many files to list"),
	N_("too many entries"),
	N_("more than {0} files and folders; the rest was not looked "
	   "at"),
	N_("folders more than {0} deep were not looked at"),
	N_("folders whose path is too long for the system were not "
	   "looked at"),
	N_("the folder {0} cannot be read"),
	N_("{0} folders cannot be read, {1} among them"),
	N_("the PATH element is no absolute path"),
	N_("it lies inside the repository"),
	N_("anybody can write to its folder"),
	N_("there is no git repository here"),
	N_("the repository belongs to someone else"),
	N_("no trace of that name"),
	N_("no place of that name"),
	N_("no module in that folder"),
	N_("{0} is not a version of Go"),
	N_("{0} is too long to be read"),
	/* What a fix cannot do. */
	N_("the folder {0} is not there"),
	N_("the folder {0} cannot be written to"),
	N_("see whose it is and what it allows: ls -ld {0}"),
	N_("the path {0} is not absolute"),
	N_("{0} is a symbolic link that leads nowhere"),
	N_("{0} is a folder"),
	N_("{0} is not there"),
	N_("{0} is there already"),
	N_("{0} holds that text already"),
	N_("{0} was to be prepared and is no file"),
	N_("{0} was to be prepared and is no folder"),
	N_("{0} has changed since the plan was made"),
	N_("{0} would stay as it is"),
	N_("{0} changes while it is looked at"),
	N_("{0} and {1} both change {2}"),
	N_("do one after the other: first {0}, then {1}"),
	N_("the plan has no such change"),
	N_("there is no place on the file system of {0} for what is kept for "
	   "undo"),
	/* Why a shell did not say its settings. */
	N_("The shell did not come to its end within five seconds: an rc "
	   "file waits or takes too long."),
	N_("The rc files print without end."),
	N_("The shell was ended by a signal ({0})."),
	N_("The shell left before it could be asked: an rc file ends it or "
	   "starts another program in its place. It said: {0}"),
	N_("The shell left before it could be asked: an rc file ends it or "
	   "starts another program in its place."),
	N_("{0} is no shell that gomend knows how to ask; it knows bash, "
	   "zsh, fish, sh, dash and ksh."),
	N_("The shell cannot be asked: the system gives no random number or "
	   "no way to gomend itself."),
	/* The system's own reasons, where the C library has no catalogue. */
	N_("No such file or directory"),
	N_("Permission denied"),
	N_("Not a directory"),
	N_("Is a directory"),
	N_("Too many levels of symbolic links"),
	N_("Too many open files"),
	N_("Input/output error"),
	N_("No space left on device"),
	NULL
};

void told_init(void)
{
	msg_set_sentences(sentences);
}
