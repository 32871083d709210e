package dev.tunebook.sandbox.script;

import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.MetricRow;
import dev.tunebook.finetune.format.RawJson;
import dev.tunebook.model.wire.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the result file of a curve.
final class ResultCsv {

    private final ResultLayout layout;
    private final MetricCurve curve;
    private final int steps;

    ResultCsv(ResultLayout layout, MetricCurve curve, int steps) {
        this.layout = layout;
        this.curve = curve;
        this.steps = steps;
    }

    /// UTF-8, `\n` line ends, a final newline, quotes only where a grader's name needs them.
    ///
    /// @param start time of the first step, for layouts with a `timestamp`
    /// @param secondsPerStep time between steps
    String text(Instant start, double secondsPerStep) {
        List<String> columns = columns();
        StringBuilder csv = new StringBuilder();
        csv.append(columns.stream().map(ResultCsv::quoted).collect(Collectors.joining(",")))
                .append('\n');
        for (int step = 1; step <= steps; step++) {
            Map<String, Number> metrics = metrics(step);
            List<String> cells = new ArrayList<>();
            for (String column : columns) {
                cells.add(cell(column, step, metrics, start, secondsPerStep));
            }
            csv.append(String.join(",", cells)).append('\n');
        }
        return csv.toString();
    }

    private List<String> columns() {
        if (layout != ResultLayout.TREE) {
            return layout.columns();
        }
        Set<String> columns = new LinkedHashSet<>(layout.columns());
        for (int step = 1; step <= steps; step++) {
            columns.addAll(metrics(step).keySet());
        }
        columns.add("timestamp");
        return List.copyOf(columns);
    }

    private String cell(String column, int step, Map<String, Number> metrics, Instant start, double secondsPerStep) {
        return switch (column) {
            case "step", "elapsed_examples" -> String.valueOf(step);
            case "elapsed_tokens" -> String.valueOf(step * 64);
            case "timestamp" ->
                start.plusMillis((long) (1000 * secondsPerStep * step))
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()
                                .replace("Z", "")
                        + ".3040000Z";
            default ->
                Optional.ofNullable(metrics.get(layout.metricOf(column)))
                        .map(this::number)
                        .orElseGet(() -> layout.missing(column));
        };
    }

    private Map<String, Number> metrics(int step) {
        ObjectNode data = curve.at(step);
        if (layout == ResultLayout.TREE) {
            ObjectNode event = Json.object();
            event.set("data", data.put("step", step));
            return FineTuneEvent.of(new RawJson(event, ""))
                    .metrics()
                    .map(MetricRow::metrics)
                    .orElse(Map.of());
        }
        Map<String, Number> metrics = new HashMap<>();
        for (Map.Entry<String, JsonNode> metric : data.properties()) {
            if (metric.getValue().isNumber()) {
                metrics.put(metric.getKey(), metric.getValue().numberValue());
            }
        }
        return metrics;
    }

    private String number(Number value) {
        if (layout != ResultLayout.OPENAI) {
            return String.valueOf(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value.doubleValue()).setScale(5, RoundingMode.HALF_EVEN);
        if (rounded.signum() != 0 && rounded.abs().doubleValue() < 1e-4) {
            BigDecimal digits = rounded.stripTrailingZeros();
            return digits.unscaledValue() + "e-0" + digits.scale();
        }
        String plain = rounded.stripTrailingZeros().toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    private static String quoted(String name) {
        return name.contains(",") || name.contains("\"") ? '"' + name.replace("\"", "\"\"") + '"' : name;
    }
}
