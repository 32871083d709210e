/// A fine-tuning provider for demos and tests: a real HTTP server on loopback that speaks OpenAI's dialect,
/// with scripted jobs on
/// a clock of its own, faults on demand and a log of every request.
@NullMarked
package dev.tunebook.sandbox;

import org.jspecify.annotations.NullMarked;
