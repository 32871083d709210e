package dev.tunebook.cli;

import static dev.tunebook.cli.AdminCommand.text;

import dev.tunebook.cli.AdminCommand.Group;
import dev.tunebook.cli.AdminCommand.Shared;
import dev.tunebook.model.wire.Json;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// What teams and organisations have in common: lists, members, deletion.
abstract class AdminMembers extends Group {

    /// What a member may do.
    enum Role {
        ADMIN,
        MEMBER,
        VIEWER
    }

    private final String kind;

    /// @param kind the path's segment, `teams` or `organizations`
    AdminMembers(Surroundings around, String kind) {
        super(around);
        this.kind = kind;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List all.")
    void list(
            @Mixin Shared shared,
            @Option(names = "--prefix", paramLabel = "TEXT", defaultValue = "", description = "Names that begin so.")
                    String prefix) {
        ask(shared, client -> AdminPages.all(client, kind, prefix), answer -> {
            Columns table = new Columns("NAME", "CREATED");
            answer.path(kind).forEach(entry -> table.row(text(entry, "name"), text(entry, "createdAt")));
            say(table.toString().stripTrailing());
        });
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Show one with its members.")
    void show(@Mixin Shared shared, @Parameters(paramLabel = "NAME") String name) {
        ask(shared, client -> client.get(AdminClient.path(kind, name)).body(), answer -> {
            say(text(answer, "name") + ", created " + text(answer, "createdAt"));
            Columns table = new Columns("MEMBER", "ROLE");
            for (JsonNode member : answer.path("members")) {
                table.row(text(member, "username"), text(member, "role"));
            }
            say(table.toString().stripTrailing());
        });
    }

    @Command(
            name = "put-member",
            mixinStandardHelpOptions = true,
            description = "Add a member, or give one another role.")
    void putMember(
            @Mixin Shared shared,
            @Parameters(paramLabel = "NAME", index = "0") String name,
            @Parameters(paramLabel = "USER", index = "1") String user,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            defaultValue = "MEMBER",
                            description = "admin, member or viewer. Default: member")
                    Role role) {
        String spelled = role.name().toLowerCase(Locale.ROOT);
        ask(
                shared,
                client -> client.put(
                                AdminClient.path(kind, name, "members", user),
                                Json.object().put("role", spelled))
                        .body(),
                answer -> say(user + " is " + text(answer, "role") + " of " + name));
    }

    @Command(name = "remove-member", mixinStandardHelpOptions = true, description = "Take a member out.")
    void removeMember(
            @Mixin Shared shared,
            @Parameters(paramLabel = "NAME", index = "0") String name,
            @Parameters(paramLabel = "USER", index = "1") String user) {
        ask(
                shared,
                client -> AdminPages.deleted(client, AdminClient.path(kind, name, "members", user)),
                answer -> say(user + " is no longer in " + name));
    }
}
