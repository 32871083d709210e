/// The storage contracts as abstract tests, and generators for laws.
@NullMarked
package dev.tunebook.store.testkit;

import org.jspecify.annotations.NullMarked;
