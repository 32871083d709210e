package dev.tunebook.sandbox.script;

import dev.tunebook.model.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Believable training curves: noisy, decaying, sometimes overfitting; made up, but the same for the same seed.
public final class Curves {

    private Curves() {}

    /// How a supervised run goes.
    ///
    /// @param steps how many
    /// @param epochs how often the data is seen; validation over the whole set at the end of each
    /// @param startLoss loss at the first step
    /// @param floor loss it tends to
    /// @param noise deviation of the training loss, relative
    /// @param validationEvery steps between validation batches; 0 for none
    /// @param overfits whether the validation loss turns upwards
    public record Supervised(
            long seed,
            int steps,
            int epochs,
            double startLoss,
            double floor,
            double noise,
            int validationEvery,
            boolean overfits)
            implements MetricCurve {

        @Override
        public ObjectNode at(int step) {
            ObjectNode metrics = Json.object();
            double loss = noisy(ideal(step), "train_loss", step, noise);
            metrics.put("train_loss", loss);
            metrics.put("train_mean_token_accuracy", accuracy(loss, "train_accuracy", step));
            if (validationEvery > 0 && (step % validationEvery == 0 || step == steps)) {
                double validLoss = noisy(valid(step), "valid_loss", step, noise * 0.8);
                metrics.put("valid_loss", validLoss);
                metrics.put("valid_mean_token_accuracy", accuracy(validLoss, "valid_accuracy", step));
            }
            if (validationEvery > 0 && isEpochEnd(step, steps, epochs)) {
                double full = noisy(valid(step), "full_valid_loss", step, noise * 0.15);
                metrics.put("full_valid_loss", full);
                metrics.put("full_valid_mean_token_accuracy", accuracy(full, "full_valid_accuracy", step));
            }
            return metrics;
        }

        private double ideal(int step) {
            double progress = (double) step / steps;
            double slow = Math.exp(-2.6 * progress);
            double fast = Math.exp(-14 * progress);
            return floor + (startLoss - floor) * (0.55 * fast + 0.45 * slow);
        }

        private double valid(int step) {
            double progress = (double) step / steps;
            double gap = 0.06 * startLoss * progress;
            double turn = overfits ? Math.max(0, progress - 0.4) * startLoss * 0.75 : 0;
            return ideal(step) * 1.05 + gap + turn;
        }

        private double noisy(double value, String channel, int step, double relative) {
            return Math.max(1e-6, value * (1 + relative * Noise.normal(seed, channel, step)));
        }

        private double accuracy(double loss, String channel, int step) {
            double accuracy = 0.34 + 0.655 * Math.exp(-0.62 * loss) + 0.006 * Noise.normal(seed, channel, step);
            return Math.max(0, Math.min(1, accuracy));
        }
    }

    /// How a preference run goes: the loss starts at ln 2, where both answers are equally likely, and the
    /// error rate falls.
    public record Preference(long seed, int steps, int epochs, int validationEvery) implements MetricCurve {

        @Override
        public ObjectNode at(int step) {
            ObjectNode metrics = Json.object();
            put(metrics, "train", step, 0, 0.05);
            if (validationEvery > 0 && (step % validationEvery == 0 || step == steps)) {
                put(metrics, "valid", step, 0.05, 0.04);
            }
            if (validationEvery > 0 && isEpochEnd(step, steps, epochs)) {
                put(metrics, "full_valid", step, 0.05, 0.01);
            }
            return metrics;
        }

        private void put(ObjectNode metrics, String prefix, int step, double gap, double noise) {
            double progress = (step - 1.0) / steps;
            double loss = 0.18 + gap * progress + (Math.log(2) - 0.18) * Math.exp(-3.2 * progress);
            double jitter = 1 + noise * Math.min(1, progress * 8) * Noise.normal(seed, prefix, step);
            metrics.put(prefix + "_loss", loss * jitter);
            double errors = 0.08 + gap + 0.4 * Math.exp(-4 * progress) + noise * Noise.normal(seed, prefix + "e", step);
            metrics.put(prefix + "_error_rate", Math.max(0, Math.min(1, Math.round(errors * 32) / 32.0)));
        }
    }

    /// How a reinforcement run goes: rewards rise, reasoning grows, graders fail now and then.
    ///
    /// @param evalInterval steps between evaluations on the validation data
    public record Reinforcement(long seed, int steps, int evalInterval, List<Grader> graders) implements MetricCurve {

        /// A grader by type and name, and how much of its reward is reached in the end.
        public record Grader(String type, String name, double reach) {}

        public Reinforcement {
            graders = List.copyOf(graders);
        }

        @Override
        public ObjectNode at(int step) {
            return new ReinforcementStep(this, step).metrics();
        }
    }

    static boolean isEpochEnd(int step, int steps, int epochs) {
        for (int epoch = 1; epoch <= epochs; epoch++) {
            if (step == epochEnd(epoch, steps, epochs)) {
                return true;
            }
        }
        return false;
    }

    static int epochEnd(int epoch, int steps, int epochs) {
        return (int) Math.round((double) steps * epoch / epochs);
    }
}
