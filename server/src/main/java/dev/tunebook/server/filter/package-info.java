/// The filter language of the wire, read once for everything that is filtered by it.
@NullMarked
package dev.tunebook.server.filter;

import org.jspecify.annotations.NullMarked;
