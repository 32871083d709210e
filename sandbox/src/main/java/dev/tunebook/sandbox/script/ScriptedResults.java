package dev.tunebook.sandbox.script;

import java.time.Duration;

/// The result file of a job.
///
/// @param content the bytes as served, so already in Base64 where that is wanted
/// @param listedAfter how long after success `result_files` names it
/// @param readableAfter how long after success it can be read; before, and if [#NEVER], the file answers 404
public record ScriptedResults(
        String fileId, String filename, byte[] content, Duration listedAfter, Duration readableAfter) {

    /// Longer than any job.
    public static final Duration NEVER = Duration.ofDays(100_000);
}
