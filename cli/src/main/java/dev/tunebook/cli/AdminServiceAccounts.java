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
import tools.jackson.databind.node.ObjectNode;

/// `tunebook admin service-accounts`.
@Command(
        name = "service-accounts",
        mixinStandardHelpOptions = true,
        description = "Accounts of programs: they belong to a team and cannot sign in to the web app.")
final class AdminServiceAccounts extends Group {

    AdminServiceAccounts(Surroundings around) {
        super(around);
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Create a service account; `admin keys add NAME` then makes a key for it.")
    void add(
            @Mixin Shared shared,
            @Parameters(paramLabel = "TEAM", index = "0") String team,
            @Parameters(paramLabel = "NAME", index = "1") String name,
            @Option(
                            names = "--api-key-file",
                            paramLabel = "FILE",
                            description = "File that holds a key of your choice, 40 characters or more.")
                    Optional<Path> apiKey) {
        ObjectNode body = Json.object();
        apiKey.ifPresent(file -> body.put("apiKey", SecretFile.read("--api-key-file", file)));
        ask(
                shared,
                client -> made(client.put(AdminClient.path("teams", team, "serviceAccounts", name), body)),
                answer -> say("service account " + text(answer, "username") + " of " + team + " " + verb(answer)));
    }
}
