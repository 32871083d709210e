package dev.tunebook.cli;

import static dev.tunebook.cli.AdminCommand.made;
import static dev.tunebook.cli.AdminCommand.text;
import static dev.tunebook.cli.AdminCommand.verb;

import dev.tunebook.cli.AdminCommand.Shared;
import dev.tunebook.model.wire.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `tunebook admin teams`.
@Command(name = "teams", mixinStandardHelpOptions = true, description = "Teams, which own projects together.")
final class AdminTeams extends AdminMembers {

    AdminTeams(Surroundings around) {
        super(around, "teams");
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Create a team, or complete one that is there.")
    void add(
            @Mixin Shared shared,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--organization", paramLabel = "NAME", description = "The organisation it belongs to.")
                    Optional<String> organization) {
        ObjectNode body = Json.object();
        organization.ifPresent(value -> body.put("organization", value));
        ask(
                shared,
                client -> made(client.put(AdminClient.path("teams", name), body)),
                answer -> say("team " + text(answer, "name") + " " + verb(answer)));
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Delete a team with its projects and runs.")
    void delete(@Mixin Shared shared, @Parameters(paramLabel = "NAME") String name) {
        ask(
                shared,
                client -> AdminPages.deleted(client, AdminClient.path("teams", name)),
                answer -> say("team " + name + " deleted"));
    }
}
