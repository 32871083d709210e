/// Uploads and downloads of bytes by signed address.
@NullMarked
package dev.tunebook.server.storage;

import org.jspecify.annotations.NullMarked;
