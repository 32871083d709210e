package dev.tunebook.cli;

import dev.tunebook.model.wire.Json;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `tunebook admin` and what its groups share: the server, and how answers are shown.
@Command(
        name = "admin",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "GROUP",
        description = {
            "Manages users, keys, teams, organisations, service accounts, storage and provider connections of a server.",
            "",
            "Needs a server administrator's key, such as the one in admin.key of the data folder.",
            ""
        })
final class AdminCommand implements Runnable {

    private final CommandLine line;

    private AdminCommand() {
        this.line = new CommandLine(this);
    }

    static CommandLine line(Surroundings around) {
        return new AdminCommand()
                .line
                .addSubcommand(new AdminUsers(around))
                .addSubcommand(new AdminKeys(around))
                .addSubcommand(new AdminTeams(around))
                .addSubcommand(new AdminOrganizations(around))
                .addSubcommand(new AdminServiceAccounts(around))
                .addSubcommand(new AdminStorage(around))
                .addSubcommand(new AdminProviders(around));
    }

    @Override
    public void run() {
        throw new ParameterException(
                line,
                "say what to manage: " + String.join(", ", line.getSubcommands().keySet()));
    }

    /// A group of commands, such as `users`.
    abstract static class Group implements Runnable {

        private final Surroundings around;

        @Spec
        private @Nullable CommandSpec spec;

        Group(Surroundings around) {
            this.around = around;
        }

        @Override
        public void run() {
            CommandSpec known = Objects.requireNonNull(spec);
            throw new ParameterException(
                    known.commandLine(),
                    "say what to do: " + String.join(", ", known.subcommands().keySet()));
        }

        /// Asks the server, and shows its answer: as JSON, or as `lines` puts it.
        ///
        /// @return what the server answered
        JsonNode ask(Shared shared, Request request, Consumer<JsonNode> lines) {
            try (AdminClient client = new AdminClient(shared.tracker.settings(around.environment()))) {
                JsonNode answer = request.of(client);
                if (shared.json) {
                    around.out().println(Json.write(answer));
                } else {
                    lines.accept(answer);
                }
                return answer;
            }
        }

        Surroundings around() {
            return around;
        }

        void say(String text) {
            around.out().println(text);
        }
    }

    /// One conversation with the server.
    interface Request {
        JsonNode of(AdminClient client);
    }

    /// What every one of these commands takes.
    static final class Shared {
        @Mixin
        private final TrackerOptions tracker = new TrackerOptions();

        @Option(names = "--json", description = "Print the server's answer as JSON.")
        private boolean json;
    }

    /// What an upsert says: the answer, and whether it was made now.
    static ObjectNode made(AdminClient.Answer answer) {
        ObjectNode body = Json.object();
        body.setAll((ObjectNode) answer.body());
        return body.put("created", answer.created());
    }

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    static String verb(JsonNode made) {
        return made.path("created").asBoolean() ? "created" : "is there";
    }
}
