package dev.tunebook.examples;

import dev.tunebook.model.SummaryKind;
import dev.tunebook.sdk.MetricOptions;
import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Wandb;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A made-up training: configuration, metrics a step, the best value in the summary, lines on the console.
public final class LogARun {
    private static final int EPOCHS = 20;
    private static final int STEPS = 50;

    private LogARun() {}

    public static void main(String[] args) {
        RandomGenerator random = RandomGenerator.getDefault();
        RunOptions options = RunOptions.builder()
                .project("examples")
                .jobType("train")
                .tags("made-up")
                .config("learning_rate", 0.01)
                .config("epochs", EPOCHS)
                .build();
        try (Run run = Wandb.init(options)) {
            run.url().ifPresent(url -> System.out.println("watch it at " + url));
            run.defineMetric("valid/loss", MetricOptions.keeping(SummaryKind.MIN, SummaryKind.LAST));
            for (int step = 0; step < EPOCHS * STEPS && !run.isStopRequested(); step++) {
                double loss = 2.0 / (1 + step * 0.01) + random.nextDouble() * 0.1;
                run.log(Map.of("train/loss", loss, "epoch", step / STEPS));
                if (step % STEPS == STEPS - 1) {
                    run.log(Map.of("valid/loss", loss * 1.1), step);
                    run.console("epoch " + step / STEPS + ": " + loss);
                }
            }
        }
    }
}
