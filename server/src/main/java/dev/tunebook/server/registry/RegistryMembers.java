package dev.tunebook.server.registry;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Success;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.projects.Grantee;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.ProjectMember;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Who staffs a registry: users and teams, each with a role in it.
final class RegistryMembers {
    private final Store store;

    RegistryMembers(Store store) {
        this.store = store;
    }

    record ShownRole(String name) {
        static ShownRole of(Role role) {
            return new ShownRole(spelled(role));
        }
    }

    record ShownTeam(Entity team, ShownRole role) {}

    void wire(Wiring wiring) {
        wiring.mutation("createProjectMembers", this::add)
                .mutation("deleteProjectMembers", this::remove)
                .mutation(
                        "updateProjectMember",
                        call -> update(
                                call,
                                new Grantee.Person(call.input().id("userId", "User")),
                                call.input().required("userProjectRole")))
                .mutation(
                        "updateProjectTeamMember",
                        call -> update(
                                call,
                                new Grantee.Team(call.input().id("teamId", "Entity")),
                                call.input().required("teamProjectRole")));
        wiring.type("Project", Project.class)
                .field("members", (project, call) -> members(project, call, ProjectMember.Person.class))
                .field(
                        "teamMembers",
                        (project, call) -> members(project, call, ProjectMember.Team.class).stream()
                                .map(member -> new ShownTeam(member.team(), ShownRole.of(member.role())))
                                .toList());
        wiring.type("ProjectMember", ProjectMember.Person.class)
                .field("id", member -> NodeId.of("User", member.user().id()).encoded())
                .field("name", member -> member.user().name())
                .field("username", member -> member.user().username())
                .field("email", member -> member.user().email().orElse(""))
                .field("role", member -> ShownRole.of(member.role()));
        wiring.record("ProjectTeamMember", ShownTeam.class).record("Role", ShownRole.class);
    }

    private <M extends ProjectMember> List<M> members(Project project, Call call, Class<M> kind) {
        return store.projectMembers().members(call.viewer(), project.id()).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /// New members read; those who are there keep their role.
    private Success add(Call call) {
        long project = call.input().id("projectId", "Project");
        return each(call, grantee -> {
            Role role =
                    store.projectMembers().role(call.viewer(), project, grantee).orElse(Role.VIEWER);
            store.projectMembers().put(call.viewer(), project, grantee, role);
        });
    }

    /// Who is no member stays none.
    private Success remove(Call call) {
        long project = call.input().id("projectId", "Project");
        return each(call, grantee -> store.projectMembers().remove(call.viewer(), project, grantee));
    }

    private interface Change {
        void apply(Grantee grantee);
    }

    /// All of them, or none when one is refused.
    private Success each(Call call, Change change) {
        List<Grantee> grantees = grantees(call.input());
        return store.transaction(() -> {
            grantees.forEach(change::apply);
            return Success.of(call.input());
        });
    }

    private static List<Grantee> grantees(Arguments input) {
        Stream<Grantee> people = ids(input, "userIds", "User").stream().map(Grantee.Person::new);
        Stream<Grantee> teams = ids(input, "teamIds", "Entity").stream().map(Grantee.Team::new);
        return Stream.concat(people, teams).toList();
    }

    private static List<Long> ids(Arguments input, String name, String type) {
        List<Long> ids = new ArrayList<>();
        for (String text : input.texts(name).orElse(List.of())) {
            ids.add(NodeId.parse(text)
                    .map(node -> node.number(type))
                    .filter(number -> number.isPresent())
                    .orElseThrow(() -> HttpFailure.notFound("There is no " + type + " with the id '" + text + "'."))
                    .getAsLong());
        }
        return ids;
    }

    private Success update(Call call, Grantee grantee, String roleName) {
        Role role = role(roleName);
        long project = call.input().id("projectId", "Project");
        if (store.projectMembers().role(call.viewer(), project, grantee).isEmpty()) {
            throw HttpFailure.notFound("The registry has no such member; add it first.");
        }
        store.projectMembers().put(call.viewer(), project, grantee, role);
        return Success.of(call.input());
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> spelled(role).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> HttpFailure.badRequest(
                        "unknown_role",
                        "The role '" + name + "' is unknown; use one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Role.values())
                                                .map(RegistryMembers::spelled)
                                                .toList())
                                + "."));
    }

    private static String spelled(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
