/// What can go wrong, as unchecked exceptions below one root.
@NullMarked
package dev.tunebook.sdk.error;

import org.jspecify.annotations.NullMarked;
