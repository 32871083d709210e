/// Artifacts: versions, manifests, content, lineage.
@NullMarked
package dev.tunebook.server.artifacts;

import org.jspecify.annotations.NullMarked;
