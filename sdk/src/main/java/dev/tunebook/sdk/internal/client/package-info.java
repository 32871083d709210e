/// One connection to one server: addresses, transports, clock.
@NullMarked
package dev.tunebook.sdk.internal.client;

import org.jspecify.annotations.NullMarked;
