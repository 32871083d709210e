/// Saved workspaces and reports.
@NullMarked
package dev.tunebook.server.views;

import org.jspecify.annotations.NullMarked;
