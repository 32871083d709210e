/// The parts of a sync, each of which can be understood alone; `WandbLogger` puts them in order.
@NullMarked
package dev.tunebook.finetune.internal;

import org.jspecify.annotations.NullMarked;
