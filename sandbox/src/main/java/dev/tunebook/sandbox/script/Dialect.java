package dev.tunebook.sandbox.script;

/// Whose habits a job follows.
public enum Dialect {
    /// OpenAI in 2023: few keys, `error: null`, plain results.
    OPENAI_2023,
    /// OpenAI since 2025: every key, `error: {}`, results in Base64.
    OPENAI_2025,
    /// Azure OpenAI: nulls, `pending`, -1, an event every ten steps, plain results.
    AZURE;

    boolean isAzure() {
        return this == AZURE;
    }
}
