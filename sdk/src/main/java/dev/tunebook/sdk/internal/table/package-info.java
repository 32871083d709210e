/// Tables: the types of cells, and the file form.
@NullMarked
package dev.tunebook.sdk.internal.table;

import org.jspecify.annotations.NullMarked;
