/// Runs: creating, finding, changing them, and what happens to them while they live.
@NullMarked
package dev.tunebook.server.runs;

import org.jspecify.annotations.NullMarked;
