package dev.tunebook.cli;

import static dev.tunebook.cli.AdminCommand.text;

import dev.tunebook.cli.AdminCommand.Group;
import dev.tunebook.cli.AdminCommand.Shared;
import dev.tunebook.model.wire.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `tunebook admin keys`.
@Command(name = "keys", mixinStandardHelpOptions = true, description = "API keys of a user.")
final class AdminKeys extends Group {

    AdminKeys(Surroundings around) {
        super(around);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List a user's keys; only their beginning is known.")
    void list(@Mixin Shared shared, @Parameters(paramLabel = "USER") String user) {
        ask(
                shared,
                client -> client.get(AdminClient.path("users", user, "apiKeys")).body(),
                answer -> {
                    Columns table = new Columns("ID", "BEGINS", "NAME", "CREATED", "LAST USED");
                    for (JsonNode key : answer.path("apiKeys")) {
                        table.row(
                                key.path("id").asString(),
                                text(key, "prefix"),
                                key.path("name").asString("-"),
                                text(key, "createdAt"),
                                key.path("lastUsedAt").asString("-"));
                    }
                    say(table.toString().stripTrailing());
                });
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Make a key and print it. It is shown this once and never again.")
    void add(
            @Mixin Shared shared,
            @Parameters(paramLabel = "USER") String user,
            @Option(names = "--name", paramLabel = "TEXT", description = "What the key is for.")
                    Optional<String> name) {
        ObjectNode body = Json.object();
        name.ifPresent(value -> body.put("name", value));
        ask(
                shared,
                client -> client.post(AdminClient.path("users", user, "apiKeys"), body)
                        .body(),
                answer -> say(text(answer, "apiKey")));
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Delete a key; it stops working at once.")
    void delete(
            @Mixin Shared shared,
            @Parameters(paramLabel = "USER", index = "0") String user,
            @Parameters(paramLabel = "ID", index = "1", description = "As listed.") String id) {
        ask(
                shared,
                client -> AdminPages.deleted(client, AdminClient.path("users", user, "apiKeys", id)),
                answer -> say("key " + id + " of " + user + " deleted"));
    }
}
