/// Saving and fetching artifacts.
@NullMarked
package dev.tunebook.sdk.internal.artifact;

import org.jspecify.annotations.NullMarked;
