/// What the server makes of runs that are fine-tunes, whoever recorded them.
@NullMarked
package dev.tunebook.server.finetunes;

import org.jspecify.annotations.NullMarked;
