/// A store that forgets when the process ends, held to the same contracts as the others.
@NullMarked
package dev.tunebook.store.memory;

import org.jspecify.annotations.NullMarked;
