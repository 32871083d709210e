/// Histories in SQLite. Lines are journaled first (`journal.db`, compressed as they came) and later turned into columns
/// (`history.db`), group by group: a group is 4,096 lines of a file, aligned, so that a line's group never changes.
/// What a group in `history.db` contains is said by its watermark, the greatest journal sequence it holds; a crash
/// between the two files therefore repeats work and neither loses nor doubles a line.
@NullMarked
package dev.tunebook.store.sql.history;

import org.jspecify.annotations.NullMarked;
