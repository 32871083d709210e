package dev.tunebook.server.accounts;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.auth.Users;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.Member;
import dev.tunebook.store.accounts.Organization;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.accounts.User;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `entity`, `organization` and their fields.
final class EntityFields {
    private static final Viewer OWNERS = Viewer.system("organisation of a team");
    private static final Page.Request EVERY = Page.Request.first(10_000);

    private final Store store;

    EntityFields(Store store) {
        this.store = store;
    }

    void wire(Wiring wiring) {
        wiring.query("entity", this::entity);
        wiring.query(
                "organization",
                call -> store.teams()
                        .organization(call.viewer(), call.arguments().required("name")));
        wiring.type("Entity", Entity.class)
                .field("id", entity -> NodeId.of("Entity", entity.id()).encoded())
                .field("name", Entity::name)
                .field("available", entity -> false)
                .field("isTeam", entity -> entity.kind() == EntityKind.TEAM)
                .field("entityType", entity -> entity.kind().name().toLowerCase(Locale.ROOT))
                .field("readOnly", (entity, call) -> !writable(entity, call))
                .field("readOnlyAdmin", entity -> false)
                .field("privateOnly", entity -> false)
                .field("codeSavingEnabled", entity -> true)
                .field("defaultAccess", entity -> "PRIVATE")
                .field("members", (entity, call) -> store.teams().members(call.viewer(), entity.name()))
                .field("organization", this::organization)
                .field(
                        "user",
                        (entity, call) -> entity.kind() == EntityKind.USER
                                ? store.accounts().user(call.viewer(), entity.name())
                                : Optional.empty())
                .absent("photoUrl", "isPaid", "limits");
        wiring.connection("EntityConnection", "EntityEdge");
        wiring.type("Member", Member.class)
                .field("id", member -> memberId(member.user()))
                .field("admin", member -> member.role() == Role.ADMIN)
                .field("role", member -> member.role().name().toLowerCase(Locale.ROOT))
                .field("pending", member -> false)
                .field("email", member -> UserFields.email(member.user()))
                .field("username", member -> member.user().username())
                .field(
                        "name",
                        member -> member.user().name().orElse(member.user().username()))
                .field("accountType", member -> member.user().service() ? "SERVICE" : "USER")
                .absent("photoUrl", "apiKey");
        wiring.type("Organization", Organization.class)
                .field(
                        "id",
                        organization -> NodeId.of(
                                        "Organization", organization.entity().id())
                                .encoded())
                .field("name", Organization::displayName)
                .field("orgEntity", Organization::entity)
                .field("featureFlags", organization -> List.of())
                .absent("coreWeaveOrganizationId");
    }

    static String memberId(User user) {
        return NodeId.of("Member", user.id()).encoded();
    }

    private Optional<Entity> entity(Call call) {
        String name = Users.entity(store, call.viewer(), call.arguments().text("name"));
        return store.accounts().entity(call.viewer(), name);
    }

    /// Of a team the one it belongs to; an org entity is its own.
    private Optional<Organization> organization(Entity entity, Call call) {
        if (entity.kind() == EntityKind.ORGANIZATION) {
            return store.teams().organization(call.viewer(), entity.name());
        }
        return entity.organizationId()
                .flatMap(id -> store.accounts().entities(OWNERS, EntityKind.ORGANIZATION, "", EVERY).nodes().stream()
                        .filter(owner -> owner.id() == id)
                        .findFirst())
                .flatMap(owner -> store.teams().organization(call.viewer(), owner.name()));
    }

    private boolean writable(Entity entity, Call call) {
        return call.viewer() instanceof Viewer.User user
                && (user.administrator()
                        || store.teams().memberships(call.viewer(), user.id()).stream()
                                .anyMatch(membership -> membership.entity().id() == entity.id()
                                        && (membership.role() == Role.ADMIN || membership.role() == Role.MEMBER)));
    }
}
