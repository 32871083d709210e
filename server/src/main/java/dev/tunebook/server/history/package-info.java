/// The lines of runs: taking them in and reading them back.
@NullMarked
package dev.tunebook.server.history;

import org.jspecify.annotations.NullMarked;
