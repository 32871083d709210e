/// Saved documents: workspaces and reports.
@NullMarked
package dev.tunebook.store.views;

import org.jspecify.annotations.NullMarked;
