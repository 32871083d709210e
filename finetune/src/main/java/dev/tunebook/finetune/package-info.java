/// Fine-tuning jobs in, runs out: [dev.tunebook.finetune.WandbLogger].
@NullMarked
package dev.tunebook.finetune;

import org.jspecify.annotations.NullMarked;
