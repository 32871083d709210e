package dev.tunebook.store.providers;

/// How a fine-tuning service is spoken to.
public enum ProviderKind {
    OPENAI,
    /// Azure OpenAI.
    AZURE,
    /// Any other service of OpenAI's dialect.
    COMPATIBLE
}
