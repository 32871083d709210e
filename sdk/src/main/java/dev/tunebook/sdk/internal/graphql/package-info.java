/// GraphQL operations, one document a file.
@NullMarked
package dev.tunebook.sdk.internal.graphql;

import org.jspecify.annotations.NullMarked;
