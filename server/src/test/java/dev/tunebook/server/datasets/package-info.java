/// Data files by page.
@NullMarked
package dev.tunebook.server.datasets;

import org.jspecify.annotations.NullMarked;
