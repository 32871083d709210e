/// Where settings come from: environment, settings files, netrc.
@NullMarked
package dev.tunebook.sdk.internal.settings;

import org.jspecify.annotations.NullMarked;
