package dev.tunebook.sdk;

import dev.tunebook.model.SummaryKind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// How a metric is drawn and summed up; see [Run#defineMetric].
///
/// @param stepMetric the metric on its x axis, instead of the step
/// @param summary what the summary keeps; empty for the latest value alone
/// @param goal which direction is better
/// @param hidden whether no chart is made by itself
public record MetricOptions(
        Optional<String> stepMetric, Set<SummaryKind> summary, Optional<Goal> goal, boolean hidden) {
    public static final MetricOptions DEFAULT = new MetricOptions(Optional.empty(), Set.of(), Optional.empty(), false);

    /// Which direction is better.
    public enum Goal {
        MINIMIZE,
        MAXIMIZE
    }

    public MetricOptions {
        summary = Set.copyOf(summary);
    }

    public static MetricOptions over(String stepMetric) {
        return new MetricOptions(Optional.of(stepMetric), Set.of(), Optional.empty(), false);
    }

    public static MetricOptions keeping(SummaryKind first, SummaryKind... more) {
        return new MetricOptions(Optional.empty(), EnumSet.of(first, more), Optional.empty(), false);
    }
}
