/// The store on SQLite: metadata in `meta.db`, histories beside it, bytes in a folder.
@NullMarked
package dev.tunebook.store.sql;

import org.jspecify.annotations.NullMarked;
