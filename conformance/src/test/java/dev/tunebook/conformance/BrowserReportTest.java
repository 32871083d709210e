package dev.tunebook.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tunebook.conformance.BrowserReport.Outcome;
import dev.tunebook.conformance.BrowserReport.Spec;
import dev.tunebook.model.wire.Json;
import org.junit.jupiter.api.Test;

class BrowserReportTest {
    @Test
    void aSkippedTestHasNotPassed() {
        String report = """
                {"suites":[{"title":"chart.spec.ts","suites":[{"title":"chart","specs":[
                  {"title":"has lines","ok":true,"tests":[{"status":"expected","results":[{"status":"passed"}]}]},
                  {"title":"zooms","ok":true,"tests":[{"status":"skipped","results":[]}]},
                  {"title":"is left out","ok":true,"tests":[]},
                  {"title":"breaks","ok":false,"tests":[{"status":"unexpected","results":[{"status":"failed"}]}]}
                ]}]}]}""";
        assertThat(BrowserReport.specs(Json.parse(report)))
                .extracting(Spec::title, Spec::outcome)
                .containsExactly(
                        tuple("chart: has lines", Outcome.PASSED),
                        tuple("chart: zooms", Outcome.SKIPPED),
                        tuple("chart: is left out", Outcome.SKIPPED),
                        tuple("chart: breaks", Outcome.FAILED));
    }
}
