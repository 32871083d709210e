package dev.tunebook.store.runs;

import java.time.Instant;

/// Something a program said about its run that people should hear.
public record RunAlert(long id, long runId, String title, String text, Severity severity, Instant raisedAt) {
    public enum Severity {
        INFO,
        WARN,
        ERROR
    }
}
