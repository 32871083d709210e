package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.archive.ArchiveReport.JobReport;
import dev.tunebook.finetune.archive.ArchiveReport.Missing;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveBarTest {

    private final TerminalText terminal = new TerminalText();
    private final ArchiveBar bar = new ArchiveBar(terminal.writer());

    @Test
    void fillsAsJobsAreTakenAndKeepsThoseThatLackSomething() {
        bar.found(2);
        assertThat(terminal.shown()).isEqualTo("[------------------------] 0/2");
        Missing events = new Missing("events", "cannot be had now; take the archive again later", true);
        bar.done(new JobReport("ftjob-a", "succeeded", false, List.of(events)));
        assertThat(terminal.shown())
                .isEqualTo("ftjob-a taken, without 1 of its parts\n"
                        + "[############------------] 1/2 ftjob-a taken, without 1 of its parts");
        bar.done(new JobReport("ftjob-b", "succeeded", true, List.of()));
        assertThat(terminal.shown()).endsWith("\n[########################] 2/2 ftjob-b was there");
    }
}
