/// HTTP: one interface with one method, and wrappers around it.
@NullMarked
package dev.tunebook.sdk.internal.http;

import org.jspecify.annotations.NullMarked;
