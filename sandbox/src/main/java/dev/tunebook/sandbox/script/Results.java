package dev.tunebook.sandbox.script;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// How a job's result file should be.
///
/// @param present whether `result_files` ever names a file
/// @param fileId its id; made up where empty
/// @param content its exact bytes; without them it is written from the job's curve
/// @param layout columns of a written file; those of the job's dialect where empty
/// @param inBase64 whether a written file is Base64; as the job's dialect has it where empty
/// @param listedAfter how long after success `result_files` names it
/// @param readableAfter how long after success it can be read; before, it answers 404
public record Results(
        boolean present,
        Optional<String> fileId,
        Optional<byte[]> content,
        Optional<ResultLayout> layout,
        Optional<Boolean> inBase64,
        Duration listedAfter,
        Duration readableAfter) {

    /// Written from the curve, there at once.
    public static Results ofCurve() {
        return new Results(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO);
    }

    /// These bytes, exactly.
    public static Results of(byte[] content) {
        return new Results(
                true,
                Optional.empty(),
                Optional.of(content.clone()),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO);
    }

    /// This text, exactly, in UTF-8.
    public static Results of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    /// Never named.
    public static Results none() {
        return new Results(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO);
    }

    /// With this id.
    public Results as(String id) {
        return new Results(present, Optional.of(id), content, layout, inBase64, listedAfter, readableAfter);
    }

    /// Written in these columns.
    public Results in(ResultLayout columns) {
        return new Results(present, fileId, content, Optional.of(columns), inBase64, listedAfter, readableAfter);
    }

    /// Written as plain CSV.
    public Results plain() {
        return new Results(present, fileId, content, layout, Optional.of(false), listedAfter, readableAfter);
    }

    /// Written as one line of Base64.
    public Results base64() {
        return new Results(present, fileId, content, layout, Optional.of(true), listedAfter, readableAfter);
    }

    /// Named and readable these times after success.
    public Results after(Duration listed, Duration readable) {
        return new Results(present, fileId, content, layout, inBase64, listed, readable);
    }

    /// Named, but answering 404 for ever.
    public Results missing() {
        return after(Duration.ZERO, ScriptedResults.NEVER);
    }
}
