/// Projects of an entity.
@NullMarked
package dev.tunebook.server.projects;

import org.jspecify.annotations.NullMarked;
