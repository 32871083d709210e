package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport.JobReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.SyncReport.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final TerminalText terminal = new TerminalText();
    private final ProgressBar bar = new ProgressBar(terminal.writer());

    private static JobReport report(String id, Outcome outcome, Optional<Problem> problem) {
        return new JobReport(
                id, "succeeded", outcome, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), problem);
    }

    @Test
    void fillsAsJobsAreDone() {
        bar.found(2);
        assertThat(terminal.shown()).isEqualTo("[------------------------] 0/2");
        bar.started("ftjob-a", 1, 2);
        bar.recording("ftjob-a", "history");
        assertThat(terminal.shown()).isEqualTo("[------------------------] 0/2 ftjob-a history");
        bar.done(report("ftjob-a", Outcome.CREATED, Optional.empty()));
        assertThat(terminal.shown()).isEqualTo("[############------------] 1/2 ftjob-a created");
        bar.waiting("ftjob-b", "running", Duration.ofSeconds(60));
        assertThat(terminal.shown()).endsWith("1/2 ftjob-b is running; looking again every 60 s");
        bar.done(report("ftjob-b", Outcome.UNCHANGED, Optional.empty()));
        assertThat(terminal.shown()).isEqualTo("[########################] 2/2 ftjob-b unchanged");
    }

    @Test
    void whatCouldNotBeRecordedStaysOnALineOfItsOwn() {
        bar.found(2);
        bar.done(report("ftjob-a", Outcome.FAILED, Optional.of(new Problem("provider_denied", "closed to this key"))));
        assertThat(terminal.shown())
                .isEqualTo("ftjob-a: closed to this key\n[############------------] 1/2 ftjob-a failed");
    }
}
