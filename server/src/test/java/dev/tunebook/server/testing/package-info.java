/// What tests of all features share.
@NullMarked
package dev.tunebook.server.testing;

import org.jspecify.annotations.NullMarked;
