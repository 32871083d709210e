/// Getting files from the server: verified, whole or not at all.
@NullMarked
package dev.tunebook.sdk.internal.download;

import org.jspecify.annotations.NullMarked;
