/// Users, entities, memberships, credentials.
@NullMarked
package dev.tunebook.store.accounts;

import org.jspecify.annotations.NullMarked;
