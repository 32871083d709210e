/// Projects and what changes in them.
@NullMarked
package dev.tunebook.store.projects;

import org.jspecify.annotations.NullMarked;
