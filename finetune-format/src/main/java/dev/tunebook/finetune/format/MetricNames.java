package dev.tunebook.finetune.format;

import java.util.List;

/// The one place that knows under which name a metric is kept.
///
/// Events and checkpoints say `train_mean_token_accuracy` where OpenAI's result file says `train_accuracy`
/// (Azure's
/// result file
/// sides with the events). The history uses the name of OpenAI's result file, whatever the source.
public final class MetricNames {

    private static final String OF_EVENTS = "train_mean_token_accuracy";
    private static final String OF_RESULTS = "train_accuracy";

    private MetricNames() {}

    /// The name in the history: `train_mean_token_accuracy` becomes `train_accuracy`, every other name stays.
    public static String inHistory(String name) {
        return name.equals(OF_EVENTS) ? OF_RESULTS : name;
    }

    /// The name events and checkpoints use for what the history calls `name`.
    public static String inEvents(String name) {
        return name.equals(OF_RESULTS) ? OF_EVENTS : name;
    }

    /// Whether a file has both spellings; then they are two metrics, and neither is renamed.
    static boolean areDistinct(List<String> columns) {
        return columns.contains(OF_EVENTS) && columns.contains(OF_RESULTS);
    }
}
