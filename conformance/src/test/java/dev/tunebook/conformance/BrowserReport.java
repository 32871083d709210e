package dev.tunebook.conformance;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Playwright's JSON report, a line per test.
final class BrowserReport {
    private BrowserReport() {}

    enum Outcome {
        PASSED,
        FAILED,
        /// Announced, and not run: Playwright calls a skipped test `ok`.
        SKIPPED
    }

    /// @param detail what Playwright tells of its runs
    record Spec(String title, Outcome outcome, String detail) {}

    static List<Spec> specs(JsonNode report) {
        List<Spec> specs = new ArrayList<>();
        collect(report, "", specs);
        return specs;
    }

    private static void collect(JsonNode suite, String prefix, List<Spec> specs) {
        for (JsonNode spec : suite.path("specs")) {
            specs.add(new Spec(
                    prefix + spec.path("title").asString(),
                    outcome(spec),
                    spec.path("tests").toString()));
        }
        for (JsonNode inner : suite.path("suites")) {
            collect(inner, inner.path("title").asString() + ": ", specs);
        }
    }

    private static Outcome outcome(JsonNode spec) {
        List<String> statuses = spec.path("tests").values().stream()
                .map(test -> test.path("status").asString(""))
                .toList();
        if (statuses.isEmpty() || statuses.contains("skipped")) {
            return Outcome.SKIPPED;
        }
        return statuses.stream().allMatch("expected"::equals) ? Outcome.PASSED : Outcome.FAILED;
    }
}
