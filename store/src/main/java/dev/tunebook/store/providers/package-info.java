/// Connections to fine-tuning services whose jobs the server follows.
@NullMarked
package dev.tunebook.store.providers;

import org.jspecify.annotations.NullMarked;
