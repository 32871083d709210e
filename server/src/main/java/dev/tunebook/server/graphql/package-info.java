/// The GraphQL platform: one schema put together from a file per feature, typed wiring, limits and the endpoint.
@NullMarked
package dev.tunebook.server.graphql;

import org.jspecify.annotations.NullMarked;
