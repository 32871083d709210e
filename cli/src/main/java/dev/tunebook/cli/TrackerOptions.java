package dev.tunebook.cli;

import dev.tunebook.model.Secret;
import dev.tunebook.sdk.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which tracking server a command talks to, and as whom: these options, then what the official client reads too.
final class TrackerOptions {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Address of the tracking server. Default: WANDB_BASE_URL, or what login kept")
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "File that holds the API key. Default: WANDB_API_KEY, or what login kept")
    private Optional<Path> keyFile = Optional.empty();

    /// What these options and the environment say together.
    Settings settings(Map<String, String> environment) {
        return Settings.load(variables(environment));
    }

    /// The environment, with these options in it.
    Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        server.ifPresent(url -> variables.put("WANDB_BASE_URL", url));
        keyFile.map(TrackerOptions::key).ifPresent(key -> variables.put("WANDB_API_KEY", key.reveal()));
        return variables;
    }

    private static Secret key(Path file) {
        return new Secret(SecretFile.read("--key-file", file));
    }
}
