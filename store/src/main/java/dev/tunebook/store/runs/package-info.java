/// Runs, their files, and the language of the runs table.
@NullMarked
package dev.tunebook.store.runs;

import org.jspecify.annotations.NullMarked;
