/// What a fine-tuning service must be able to do for a sync, and how it fails.
@NullMarked
package dev.tunebook.finetune.provider;

import org.jspecify.annotations.NullMarked;
