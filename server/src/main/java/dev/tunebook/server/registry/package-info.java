/// Registries: linked collections of an organisation, and their members.
@NullMarked
package dev.tunebook.server.registry;

import org.jspecify.annotations.NullMarked;
