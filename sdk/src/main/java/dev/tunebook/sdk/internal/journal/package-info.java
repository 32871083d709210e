/// The local file that holds what the server does not have yet.
@NullMarked
package dev.tunebook.sdk.internal.journal;

import org.jspecify.annotations.NullMarked;
