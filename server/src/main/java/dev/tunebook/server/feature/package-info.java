/// What a feature is, and what the platform gives it.
@NullMarked
package dev.tunebook.server.feature;

import org.jspecify.annotations.NullMarked;
