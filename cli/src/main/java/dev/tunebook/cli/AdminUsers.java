package dev.tunebook.cli;

import static dev.tunebook.cli.AdminCommand.made;
import static dev.tunebook.cli.AdminCommand.text;
import static dev.tunebook.cli.AdminCommand.verb;

import dev.tunebook.cli.AdminCommand.Group;
import dev.tunebook.cli.AdminCommand.Shared;
import dev.tunebook.model.wire.Json;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `tunebook admin users`.
@Command(name = "users", mixinStandardHelpOptions = true, description = "People who use the server.")
final class AdminUsers extends Group {

    AdminUsers(Surroundings around) {
        super(around);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List users.")
    void list(
            @Mixin Shared shared,
            @Option(names = "--prefix", paramLabel = "TEXT", defaultValue = "", description = "Names that begin so.")
                    String prefix) {
        ask(shared, client -> AdminPages.all(client, "users", prefix), answer -> {
            Columns table = new Columns("USER", "ADMIN", "SERVICE", "EMAIL", "CREATED");
            for (JsonNode user : answer.path("users")) {
                table.row(
                        text(user, "username"),
                        user.path("admin").asBoolean() ? "yes" : "-",
                        user.path("service").asBoolean() ? "yes" : "-",
                        user.path("email").asString("-"),
                        text(user, "createdAt"));
            }
            say(table.toString().stripTrailing());
        });
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Show one user.")
    void show(@Mixin Shared shared, @Parameters(paramLabel = "USER") String user) {
        ask(shared, client -> client.get(AdminClient.path("users", user)).body(), answer -> say(Json.pretty(answer)));
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Create a user, or complete one who is there. What is not named stays as it is.")
    void add(
            @Mixin Shared shared,
            @Parameters(paramLabel = "USER") String user,
            @Option(names = "--admin", description = "Makes a server administrator.") boolean admin,
            @Option(names = "--email", paramLabel = "ADDRESS", description = "Address of the user.")
                    Optional<String> email,
            @Option(names = "--full-name", paramLabel = "TEXT", description = "Name people see.")
                    Optional<String> fullName,
            @Option(names = "--password-file", paramLabel = "FILE", description = "File that holds the password.")
                    Optional<Path> password,
            @Option(
                            names = "--api-key-file",
                            paramLabel = "FILE",
                            description = "File that holds a key of your choice, 40 characters or more.")
                    Optional<Path> apiKey) {
        ObjectNode body = Json.object();
        if (admin) {
            body.put("admin", true);
        }
        email.ifPresent(value -> body.put("email", value));
        fullName.ifPresent(value -> body.put("name", value));
        password.ifPresent(file -> body.put("password", SecretFile.read("--password-file", file)));
        apiKey.ifPresent(file -> body.put("apiKey", SecretFile.read("--api-key-file", file)));
        ask(
                shared,
                client -> made(client.put(AdminClient.path("users", user), body)),
                answer -> say("user " + text(answer, "username") + " " + verb(answer)));
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Delete a user and what the user owns alone; teams keep theirs.")
    void delete(@Mixin Shared shared, @Parameters(paramLabel = "USER") String user) {
        ask(
                shared,
                client -> AdminPages.deleted(client, AdminClient.path("users", user)),
                answer -> say("user " + user + " deleted"));
    }
}
