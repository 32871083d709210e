@NullMarked
package dev.tunebook.store.sql.history;

import org.jspecify.annotations.NullMarked;
