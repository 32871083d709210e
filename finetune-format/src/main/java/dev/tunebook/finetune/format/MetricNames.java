package dev.tunebook.finetune.format;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one place that knows under which name a metric is kept: that of the result file, whatever the source.
///
/// Events and checkpoints say `train_mean_token_accuracy` where OpenAI's result file says `train_accuracy`
/// (Azure's file
/// sides with the events); for reinforcement they say `timing/step/sampling` and
/// `errors/graders/python/exact/x` where the
/// file says `sampling_duration` and `errors/graders/python/exact/errors/x`.
public final class MetricNames {

    private static final String OF_EVENTS = "train_mean_token_accuracy";
    private static final String OF_RESULTS = "train_accuracy";

    private static final Map<String, String> RENAMED = Map.of(
            OF_EVENTS,
            OF_RESULTS,
            "timing/step/sampling",
            "sampling_duration",
            "timing/step/training",
            "training_duration",
            "timing/step/eval",
            "eval_duration",
            "timing/step/full_iteration",
            "total_duration");

    private static final Pattern OF_GRADER = Pattern.compile("(errors|timing)/graders/(?!.*/\\1/)(.+)/([^/]+)");

    private MetricNames() {}

    /// The name in the history; a name nobody renames stays as it is.
    public static String inHistory(String name) {
        String renamed = RENAMED.get(name);
        if (renamed != null) {
            return renamed;
        }
        Matcher ofGrader = OF_GRADER.matcher(name);
        return ofGrader.matches() ? ofGrader.replaceFirst("$1/graders/$2/$1/$3") : name;
    }

    /// Whether a file has both spellings; then they are two metrics, and neither is renamed.
    static boolean areDistinct(List<String> columns) {
        return columns.contains(OF_EVENTS) && columns.contains(OF_RESULTS);
    }
}
