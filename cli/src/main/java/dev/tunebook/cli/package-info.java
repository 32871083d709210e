/// The `tunebook` command: one class a command, and what wires them.
@NullMarked
package dev.tunebook.cli;

import org.jspecify.annotations.NullMarked;
