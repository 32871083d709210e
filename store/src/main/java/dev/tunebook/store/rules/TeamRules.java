package dev.tunebook.store.rules;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.TeamStore;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.Member;
import dev.tunebook.store.accounts.Membership;
import dev.tunebook.store.accounts.Organization;
import dev.tunebook.store.accounts.OrganizationUpdate;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.accounts.User;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.MemberRow;
import dev.tunebook.store.rows.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Teams and organisations.
record TeamRules(Engine engine, Journal journal, Set<String> reserved) implements TeamStore {
    /// The official client takes the last member for the service account it just made.
    private static final Comparator<User> LISTED = Comparator.comparing(User::service)
            .thenComparing(user -> user.service() ? "" : user.username())
            .thenComparing(User::id);

    @Override
    public Upserted<Entity> putTeam(Viewer viewer, String name, Optional<String> organization) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            rights.requireAdministrator("create teams");
            var parent = organization.map(wanted -> findOrganization(rows, rights, wanted)
                    .orElseThrow(() ->
                            new StoreException.NotFound("there is no organisation \"" + wanted + "\"; create it first"))
                    .id());
            var standing = standing(rows, name, EntityKind.TEAM);
            var team = standing.orElseGet(
                    () -> AccountRules.newEntity(rows, journal, reserved, name, EntityKind.TEAM, parent));
            if (parent.isPresent() && !parent.equals(team.organizationId())) {
                team = new Entity(team.id(), team.name(), team.kind(), parent, team.displayName(), team.createdAt());
                rows.accounts().put(team);
            }
            return new Upserted<>(team, standing.isEmpty());
        });
    }

    @Override
    public Upserted<Organization> putOrganization(Viewer viewer, OrganizationUpdate update) {
        return engine.write(rows -> {
            new Rights(rows, viewer).requireAdministrator("create organisations");
            var standing = standing(rows, update.name(), EntityKind.ORGANIZATION);
            var entity = standing.orElseGet(() -> AccountRules.newEntity(
                    rows, journal, reserved, update.name(), EntityKind.ORGANIZATION, Optional.empty()));
            var named = new Entity(
                    entity.id(),
                    entity.name(),
                    entity.kind(),
                    Optional.empty(),
                    update.displayName().or(entity::displayName),
                    entity.createdAt());
            rows.accounts().put(named);
            return new Upserted<>(organization(named), standing.isEmpty());
        });
    }

    private static Optional<Entity> standing(Rows rows, String name, EntityKind kind) {
        var standing = rows.accounts().entity(name);
        standing.filter(entity -> entity.kind() != kind).ifPresent(entity -> {
            throw AccountRules.nameTaken(entity);
        });
        return standing;
    }

    private static Organization organization(Entity entity) {
        return new Organization(entity, entity.displayName().orElse(entity.name()));
    }

    /// By name, else the first by display name that the viewer may know.
    private static Optional<Entity> findOrganization(Rows rows, Rights rights, String name) {
        return rows.accounts()
                .entity(name)
                .filter(entity -> entity.kind() == EntityKind.ORGANIZATION && rights.mayKnow(entity))
                .or(() -> rows.accounts().entities(EntityKind.ORGANIZATION).stream()
                        .filter(entity -> entity.displayName().orElse("").equalsIgnoreCase(name))
                        .filter(rights::mayKnow)
                        .findFirst());
    }

    @Override
    public Optional<Organization> organization(Viewer viewer, String name) {
        return engine.read(
                rows -> findOrganization(rows, new Rights(rows, viewer), name).map(TeamRules::organization));
    }

    @Override
    public boolean delete(Viewer viewer, String name, boolean cascade) {
        return engine.write(rows -> {
            new Rights(rows, viewer).requireAdministrator("delete teams and organisations");
            var found = rows.accounts().entity(name).filter(entity -> entity.kind() != EntityKind.USER);
            found.ifPresent(entity -> {
                var teams = teamsOf(rows, entity);
                if (!cascade
                        && (!teams.isEmpty()
                                || !rows.projects().ofEntity(entity.id()).isEmpty())) {
                    throw new StoreException.Conflict(
                            "not_empty",
                            entity.name() + " still holds teams or projects; delete them first, or cascade");
                }
                teams.forEach(team -> remove(rows, team));
                remove(rows, entity);
            });
            return found.isPresent();
        });
    }

    private static List<Entity> teamsOf(Rows rows, Entity organization) {
        return rows.accounts().entities(EntityKind.TEAM).stream()
                .filter(team -> team.organizationId()
                        .filter(id -> id == organization.id())
                        .isPresent())
                .toList();
    }

    private void remove(Rows rows, Entity entity) {
        new Removal(rows, journal).entity(entity.id());
        rows.accounts().deleteEntity(entity.id());
    }

    @Override
    public Member putMember(Viewer viewer, String entityName, String username, Role role) {
        return engine.write(rows -> {
            var entity = shared(new Rights(rows, viewer).requireEntity(entityName, Access.ADMINISTER));
            var user = AccountRules.find(rows, username)
                    .orElseThrow(() -> new StoreException.NotFound("there is no user \"" + username + "\""));
            rows.accounts().put(new MemberRow(entity.id(), user.id(), role));
            return new Member(AccountRules.user(rows, user), role);
        });
    }

    private static Entity shared(Entity entity) {
        if (entity.kind() == EntityKind.USER) {
            throw new StoreException.Invalid(
                    "not_a_team", entity.name() + " is somebody's own; create a team to share with others");
        }
        return entity;
    }

    @Override
    public Upserted<User> putServiceAccount(Viewer viewer, String teamName, String username) {
        return engine.write(rows -> {
            var team = shared(new Rights(rows, viewer).requireEntity(teamName, Access.ADMINISTER));
            var taken = rows.accounts().entity(username);
            var standing = taken.flatMap(entity -> rows.accounts().userOfEntity(entity.id()))
                    .filter(user -> user.service()
                            && rows.accounts().member(team.id(), user.id()).isPresent());
            if (standing.isPresent()) {
                return new Upserted<>(AccountRules.user(rows, standing.get()), false);
            }
            taken.ifPresent(entity -> {
                throw AccountRules.nameTaken(entity);
            });
            var made = AccountRules.newServiceAccount(rows, journal, reserved, username);
            rows.accounts().put(new MemberRow(team.id(), made.id(), Role.MEMBER));
            return new Upserted<>(AccountRules.user(rows, made), true);
        });
    }

    @Override
    public boolean removeMember(Viewer viewer, String entityName, String username) {
        return engine.write(rows -> {
            var entity = shared(new Rights(rows, viewer).requireEntity(entityName, Access.ADMINISTER));
            var member = AccountRules.find(rows, username)
                    .flatMap(user -> rows.accounts().member(entity.id(), user.id()));
            member.ifPresent(new Removal(rows, journal)::member);
            return member.isPresent();
        });
    }

    @Override
    public List<Member> members(Viewer viewer, String entityName) {
        return engine.read(rows -> rows.accounts()
                .entity(entityName)
                .filter(new Rights(rows, viewer)::mayKnow)
                .map(entity -> membersOf(rows, entity))
                .orElse(List.of()));
    }

    private static List<Member> membersOf(Rows rows, Entity entity) {
        if (entity.kind() == EntityKind.USER) {
            return rows.accounts().userOfEntity(entity.id()).stream()
                    .map(owner -> new Member(AccountRules.user(rows, owner), Role.ADMIN))
                    .toList();
        }
        return rows.accounts().membersOf(entity.id()).stream()
                .flatMap(member -> rows.accounts().user(member.userId()).stream()
                        .map(user -> new Member(AccountRules.user(rows, user), member.role())))
                .sorted(Comparator.comparing(Member::user, LISTED))
                .toList();
    }

    @Override
    public List<Membership> memberships(Viewer viewer, long userId) {
        return engine.read(rows -> {
            var rights = new Rights(rows, viewer);
            if (!rights.is(userId)) {
                rights.requireAdministrator("see what another user belongs to");
            }
            var found = new ArrayList<Membership>();
            rows.accounts()
                    .membershipsOf(userId)
                    .forEach(member -> rows.accounts()
                            .entity(member.entityId())
                            .ifPresent(entity -> found.add(new Membership(entity, member.role()))));
            rows.accounts()
                    .user(userId)
                    .flatMap(user -> rows.accounts().entity(user.entityId()))
                    .ifPresent(entity -> found.add(new Membership(entity, Role.ADMIN)));
            found.sort(Comparator.comparing(
                            (Membership membership) -> membership.entity().kind())
                    .thenComparing(membership -> membership.entity().name()));
            return found;
        });
    }
}
