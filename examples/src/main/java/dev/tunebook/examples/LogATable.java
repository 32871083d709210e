package dev.tunebook.examples;

import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.StoredRun;
import dev.tunebook.sdk.Table;
import dev.tunebook.sdk.Wandb;
import java.util.Map;

/// A table of predictions at a run, read back from the server afterwards.
public final class LogATable {
    private LogATable() {}

    public static void main(String[] args) {
        Table table = new Table("question", "answer", "expected", "right");
        table.addRow("2 + 2", "4", "4", true);
        table.addRow("capital of France", "Lyon", "Paris", false);
        table.addRow("colour of the sky", null, "blue", false);
        String path;
        try (Run run = Wandb.init(RunOptions.builder().project("examples").build())) {
            run.log(Map.of("predictions", table, "accuracy", 1.0 / 3));
            path = run.path().orElseThrow().toString();
        }
        StoredRun stored = Wandb.api().run(path);
        String accuracy =
                stored.summary().value("accuracy").map(String::valueOf).orElse("unknown");
        System.out.println(stored.name() + ": accuracy " + accuracy);
        stored.outputArtifacts()
                .filter(version -> version.type().equals("run_table"))
                .forEach(version -> version.table("predictions").rows().forEach(System.out::println));
    }
}
