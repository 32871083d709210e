package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport.JobReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.SyncReport.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final StringWriter out = new StringWriter();
    private final ProgressBar bar = new ProgressBar(new PrintWriter(out));

    /// What stands on the terminal: each line as it was written over last.
    private String shown() {
        StringBuilder lines = new StringBuilder();
        for (String line : out.toString().split("\n", -1)) {
            lines.append(line.substring(line.lastIndexOf('\r') + 1).replace("\u001b[K", ""))
                    .append('\n');
        }
        return lines.toString().stripTrailing();
    }

    private static JobReport report(String id, Outcome outcome, Optional<Problem> problem) {
        return new JobReport(
                id, "succeeded", outcome, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), problem);
    }

    @Test
    void fillsAsJobsAreDone() {
        bar.found(2);
        assertThat(shown()).isEqualTo("[------------------------] 0/2");
        bar.started("ftjob-a", 1, 2);
        bar.recording("ftjob-a", "history");
        assertThat(shown()).isEqualTo("[------------------------] 0/2 ftjob-a history");
        bar.done(report("ftjob-a", Outcome.CREATED, Optional.empty()));
        assertThat(shown()).isEqualTo("[############------------] 1/2 ftjob-a created");
        bar.waiting("ftjob-b", "running", Duration.ofSeconds(60));
        assertThat(shown()).endsWith("1/2 ftjob-b is running; looking again every 60 s");
        bar.done(report("ftjob-b", Outcome.UNCHANGED, Optional.empty()));
        assertThat(shown()).isEqualTo("[########################] 2/2 ftjob-b unchanged");
    }

    @Test
    void whatCouldNotBeRecordedStaysOnALineOfItsOwn() {
        bar.found(2);
        bar.done(report("ftjob-a", Outcome.FAILED, Optional.of(new Problem("provider_denied", "closed to this key"))));
        assertThat(shown()).isEqualTo("ftjob-a: closed to this key\n[############------------] 1/2 ftjob-a failed");
    }
}
