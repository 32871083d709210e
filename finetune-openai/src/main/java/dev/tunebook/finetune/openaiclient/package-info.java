/// Fine-tuning jobs through openai-java, for programs that hold a client already.
@NullMarked
package dev.tunebook.finetune.openaiclient;

import org.jspecify.annotations.NullMarked;
