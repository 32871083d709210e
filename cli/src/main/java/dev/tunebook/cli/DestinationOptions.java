package dev.tunebook.cli;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.sdk.Settings;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where runs and artifacts go: server, key, entity and project.
final class DestinationOptions {

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "Project of the runs. Default: " + SyncOptions.DEFAULT_PROJECT)
    private Optional<String> project = Optional.empty();

    @Option(
            names = "--entity",
            paramLabel = "NAME",
            description = "User or team that receives the runs. Default: the key's own")
    private Optional<String> entity = Optional.empty();

    @Mixin
    private final TrackerOptions tracker = new TrackerOptions();

    /// A place to write to.
    record Destination(Settings settings, Optional<String> entity, String project) {
        SyncOptions.Builder sync() {
            SyncOptions.Builder options =
                    SyncOptions.builder().settings(settings).project(project);
            entity.ifPresent(options::entity);
            return options;
        }
    }

    /// @throws WrongSetting without a key
    Destination in(Map<String, String> environment) {
        Settings settings = tracker.settings(environment);
        if (settings.apiKey().isEmpty()) {
            throw new WrongSetting("there is no API key for " + settings.baseUrl()
                    + "; set WANDB_BASE_URL and WANDB_API_KEY, or run `tunebook login --server URL` once");
        }
        return new Destination(
                settings,
                entity.or(settings::entity),
                project.or(settings::project).orElse(SyncOptions.DEFAULT_PROJECT));
    }
}
