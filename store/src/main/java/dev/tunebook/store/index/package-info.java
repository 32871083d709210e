/// The runs table of a project in memory: columns over every key of config and summary, filtered and sorted without
/// touching the disk. Built from the rows when first asked for, then kept current by replaying the change sequence.
/// Nothing outside the store modules may use it.
@NullMarked
package dev.tunebook.store.index;

import org.jspecify.annotations.NullMarked;
