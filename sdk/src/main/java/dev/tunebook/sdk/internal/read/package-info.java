/// Reading runs back, page by page.
@NullMarked
package dev.tunebook.sdk.internal.read;

import org.jspecify.annotations.NullMarked;
