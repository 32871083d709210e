package dev.tunebook.cli;

import static dev.tunebook.cli.AdminCommand.made;
import static dev.tunebook.cli.AdminCommand.text;
import static dev.tunebook.cli.AdminCommand.verb;

import dev.tunebook.cli.AdminCommand.Group;
import dev.tunebook.cli.AdminCommand.Shared;
import dev.tunebook.model.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `tunebook admin providers`.
@Command(
        name = "providers",
        mixinStandardHelpOptions = true,
        description = "Fine-tuning services whose jobs the server follows.")
final class AdminProviders extends Group {

    AdminProviders(Surroundings around) {
        super(around);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List connections and how following goes.")
    void list(@Mixin Shared shared) {
        ask(shared, client -> client.get("/providers").body(), answer -> {
            Columns table =
                    new Columns("NAME", "KIND", "ADDRESS", "RECORDS INTO", "JOBS", "FOLLOWS", "LOOKED", "STATE");
            for (JsonNode connection : answer.path("providers")) {
                JsonNode status = connection.path("status");
                table.row(
                        text(connection, "name"),
                        text(connection, "kind"),
                        text(connection, "baseUrl"),
                        text(connection, "entity") + "/" + text(connection, "project"),
                        status.path("jobs").asString(),
                        status.path("following").asString(),
                        status.path("lookedAt").asString("-"),
                        state(connection));
            }
            say(table.toString().stripTrailing());
        });
    }

    private static String state(JsonNode connection) {
        JsonNode error = connection.path("status").path("error");
        if (!connection.path("enabled").asBoolean()) {
            return "disabled";
        }
        return error.isMissingNode() ? "enabled" : text(error, "message");
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Show one connection, without its key.")
    void show(@Mixin Shared shared, @Parameters(paramLabel = "NAME") String name) {
        ask(
                shared,
                client -> client.get(AdminClient.path("providers", name)).body(),
                answer -> say(Json.pretty(answer)));
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Add a connection, or change one that is there. What is not named stays as it is.")
    void add(
            @Mixin Shared shared,
            @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits and dashes.") String name,
            @Mixin ProviderOptions options) {
        ask(
                shared,
                client -> made(client.put(
                        AdminClient.path("providers", name), options.body(!isThere(client, name), name, around()))),
                answer -> say("provider " + name + " " + verb(answer) + ", records into " + text(answer, "entity") + "/"
                        + text(answer, "project")));
    }

    private static boolean isThere(AdminClient client, String name) {
        return client.get("/providers")
                .body()
                .path("providers")
                .valueStream()
                .anyMatch(connection -> text(connection, "name").equals(name));
    }

    @Command(name = "enable", mixinStandardHelpOptions = true, description = "Follow it, from now on.")
    void enable(@Mixin Shared shared, @Parameters(paramLabel = "NAME") String name) {
        switchTo(shared, name, true);
    }

    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "Follow it no more; its key and what was recorded stay.")
    void disable(@Mixin Shared shared, @Parameters(paramLabel = "NAME") String name) {
        switchTo(shared, name, false);
    }

    private void switchTo(Shared shared, String name, boolean enabled) {
        ask(
                shared,
                client -> {
                    String path = AdminClient.path("providers", name);
                    client.get(path);
                    return client.put(path, Json.object().put("enabled", enabled))
                            .body();
                },
                answer -> say("provider " + name + (enabled ? " enabled" : " disabled")));
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Ask the service whether the connection works; ends with 1 when it does not.")
    int check(@Mixin Shared shared, @Parameters(paramLabel = "NAME") String name) {
        JsonNode outcome = ask(
                shared,
                client -> client.post(AdminClient.path("providers", name, "check"), Json.object())
                        .body(),
                answer -> say(text(answer, "message")));
        return outcome.path("works").asBoolean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Remove a connection with its key and its service account; what was recorded stays.")
    void remove(@Mixin Shared shared, @Parameters(paramLabel = "NAME") String name) {
        ask(
                shared,
                client -> AdminPages.deleted(client, AdminClient.path("providers", name)),
                answer -> say("provider " + name + " removed"));
    }
}
