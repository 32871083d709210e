package dev.tunebook.store.rules;

import dev.tunebook.store.ProjectMemberStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.projects.Grantee;
import dev.tunebook.store.projects.ProjectMember;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.ProjectMemberRow;
import dev.tunebook.store.rows.Rows;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Sharing by name.
record ProjectMemberRules(Engine engine, Journal journal) implements ProjectMemberStore {
    private static final Comparator<ProjectMember> ORDER = Comparator.comparing(
                    (ProjectMember member) -> member instanceof ProjectMember.Team)
            .thenComparing(ProjectMemberRules::name);

    private static String name(ProjectMember member) {
        return switch (member) {
            case ProjectMember.Person person -> person.user().username();
            case ProjectMember.Team team -> team.team().name();
        };
    }

    @Override
    public List<ProjectMember> members(Viewer viewer, long projectId) {
        return engine.read(rows -> {
            new Rights(rows, viewer).require(projectId, Access.BROWSE);
            return rows.projects().membersOf(projectId).stream()
                    .flatMap(row -> member(rows, row).stream())
                    .sorted(ORDER)
                    .toList();
        });
    }

    private static Optional<ProjectMember> member(Rows rows, ProjectMemberRow row) {
        return row.team()
                ? rows.accounts()
                        .entity(row.granteeId())
                        .filter(entity -> entity.kind() == EntityKind.TEAM)
                        .map(team -> new ProjectMember.Team(team, row.role()))
                : rows.accounts()
                        .user(row.granteeId())
                        .map(user -> new ProjectMember.Person(AccountRules.user(rows, user), row.role()));
    }

    @Override
    public ProjectMember put(Viewer viewer, long projectId, Grantee grantee, Role role) {
        return engine.write(rows -> {
            new Rights(rows, viewer).require(projectId, Access.ADMINISTER);
            var row = new ProjectMemberRow(projectId, grantee.id(), grantee instanceof Grantee.Team, role);
            var member = member(rows, row)
                    .orElseThrow(() -> new StoreException.NotFound(
                            "there is no " + (row.team() ? "team " : "user ") + grantee.id() + " to share with"));
            rows.projects().put(row);
            journal.changed(rows, projectId, Change.Kind.PROJECT, projectId);
            return member;
        });
    }

    @Override
    public Optional<Role> role(Viewer viewer, long projectId, Grantee grantee) {
        return engine.read(rows -> {
            new Rights(rows, viewer).require(projectId, Access.BROWSE);
            return rows.projects().member(projectId, grantee.id()).map(ProjectMemberRow::role);
        });
    }

    @Override
    public boolean remove(Viewer viewer, long projectId, Grantee grantee) {
        return engine.write(rows -> {
            new Rights(rows, viewer).require(projectId, Access.ADMINISTER);
            var standing = rows.projects().member(projectId, grantee.id());
            standing.ifPresent(row -> {
                rows.projects().deleteMember(projectId, row.granteeId());
                journal.changed(rows, projectId, Change.Kind.PROJECT, projectId);
            });
            return standing.isPresent();
        });
    }
}
