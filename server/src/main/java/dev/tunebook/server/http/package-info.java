/// The HTTP platform: routes with their classification, bodies with their limits, answers and errors.
///
/// Knows the web server's library; nothing above it does.
@NullMarked
package dev.tunebook.server.http;

import org.jspecify.annotations.NullMarked;
