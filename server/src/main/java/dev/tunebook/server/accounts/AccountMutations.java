package dev.tunebook.server.accounts;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.auth.Credentials;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.auth.Users;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Success;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Credential;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.accounts.User;
import dev.tunebook.store.accounts.UserUpdate;
import java.time.Instant;
import java.util.Optional;

/// What changes users, teams and keys.
final class AccountMutations {
    /// The caller has just made the account, whose keys are otherwise its own and the administrators' business.
    private static final Viewer KEYS = Viewer.system("first key of a service account");
    private static final Viewer INVITATION = Viewer.system("invitation");
    private static final int PURPOSE_LENGTH = 40;

    private final Store store;
    private final Platform platform;

    AccountMutations(Platform platform) {
        this.platform = platform;
        this.store = platform.store();
    }

    /// A key as it is shown: by its prefix, and in full only in the answer that made it.
    record ShownKey(String id, String name, Optional<String> description) {
        static ShownKey of(Credential credential) {
            return new ShownKey(nodeId(credential), credential.prefix(), credential.description());
        }

        static ShownKey once(Credential credential, Secret secret) {
            return new ShownKey(nodeId(credential), secret.reveal(), credential.description());
        }

        private static String nodeId(Credential credential) {
            return NodeId.of("ApiKey", credential.id()).encoded();
        }

        @Override
        public String toString() {
            return "ShownKey[" + id + "]";
        }
    }

    record UserPayload(User user, Optional<ShownKey> apiKey) {}

    record ApiKeyPayload(ShownKey apiKey) {}

    record TeamPayload(Entity entity) {}

    record InvitePayload(Invite invite) {}

    record Invite(String id, String name, Optional<String> email, Instant createdAt, User toUser) {}

    void wire(Wiring wiring) {
        wiring.mutation("updateUser", this::updateUser)
                .mutation("createUser", this::createUser)
                .mutation("createServiceAccount", this::createServiceAccount)
                .mutation("createTeam", this::createTeam)
                .mutation("createInvite", this::createInvite)
                .mutation("deleteInvite", this::deleteInvite)
                .mutation("generateApiKey", this::generateApiKey)
                .mutation("deleteApiKey", this::deleteApiKey);
        wiring.record("UserPayload", UserPayload.class)
                .record("GenerateApiKeyPayload", ApiKeyPayload.class)
                .record("ApiKey", ShownKey.class)
                .record("CreateTeamPayload", TeamPayload.class)
                .record("CreateInvitePayload", InvitePayload.class)
                .record("Invite", Invite.class);
    }

    private UserPayload updateUser(Call call) {
        UserUpdate update = UserUpdate.of(self(call).username());
        return new UserPayload(
                store.accounts()
                        .putUser(
                                call.viewer(),
                                call.input()
                                        .text("defaultEntity")
                                        .map(update::withDefaultEntity)
                                        .orElse(update))
                        .value(),
                Optional.empty());
    }

    /// Named by the part of the address before the `@`; gets a key, which is shown this once.
    private UserPayload createUser(Call call) {
        Arguments input = call.input();
        String email = input.required("email");
        int at = email.indexOf('@');
        if (at <= 0) {
            throw HttpFailure.badRequest("invalid_email", "'" + email + "' is not an email address.");
        }
        UserUpdate update = UserUpdate.of(email.substring(0, at))
                .withEmail(email)
                .withAdministrator(input.flag("admin").orElse(false));
        if (store.accounts().user(call.viewer(), update.username()).isPresent()) {
            throw HttpFailure.of(409, "name_taken", "There is a user '" + update.username() + "' already.");
        }
        User user = store.accounts().putUser(call.viewer(), update).value();
        return new UserPayload(user, Optional.of(newKey(call.viewer(), user, Optional.empty())));
    }

    /// Named after the team and what it is for; gets a key, which is shown this once.
    private UserPayload createServiceAccount(Call call) {
        Arguments input = call.input();
        String team = input.required("entityName");
        String purpose = input.required("description").replaceAll("[^A-Za-z0-9_-]+", "-");
        String username = team + "-" + purpose.substring(0, Math.min(PURPOSE_LENGTH, purpose.length()));
        return store.transaction(() -> {
            Upserted<User> account = store.teams().putServiceAccount(call.viewer(), team, username);
            if (!account.inserted()) {
                throw HttpFailure.of(409, "name_taken", "'" + team + "' has a service account '" + username + "'.");
            }
            return new UserPayload(
                    account.value(), Optional.of(newKey(KEYS, account.value(), input.text("description"))));
        });
    }

    private TeamPayload createTeam(Call call) {
        Arguments input = call.input();
        String name = input.required("teamName");
        if (store.accounts().entity(call.viewer(), name).isPresent()) {
            throw HttpFailure.of(409, "name_taken", "The name '" + name + "' is taken.");
        }
        Entity team =
                store.teams().putTeam(call.viewer(), name, Optional.empty()).value();
        String administrator =
                input.text("teamAdminUserName").orElseGet(() -> self(call).username());
        store.teams().putMember(call.viewer(), team.name(), administrator, Role.ADMIN);
        return new TeamPayload(team);
    }

    /// Invites work at once: a user who is here becomes a member.
    private InvitePayload createInvite(Call call) {
        Arguments input = call.input();
        String wanted = input.text("username")
                .or(() -> input.text("email"))
                .orElseThrow(
                        () -> HttpFailure.badRequest("missing_argument", "Name the user by 'username' or 'email'."));
        // Whoever knows the address may invite with it, though the server would not tell it.
        User user = store.accounts().search(INVITATION, wanted, 1).stream()
                .filter(found -> found.username().equalsIgnoreCase(wanted)
                        || found.email().filter(wanted::equalsIgnoreCase).isPresent())
                .findFirst()
                .orElseThrow(() -> HttpFailure.notFound(
                        "There is no user '" + wanted + "'; an administrator can make one with 'tunebook admin'."));
        Role role = input.flag("admin").orElse(false) ? Role.ADMIN : Role.MEMBER;
        store.teams().putMember(call.viewer(), input.required("entityName"), user.username(), role);
        return new InvitePayload(new Invite(
                EntityFields.memberId(user),
                user.username(),
                input.text("email"),
                platform.clock().instant(),
                user));
    }

    private Success deleteInvite(Call call) {
        Arguments input = call.input();
        long userId = input.id("id", "Member");
        String entity = input.required("entityName");
        boolean removed = store.teams().members(call.viewer(), entity).stream()
                .filter(member -> member.user().id() == userId)
                .anyMatch(member -> store.teams()
                        .removeMember(call.viewer(), entity, member.user().username()));
        if (!removed) {
            throw HttpFailure.notFound("'" + entity + "' has no such member or invitation.");
        }
        return Success.of(input);
    }

    private ApiKeyPayload generateApiKey(Call call) {
        return new ApiKeyPayload(newKey(call.viewer(), self(call), call.input().text("description")));
    }

    private ShownKey newKey(Viewer viewer, User user, Optional<String> description) {
        Secret secret = Secret.random(platform.random());
        return ShownKey.once(
                store.credentials().add(viewer, user.id(), Credentials.apiKey(secret, description)), secret);
    }

    private Success deleteApiKey(Call call) {
        Arguments input = call.input();
        if (!store.credentials().delete(call.viewer(), input.id("id", "ApiKey"))) {
            throw HttpFailure.notFound("You have no API key with this id.");
        }
        return Success.of(input);
    }

    private User self(Call call) {
        return Users.of(store, call.viewer()).orElseThrow(() -> HttpFailure.forbidden("This needs a user."));
    }
}
