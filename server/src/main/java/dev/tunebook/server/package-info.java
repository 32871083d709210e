/// The server: HTTP in, store out. This package wires the platform and the features together.
@NullMarked
package dev.tunebook.server;

import org.jspecify.annotations.NullMarked;
