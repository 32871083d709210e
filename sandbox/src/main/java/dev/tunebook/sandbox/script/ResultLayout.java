package dev.tunebook.sandbox.script;

import java.util.List;
import java.util.function.UnaryOperator;

/// The columns of a result file.
public enum ResultLayout {
    /// A: OpenAI, supervised.
    OPENAI("step", "train_loss", "train_accuracy", "valid_loss", "valid_mean_token_accuracy"),
    /// B: Azure in 2024, -1 for no value.
    AZURE_2024("step", "train_loss", "train_mean_token_accuracy", "valid_loss", "valid_mean_token_accuracy"),
    /// C: Azure in 2026, supervised and preference, with a text column.
    AZURE_2026(
            "step",
            "train_loss",
            "train_mean_token_accuracy",
            "train_error_rate",
            "valid_loss",
            "valid_mean_token_accuracy",
            "valid_error_rate",
            "full_valid_loss",
            "full_valid_mean_token_accuracy",
            "full_valid_error_rate",
            "timestamp"),
    /// D: whatever metrics there are, flattened with `/`, and a text column.
    TREE("step"),
    /// E: legacy fine-tunes.
    LEGACY(
            "step",
            "elapsed_tokens",
            "elapsed_examples",
            "training_loss",
            "training_sequence_accuracy",
            "training_token_accuracy"),
    /// F: legacy with a validation file.
    LEGACY_VALIDATION(
            "step",
            "elapsed_tokens",
            "elapsed_examples",
            "training_loss",
            "training_sequence_accuracy",
            "training_token_accuracy",
            "validation_loss",
            "validation_sequence_accuracy",
            "validation_token_accuracy"),
    /// G: legacy with classification metrics.
    LEGACY_CLASSIFICATION(
            "step",
            "elapsed_tokens",
            "elapsed_examples",
            "training_loss",
            "training_sequence_accuracy",
            "training_token_accuracy",
            "validation_loss",
            "validation_sequence_accuracy",
            "validation_token_accuracy",
            "classification/accuracy",
            "classification/precision",
            "classification/recall",
            "classification/auroc",
            "classification/auprc",
            "classification/f1.0");

    private final List<String> columns;

    ResultLayout(String... columns) {
        this.columns = List.of(columns);
    }

    /// The header; of [#TREE] only its start.
    public List<String> columns() {
        return columns;
    }

    /// The metric of an event that fills a column.
    String metricOf(String column) {
        UnaryOperator<String> legacy = name -> name.replace("training_", "train_")
                .replace("validation_", "valid_")
                .replace("token_accuracy", "mean_token_accuracy");
        return switch (this) {
            case OPENAI -> column.equals("train_accuracy") ? "train_mean_token_accuracy" : column;
            case LEGACY, LEGACY_VALIDATION, LEGACY_CLASSIFICATION -> legacy.apply(column);
            case AZURE_2024, AZURE_2026, TREE -> column;
        };
    }

    /// What a validation column holds where nothing was measured.
    String missing(String column) {
        return this == AZURE_2024 && column.startsWith("valid_") ? "-1" : "";
    }
}
