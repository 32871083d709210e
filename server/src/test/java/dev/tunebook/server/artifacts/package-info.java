/// Artifacts over HTTP, against a real server.
@NullMarked
package dev.tunebook.server.artifacts;

import org.jspecify.annotations.NullMarked;
