package dev.tunebook.cli;

import dev.tunebook.finetune.JobSelection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// Which jobs a command is about; several of these options mean that all of them hold.
final class SelectionOptions {

    @Option(
            names = {"--fine-tune-job-id", "--job"},
            paramLabel = "ID",
            description = "This job alone; may be repeated. Default: every job that is not recorded as it stands")
    private List<String> jobs = List.of();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "Jobs in this state, such as succeeded; may be repeated, or list several with commas.")
    private List<String> states = List.of();

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description =
                    "Jobs created then or later: a day in UTC (2026-11-25), or an instant (2026-11-25T12:00:00Z).")
    private Optional<String> since = Optional.empty();

    @Option(names = "--until", paramLabel = "DATE", description = "Jobs created before then.")
    private Optional<String> until = Optional.empty();

    @Option(
            names = "--base-model",
            paramLabel = "NAME",
            description =
                    "Jobs that tune this model, or a snapshot of it: gpt-4o-mini means gpt-4o-mini-2024-07-18 too.")
    private Optional<String> baseModel = Optional.empty();

    @Option(
            names = "--metadata",
            paramLabel = "KEY=VALUE",
            description = "Jobs whose metadata has this value; may be repeated.")
    private Map<String, String> metadata = new LinkedHashMap<>();

    /// The one job that is named, where it is one alone.
    Optional<String> oneJob() {
        return jobs.size() == 1 ? Optional.of(jobs.getFirst()) : Optional.empty();
    }

    JobSelection selection() {
        return new JobSelection(
                Set.copyOf(jobs),
                Set.copyOf(states),
                since.map(text -> instant("--since", text)),
                until.map(text -> instant("--until", text)),
                baseModel,
                metadata);
    }

    static Instant instant(String option, String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new WrongSetting(option + " is \"" + text
                    + "\"; give a day such as 2026-11-25, or an instant such as 2026-11-25T12:00:00Z");
        }
    }
}
