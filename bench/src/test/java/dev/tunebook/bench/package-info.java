@NullMarked
package dev.tunebook.bench;

import org.jspecify.annotations.NullMarked;
