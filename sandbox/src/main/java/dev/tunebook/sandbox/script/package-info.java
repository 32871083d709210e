/// Scripts of fine-tuning jobs: what a job does, and when, as data. Nothing here knows about HTTP or about
/// the present time.
@NullMarked
package dev.tunebook.sandbox.script;

import org.jspecify.annotations.NullMarked;
