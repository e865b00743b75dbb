/*
 * gomend-apply: carries plans out, takes them back, and puts right what was
 * cut off.  It outlives the terminal (a session of its own), runs no command,
 * opens no socket, and touches nothing that its plan does not name.
 *
 *   gomend-apply apply   < plan as JSON     apply it as transaction N
 *   gomend-apply undo N                     take it back; refuses on drift
 *   gomend-apply look N                     would undo refuse for drift?
 *   gomend-apply put-back N REASON          the same, because verify failed
 *   gomend-apply mark N verified            a record that it was verified
 *   gomend-apply mark N told                … that nobody did, which was said
 *   gomend-apply recover                    finish what was cut off
 *   gomend-apply purge N|all                drop undo copies
 *   gomend-apply exec [--write DIR]… -- CMD ARG…
 *                    run CMD with writes confined to these folders (Landlock;
 *                    where the kernel lacks it, CMD runs as it is and the
 *                    caller's own look at the live tree has to do)
 *
 * The state folder comes from the environment (plan/journal.h).  --force-owner
 * lets root write into a foreign home or repository, which is refused else.
 *
 * It prints JSON, one record a line, and goes on when nobody reads them:
 *   {"rec":"txn","n":17}
 *   {"rec":"progress","step":"check|stage|sync|change|commit|roll-back",
 *    "op":3,"done":12,"total":41,"bytes":1204,"total_bytes":90000}
 *   {"rec":"recovered","n":16,"state":"rolled-back"|"applied"|…}
 *   {"rec":"recovered","n":16,"state":"stuck","message":…}
 *      for a person, with what to do; holds up what would touch its paths
 *   {"rec":"recovered","n":16,"state":"damaged","message":…}
 *      its journal is: kept, nothing is done by it, and it holds up nothing
 *   {"rec":"drift","path":…,"what":…,"kept":…}  why undo or apply was
 *      refused; kept: the copy of what was there before, where there is one
 *   {"rec":"end","n":17,"state":…,"message":…,"path":…,"errno":…,"hint":…,
 *    "kept":3}   kept: what undo leaves (plan_op.keep), where it leaves any
 *
 * Exit status: 0 done; 1 rolled back (as before); 2 refused, nothing changed;
 * 3 could not be rolled back whole: says what is where.  SIGINT and SIGTERM
 * during apply roll back.
 *
 * How a transaction goes (RELIABILITY.md, engine contract):
 *   lock → re-check every precondition → journal "begin" with everything that
 *   recovery needs, synced → stage new content on the file system of its
 *   target, mode, owner, xattrs as before → verify what was staged → one
 *   syncfs a file system → the inodes that were staged into the journal,
 *   synced → renames (RENAME_EXCHANGE keeps the old inode as the undo copy;
 *   three renames where the file system cannot) with dirfds that follow no
 *   link → sync → "commit", synced.
 * Recovery looks at which inode lies where, so it needs no record for each
 * step: no commit → back in reverse order; commit → finish the cleaning up;
 * an undo that was cut off is finished.  On the way back folders get the
 * mtime they had; what was applied shows in the mtime of its folder, as any
 * change does.
 */
#ifndef APPLY_APPLY_H
#define APPLY_APPLY_H

int apply_main(int argc, char **argv);

#endif
