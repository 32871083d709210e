package dev.tunebook.sandbox.script;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.Curves.Reinforcement;
import dev.tunebook.sandbox.script.Curves.Reinforcement.Grader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One step of a reinforcement run, in the shape of its events: flat numbers beside trees with a list of
/// graders.
final class ReinforcementStep {

    private static final int SAMPLES = 64;

    private final Reinforcement run;
    private final int step;
    private final boolean evaluated;

    ReinforcementStep(Reinforcement run, int step) {
        this.run = run;
        this.step = step;
        this.evaluated = step % run.evalInterval() == 0 || step == run.steps();
    }

    ObjectNode metrics() {
        ObjectNode metrics = Json.object();
        metrics.put("train_mean_reward", mean("train"));
        if (evaluated) {
            metrics.put("full_valid_mean_reward", mean("valid"));
            metrics.put("full_valid_mean_parse_error", Math.max(0, 0.06 - 0.05 * progress()));
        }
        metrics.put("completion_tokens_mean", 48 + 9 * Noise.normal(run.seed(), "completion", step));
        metrics.put("reasoning_tokens_mean", reasoning("train"));
        metrics.put("mean_unresponsive_rewards", 0.0);
        metrics.set("scores", scores());
        metrics.set("usage", usage());
        metrics.set("errors", errors());
        metrics.set("timing", timing());
        return metrics;
    }

    private double progress() {
        return (double) step / run.steps();
    }

    private double reward(Grader grader, String split) {
        double learned = 1 / (1 + Math.exp(-7 * (progress() - 0.42)));
        double start = grader.reach() * 0.28;
        double gap = split.equals("valid") ? 0.03 : 0;
        double noise = 0.03 * Noise.normal(run.seed(), split + grader.name(), step);
        return Math.max(0, Math.min(1, start + (grader.reach() - start) * learned - gap + noise));
    }

    private double mean(String split) {
        return run.graders().stream()
                .mapToDouble(grader -> reward(grader, split))
                .average()
                .orElse(0);
    }

    private double reasoning(String split) {
        double noise = 1 + 0.04 * Noise.normal(run.seed(), "reasoning" + split, step);
        return (310 + 420 * progress()) * noise;
    }

    private ObjectNode scores() {
        ObjectNode scores = Json.object();
        ArrayNode graders = Json.array();
        scores.put("train_reward_mean", mean("train"));
        if (evaluated) {
            scores.put("valid_reward_mean", mean("valid"));
        }
        for (Grader grader : run.graders()) {
            ObjectNode entry = entry(graders, grader).put("train_reward_mean", reward(grader, "train"));
            if (evaluated) {
                entry.put("valid_reward_mean", reward(grader, "valid"));
            }
        }
        scores.set("graders", graders);
        return scores;
    }

    private ObjectNode usage() {
        ObjectNode usage = Json.object();
        ObjectNode samples = usage.putObject("samples");
        samples.put("train_reasoning_tokens_mean", reasoning("train"));
        samples.put("train_reasoning_tokens_count", (double) SAMPLES);
        if (evaluated) {
            samples.put("valid_reasoning_tokens_mean", reasoning("valid"));
            samples.put("valid_reasoning_tokens_count", (double) SAMPLES);
        }
        return usage;
    }

    private ObjectNode errors() {
        ObjectNode errors = Json.object();
        ArrayNode graders = errors.putArray("graders");
        for (Grader grader : run.graders()) {
            long failed = Math.round(Math.max(0, 5 * (1 - progress()) + Noise.normal(run.seed(), "parse", step)));
            entry(graders, grader)
                    .put("train_sample_parse_error_mean", (double) failed / SAMPLES)
                    .put("train_sample_parse_error_count", (double) failed)
                    .put("train_invalid_variable_error_mean", 0.0)
                    .put("train_other_error_mean", 0.0);
        }
        return errors;
    }

    private ObjectNode timing() {
        ObjectNode timing = Json.object();
        double sampling = 41 + 3 * Noise.normal(run.seed(), "sampling", step);
        double training = 22 + Noise.normal(run.seed(), "training", step);
        double evaluation = evaluated ? 30 + 2 * Noise.normal(run.seed(), "evaluation", step) : 0;
        timing.putObject("step")
                .put("sampling", sampling)
                .put("training", training)
                .put("eval", evaluation)
                .put("full_iteration", sampling + training + evaluation);
        ArrayNode graders = timing.putArray("graders");
        for (Grader grader : run.graders()) {
            entry(graders, grader)
                    .put("train_execution_latency_mean", 0.4 + 0.05 * Noise.normal(run.seed(), "latency", step));
        }
        return timing;
    }

    private static ObjectNode entry(ArrayNode graders, Grader grader) {
        return graders.addObject().put("name", grader.name()).put("type", grader.type());
    }
}
