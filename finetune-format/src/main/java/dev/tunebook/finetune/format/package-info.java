/// What a fine-tuning provider writes, parsed: jobs, events, checkpoints, files, errors, result files and dataset
/// lines.
///
/// Parsing is lenient: the documented schema is stricter than the services, so unknown statuses, fields and
/// types are
/// data, and
/// each object is kept as it was written beside what was understood of it ([RawJson]). Nothing here does I/O.
@NullMarked
package dev.tunebook.finetune.format;

import org.jspecify.annotations.NullMarked;
