package dev.tunebook.sdk;

import dev.tunebook.model.Secret;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.settings.Netrc;
import dev.tunebook.sdk.internal.settings.SettingsFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Settings from the places the official client reads, by its names and precedence.
final class SettingsLoader {
    private static final String OLD_CLOUD_HOST = "api.wandb.ai";

    /// Variables whose setting has another name than the generic rule gives.
    private static final Map<String, String> SPECIAL = Map.of(
            "WANDB_DIR", "root_dir",
            "WANDB_NAME", "run_name",
            "WANDB_NOTES", "run_notes",
            "WANDB_TAGS", "run_tags",
            "WANDB_JOB_TYPE", "run_job_type");

    private final Map<String, String> values;

    private SettingsLoader(Map<String, String> values) {
        this.values = values;
    }

    static Settings load(Map<String, String> environment, Path home, Path workingDirectory) {
        Map<String, String> values = new HashMap<>();
        values.putAll(SettingsFile.read(globalFile(environment, home)));
        values.putAll(SettingsFile.read(workspace(environment, workingDirectory).resolve("settings")));
        values.putAll(fromEnvironment(environment));
        Settings settings = new SettingsLoader(values).settings(workingDirectory);
        return settings.apiKey().isPresent() ? settings : withNetrcKey(settings, Netrc.find(environment, home));
    }

    /// The settings file of the user, for all programs.
    static Path globalFile(Map<String, String> environment, Path home) {
        return Optional.ofNullable(environment.get("WANDB_CONFIG_DIR"))
                .map(Path::of)
                .orElse(home.resolve(".config").resolve("wandb"))
                .resolve("settings");
    }

    private static Path workspace(Map<String, String> environment, Path workingDirectory) {
        Path root =
                Optional.ofNullable(environment.get("WANDB_DIR")).map(Path::of).orElse(workingDirectory);
        Path hidden = root.resolve(".wandb");
        return Files.isDirectory(hidden) ? hidden : root.resolve("wandb");
    }

    private static Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("WANDB_") && !value.isEmpty()) {
                values.put(SPECIAL.getOrDefault(name, generic(name)), value);
            }
        });
        return values;
    }

    private static String generic(String variable) {
        String rest = variable.substring("WANDB_".length()).toLowerCase(Locale.ROOT);
        return rest.startsWith("_") ? "x" + rest : rest;
    }

    private static Settings withNetrcKey(Settings settings, Netrc netrc) {
        URI base = settings.baseUrl();
        Optional<Secret> key = netrc.password(machine(base));
        if (key.isEmpty() && base.equals(Settings.CLOUD)) {
            key = netrc.password(OLD_CLOUD_HOST);
        }
        return key.map(secret -> settings.toBuilder().apiKey(secret).build()).orElse(settings);
    }

    /// The netrc name of a server.
    static String machine(URI base) {
        return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
    }

    private Settings settings(Path workingDirectory) {
        Settings.Builder builder =
                Settings.builder().directory(workingDirectory).runDefaults(runDefaults());
        value("base_url").ifPresent(text -> builder.baseUrl(uri("WANDB_BASE_URL", text)));
        value("app_url").ifPresent(text -> builder.appUrl(uri("WANDB_APP_URL", text)));
        value("api_key").ifPresent(text -> builder.apiKey(new Secret(text)));
        value("entity").ifPresent(builder::entity);
        value("project").ifPresent(builder::project);
        value("mode")
                .ifPresent(text -> builder.mode(
                        Mode.parse(text).orElseThrow(() -> bad("WANDB_MODE", text, "online, offline or disabled"))));
        value("root_dir").map(Path::of).ifPresent(builder::directory);
        value("x_extra_http_headers").ifPresent(text -> builder.extraHeaders(headers(text)));
        seconds("x_file_stream_transmit_interval", builder::streamInterval);
        seconds("init_timeout", builder::patience);
        return builder.build();
    }

    private RunOptions runDefaults() {
        RunOptions.Builder options = RunOptions.builder();
        value("run_id").ifPresent(options::id);
        value("run_name").ifPresent(options::name);
        value("run_notes").ifPresent(options::notes);
        value("run_group").ifPresent(options::group);
        value("run_job_type").ifPresent(options::jobType);
        value("run_tags").ifPresent(text -> options.tags(List.of(text.strip().split("\\s*,\\s*"))));
        value("resume")
                .ifPresent(text -> options.resume(
                        Resume.parse(text).orElseThrow(() -> bad("WANDB_RESUME", text, "allow, must or never"))));
        return options.build();
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private void seconds(String key, Consumer<Duration> setter) {
        value(key).ifPresent(text -> {
            try {
                setter.accept(Duration.ofMillis((long) (Double.parseDouble(text) * 1000)));
            } catch (NumberFormatException e) {
                throw bad("WANDB_" + key.toUpperCase(Locale.ROOT), text, "a number of seconds");
            }
        });
    }

    private static URI uri(String variable, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw bad(variable, text, "a web address such as http://127.0.0.1:8080");
        }
    }

    private static Map<String, String> headers(String text) {
        try {
            Map<String, String> headers = new LinkedHashMap<>();
            Json.members(Json.parseObject(text)).forEach((name, value) -> headers.put(name, value.asString("")));
            return headers;
        } catch (InvalidJsonException e) {
            throw new InvalidInputException("WANDB_X_EXTRA_HTTP_HEADERS must be a JSON object of texts", e);
        }
    }

    private static InvalidInputException bad(String variable, String value, String wanted) {
        return new InvalidInputException(variable + " is \"" + value + "\"; it must be " + wanted);
    }
}
