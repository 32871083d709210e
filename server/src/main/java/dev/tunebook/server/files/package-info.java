/// Run files: upload, listing, download.
@NullMarked
package dev.tunebook.server.files;

import org.jspecify.annotations.NullMarked;
