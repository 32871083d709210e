/// Lines and series.
@NullMarked
package dev.tunebook.store.history;

import org.jspecify.annotations.NullMarked;
