@NullMarked
package dev.tunebook.server.finetunes;

import org.jspecify.annotations.NullMarked;
