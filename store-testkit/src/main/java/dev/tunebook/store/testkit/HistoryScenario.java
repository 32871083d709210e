package dev.tunebook.store.testkit;

import dev.tunebook.model.RunPath;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.RunGrant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Made-up runs and lines for the tests of history engines.
public final class HistoryScenario {
    public static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");

    private HistoryScenario() {}

    public static RunGrant grant(long runId) {
        return grant(runId, 0);
    }

    public static RunGrant grant(long runId, int generation) {
        return new RunGrant(runId, 1, RunPath.of("team", "tunes", "run-" + runId), generation, Access.WRITE);
    }

    public static StreamBatch history(long first, String... lines) {
        return batch(HistoryFile.HISTORY, first, List.of(lines));
    }

    public static StreamBatch batch(HistoryFile file, long first, List<String> lines) {
        return StreamBatch.of(NOW, new LineBlock(file, first, lines));
    }

    /// Lines as a training loop logs them: `_step` from `first`, a loss, now and then an accuracy.
    public static List<String> training(long first, int count) {
        List<String> lines = new ArrayList<>(count);
        for (long step = first; step < first + count; step++) {
            String accuracy = step % 10 == 0 ? ",\"eval\":{\"accuracy\":" + (step % 97) / 97.0 + "}" : "";
            lines.add("{\"_step\":" + step + ",\"loss\":" + (float) Math.exp(-step / 5000.0) + ",\"_timestamp\":"
                    + (1.7e9 + step * 0.37) + accuracy + "}");
        }
        return lines;
    }

    /// A line of any shape: what clients send, and what they should not.
    public static String anyLine(SplittableRandom random, long number) {
        return switch (random.nextInt(12)) {
            case 0 -> "not json " + random.nextLong();
            case 1 -> "";
            case 2 -> "[1,2," + random.nextInt() + "]";
            case 3 -> "{\"_step\":" + number + ",\"a\":1,\"a\":" + random.nextInt(9) + "}";
            case 4 -> "{ \"_step\" : " + number + " ,\t\"nested\" : {\"deep\": {\"x\": " + anyValue(random) + "}} }";
            case 5 -> "{\"_step\":" + number + ",\"key" + random.nextInt(400) + "\":" + anyValue(random) + "}";
            case 6 -> "{\"nested\":{\"deep\":{\"x\":" + anyValue(random) + "}},\"_step\":" + number + "}";
            default ->
                "{\"_step\":" + number + ",\"loss\":" + anyValue(random) + ",\"n.o\":" + anyValue(random)
                        + (random.nextBoolean() ? ",\"acc\":" + anyValue(random) : "") + "}";
        };
    }

    /// A JSON value in any literal form.
    public static String anyValue(SplittableRandom random) {
        String[] literals = {
            "0",
            "-0",
            "5",
            "5.0",
            "5.00",
            "\"5\"",
            "-0.0",
            "0.0",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "18446744073709551615",
            "1e22",
            "10000000000000000000000",
            "1E22",
            "1.0E22",
            "1e+22",
            "1e-7",
            "1e-07",
            "1.0E-7",
            "0.0000001",
            "1e400",
            "-1e400",
            "5e-324",
            "4.9E-324",
            "1.7976931348623157e308",
            "NaN",
            "Infinity",
            "-Infinity",
            "\"NaN\"",
            "\"Infinity\"",
            "\"-Infinity\"",
            "true",
            "false",
            "null",
            "[]",
            "{}",
            "[1, 2,{\"a\":[]}]",
            "{\"_type\":\"image-file\",\"path\":\"media/x.png\"}",
            "\"\"",
            "\"\\u00e9\\n\\\"quoted\\\"\"",
            "\"\u65e5\u672c\ud83d\ude80\"",
            "1e16",
            "1e15",
            "123456789012345680",
            "0.1",
            "0.30000001192092896",
            "100000000000000000000.0",
            "1.5E10",
            "15000000000.0",
            "01",
            "1.",
            "--1"
        };
        return switch (random.nextInt(5)) {
            case 0 -> literals[random.nextInt(literals.length)];
            case 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 2 -> Double.toString((float) random.nextDouble());
            case 3 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            default -> Double.toString(random.nextInt(100_000) / 1000.0);
        };
    }
}
