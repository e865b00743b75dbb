#include "config.h"

#include "report/told.h"

#include <stddef.h>

#include "base/i18n.h"
#include "base/msg.h"

/* The longer of two that fit stands first. */
static const char *const sentences[] = {
	/* src/checks/lockflaw.c */
	N_("{0}: a merge conflict is not settled"),
	N_("{0}: the file is cut off"),
	N_("{0}: {1} stands there twice"),
	N_("{0}: no line as {1} writes it"),
	N_("{0} cannot be read: {1}"),
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
	N_("give it another name: a folder is to be made there"),
	N_("name the folder of a Go project"),
	N_("{0} is not a regular file"),
	N_("{0} is too large: {1} bytes"),
	N_("{0} grows while it is read"),
	N_("that is a zip archive and no log: unpack it, and name the file "
	   "of the job that failed"),
	N_("that is compressed: unpack it first, by gzip -d"),
	N_("that is a program and no log"),
	N_("that is no text"),
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
	N_("of the programs on PATH there only go was recorded"),
	N_("no valid JSON (was the file cut off?)"),
	N_("JSON, but no snapshot of gomend"),
	N_("there is no git repository here"),
	N_("the repository belongs to someone else"),
	N_("no trace of that name"),
	N_("no place of that name"),
	N_("no module in that folder"),
	N_("{0} is not a version of Go"),
	N_("{0} is too long to be read"),
	N_("nothing, since GOSUMDB is off"),
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
	/* What gomend-apply says. */
	N_("another gomend is changing something right now: process {0} "
	   "on {1}"),
	N_("another gomend is changing something right now: process {0}"),
	N_("another gomend is changing something right now"),
	N_("wait until it has ended, and try again"),
	N_("git is changing its index right now: {0} is there"),
	N_("try again when that git has ended; if none runs, remove {0}"),
	N_("something was changed since the preview"),
	N_("look at the new preview and apply that"),
	N_("{0} was changed by something else while it was being mended"),
	N_("{0} was changed by something else while it was copied"),
	N_("try again when nothing else changes it"),
	N_("{0} is no longer what was put there; what it was is in {1}"),
	N_("{0} is no longer what was put there"),
	N_("look at both, put back what you want, and run gomend again"),
	N_("{0} was changed: what was left behind cannot be told any more"),
	N_("{0} does not hold what was written to it"),
	N_("{0} became shorter while it was copied"),
	N_("{0} is no file, folder or link, and cannot be copied"),
	N_("{0} is no file, folder or link"),
	N_("another file system is mounted on {0}"),
	N_("a folder on the way to {0} is a symbolic link, and nothing is "
	   "written through one"),
	N_("{0} belongs to another user, and this is root: nothing is "
	   "written there"),
	N_("run gomend as that user, or with --force-owner if you mean it"),
	N_("{0} cannot be moved out of a tree that is copied to another "
	   "file system"),
	N_("{0} is marked as unchangeable (chattr)"),
	N_("as root: chattr -i -a {0}"),
	N_("{0} is where a file system is mounted"),
	N_("unmount it and try again"),
	N_("something is mounted there: unmount it and try again"),
	N_("make it, and try again"),
	N_("{0} is gone"),
	N_("there is not enough room on the file system of {0}: {1} bytes "
	   "are needed, {2} are free"),
	N_("free some space on that file system and try again"),
	N_("the file system is mounted read-only: mount it writable and "
	   "try again"),
	N_("let its owner run gomend, or give yourself the right to write "
	   "there"),
	N_("let its owner run gomend, or change its owner first"),
	N_("the disk reports an error: look at the system's log (dmesg)"),
	N_("raise the limit of open files (ulimit -n) and try again"),
	N_("the file system cannot rename a folder of an image layer: "
	   "make a copy of it in its place (cp -a, rm -r, mv) and try "
	   "again"),
	N_("set HOME or XDG_STATE_HOME"),
	N_("there is no folder for what is kept for undo"),
	N_("the name of the state folder is not UTF-8"),
	N_("the folder {0} is not UTF-8, and nothing can be kept for undo "
	   "there"),
	N_("the plan is too large"),
	N_("there is no fix {0}"),
	N_("fix {0} could not be put right: {1}"),
	N_("fix {0} is not in place"),
	N_("what fix {0} kept for undo was purged"),
	N_("what fix {0} left was changed since"),
	N_("put back by hand what was changed since, or keep it as it is"),
	N_("run gomend again: it takes up where this ended"),
	N_("{0}; and then it could not be put back"),
	N_("{0}; and then it could not be stopped either"),
	N_("applied, but not tidied up yet: {0}"),
	N_("taken back, but not tidied up yet: {0}"),
	N_("it was cancelled"),
	N_("it was cut off"),
	N_("cannot change {0}: {1}"),
	N_("cannot change the mode of {0}: {1}"),
	N_("cannot keep anything for undo in {0}: {1}"),
	N_("cannot keep the attributes of {0}: {1}"),
	N_("cannot keep the group of {0}: {1}"),
	N_("cannot keep the owner of {0}: {1}"),
	N_("cannot make {0}: {1}"),
	N_("cannot make a folder in {0}: {1}"),
	N_("cannot reach {0}: {1}"),
	N_("cannot read back {0}: {1}"),
	N_("cannot remove {0}: {1}"),
	N_("cannot rename {0} to {1}: {2}"),
	N_("cannot lock {0}: {1}"),
	N_("cannot take {0}: {1}"),
	N_("cannot write {0}: {1}"),
	N_("cannot write what is in {0} to the disk: {1}"),
	N_("another one is in its place"),
	N_("another one is in place of the undo copy"),
	N_("the undo copy is gone"),
	N_("it cannot be read"),
	N_("it is a file now"),
	N_("it is a folder now"),
	N_("it is a link now"),
	N_("it is gone"),
	N_("it is new"),
	N_("it is something else now"),
	N_("it is there now"),
	N_("it leads elsewhere"),
	N_("it was written to or touched"),
	N_("its bytes were changed"),
	N_("its mode was changed"),
	N_("something in it was changed"),
	N_("and {0} more"),
	N_("{0} is in the way: {1} cannot go back there"),
	N_("move {0} away and run gomend again"),
	N_("the folder {0} is gone: {1} cannot go back there"),
	N_("make the folder {0} and run gomend again"),
	N_("fix {0} has to be put right first: {1}"),
	N_("{0}; move {1} away and run gomend again"),
	N_("{0}; make the folder {1} and run gomend again"),
	N_("{0} is damaged: whether it is in place cannot be told"),
	N_("see in {0} what it was to change and in {1} what was there "
	   "before; put right what you want, then remove both folders"),
	N_("see in {0} what it was to change; put right what you want, "
	   "then remove that folder"),
	N_("{0} is damaged: whether it is in place cannot be told; see "
	   "in {1} what it was to change and in {2} what was there "
	   "before; put right what you want, then remove both folders"),
	N_("{0} is damaged: whether it is in place cannot be told; see "
	   "in {1} what it was to change; put right what you want, then "
	   "remove that folder"),
	N_("fix {0} moved {1} to {2} for good: what was before "
	   "cannot be taken back any more"),
	N_("fix {0} moved {1} to {2} since, and has to be taken "
	   "back first"),
	N_("first: gomend undo {0}"),
	N_("a git work tree that came since, and would lead nowhere: "
	   "take it away first (git worktree remove)"),
	/* What gomend-fetch says, and what came of it. */
	N_("cannot read the archive: {0}"),
	N_("the archive cannot be read: {0}"),
	N_("download it again: it was cut off or changed on the way"),
	N_("the archive holds {0}, which {1}; nothing of it is unpacked"),
	N_("the archive holds an entry without a name that can be read; "
	   "nothing of it is unpacked"),
	N_("is no name of a release"),
	N_("does not lie in its folder go"),
	N_("differs from another name in upper and lower case only"),
	N_("is in it twice"),
	N_("is a link, and a release has none"),
	N_("is neither a file nor a folder"),
	N_("does not say its size"),
	N_("is larger than any file of a release"),
	N_("is no folder there"),
	N_("holds more than it says"),
	N_("the archive has more than {0} entries; no release has so many"),
	N_("the archive unpacks to more than {0} bytes; no release is so "
	   "large"),
	N_("libarchive cannot read .tar.gz here"),
	N_("the archive is no release of Go: it lacks {0}"),
	N_("take the archive for this machine from https://go.dev/dl/, not "
	   "the source alone"),
	N_("the archive was changed while it was unpacked"),
	N_("a SHA-256 has 64 hexadecimal digits, unlike {0}"),
	N_("{0} is larger than any release"),
	N_("{0} does not have the SHA-256 that it should: it is {1}, and {2} "
	   "was expected"),
	N_("it is another file, or was cut off or changed on the way: "
	   "download it again, and compare with https://go.dev/dl/"),
	N_("there are two different sums for {0}"),
	N_("there is no SHA-256 for {0}"),
	N_("the list of releases cannot be read"),
	N_("the list of releases does not have {0}"),
	N_("the list has no release {0}"),
	N_("there is no archive of Go {0} for {1}"),
	N_("https://go.dev/dl/ shows all releases"),
	N_("give its SHA-256: sha256=HEX"),
	N_("name a release in full, as version=1.24.4"),
	N_("{0} has no list of releases"),
	N_("use https, or give the SHA-256 of the archive: sha256=HEX"),
	N_("{0} is not encrypted: what it says of an archive proves nothing"),
	N_("{0} sends more than it should"),
	N_("{0} answers {1}"),
	N_("look at it in a browser; another mirror: mirror=URL"),
	N_("is the network there, and a proxy that is needed set "
	   "(HTTPS_PROXY)? another mirror: mirror=URL; or an archive from "
	   "another machine: file=ARCHIVE"),
	N_("no certificate that this system trusts: look at the clock, at the "
	   "package ca-certificates, and at who sits in between"),
	N_("{0} cannot be fetched: {1}"),
	N_("libcurl cannot be used here"),
	N_("gomend-fetch ended with status {0}"),
	N_("the new go does not run here: {0}"),
	N_("is it the archive for this machine, {0}, and may programs run in "
	   "that folder (no noexec)?"),
	N_("the archive was not unpacked"),
	N_("the archive does not say which release it holds"),
	N_("the archive holds {0}, and {1} was asked for"),
	N_("it could not be built: {0}"),
	N_("it could not be run: {0}"),
	/* The system's own reasons, where the C library has no catalogue. */
	N_("No such file or directory"),
	N_("Permission denied"),
	N_("Not a directory"),
	N_("Is a directory"),
	N_("Too many levels of symbolic links"),
	N_("Too many open files"),
	N_("Input/output error"),
	N_("No space left on device"),
	N_("Read-only file system"),
	N_("Operation not permitted"),
	N_("Invalid cross-device link"),
	N_("File exists"),
	N_("Device or resource busy"),
	/* Words in sentences of findings and fixes. */
	N_("(unset)"),
	N_("a login shell"),
	N_("a new terminal"),
	N_("a script"),
	NULL
};

void told_init(void)
{
	msg_set_sentences(sentences);
}
