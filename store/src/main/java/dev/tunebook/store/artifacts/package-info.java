/// Artifacts, collections, memberships, lineage.
@NullMarked
package dev.tunebook.store.artifacts;

import org.jspecify.annotations.NullMarked;
