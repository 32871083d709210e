/// Users, teams, organisations, keys and sessions.
@NullMarked
package dev.tunebook.server.accounts;

import org.jspecify.annotations.NullMarked;
