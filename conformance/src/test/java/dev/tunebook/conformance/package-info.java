/// The official clients, and our SDK, against a running server.
@NullMarked
package dev.tunebook.conformance;

import org.jspecify.annotations.NullMarked;
