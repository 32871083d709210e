/// Telling open pages that something changed.
@NullMarked
package dev.tunebook.server.live;

import org.jspecify.annotations.NullMarked;
