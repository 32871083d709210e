/// Programs to start from. Each takes server and key from `WANDB_BASE_URL` and `WANDB_API_KEY`, or from what
/// `tunebook login` keeps.
@NullMarked
package dev.tunebook.examples;

import org.jspecify.annotations.NullMarked;
