/// Getting the journal and files to the server.
@NullMarked
package dev.tunebook.sdk.internal.upload;

import org.jspecify.annotations.NullMarked;
