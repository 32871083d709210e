/// The Java SDK: log runs, tables and artifacts to a server that speaks the W&B protocol, and read them back.
/// Start at [Wandb].
@NullMarked
package dev.tunebook.sdk;

import org.jspecify.annotations.NullMarked;
