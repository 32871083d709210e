package dev.tunebook.cli;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.model.wire.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// What is said of a provider connection; what is left out stays as it is.
final class ProviderOptions {

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "openai, azure, or compatible: any other service of OpenAI's dialect. Default: openai")
    private Optional<String> kind = Optional.empty();

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description =
                    "Address of the service; of Azure, the endpoint. Default for openai: https://api.openai.com/v1")
    private Optional<String> baseUrl = Optional.empty();

    @Option(
            names = "--api-version",
            paramLabel = "VERSION",
            description = "For Azure's older paths, such as 2024-10-21; \"\" takes it away.")
    private Optional<String> apiVersion = Optional.empty();

    @Option(
            names = "--openai-organization",
            paramLabel = "ID",
            description = "OpenAI's organization the key acts for; \"\" takes it away.")
    private Optional<String> openaiOrganization = Optional.empty();

    @Option(
            names = "--openai-project",
            paramLabel = "ID",
            description = "OpenAI's project the key acts in; \"\" takes it away.")
    private Optional<String> openaiProject = Optional.empty();

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "File that holds the service's key. Default: it is asked for, or read from standard input")
    private Optional<Path> apiKeyFile = Optional.empty();

    @Option(
            names = "--api-key-env",
            paramLabel = "NAME",
            description = "Variable that holds the service's key, such as OPENAI_API_KEY.")
    private Optional<String> apiKeyVariable = Optional.empty();

    @Option(
            names = "--entity",
            paramLabel = "NAME",
            description = "Team or user that receives the runs; it cannot be changed later.")
    private Optional<String> entity = Optional.empty();

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "Project of the runs. Default: " + SyncOptions.DEFAULT_PROJECT)
    private Optional<String> project = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "Jobs created then or later: a day in UTC, or an instant; \"\" takes it away.")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--base-model",
            paramLabel = "NAME",
            description = "Jobs that tune this model, or a snapshot of it; \"\" takes it away.")
    private Optional<String> baseModel = Optional.empty();

    @Option(
            names = "--metadata",
            paramLabel = "KEY=VALUE",
            description = "Jobs whose metadata has this value; may be repeated.")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @Option(
            names = "--datasets",
            negatable = true,
            description = "Record training and validation data, or leave them where they are. Default: record")
    private Optional<Boolean> datasets = Optional.empty();

    @Option(
            names = "--poll-seconds",
            paramLabel = "NUMBER",
            description = "Time between two looks, from 1 to 86400. Default: 30")
    private Optional<Integer> pollSeconds = Optional.empty();

    @Option(names = "--disabled", description = "Keep it, but do not follow it yet.")
    private boolean disabled;

    /// What the API takes.
    ///
    /// @param isNew whether defaults are needed, and a key
    ObjectNode body(boolean isNew, String name, Surroundings around) {
        ObjectNode body = Json.object();
        kind.ifPresent(value -> body.put("kind", value));
        baseUrl.ifPresent(value -> body.put("baseUrl", value));
        apiVersion.ifPresent(value -> body.put("apiVersion", value));
        openaiOrganization.ifPresent(value -> body.put("openaiOrganization", value));
        openaiProject.ifPresent(value -> body.put("openaiProject", value));
        entity.ifPresent(value -> body.put("entity", value));
        project.or(() -> isNew ? Optional.of(SyncOptions.DEFAULT_PROJECT) : Optional.empty())
                .ifPresent(value -> body.put("project", value));
        since.ifPresent(value -> body.put(
                "since",
                value.isEmpty()
                        ? ""
                        : SelectionOptions.instant("--since", value).toString()));
        baseModel.ifPresent(value -> body.put("baseModel", value));
        if (!metadata.isEmpty()) {
            body.set("metadata", Json.tree(metadata));
        }
        datasets.ifPresent(value -> body.put("datasets", value));
        pollSeconds.ifPresent(value -> body.put("pollSeconds", value));
        if (disabled) {
            body.put("enabled", false);
        }
        apiKey(isNew, name, around).ifPresent(value -> body.put("apiKey", value));
        return body;
    }

    private Optional<String> apiKey(boolean isNew, String name, Surroundings around) {
        if (apiKeyFile.isPresent()) {
            return apiKeyFile.map(file -> SecretFile.read("--api-key-file", file));
        }
        if (apiKeyVariable.isPresent()) {
            String value = around.environment().getOrDefault(apiKeyVariable.get(), "");
            if (value.isBlank()) {
                throw new WrongSetting("--api-key-env " + apiKeyVariable.get() + " is not set; set it to the key");
            }
            return Optional.of(value.strip());
        }
        return isNew
                ? Optional.of(SecretPrompt.ask(
                                around, "API key of the service " + name, "give --api-key-file or --api-key-env")
                        .reveal())
                : Optional.empty();
    }
}
