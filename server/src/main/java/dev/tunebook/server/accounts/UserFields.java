package dev.tunebook.server.accounts;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.accounts.AccountMutations.ShownKey;
import dev.tunebook.server.auth.Users;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.Membership;
import dev.tunebook.store.accounts.Organization;
import dev.tunebook.store.accounts.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `viewer`, `users` and the fields of a user.
final class UserFields {
    private static final int MOST_FOUND = 100;

    private final Store store;

    UserFields(Store store) {
        this.store = store;
    }

    static String id(User user) {
        return NodeId.of("User", user.id()).encoded();
    }

    void wire(Wiring wiring) {
        wiring.query("viewer", call -> Users.of(store, call.viewer()));
        wiring.query(
                "users",
                call -> Connection.all(
                        store.accounts()
                                .search(
                                        call.viewer(),
                                        call.arguments().text("query").orElse(""),
                                        MOST_FOUND),
                        UserFields::id));
        wiring.loader(
                Loaders.USER,
                (viewer, ids) -> store.accounts().users(viewer, ids).stream()
                        .collect(Collectors.toMap(User::id, Function.identity())));
        wiring.type("User", User.class)
                .field("id", UserFields::id)
                .field("name", user -> user.name().orElse(user.username()))
                .field("username", User::username)
                .field("email", UserFields::email)
                .field("admin", User::administrator)
                .field("flags", user -> "{\"code_saving_enabled\":true}")
                .field("entity", User::defaultEntity)
                .field("defaultEntity", (user, call) -> store.accounts().entity(call.viewer(), user.defaultEntity()))
                .field("apiKeys", (user, call) -> Connection.all(apiKeys(user, call), ShownKey::id))
                .field("teams", this::teams)
                .field("organizations", this::organizations)
                .absent("photoUrl", "deletedAt");
        wiring.connection("UserConnection", "UserEdge");
        wiring.connection("ApiKeyConnection", "ApiKeyEdge");
    }

    /// Never null: clients drop what is null, and then miss it.
    static String email(User user) {
        return user.email().orElse("");
    }

    private List<ShownKey> apiKeys(User user, Call call) {
        return isOpen(user, call)
                ? store.credentials().credentials(call.viewer(), user.id(), CredentialKind.API_KEY).stream()
                        .map(ShownKey::of)
                        .toList()
                : List.of();
    }

    /// Keys and memberships are shown to the user and to administrators.
    private static boolean isOpen(User user, Call call) {
        return call.viewer() instanceof Viewer.User viewer && (viewer.administrator() || viewer.id() == user.id());
    }

    private List<Membership> memberships(User user, Call call) {
        return isOpen(user, call) ? store.teams().memberships(call.viewer(), user.id()) : List.of();
    }

    /// The personal entity counts as a team, as the official fixture has it.
    private Connection<Entity> teams(User user, Call call) {
        List<Entity> teams = memberships(user, call).stream()
                .map(Membership::entity)
                .filter(entity -> entity.kind() != EntityKind.ORGANIZATION)
                .toList();
        return Connection.all(teams, Entity::name);
    }

    private List<Organization> organizations(User user, Call call) {
        return memberships(user, call).stream()
                .map(Membership::entity)
                .filter(entity -> entity.kind() == EntityKind.ORGANIZATION)
                .map(entity -> store.teams().organization(call.viewer(), entity.name()))
                .flatMap(Optional::stream)
                .toList();
    }
}
