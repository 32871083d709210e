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

/// `tunebook admin organizations`.
@Command(
        name = "organizations",
        mixinStandardHelpOptions = true,
        description = "Organisations, which hold teams and registries.")
final class AdminOrganizations extends AdminMembers {

    AdminOrganizations(Surroundings around) {
        super(around, "organizations");
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Create an organisation, or complete one that is there.")
    void add(
            @Mixin Shared shared,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--display-name", paramLabel = "TEXT", description = "The name people see.")
                    Optional<String> displayName) {
        ObjectNode body = Json.object();
        displayName.ifPresent(value -> body.put("displayName", value));
        ask(
                shared,
                client -> made(client.put(AdminClient.path("organizations", name), body)),
                answer -> say("organisation " + text(answer, "name") + " " + verb(answer)));
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Delete an organisation. With --cascade also its teams and registries.")
    void delete(
            @Mixin Shared shared,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--cascade", description = "Its teams and registries as well.") boolean cascade) {
        ask(
                shared,
                client -> AdminPages.deleted(client, AdminClient.path("organizations", name) + "?cascade=" + cascade),
                answer -> say("organisation " + name + " deleted"));
    }
}
