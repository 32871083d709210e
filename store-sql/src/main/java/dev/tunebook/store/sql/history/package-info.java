/// Histories in SQLite. Lines are journaled first (`journal.db`, compressed as they came) and later turned into columns
/// (`history.db`), group by group: a group is 4,096 lines of a file, aligned, so that a line's group never changes.
/// What a group in `history.db` contains is said by its watermark, the greatest journal sequence it holds; a crash
/// between the two files therefore repeats work and neither loses nor doubles a line.
///
/// A line is stored as a shape (its text between the values, once a group) and its values as columns. A number is
/// kept as a number with the form it was written in when that form gives back its very text, else its text is kept; a
/// line that is no plain JSON object is kept whole. A 64-bit digest of each line stays beside it.
@NullMarked
package dev.tunebook.store.sql.history;

import org.jspecify.annotations.NullMarked;
