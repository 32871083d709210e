package dev.tunebook.cli;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.JobReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.model.wire.Json;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A sync's report for programs: how many jobs had which outcome, and each job.
final class ReportJson {

    private ReportJson() {}

    static ObjectNode of(SyncReport report) {
        ObjectNode whole = counts(report);
        ArrayNode jobs = whole.putArray("jobs");
        report.jobs().forEach(job -> jobs.add(of(job)));
        return whole;
    }

    static ObjectNode counts(SyncReport report) {
        ObjectNode counts = Json.object();
        for (Outcome outcome : Outcome.values()) {
            counts.put(spelled(outcome), report.with(outcome).size());
        }
        return counts;
    }

    static String spelled(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode of(JobReport job) {
        ObjectNode entry = Json.object()
                .put("jobId", job.jobId())
                .put("status", job.status())
                .put("outcome", spelled(job.outcome()))
                .put("runUrl", job.runUrl().orElse(null))
                .put("fineTunedModel", job.fineTunedModel().orElse(null))
                .put("integrationRun", job.integrationRun().orElse(null));
        ArrayNode notes = entry.putArray("notes");
        job.notes().forEach(notes::add);
        job.problem()
                .ifPresentOrElse(
                        problem -> entry.putObject("problem")
                                .put("code", problem.code())
                                .put("message", problem.message()),
                        () -> entry.putNull("problem"));
        return entry;
    }
}
