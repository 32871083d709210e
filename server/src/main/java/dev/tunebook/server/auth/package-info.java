/// Who is asking, and what a signed address permits.
@NullMarked
package dev.tunebook.server.auth;

import org.jspecify.annotations.NullMarked;
