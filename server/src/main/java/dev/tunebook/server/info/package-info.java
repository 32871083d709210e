/// What the server says about itself: health, metrics, abilities; and the endpoints it answers without using them.
@NullMarked
package dev.tunebook.server.info;

import org.jspecify.annotations.NullMarked;
