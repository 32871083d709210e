/// Connections to fine-tuning services: their keys, where they may lead, and the door for whoever follows them.
@NullMarked
package dev.tunebook.server.providers;

import org.jspecify.annotations.NullMarked;
