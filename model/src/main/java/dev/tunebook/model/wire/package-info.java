/// The wire forms of the nouns: JSON, file streams, manifests, GraphQL messages.
@NullMarked
package dev.tunebook.model.wire;

import org.jspecify.annotations.NullMarked;
