/// Bytes in a folder.
@NullMarked
package dev.tunebook.store.files;

import org.jspecify.annotations.NullMarked;
