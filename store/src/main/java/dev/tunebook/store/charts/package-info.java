/// Chart definitions that users made for all of their projects.
@NullMarked
package dev.tunebook.store.charts;

import org.jspecify.annotations.NullMarked;
