package dev.tunebook.cli;

import dev.tunebook.model.Secret;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.Wandb;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/// `tunebook login`.
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = {
            "Checks an API key with a server and keeps it where the official client keeps it, too: in the netrc file.",
            "",
            "The key comes from --key-file, from WANDB_API_KEY, or is asked for; it may be piped in. The page /authorize"
                    + " of the server makes one. The server is kept as well, so that sync and the official client need"
                    + " no variables afterwards.",
            ""
        })
final class LoginCommand implements Callable<Integer> {

    private final Surroundings around;

    @Mixin
    private final TrackerOptions tracker = new TrackerOptions();

    LoginCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Map<String, String> variables = tracker.variables(around.environment());
        Settings settings = Settings.load(without(variables, "WANDB_API_KEY"));
        Secret key = Optional.ofNullable(variables.get("WANDB_API_KEY"))
                .filter(text -> !text.isBlank())
                .map(text -> new Secret(text.strip()))
                .orElseGet(() -> ask(settings));
        Wandb.login(variables, key);
        around.out().println("logged in to " + settings.baseUrl());
        return ExitCode.OK;
    }

    private static Map<String, String> without(Map<String, String> variables, String name) {
        Map<String, String> rest = new HashMap<>(variables);
        rest.remove(name);
        return rest;
    }

    private Secret ask(Settings settings) {
        return SecretPrompt.ask(
                around,
                "API key of " + settings.baseUrl() + " (" + settings.appUrl() + "/authorize makes one)",
                "set WANDB_API_KEY or give --key-file");
    }
}
