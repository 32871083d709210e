/// Programs that measure the server, or try to make it lose something.
@NullMarked
package dev.tunebook.bench;

import org.jspecify.annotations.NullMarked;
