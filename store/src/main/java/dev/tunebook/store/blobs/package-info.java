/// What is known about bytes.
@NullMarked
package dev.tunebook.store.blobs;

import org.jspecify.annotations.NullMarked;
