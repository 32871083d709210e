/// The fine-tuning account of an invented outdoor shop: data files written from grammars of our own, and jobs
/// that used them. The same seed and the same moment give the same bytes.
@NullMarked
package dev.tunebook.sandbox.demo;

import org.jspecify.annotations.NullMarked;
