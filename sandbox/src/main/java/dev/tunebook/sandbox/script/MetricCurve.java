package dev.tunebook.sandbox.script;

import tools.jackson.databind.node.ObjectNode;

/// The metrics of a training run by step, in the names and trees of event data.
@FunctionalInterface
public interface MetricCurve {

    /// A fresh object of the metrics at a step, without `step` and `total_steps`. The same step gives the
    /// same metrics.
    ///
    /// @param step from 1
    ObjectNode at(int step);
}
