/// What an engine must be able to keep: rows found by the few keys the rules ask for. No rule lives here, and
/// nothing outside the store modules may use it.
///
/// `put` inserts a row or replaces the one with the same key. Lists come in the order stated, else in order of ids.
@NullMarked
package dev.tunebook.store.rows;

import org.jspecify.annotations.NullMarked;
