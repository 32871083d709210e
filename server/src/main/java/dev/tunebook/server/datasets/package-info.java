/// Data files of artifacts by page: training files by example, tables by row.
@NullMarked
package dev.tunebook.server.datasets;

import org.jspecify.annotations.NullMarked;
