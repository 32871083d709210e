/// The nouns of Tunebook, parsed once at the edge; no I/O.
@NullMarked
package dev.tunebook.model;

import org.jspecify.annotations.NullMarked;
